import { describe, expect, test } from 'vitest';
import type { GateFinding } from '#domain/eligibility.ts';
import { type CandidateStanding, type ExplanationAsked, explain } from '#domain/explanation.ts';
import { type Ranking, rankCandidates } from '#domain/ranking.ts';
import { pack } from './vectors/reader.ts';

const citation = { instrument: 'PP 11/2017', article: '107', confidence: 'S' } as const;
const gate = (name: 'age' | 'education', result: GateFinding['result']): GateFinding => ({
  gate: name,
  result,
  value: '57',
  rule: { id: 'Usia paling tinggi 56 tahun', en: 'At most 56 years' },
  citation,
  source: 'siasn/profile',
  missing: [],
  reason: null,
  verified: false,
});
const standing = (ref: string, changes: Partial<CandidateStanding> = {}): CandidateStanding => ({
  ref,
  code: `K-${ref}`,
  state: 'admitted',
  gates: [gate('education', 'PASS')],
  withdrawnBy: null,
  entry: `entry-${ref}`,
  ...changes,
});
const ranking: Ranking = rankCandidates({
  components: [{ code: 'panel', weight: '1' }],
  tieBreak: [],
  bands: null,
  candidates: [
    { ref: 'a', values: { panel: '80' } },
    { ref: 'b', values: { panel: '90' } },
    { ref: 'c', values: { panel: '70' } },
    { ref: 'd', values: { panel: null } },
  ],
});
const asked = (changes: Partial<ExplanationAsked> = {}): ExplanationAsked => ({
  pack,
  candidates: [standing('a'), standing('b'), standing('c')],
  ranking: { content: ranking, entry: 'ranked' },
  shortlist: { candidates: ['b', 'a'], entry: 'outcome' },
  choices: [],
  placed: null,
  ...changes,
});
const outcomes = (changes: Partial<ExplanationAsked>) =>
  explain(asked(changes)).map(({ ref, outcome }) => `${ref} ${outcome}`);
const only = (candidate: CandidateStanding, changes: Partial<ExplanationAsked> = {}) =>
  explain(asked({ candidates: [candidate], ...changes }))[0];

describe('candidates are told', () => {
  test('in the order of the ranking, those without a rank after them by code', () => {
    const candidates = [standing('z', { state: 'excluded' }), standing('d'), standing('a'), standing('b')];
    expect(explain(asked({ candidates })).map(({ ref }) => ref)).toEqual(['b', 'a', 'd', 'z']);
  });

  test('with rank and total where they have one', () => {
    expect(explain(asked()).map(({ rank, total }) => [rank, total])).toEqual([
      [1, '90'],
      [2, '80'],
      [3, '70'],
    ]);
  });

  test('as admitted while the ranking may not be read, and as ranked while the shortlist may not', () => {
    const hidden = { shortlist: null, ranking: null };
    expect(outcomes(hidden)).toEqual(['a admitted', 'b admitted', 'c admitted']);
    expect(outcomes({ shortlist: null })).toEqual(['b ranked', 'a ranked', 'c ranked']);
  });

  test('as nominated before their gates were asked', () => {
    expect(only(standing('a', { state: 'nominated' }), { ranking: null })?.outcome).toBe('nominated');
  });
});

describe('what removed a candidate', () => {
  test('is the first gate that failed, with its value, its rule and its source', () => {
    const gates = [gate('education', 'PASS'), gate('age', 'FAIL')];
    expect(only(standing('a', { state: 'excluded', gates }))).toMatchObject({
      outcome: 'gate-failed',
      removedBy: { kind: 'gate', code: 'age', value: '57', rule: { citation }, source: 'siasn/profile' },
    });
  });

  test('is the gate that stayed unknown: unknown is no pass', () => {
    const gates = [gate('age', 'UNKNOWN')];
    expect(only(standing('a', { state: 'held', gates }))).toMatchObject({
      outcome: 'gate-unknown',
      removedBy: { kind: 'gate', code: 'age' },
    });
  });

  test('is not told of a gate that the asker may not know', () => {
    expect(only(standing('a', { state: 'excluded', gates: null }))).toMatchObject({
      outcome: 'gate-failed',
      removedBy: null,
    });
  });

  test('is the first component without which there is no rank', () => {
    expect(only(standing('d'))).toMatchObject({
      outcome: 'not-ranked',
      removedBy: { kind: 'rank', code: 'panel', source: 'ranked' },
    });
  });

  test('is the motion for those beyond the shortlist', () => {
    expect(only(standing('c'))).toMatchObject({
      outcome: 'not-shortlisted',
      removedBy: { kind: 'motion', code: 'shortlist', value: '3', source: 'outcome' },
    });
  });

  test('is who withdrew, whatever place the candidate had', () => {
    expect(only(standing('b', { state: 'withdrawn', withdrawnBy: 'other-placement' }))).toMatchObject({
      outcome: 'withdrawn',
      removedBy: { kind: 'withdrawal', code: 'other-placement', source: 'entry-b' },
      rank: 1,
    });
  });

  test('is the choice of another, once it is made', () => {
    const choice = { candidateRef: 'a', deviation: 'not-first', state: 'made', undone: null, entry: 'chosen' } as const;
    expect(explain(asked({ choices: [choice] })).map(({ outcome, removedBy }) => [outcome, removedBy?.code])).toEqual([
      ['shortlisted', 'not-first'],
      ['chosen', undefined],
      ['not-shortlisted', 'shortlist'],
    ]);
  });

  test('is why the own choice was undone, though another stands', () => {
    const undone = {
      candidateRef: 'b',
      deviation: 'none',
      state: 'undone',
      undone: 'concurrence-refused',
      entry: 'first',
    } as const;
    const next = { candidateRef: 'a', deviation: 'none', state: 'made', undone: null, entry: 'second' } as const;
    const told = explain(asked({ choices: [undone, next], placed: 'a' }));
    expect(told[0]?.removedBy).toMatchObject({ kind: 'choice', code: 'concurrence-refused', source: 'first' });
    expect(told[1]).toMatchObject({ outcome: 'placed', removedBy: null });
  });
});
