import { type Browser, chromium, type Page } from 'playwright-core';

/** The browser that takes pictures; CHROMIUM_PATH names another. */
export async function openBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
  return chromium.launch({ executablePath: await executablePath(), args });
}

async function executablePath(): Promise<string> {
  const { CHROMIUM_PATH } = process.env;
  return CHROMIUM_PATH ?? (await (await import('@sparticuz/chromium')).default.executablePath());
}

const tallest = 2200;

/** WebP, which Playwright cannot write by itself: a fifth of the same picture as PNG. */
export async function picture(page: Page, width: number): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { cssContentSize } = await session.send('Page.getLayoutMetrics');
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 70,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height: Math.min(cssContentSize.height, tallest), scale: 1 },
  });
  await session.detach();
  return Buffer.from(data, 'base64');
}
