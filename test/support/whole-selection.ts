import type { WordKey } from '#web/words.ts';
import { dayFields, type Filled, type Hand, nipOf, personaOf, today, words } from './hand.ts';
import { until } from './until.ts';

export interface WholeSelection {
  readonly post: string;
  readonly candidate: string;
}

const assessors = ['assessor-1', 'assessor-2', 'assessor-3'];
const seats = ['chair', 'member-1', 'member-2', 'member-3', 'member-4'];
const panel = {
  code: 'kepemimpinan',
  id: 'Memimpin orang',
  en: 'Leading people',
  source: 'panel',
  weight: '50',
} as const;
const talent = {
  code: 'talenta',
  id: 'Nilai talenta',
  en: 'Talent value',
  source: 'talent-value',
  weight: '50',
} as const;

/** A selection from its opening to the placement, done on pages alone. Answers its address. */
export async function goThroughSelection(hand: Hand, { post, candidate }: WholeSelection): Promise<string> {
  const at = await openSealed(hand, post);
  await nominate(hand, at, candidate);
  await judge(hand, at);
  await convene(hand, at, candidate);
  await decide(hand, at);
  await place(hand, at, candidate);
  return at;
}

/** Reloads the page of the selection until it stands in a step. */
async function waitForStep({ page }: Hand, at: string, step: string): Promise<void> {
  const name = words(`step.${step}` as WordKey);
  const now = page.locator('[aria-current="step"]');
  await until(
    async () => {
      await page.goto(at);
      return (await now.count()) > 0 && (await now.innerText()).includes(`(${name})`);
    },
    { timeoutMs: 60_000, everyMs: 250, what: `the step ${name} of ${at}` },
  );
}

async function openSealed(hand: Hand, post: string): Promise<string> {
  await hand.become('hr');
  const vacancy: Filled = { combobox: words('opening.post'), option: `${post},` };
  const planned = dayFields(words('opening.planned-on'), today);
  await hand.act('/selections/new', [vacancy, ...planned], words('opening.submit'));
  const at = await addressOf(hand, post);
  await hand.act(`${at}/criteria/draft`, criteria(), words('criteria.draft-submit'));
  await hand.act(`${at}/seal`, [], words('seal.submit'));
  await hand.become('secretary');
  await hand.act(`${at}/countersign`, [], words('seal.countersign-submit'));
  await waitForStep(hand, at, 'nominating');
  return at;
}

async function addressOf({ page }: Hand, post: string): Promise<string> {
  await page.goto('/board');
  const href = await page.getByRole('main').getByRole('link', { name: post }).first().getAttribute('href');
  return (href ?? '').replace(/[?#].*/, '');
}

function criteria(): Filled[] {
  const rows = [panel, talent].flatMap(({ code, id, en, source, weight }, index): Filled[] => {
    const named = (label: string) => words('criteria.numbered', { label, number: index + 1 });
    return [
      { textbox: named(words('criteria.code')), value: code },
      { textbox: named(words('criteria.label-id')), value: id },
      { textbox: named(words('criteria.label-en')), value: en },
      { combobox: named(words('criteria.source')), option: words(`criteria.source-${source}`) },
      { textbox: named(words('criteria.weight')), value: weight },
    ];
  });
  return [
    ...rows,
    { textbox: words('criteria.fields'), value: 'hukum\nadministrasi publik' },
    { radio: words('criteria.frozen-no'), within: words('criteria.frozen') },
    { radio: words('criteria.election-none'), within: words('criteria.election') },
  ];
}

async function nominate(hand: Hand, at: string, candidate: string): Promise<void> {
  const { page } = hand;
  await hand.become('hr');
  const nip: Filled = { textbox: words('nominate.nip'), value: nipOf(candidate) };
  await hand.act(`${at}/nominate`, [nip], words('nominate.submit'));
  await hand.act(`${at}/pool-complete`, [], words('pool.submit'));
  await waitForStep(hand, at, 'data-check');
  await page.goto(`${at}/gates`);
  const open = page.getByRole('main').getByRole('link', { name: words('gates.verify') });
  while ((await open.count()) > 0) {
    const href = (await open.first().getAttribute('href')) ?? '';
    const evidence: Filled = { textbox: words('verify.evidence'), value: 'Seen in the paper file.' };
    const passed: Filled = { radio: words('gates.pass'), within: words('verify.result') };
    await hand.act(href, [passed, evidence], words('verify.submit'));
    await page.goto(`${at}/gates`);
  }
  await hand.become(candidate);
  await hand.act(`${at}/my-data`, [], words('my-data.submit'));
  await hand.become('hr');
  await waitForStep(hand, at, 'independent');
}

async function judge(hand: Hand, at: string): Promise<void> {
  for (const assessor of assessors) {
    const who: Filled = { combobox: words('assessors.account'), option: personaOf(assessor) };
    await hand.act(`${at}/assessors`, [who], words('assessors.submit'));
  }
  for (const assessor of assessors) await score(hand, { at, assessor, points: '78' });
  await waitForStep(hand, at, 'final');
  for (const assessor of assessors) await score(hand, { at, assessor, points: '79.5' });
  await hand.become('secretary');
  await waitForStep(hand, at, 'declaring');
}

interface Scoring {
  readonly at: string;
  readonly assessor: string;
  readonly points: string;
}

async function score(hand: Hand, { at, assessor, points }: Scoring): Promise<void> {
  await hand.become(assessor);
  await hand.page.goto(`${at}/score?by=candidate`);
  const heading = await hand.page.getByRole('main').getByRole('heading', { level: 1 }).innerText();
  const code = /[A-Z]+-?\d+[A-Z0-9-]*/.exec(heading)?.[0] ?? heading;
  const filled: Filled[] = [
    { textbox: words('score.points'), value: points },
    { textbox: words('score.reason'), value: 'Has led two teams to measured results.' },
  ];
  await hand.act(hand.page.url(), filled, words('score.submit', { code }));
}

async function convene(hand: Hand, at: string, candidate: string): Promise<void> {
  const appointed = seats.map((name, index): Filled => {
    const label = words(index === 0 ? 'seats.chair' : 'seats.member', { number: index + 1 });
    return { combobox: label, option: personaOf(name) };
  });
  await hand.act(`${at}/seats`, appointed, words('seats.submit'));
  const within = words('declare.interest', { name: personaOf(candidate) });
  for (const name of seats) {
    await hand.become(name);
    await hand.act(`${at}/declare`, [{ radio: words('declare.none'), within }], words('declare.submit'));
  }
  await waitForStep(hand, at, 'deliberating');
  for (const name of seats) {
    await hand.become(name);
    await hand.act(`${at}/presence`, [{ radio: words('presence.present') }], words('presence.submit'));
  }
}

async function decide(hand: Hand, at: string): Promise<void> {
  await hand.become('chair');
  await hand.act(`${at}/motion`, [], words('motion.submit'));
  await waitForStep(hand, at, 'voting');
  for (const name of seats) {
    await hand.become(name);
    const isAgainst = name === 'member-3';
    const reason: Filled = { textbox: words('ballot.reason'), value: 'The panel has not asked about flood works.' };
    const choice: Filled = { radio: words(isAgainst ? 'ballot.reject' : 'ballot.approve') };
    await hand.act(`${at}/ballot`, isAgainst ? [choice, reason] : [choice], words('ballot.submit'));
  }
  await waitForStep(hand, at, 'choosing');
}

async function place(hand: Hand, at: string, candidate: string): Promise<void> {
  await hand.become('authority');
  await hand.act(`${at}/choose`, [{ radio: personaOf(candidate) }], words('choosing.submit'));
  await waitForStep(hand, at, 'concurrence');
  await hand.become('hr');
  const letter: Filled[] = [
    { radio: words('concurrence.state-issued') },
    { textbox: words('concurrence.number'), value: '1187/KR.XII/PT/2026' },
    ...dayFields(words('concurrence.replied-on'), today),
  ];
  await hand.act(`${at}/concurrence`, letter, words('concurrence.submit'));
  await waitForStep(hand, at, 'decree');
  await hand.become('authority');
  const decree: Filled[] = [
    { textbox: words('decree.number'), value: '821.2/431/BKPSDM/2026' },
    ...dayFields(words('decree.issued'), today),
    ...dayFields(words('decree.effective'), today),
  ];
  await hand.act(`${at}/decree`, decree, words('decree.submit'));
  await waitForStep(hand, at, 'inauguration');
  await hand.become('hr');
  const sworn: Filled = { textbox: words('inauguration.minutes'), value: '821/104/BA/2026' };
  await hand.act(
    `${at}/inaugurate`,
    [...dayFields(words('inauguration.on'), today), sworn],
    words('inauguration.submit'),
  );
  await waitForPlaced(hand, at);
}

async function waitForPlaced({ page }: Hand, at: string): Promise<void> {
  const placed = page
    .getByRole('region', { name: words('selection.identity') })
    .getByText(words('selection.state-placed'), { exact: true });
  await until(
    async () => {
      await page.goto(at);
      return (await placed.count()) > 0;
    },
    { timeoutMs: 60_000, everyMs: 250, what: `the placement of ${at}` },
  );
}
