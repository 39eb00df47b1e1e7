import type { BundleInput } from '#ledger/bundle-write.ts';
import { bundleInput, type Draft } from './bundles.ts';

/** Dumps of a log in which two agencies number their selections. */

const agencies = { city: 'kota-contoh', regency: 'kabupaten-contoh' } as const;
type Agency = keyof typeof agencies;

function selectionOf(agency: Agency, number: number): string {
  return `00000000-0000-4000-8000-${agency === 'city' ? '1' : '2'}${String(number).padStart(11, '0')}`;
}

function registered(agency: Agency, number: number, selection = selectionOf(agency, number)): Draft {
  const code = agencies[agency];
  return { stream: `agency/${code}`, type: 'selection.registered/1', agency: code, open: { number, selection } };
}

function opened(agency: Agency, number: number): Draft {
  const stream = `selection/${selectionOf(agency, number)}`;
  const open = { number, post: selectionOf(agency, 900) };
  return { stream, type: 'selection.opened/1', agency: agencies[agency], open, committed: { vacancy: 'x' } };
}

function dumpOf(...drafts: readonly (Draft | readonly Draft[])[]): BundleInput {
  return { ...bundleInput(drafts.flat()), kind: 'dump', streams: [], proofs: [] };
}

function ofNoAgency({ agency: _none, ...draft }: Draft): Draft {
  return draft;
}

const both = (agency: Agency, number: number) => [registered(agency, number), opened(agency, number)];

export const wholeRegister = dumpOf(both('city', 1), both('regency', 1), both('city', 2), both('city', 3));

/** One selection with its part of the register, whose number is not the first. */
export const registerOfOne: BundleInput = bundleInput([registered('city', 3), opened('city', 3)]);

function withoutStream(dump: BundleInput, stream: string): BundleInput {
  const entries = dump.entries.filter(({ bytes }) => !Buffer.from(bytes).includes(`"stream":"${stream}"`));
  return { ...dump, entries, openings: [] };
}

/** What was done, the codes that name it, the dump. Where only the register speaks, the log was written anew around the gap. */
export const registerAttacks: readonly (readonly [title: string, codes: readonly string[], input: BundleInput])[] = [
  [
    'a dump from which a whole selection was cut out',
    ['position.gap', 'register.gap', 'tree.root'],
    withoutStream(wholeRegister, `selection/${selectionOf('city', 2)}`),
  ],
  [
    'a log written without a selection, its number skipped',
    ['register.gap'],
    dumpOf(both('city', 1), both('regency', 1), both('city', 3)),
  ],
  [
    'a log written without a selection whose number stayed',
    ['register.gap'],
    dumpOf(both('city', 1), registered('city', 2), both('city', 3)),
  ],
  [
    'a selection that stands under two numbers, so that no number is missing',
    ['register.gap'],
    dumpOf(both('city', 1), registered('city', 2, selectionOf('city', 1)), both('city', 3)),
  ],
  ['numbers that do not begin with 1', ['register.gap'], dumpOf(both('city', 2), both('city', 3))],
  [
    'a selection that was opened under another number than its own',
    ['register.gap'],
    dumpOf(registered('city', 1), { ...opened('city', 1), open: { number: 2, post: selectionOf('city', 900) } }),
  ],
  [
    'a selection that was opened by no agency',
    ['register.gap'],
    dumpOf(registered('city', 1), ofNoAgency(opened('city', 1))),
  ],
  ['a selection that nobody has registered', ['register.gap'], dumpOf(both('city', 1), opened('city', 2))],
  [
    'a selection in the register of another agency',
    ['register.gap'],
    dumpOf(both('city', 1), registered('regency', 1, selectionOf('city', 2)), opened('city', 2)),
  ],
];
