import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { toBase64 } from '#ledger/bytes.ts';
import type { Verification } from '#ledger/verify.ts';
import type { OwnFiles } from '#verifier/verify.ts';

export const pagePath = fileURLToPath(new URL('../../verifiers/bukti-verify.html', import.meta.url));

export interface OpenedPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page has asked for, itself included. */
  readonly requests: readonly string[];
  /** What it did that its own policy forbids, and errors. */
  readonly complaints: readonly string[];
}

/** The file, opened from the disk, in a browser without a network. */
export async function openPage(browser: Browser, locale: 'id' | 'en' = 'id'): Promise<OpenedPage> {
  const context = await browser.newContext({ offline: true, locale: locale === 'id' ? 'id-ID' : 'en-GB' });
  const page = await context.newPage();
  const [requests, complaints]: [string[], string[]] = [[], []];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`file://${pagePath}`);
  return { context, page, requests, complaints };
}

export interface Asked extends OwnFiles {
  readonly zip: Uint8Array;
}

const runner = `async (cases) => {
  const bytes = (text) => text === null ? undefined : Uint8Array.from(atob(text), (digit) => digit.charCodeAt(0));
  return cases.map(([receipts, zip, policy, epochs, since]) =>
    buktiVerify(bytes(zip), { policy: bytes(policy), epochs: bytes(epochs), since: bytes(since), receipts }));
}`;

/** What the function behind the form says of each. */
export function askPage(page: Page, asked: readonly Asked[]): Promise<Verification[]> {
  const cases = asked.map(({ zip, policy, epochs, since, receipts = [] }) => [
    receipts,
    ...[zip, policy, epochs, since].map((bytes) => (bytes === undefined ? null : toBase64(bytes))),
  ]);
  return page.evaluate<Verification[]>(`(${runner})(${JSON.stringify(cases)})`);
}

/** What it says of a bundle with each of these bytes changed in turn. */
export function askFlipped(page: Page, asked: Asked, flips: readonly (readonly [offset: number, mask: number])[]) {
  const [zip, policy, epochs] = [asked.zip, asked.policy, asked.epochs].map((bytes) =>
    toBase64(bytes ?? new Uint8Array(0)),
  );
  return page.evaluate<Verification[]>(`((zip, own, flips) => flips.map(([offset, mask]) => {
    zip[offset] ^= mask;
    const said = buktiVerify(zip, own);
    zip[offset] ^= mask;
    return said;
  }))(...((bytes) => [bytes(${JSON.stringify(zip)}), { policy: bytes(${JSON.stringify(policy)}), epochs: bytes(${JSON.stringify(epochs)}) }])(
    (text) => Uint8Array.from(atob(text), (digit) => digit.charCodeAt(0))), ${JSON.stringify(flips)})`);
}
