import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';

export type Locale = 'id' | 'en';

/** One browser per test file; `browser.close()` ends it. */
export function launchBrowser(): Promise<Browser> {
  // No sandbox: tests run as root in containers. No shared memory: it is small there.
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
  return chromium.launch({ executablePath: inject('chromium'), args });
}

export interface Visit {
  readonly url: string;
  readonly locale?: Locale;
  /** Who signs in; nobody when left out. */
  readonly persona?: string;
  readonly javaScript?: boolean;
}

/** A visitor with cookies of their own, signed in through the demo's sign-in page. */
export async function visit(browser: Browser, { url, locale = 'id', persona, javaScript = true }: Visit) {
  const context = await browser.newContext({ baseURL: url, javaScriptEnabled: javaScript });
  const page = await context.newPage();
  await page.goto(`/?lang=${locale}`);
  if (persona !== undefined) {
    await page.goto('/sign-in');
    await page.locator(`button[value="${persona}"]`).click();
    await page.locator('form[action="/sign-out"]').waitFor({ state: 'attached' });
  }
  return { context, page };
}
