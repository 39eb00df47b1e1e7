import type { Response } from 'express';
import { type AssetPaths, layout } from '#web/layout.ts';
import type { Page, View } from '#web/view.ts';

/** Somewhere else instead of a page. */
export interface Elsewhere {
  readonly href: string;
}

/** A file instead of a page, to be kept. */
export interface ScreenFile {
  readonly bytes: Uint8Array;
  readonly media: 'application/pdf';
  readonly name: string;
}

interface Answering {
  readonly res: Response;
  readonly request: { readonly view: View };
  readonly deps: { readonly assets: AssetPaths };
}

export function answer(page: Page | Elsewhere | ScreenFile, { res, request, deps }: Answering): void {
  if ('href' in page) {
    res.redirect(303, page.href);
    return;
  }
  res.set({ 'Cache-Control': 'no-store', 'Content-Language': request.view.locale });
  if ('bytes' in page) {
    res.type(page.media).attachment(page.name).send(Buffer.from(page.bytes));
    return;
  }
  res.type('html').send(layout(request.view, page, deps.assets));
}
