import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { openBrowser, picture } from './picture.ts';

/**
 * Pictures of verifiers/bukti-verify.html with a good bundle and with one in which a byte was changed, wide and narrow, in both
 * languages, for docs/screens. `tsx tools/verifier-pictures.ts [--out FOLDER]`; nothing else need run.
 */
const { values } = parseArgs({ options: { out: { type: 'string', default: 'docs/screens' } } });

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'test/fixtures/bundles');

function fileOf(name: string, buffer: Buffer) {
  return { name, mimeType: 'application/octet-stream', buffer };
}

async function take(browser: Browser, name: string, bundle: Buffer): Promise<void> {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  for (const language of ['id', 'en']) {
    await page.goto(`file://${join(root, 'verifiers/bukti-verify.html')}#${language}`);
    await page.reload();
    for (const key of ['policy', 'epochs'])
      await page.locator(`#${key}`).setInputFiles(fileOf(`${key}.txt`, await readFile(join(folder, `${key}.txt`))));
    await page.locator('#bundle').setInputFiles(fileOf('SEL-2026-001.zip', bundle));
    await page.locator('button[type="submit"]').click();
    await page.locator('#verdict').waitFor();
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await writeFile(join(values.out, `${name}.${language}-${width}.webp`), await picture(page, width));
    }
    console.log(`${name} ${language}`);
  }
  await context.close();
}

/** With one letter of one entry changed. */
function tampered(bundle: Buffer): Buffer {
  const changed = Buffer.from(bundle);
  const at = changed.indexOf('{"bytes":"') + 200;
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

await mkdir(values.out, { recursive: true });
const good = await readFile(join(folder, 'selection-placed.zip'));
const browser = await openBrowser();
await take(browser, 'verifier-passed', good);
await take(browser, 'verifier-failed', tampered(good));
await browser.close();
