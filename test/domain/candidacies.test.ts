import { describe, expect, test } from 'vitest';
import {
  type Candidacy,
  candidacyStatus,
  candidacyWords,
  mayConfirm,
  mayDispute,
  nextForCandidate,
} from '#domain/candidacies.ts';
import type { Stage, StageStep } from '#domain/stages.ts';

const now = '2026-06-15T02:00:00.000000Z';
const dueAt = '2026-06-22T09:00:00.000000Z';

const kinds = {
  nominating: 'nomination',
  'data-check': 'nomination',
  independent: 'assessment',
  final: 'assessment',
  declaring: 'committee-review',
  deliberating: 'committee-review',
  voting: 'committee-review',
  choosing: 'placement',
  concurrence: 'placement',
  decree: 'placement',
  inauguration: 'placement',
  effective: 'placement',
} as const;

function at(step: StageStep, changes: Partial<Stage> = {}): Stage {
  const times = { openedAt: now, dueAt, pausedAt: null };
  return { selectionId: 's', kind: kinds[step], attempt: 1, state: 'open', step, ...times, ...changes };
}

function candidacy(changes: Partial<Candidacy> = {}): Candidacy {
  return {
    state: 'admitted',
    selection: 'running',
    stage: at('independent'),
    isPlaced: false,
    confirmedAt: null,
    openCorrections: 0,
    ...changes,
  };
}

describe('the status of a candidacy', () => {
  test.each<[StageStep, string]>([
    ['nominating', 'submitted'],
    ['data-check', 'data-check'],
    ['independent', 'in-assessment'],
    ['final', 'in-assessment'],
    ['declaring', 'in-committee'],
    ['deliberating', 'in-committee'],
    ['voting', 'voting'],
    ['choosing', 'decided'],
    ['effective', 'decided'],
  ])('of whoever stands while the selection is in %s is %s', (step, status) => {
    expect(candidacyStatus(candidacy({ stage: at(step) }))).toBe(status);
  });

  test.each(['excluded', 'held'] as const)('of whoever is %s at the freeze is not admitted, to the end', (state) => {
    expect(candidacyStatus(candidacy({ state }))).toBe('not-admitted');
    expect(candidacyStatus(candidacy({ state, selection: 'placed', stage: at('effective') }))).toBe('not-admitted');
  });

  test('of whoever was excluded is open again while the nomination is reopened', () => {
    expect(candidacyStatus(candidacy({ state: 'excluded', stage: at('data-check', { attempt: 2 }) }))).toBe(
      'data-check',
    );
  });

  test('of whoever left is withdrawn, whatever becomes of the selection', () => {
    for (const selection of ['running', 'placed', 'cancelled'] as const)
      expect(candidacyStatus(candidacy({ state: 'withdrawn', selection }))).toBe('withdrawn');
  });

  test('is placed for the person who was placed alone, and ended for the others', () => {
    const stage = at('effective', { state: 'closed' });
    expect(candidacyStatus(candidacy({ selection: 'placed', stage, isPlaced: true }))).toBe('placed');
    expect(candidacyStatus(candidacy({ selection: 'placed', stage }))).toBe('ended');
  });

  test.each(['cancelled', 'failed', 'revoked'] as const)('is ended once the selection is %s', (selection) => {
    expect(candidacyStatus(candidacy({ selection, stage: at('nominating'), state: 'nominated' }))).toBe('ended');
  });

  test('has a sentence in both languages, each of its own', () => {
    const sentences = Object.values(candidacyWords).flatMap(({ id, en }) => [id, en]);
    expect(new Set(sentences).size).toBe(2 * Object.keys(candidacyWords).length);
  });
});

describe('what comes next', () => {
  test('is the person’s own confirmation while it is possible, then the freeze', () => {
    const checking = candidacy({ stage: at('data-check') });
    expect(nextForCandidate(checking, now)).toEqual({ what: 'confirm-data', at: dueAt });
    expect(nextForCandidate({ ...checking, confirmedAt: now }, now)).toEqual({ what: 'data-freezes', at: dueAt });
  });

  test('has an instant only where the present step ends with it', () => {
    expect(nextForCandidate(candidacy({ stage: at('independent') }), now)).toEqual({
      what: 'committee-begins',
      at: null,
    });
    expect(nextForCandidate(candidacy({ stage: at('final') }), now)).toEqual({ what: 'committee-begins', at: dueAt });
    expect(nextForCandidate(candidacy({ stage: at('choosing') }), now)).toEqual({ what: 'placement', at: null });
  });

  test('is the resumption while the stage is paused', () => {
    const paused = candidacy({ stage: at('voting', { state: 'paused', pausedAt: now }) });
    expect(nextForCandidate(paused, now)).toEqual({ what: 'resumption', at: null });
  });

  test('is nothing for whoever has left, was not admitted, or after the end', () => {
    for (const over of [{ state: 'withdrawn' }, { state: 'excluded' }, { selection: 'failed' }] as const)
      expect(nextForCandidate(candidacy(over), now)).toBeNull();
  });
});

describe('the data check', () => {
  const checking = candidacy({ state: 'nominated', stage: at('data-check') });

  test('can be confirmed and disputed until it is due, and at that instant no more', () => {
    expect([mayConfirm(checking, now), mayDispute(checking, now)]).toEqual([true, true]);
    expect([mayConfirm(checking, dueAt), mayDispute(checking, dueAt)]).toEqual([false, false]);
  });

  test('cannot be confirmed while a correction is open, nor twice', () => {
    expect(mayConfirm({ ...checking, openCorrections: 1 }, now)).toBe(false);
    expect(mayConfirm({ ...checking, confirmedAt: now }, now)).toBe(false);
  });

  test('can be disputed only while a field is left that is not in dispute, and never after a withdrawal', () => {
    expect(mayDispute({ ...checking, openCorrections: 1 }, now)).toBe(true);
    expect(mayDispute({ ...checking, openCorrections: 8 }, now)).toBe(false);
    expect(mayDispute({ ...checking, state: 'withdrawn' }, now)).toBe(false);
  });
});
