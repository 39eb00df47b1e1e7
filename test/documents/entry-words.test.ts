import { describe, expect, test } from 'vitest';
import { entryRules } from '#domain/history-rules.ts';
import { entryTypes } from '#ledger/registry.ts';
import { type Entries, entryTimeline } from '#screens/record/entries.ts';
import { tellFields } from '#screens/record/entry-fields.ts';
import { locales } from '#web/i18n.ts';
import { readerView } from '../support/reader-view.ts';

/** A history is read in words; the names of fields and their codes stand in its raw depth alone. */

type Entry = Entries[number];

const deadline = { explanation: { algorithm: 'working-days/1', counted: ['2026-12-01'] } };

const entry = (changes: Partial<Entry> = {}): Entry => ({
  entry: '0d17d5a6-d676-5083-9719-7f8b13d2b361',
  type: 'stage.closed/1',
  kind: 'course',
  streamSeq: 7,
  position: 9,
  state: 'signed',
  at: '2026-11-29T08:39:35.974726Z',
  stage: 'placement',
  actor: { role: 'workflow', name: null },
  candidate: null,
  words: { attempt: 1, result: 'effective', stage: 'placement', calendar: 'ab'.repeat(32), deadline },
  rule: {
    code: 'working-days/1',
    citation: { instrument: 'PP 11/2017', article: '127', confidence: 'V' },
  },
  raw: null,
  ...changes,
});

const raw = { bytes: '{"a":1}', leaf: 'cd'.repeat(32), prev: null, position: 9 };

/** Every value of a closed set, as the types of the ledger write them down. */
const codes: Readonly<Record<string, readonly string[]>> = {
  answer: ['accepted', 'refused'],
  answered: ['confirmed', 'corrected', 'unanswered'],
  basis: ['extended', 'recalculated'],
  by: ['candidate', 'hr', 'other-placement'],
  cause: [
    ...[
      'no-quorum',
      'commanded',
      'renewed',
      'candidate-withdrawn',
      'member-replaced',
      'recused',
      'concurrence-refused',
    ],
    ...['committee.no-quorum', 'nomination.pool-empty', 'selection.post-held'],
  ],
  change: ['confirmed', 'changed'],
  deviation: ['none', 'not-first', 'outside-list'],
  effect: ['done', 'none', 'occupied', 'left'],
  gate: ['employee-kind', 'election-blackout', 'performance-two-years'],
  ground: ['declared', 'stepped-back', 'upheld'],
  kind: ['reminder', 'escalation', 'manual'],
  late: ['yes', 'no'],
  outcome: [
    'approved',
    'rejected',
    'tied',
    'revote',
    'admitted',
    'excluded',
    'held',
    'effective',
    'exhausted',
    'pool-empty',
  ],
  presence: ['present', 'absent'],
  reply: ['issued', 'returned', 'refused'],
  result: [
    'frozen',
    'pool-empty',
    'ranked',
    'none-ranked',
    'approved',
    'rejected',
    'effective',
    'exhausted',
    'pass',
    'fail',
  ],
  role: ['chair', 'member', 'secretary', 'hr', 'authority', 'assessor', 'candidate', 'unit-head'],
  stage: ['nomination', 'assessment', 'committee-review', 'placement'],
  state: ['made', 'awaiting-second-approval'],
  step: ['nominating', 'voting', 'effective', 'choice.undo', 'prior-post.restore', 'post.vacate'],
  way: ['self', 'unit', 'hr'],
};

/** Codes of an agency's own rules, which have their words there. */
const agencyCodes = ['exception', 'basis'];

const openFields: readonly (readonly [field: string, form: string])[] = Object.entries(entryTypes)
  .filter(([type]) => Object.hasOwn(entryRules, type))
  .flatMap(([, { open }]) => Object.entries(open));

describe('an entry', () => {
  test.each(locales)('says every field of a closed set in words: %s', (locale) => {
    const view = readerView(locale);
    const silent = Object.entries(codes).flatMap(([field, values]) =>
      values
        .filter((value) => tellFields(view, { [field]: value }, undefined).length === 0)
        .map((value) => `${field} ${value}`),
    );
    expect(silent).toEqual([]);
  });

  test('has no code in any type of a selection that is not among these', () => {
    const known = [...Object.keys(codes), ...agencyCodes];
    const fields = openFields.filter(([, form]) => /^(code|stage)\??$/.test(form)).map(([field]) => field);
    expect(fields.filter((field) => !known.includes(field))).toEqual([]);
  });

  test('names every count and every instant', () => {
    const samples: Readonly<Record<string, unknown>> = { count: 3, instant: '2026-11-29T08:39:35.974726Z' };
    const nameless = openFields.filter(([field, form]) => {
      const sample = samples[form.replace('?', '')];
      return sample !== undefined && tellFields(readerView('id'), { [field]: sample }, undefined).length === 0;
    });
    expect(nameless).toEqual([]);
  });

  test('shows neither names of fields nor codes outside the raw depth', () => {
    const drawn = entryTimeline(readerView('id'), [entry()]).text;
    for (const told of ['attempt', 'calendar', 'deadline', 'result', 'working-days/1', 'counted', 'abab', '<pre'])
      expect(drawn).not.toContain(told);
    for (const said of ['Penempatan berlaku', 'PP 11/2017', 'terbaca pada riwayat mentah'])
      expect(drawn).toContain(said);
  });

  test('shows them all in the raw depth', () => {
    const drawn = entryTimeline(readerView('id'), [entry({ raw })]).text;
    for (const told of ['attempt', 'calendar', 'deadline', 'result', 'effective', 'working-days/1', 'counted'])
      expect(drawn).toContain(told);
  });

  test('tells the parts of a paper, and a person by name', () => {
    const decree = { effectiveOn: '2026-11-29', issuedOn: '2026-11-28', number: '821.2/417' };
    expect(tellFields(readerView('id'), { decree, candidate: 'a ref' }, 'Siti')).toEqual([
      { label: 'Surat keputusan', words: 'TMT: 29 November 2026; Ditetapkan: 28 November 2026; Nomor: 821.2/417' },
      { label: 'Kandidat', words: 'Siti' },
    ]);
  });
});
