import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personas } from '#demo/personas.ts';
import { launchBrowser, visit } from '#test/support/browser.ts';
import { type CrawledPage, crawl } from '#test/support/crawl.ts';
import { type Demo, joinDemo, type ListedSelection, listStory } from '#test/support/demo.ts';
import { nipOf, openHand, personaOf, words } from '#test/support/hand.ts';
import { takeTour } from '#test/support/take-tour.ts';

interface Candidates {
  readonly items: readonly { readonly person: { readonly name: string; readonly nip?: string } | null }[];
}

const sheetReason = 'Sesuai bukti pada berkas dan contoh perilaku yang disampaikan.';
const ballotReason = 'Urutan sesuai kriteria tersegel dan bukti yang diperiksa.';
const assessors = ['assessor-1', 'assessor-2', 'assessor-3'];
const committee = ['chair', 'member-1', 'member-2', 'member-3', 'member-4'];
let demo: Demo;
let browser: Browser;
let story: ReadonlyMap<string, ListedSelection>;
const pages = new Map<string, CrawledPage[]>();

beforeAll(async () => {
  demo = await joinDemo();
  browser = await launchBrowser();
  story = await listStory(demo);
  for (const { name } of personas) {
    const { context } = await visit(browser, { url: demo.url, persona: name });
    pages.set(name, await crawl(context));
    await context.close();
  }
});
afterAll(() => browser.close());

function addressOf(title: string): string {
  return `/selections/${story.get(title)?.id ?? 'missing'}`;
}

async function namesIn(title: string): Promise<string[]> {
  const { items } = await demo.read<Candidates>('hr', `${addressOf(title)}/candidates`);
  return items.flatMap(({ person }) => (person === null ? [] : [person.name]));
}

/** Pages of a person, below an address, whose source holds a text. */
function pagesWith(who: string, text: string, below = '/'): string[] {
  const found = (pages.get(who) ?? []).filter(({ path, source }) => path.startsWith(below) && source.includes(text));
  return found.map(({ path }) => `${who} ${path}: ${text}`);
}

describe('the source of no page that links lead to', () => {
  test('is left unread: every persona has pages', () => {
    const counts = personas.map(({ name }) => [name, pages.get(name)?.length ?? 0] as const);
    process.stdout.write(`pages read: ${JSON.stringify(Object.fromEntries(counts))}\n`);
    expect(counts.filter(([, count]) => count < 3)).toEqual([]);
  });

  test('tells an assessor the name of a candidate', async () => {
    const names = await namesIn('Direktur RSUD Kota Contoh');
    expect(names.length).toBeGreaterThan(0);
    expect(assessors.flatMap((who) => names.flatMap((name) => pagesWith(who, name)))).toEqual([]);
  });

  test('tells a candidate the name of another', async () => {
    const all = await Promise.all([...story.keys()].map(namesIn));
    const others = [...new Set(all.flat())].filter((name) => !name.startsWith(personaOf('candidate')));
    expect(others.length).toBeGreaterThan(0);
    expect(others.flatMap((name) => pagesWith('candidate', name))).toEqual([]);
  });

  test('holds a ballot’s reason before the vote closes', () => {
    const at = addressOf('Kepala Dinas Perhubungan');
    const others = personas.map(({ name }) => name).filter((name) => !committee.includes(name));
    expect([...others, 'member-3', 'member-4'].flatMap((who) => pagesWith(who, ballotReason, at))).toEqual([]);
  });

  test('holds the sheet of an assessor before the reveal', () => {
    const at = addressOf('Direktur RSUD Kota Contoh');
    const others = personas.map(({ name }) => name).filter((name) => !assessors.includes(name));
    expect(others.flatMap((who) => pagesWith(who, sheetReason, at))).toEqual([]);
  });

  test('holds a number of a civil servant for whoever may not look people up', () => {
    const watched = ['candidate', ...assessors, ...committee, 'administrator'];
    const found = watched.flatMap((who) =>
      (pages.get(who) ?? []).flatMap(({ path, source }) =>
        (source.match(/\b(19|20)\d{16}\b/g) ?? [])
          .filter((nip) => nip !== nipOf(who))
          .map((nip) => `${who} ${path} ${nip}`),
      ),
    );
    expect(found).toEqual([]);
  });
});

// Here, because the vote must be open while the pages above are read, and this closes it.
test('the tour leads a newcomer from the first page to a finished decision whose record is whole', async () => {
  const { page, context } = await visit(browser, { url: demo.url, locale: 'en' });
  await page.goto('/');
  await page
    .getByRole('link', { name: words('furniture.sign-in') })
    .first()
    .click();
  await page.getByRole('button', { name: personaOf('secretary') }).click();
  const began = performance.now();
  await takeTour(openHand(page, 'pointer'));
  process.stdout.write(`a scripted newcomer takes the tour in ${Math.round((performance.now() - began) / 1000)} s\n`);
  const whole = words('record.passed', { count: 0, skipped: 0 }).split('.')[0] ?? '';
  expect(await page.getByRole('main').innerText()).toContain(whole);
  expect((await listStory(demo)).get('Kepala Dinas Perhubungan')?.state).toBe('placed');
  await context.close();
});
