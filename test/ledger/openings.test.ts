import { describe, expect, test } from 'vitest';
import type { BundleOpening } from '#ledger/bundle.ts';
import { type BundleInput, writeBundle } from '#ledger/bundle-write.ts';
import type { Canonical } from '#ledger/canonical.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { good } from './attacks.ts';
import { bundleInput, type Draft, drafts, idOf, pinned } from './bundles.ts';

// What openings.ndjson says of each entry, and of which line it is told.

const ballot = idOf(3);
const [choice, reason] = good.openings as [BundleOpening, BundleOpening];
const wrong = (opening: BundleOpening): BundleOpening => ({ ...opening, value: canonicalBytes('another') });
const strange = (number: number, field = 'x'): BundleOpening => ({ ...choice, entry: idOf(number), field });
const withOpenings = (...openings: BundleOpening[]): BundleInput => ({ ...good, openings });

/** What check 10 finds, in its order. */
function told(input: BundleInput): string[] {
  const { findings } = verifyBundle(writeBundle(input), pinned);
  return findings.filter(({ check }) => check === 10).map(({ code, place }) => `${code} ${place}`);
}

/** What the replay is shown of each entry: the names and values that were opened. */
function shown(input: BundleInput): Canonical[] {
  const values: Canonical[] = [];
  verifyBundle(writeBundle(input), {
    ...pinned,
    merit: ({ entries }) => {
      for (const { openings } of entries) values.push(Object.fromEntries(openings));
      return [];
    },
  });
  return values;
}

const ofBallot = (code: string, field: string) => `${code} entry ${ballot} field ${field}`;

describe('openings are told of', () => {
  test.each<[title: string, findings: readonly string[], openings: readonly BundleOpening[]]>([
    [
      'in their own order',
      [ofBallot('opening.mismatch', 'reason'), ofBallot('opening.mismatch', 'choice')],
      [wrong(reason), wrong(choice)],
    ],
    [
      'in their own order, with those of no entry among them',
      [
        ofBallot('opening.mismatch', 'choice'),
        `opening.unknown entry ${idOf(99)} field x`,
        ofBallot('opening.mismatch', 'reason'),
      ],
      [wrong(choice), strange(99), wrong(reason)],
    ],
    [
      'where two of no entry name one place',
      [
        `opening.unknown entry ${idOf(99)} field x`,
        `opening.duplicate entry ${idOf(99)} field x`,
        `opening.unknown entry ${idOf(99)} field x`,
      ],
      [strange(99), strange(99)],
    ],
    [
      'where those of no entry name several places',
      [98, 99].flatMap((number) => ['x', 'y'].map((field) => `opening.unknown entry ${idOf(number)} field ${field}`)),
      [strange(98), strange(98, 'y'), strange(99), strange(99, 'y')],
    ],
    [
      'where one repeats a field that does not hold',
      [ofBallot('opening.mismatch', 'choice'), ofBallot('opening.duplicate', 'choice')],
      [wrong(choice), choice],
    ],
    ['nowhere, where each holds in any order', [], [reason, choice]],
  ])('%s', (_title, findings, openings) => {
    expect(told(withOpenings(...openings))).toEqual(findings);
  });
});

describe('of two entries of one id', () => {
  const twice = (openings = good.openings): BundleInput => ({
    ...good,
    entries: [...good.entries, ...good.entries.filter(({ position }) => position === 3)],
    openings,
  });

  test('each wrong opening is told once', () => {
    expect(told(twice([wrong(choice), wrong(reason)]))).toEqual([
      ofBallot('opening.mismatch', 'choice'),
      ofBallot('opening.mismatch', 'reason'),
    ]);
  });

  test('both show what opens the last', () => {
    expect(told(twice())).toEqual([]);
    expect(shown(twice()).slice(-2)).toEqual(Array(2).fill({ choice: 'yes', reason: 'Calon terbaik: "é"' }));
  });

  test('both show it where the first has no such commitment', () => {
    const cast = drafts[3] as Draft;
    const first: Draft = { ...cast, committed: { choice: 'no', reason: 'x' } };
    const [one] = bundleInput([...drafts.slice(0, 3), first]).entries.slice(-1);
    const input = {
      ...good,
      entries: [
        ...good.entries.filter(({ position }) => position < 3),
        ...(one ? [one] : []),
        ...good.entries.slice(3),
      ],
    };
    expect(told(input)).toEqual([]);
    expect(shown(input).slice(-2)).toEqual(Array(2).fill({ choice: 'yes', reason: 'Calon terbaik: "é"' }));
  });
});

describe('a replay that lacks what is not disclosed', () => {
  const merit = () => [{ code: 'merit.undisclosed', place: 'x' } as const];
  const codesShown = (input: BundleInput) =>
    verifyBundle(writeBundle(input), { ...pinned, merit }).findings.map(({ code }) => code);

  test.each<[title: string, codes: readonly string[], input: BundleInput]>([
    ['is told where some openings hold', ['merit.undisclosed'], good],
    ['is not told where nothing is opened', [], withOpenings()],
    ['is not told where no opening holds', ['opening.mismatch'], withOpenings(wrong(choice))],
  ])('%s', (_title, codes, input) => {
    expect(codesShown(input)).toEqual(codes);
  });

  test('is told where what holds belongs to two entries of one id', () => {
    const entries = [...good.entries, ...good.entries.filter(({ position }) => position === 3)];
    expect(codesShown({ ...good, entries })).toContain('merit.undisclosed');
  });

  test('is told where what holds belongs to an entry of no selection', () => {
    const account: Draft = {
      stream: 'agency/x',
      type: 'account.opened/1',
      open: { account: idOf(94) },
      committed: { identity: 'x' },
    };
    const input = bundleInput([...drafts, account]);
    const openings = input.openings.filter(({ entry }) => entry === idOf(5));
    expect(codesShown({ ...input, openings })).toEqual(['merit.undisclosed']);
  });
});
