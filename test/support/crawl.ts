import type { BrowserContext } from 'playwright-core';

export interface CrawledPage {
  readonly path: string;
  readonly source: string;
}

const mostPages = 150;

/** Every page that links lead to from the first one, breadth first, as its source reaches the browser. */
export async function crawl(context: BrowserContext): Promise<CrawledPage[]> {
  const pages: CrawledPage[] = [];
  const known = new Set(['/inbox']);
  for (const path of known) {
    if (pages.length >= mostPages) break;
    const answer = await context.request.get(path);
    if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) continue;
    const source = await answer.text();
    pages.push({ path, source });
    for (const next of linksIn(source)) known.add(next);
  }
  return pages;
}

/** Not the files of the API, the other language of the same page, nor another sign-in. */
function linksIn(source: string): string[] {
  return [...source.matchAll(/href="(\/[^"#]*)/g)]
    .map(([, href = '']) => href.replaceAll('&amp;', '&'))
    .filter((href) => !/^\/(api|assets|verifiers|sign-in|oidc)|[?&](lang|print)=/.test(href));
}
