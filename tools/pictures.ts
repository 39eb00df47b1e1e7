import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { personas } from '#demo/personas.ts';
import { issueDemoToken } from '#platform/identity-provider.ts';
import { openHand } from '#test/support/hand.ts';
import { takeTour } from '#test/support/take-tour.ts';
import { openBrowser, picture } from './picture.ts';

/**
 * Pictures of every page of a running demonstration, wide and narrow, in both languages, for docs/screens. Long pages are cut.
 * The pages of a placement need an act before each: they are taken on the guided tour, with `--tour`, which ends that selection.
 * `tsx tools/pictures.ts --url http://127.0.0.1:3000 --data .bukti [--only NAME,NAME] [--tour]`; CHROMIUM_PATH names another browser.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
    data: { type: 'string', default: '.bukti' },
    out: { type: 'string', default: 'docs/screens' },
    only: { type: 'string', default: '' },
    tour: { type: 'boolean', default: false },
  },
});

interface Shot {
  readonly name: string;
  readonly persona: string | null;
  /** `{post}` stands for the address of the selection for that post, `{receipt}` for that of the newest act of the persona. */
  readonly path: string;
}

const placed = '{Kepala Dinas Lingkungan Hidup}';
const voting = '{Kepala Dinas Perhubungan}';
const blocked = '{Sekretaris Dinas Kesehatan}';
const scoring = '{Direktur RSUD Kota Contoh}';
const nominating = '{Kepala Bagian Pengadaan Barang dan Jasa}';

const shots: readonly Shot[] = [
  { name: 'sign-in', persona: null, path: '/sign-in' },
  { name: 'door', persona: null, path: '/' },
  { name: 'verify', persona: null, path: '/help/verify' },
  { name: 'inbox', persona: 'member-3', path: '/inbox' },
  { name: 'inbox-empty', persona: 'chair', path: '/inbox' },
  { name: 'ballot', persona: 'member-3', path: `${voting}/ballot` },
  { name: 'selection-voting', persona: 'secretary', path: voting },
  { name: 'selection-placed', persona: 'secretary', path: placed },
  { name: 'selection-blocked', persona: 'hr', path: blocked },
  { name: 'history-raw', persona: 'auditor', path: `${placed}?history=raw` },
  { name: 'board', persona: 'hr', path: '/board' },
  { name: 'actions', persona: 'hr', path: `${nominating}/actions` },
  { name: 'open-selection', persona: 'hr', path: '/selections/new' },
  { name: 'criteria', persona: 'hr', path: `${nominating}/criteria` },
  { name: 'nominate', persona: 'hr', path: `${nominating}/nominate` },
  { name: 'gates', persona: 'hr', path: `${scoring}/gates` },
  { name: 'seats', persona: 'secretary', path: `${scoring}/seats` },
  { name: 'extend', persona: 'hr', path: `${scoring}/commands/extend` },
  { name: 'cancel', persona: 'hr', path: `${nominating}/commands/cancel` },
  { name: 'score', persona: 'assessor-3', path: `${scoring}/score` },
  { name: 'declare', persona: 'member-1', path: `${blocked}/declare` },
  { name: 'motion', persona: 'chair', path: `${voting}/motion` },
  { name: 'receipt', persona: 'member-3', path: '/receipts/{receipt}' },
  { name: 'presence', persona: 'secretary', path: `${voting}/presence` },
  { name: 'minutes', persona: 'secretary', path: `${placed}/minutes` },
  { name: 'audit', persona: 'auditor', path: `${placed}/audit` },
  { name: 'audit-search', persona: 'auditor', path: '/audit' },
  { name: 'readings', persona: 'auditor', path: '/audit/readings' },
  { name: 'map', persona: 'hr', path: '/map' },
  { name: 'map-table', persona: 'authority', path: '/map?view=table' },
  { name: 'map-box', persona: 'hr', path: '/map/boxes/9' },
  { name: 'map-holding', persona: 'hr', path: '/map/holding' },
  { name: 'map-review', persona: 'chair', path: '/map/review' },
  { name: 'map-new', persona: 'hr', path: '/map/new' },
  { name: 'map-place', persona: 'hr', path: '/map/people/{place}' },
  { name: 'map-move', persona: 'secretary', path: '/map/moves/{place}' },
  { name: 'own-place', persona: 'candidate', path: '/map/own' },
  { name: 'candidacies', persona: 'candidate', path: '/candidacies' },
  { name: 'candidacy', persona: 'candidate', path: `${scoring}/candidacy` },
  { name: 'my-data', persona: 'candidate', path: `${scoring}/my-data` },
  { name: 'placement', persona: 'hr', path: `${placed}/placement` },
  { name: 'imports', persona: 'hr', path: '/imports' },
  { name: 'import-upload', persona: 'hr', path: '/imports/new' },
  { name: 'import-dry-run', persona: 'hr', path: '/imports/dry-runs/{upload}' },
  { name: 'quality-queue', persona: 'hr', path: '/quality-queue' },
  { name: 'policies', persona: 'authority', path: '/policies' },
  { name: 'policy-pack', persona: 'auditor', path: '/policies/packs/{pack}' },
  { name: 'policy-new', persona: 'hr', path: '/policies/new' },
  { name: 'policy-proposal', persona: 'authority', path: '/policies/proposals/{proposal}' },
  { name: 'plans', persona: 'hr', path: '/plans' },
  { name: 'plan', persona: 'candidate', path: '/plans/{plan}' },
  { name: 'plan-new', persona: 'hr', path: '/plans/new' },
  { name: 'succession', persona: 'hr', path: '/succession' },
  { name: 'succession-forecast', persona: 'authority', path: '/succession/forecast' },
  { name: 'succession-plan', persona: 'hr', path: '/succession/posts/{critical}' },
  { name: 'succession-confirmation', persona: 'authority', path: '/succession/posts/{proposed}/confirmation' },
  { name: 'succession-decision', persona: 'authority', path: '/succession/posts/{critical}/decision' },
  { name: 'supervision', persona: 'auditor', path: '/supervision' },
  { name: 'privacy', persona: 'hr', path: '/privacy' },
  { name: 'checkpoints', persona: null, path: '/checkpoints' },
  { name: 'sessions', persona: 'unit-head', path: '/sessions' },
  { name: 'help', persona: 'hr', path: '/help' },
  { name: 'tour', persona: 'hr', path: '/tour' },
  { name: 'missing', persona: 'hr', path: '/nowhere' },
];

/** The pages of the stops of the tour, in their order; the first two are ballots. */
const stops = [null, null, 'choose', 'concurrence', 'decree', 'inauguration'] as const;

async function read<Answer>(persona: string, path: string): Promise<Answer> {
  const issued = await issueDemoToken(persona, { dataDir: values.data, personas });
  if ('problem' in issued) throw new Error(issued.problem);
  const response = await fetch(`${values.url}/api/v1${path}`, { headers: { Authorization: `Bearer ${issued.token}` } });
  return (await response.json()) as Answer;
}

async function addresses(): Promise<ReadonlyMap<string, string>> {
  const { items } = await read<{ items: readonly { id: string; title: string }[] }>('hr', '/selections');
  const { done } = await read<{ done: readonly { entry: string }[] }>('member-3', '/inbox');
  return new Map([
    ...items.map(({ id, title }) => [`{${title}}`, `/selections/${id}`] as const),
    ['{receipt}', done[0]?.entry ?? ''],
    ['{upload}', await upload()],
    ['{place}', await place()],
    ['{pack}', await pack()],
    ['{proposal}', await proposal()],
    ['{plan}', await firstOf('/plans?agency=kota-contoh', 'id')],
    ['{critical}', await critical()],
    ['{proposed}', await proposedPost()],
  ]);
}

/** Somebody on the newest map, as its pages name them. */
async function place(): Promise<string> {
  const { items } = await read<{ items: readonly { person: string }[] }>(
    'hr',
    '/map/boxes/7?agency=kota-contoh&limit=1',
  );
  const { id } = await read<{ id: string }>('hr', '/map?agency=kota-contoh');
  return `${id}/${items[0]?.person ?? ''}`;
}

async function firstOf(path: string, name: string): Promise<string> {
  const { items } = await read<{ items: readonly Record<string, string>[] }>('hr', path);
  return items[0]?.[name] ?? '';
}

/** A critical post whose plan waits for the authority. */
async function critical(): Promise<string> {
  const path = '/succession?agency=kota-contoh';
  const { items } = await read<{ items: readonly { id: string; proposed: number }[] }>('hr', path);
  return items.find(({ proposed }) => proposed > 0)?.id ?? '';
}

/** A post that waits for the authority to confirm that it is critical. */
async function proposedPost(): Promise<string> {
  const path = '/succession?agency=kota-contoh';
  const { items } = await read<{ items: readonly { id: string; coverage: string }[] }>('hr', path);
  return items.find(({ coverage }) => coverage === 'unconfirmed')?.id ?? '';
}

function pack(): Promise<string> {
  return firstOf('/policies/versions?agency=kota-contoh', 'digest');
}

/** The overlay of thresholds, proposed where nothing is yet; nobody decides on it. */
async function proposal(): Promise<string> {
  const known = await firstOf('/policies/proposals?agency=kota-contoh', 'id');
  if (known !== '') return known;
  const issued = await issueDemoToken('hr', { dataDir: values.data, personas });
  if ('problem' in issued) throw new Error(issued.problem);
  const content: unknown = JSON.parse(await readFile('policies/asn/overlays/dpd.json', 'utf8'));
  const response = await fetch(`${values.url}/api/v1/policies/proposals`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${issued.token}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({ agency: 'kota-contoh', content, examples: null }),
  });
  return ((await response.json()) as { proposalId: string }).proposalId;
}

/** A dry run of the fixtures, whose planted mistakes are refused; nothing is imported. */
async function upload(): Promise<string> {
  const issued = await issueDemoToken('hr', { dataDir: values.data, personas });
  if ('problem' in issued) throw new Error(issued.problem);
  const name = 'siasn-profile.csv';
  const content = await readFile(join('test/fixtures/kota-contoh', name), 'base64');
  const response = await fetch(`${values.url}/api/v1/imports/dry-runs`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${issued.token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
    },
    body: JSON.stringify({ agency: 'kota-contoh', files: [{ name, content }] }),
  });
  return ((await response.json()) as { readonly upload: string }).upload;
}

async function take(browser: Browser, shot: Shot, found: ReadonlyMap<string, string>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  if (shot.persona !== null) {
    await page.goto(`${values.url}/sign-in`);
    await page.click(`button[value="${shot.persona}"]`);
    await page.waitForURL(({ pathname }) => pathname === '/inbox');
  }
  const path = shot.path.replace(/\{[^}]*\}/, (post) => found.get(post) ?? post);
  for (const language of ['id', 'en']) {
    if (path === '/sign-in') await page.goto(`${values.url}/?lang=${language}`);
    const asked = path === '/sign-in' ? path : `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
    await keep(page, `${shot.name}.${language}`, asked);
  }
  await context.close();
}

async function keep(page: Page, name: string, path: string): Promise<void> {
  const response = await page.goto(`${values.url}${path}`);
  if (response === null || response.status() >= 500) throw new Error(`${name}: no page`);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await writeFile(join(values.out, `${name}-${width}.webp`), await picture(page, width));
  }
  console.log(`${name}: ${response.status()}`);
}

/** The tour is walked in English, so the pictures in English come last. */
async function tour(browser: Browser): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, baseURL: values.url });
  const page = await context.newPage();
  await page.goto('/?lang=en');
  const hand = openHand(page, 'pointer');
  await hand.become('hr');
  await takeTour(hand, async (stop) => {
    const name = stops[stop];
    if (name == null) return;
    const { pathname } = new URL(page.url());
    for (const language of ['id', 'en']) await keep(page, `${name}.${language}`, `${pathname}?lang=${language}`);
  });
  await context.close();
}

await mkdir(values.out, { recursive: true });
const browser = await openBrowser();
const found = await addresses();
for (const shot of shots.filter(({ name }) => values.only === '' || values.only.split(',').includes(name)))
  await take(browser, shot, found);
if (values.tour) await tour(browser);
await browser.close();
