import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, visit } from '#test/support/browser.ts';
import { type Demo, joinDemo, listStory } from '#test/support/demo.ts';
import { words } from '#test/support/hand.ts';

const typed = 'Knows the market and its people; 12 years in the district.';
let demo: Demo;
let browser: Browser;
let form: string;

beforeAll(async () => {
  demo = await joinDemo();
  browser = await launchBrowser();
  const { id } = (await listStory(demo)).get('Kepala Bagian Pengadaan Barang dan Jasa') ?? { id: 'missing' };
  form = `/selections/${id}/nominate`;
});
afterAll(() => browser.close());

const noteIn = (page: Page) => page.locator('textarea[name="note"]');

async function typeNote(): Promise<Page> {
  const { page } = await visit(browser, { url: demo.url, locale: 'en', persona: 'hr' });
  await page.goto(form);
  await noteIn(page).fill(typed);
  return page;
}

/** Ends the session of a browser from another one of the same person, and sends the form that is open. */
async function sendAfterTheEnd(page: Page): Promise<void> {
  const { items } = (await (await page.request.get('/api/v1/sessions')).json()) as {
    items: { id: string; isThisOne: boolean }[];
  };
  const own = items.find(({ isThisOne }) => isThisOne)?.id ?? 'missing';
  const { context } = await visit(browser, { url: demo.url, persona: 'hr' });
  const ended = await context.request.delete(`/api/v1/sessions/${own}`, {
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  });
  expect(ended.status()).toBe(204);
  await context.close();
  await page.getByRole('button', { name: words('form.continue') }).click();
  await page.waitForURL(/\/oidc\/interaction\//);
}

async function becomeAt(page: Page, persona: string): Promise<void> {
  await page.locator(`button[value="${persona}"]`).click();
  await page.waitForURL((url) => url.pathname === form);
}

describe('what was typed into a form', () => {
  test('stays when the language is switched', async () => {
    const page = await typeNote();
    await page.locator('button[name="language"]').click();
    await page.locator('html[lang="id"]').waitFor({ state: 'attached' });
    expect(await noteIn(page).inputValue()).toBe(typed);
    await page.context().close();
  });

  test('comes back to whoever typed it, once they have signed in again after their session ended', async () => {
    const page = await typeNote();
    await sendAfterTheEnd(page);
    await becomeAt(page, 'hr');
    expect(await noteIn(page).inputValue()).toBe(typed);
    await page.context().close();
  });

  test('is shown to nobody else who signs in after their session ended', async () => {
    const page = await typeNote();
    await sendAfterTheEnd(page);
    await becomeAt(page, 'unit-head');
    expect(await page.content()).not.toContain(typed);
    await page.context().close();
  });
});
