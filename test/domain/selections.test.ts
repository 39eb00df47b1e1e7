import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  moveSelection,
  nextAfter,
  refuseSelectionMove,
  reopeningMove,
  reopenStage,
  type SelectionMove,
  type SelectionState,
  selectionMoves,
} from '#domain/selections.ts';
import { plannedStage } from '#domain/stages.ts';

describe('after a stage', () => {
  test.each([
    ['nomination', 'frozen', { then: 'stage', kind: 'assessment', selection: null }],
    ['nomination', 'pool-empty', { then: 'end', selection: 'fail' }],
    ['assessment', 'ranked', { then: 'stage', kind: 'committee-review', selection: null }],
    ['assessment', 'none-ranked', { then: 'end', selection: 'fail' }],
    ['committee-review', 'approved', { then: 'stage', kind: 'placement', selection: 'decide' }],
    ['committee-review', 'rejected', { then: 'end', selection: 'fail' }],
    ['placement', 'effective', { then: 'end', selection: 'place' }],
    ['placement', 'exhausted', { then: 'end', selection: 'fail' }],
  ] as const)('%s with %s', (kind, result, after) => {
    expect(nextAfter(kind, result)).toEqual(after);
  });

  test.each(['tied', 'no-quorum', 'revote'] as const)(
    '%s decides nothing: the committee deliberates again',
    (result) => {
      expect(nextAfter('committee-review', result)).toEqual({ then: 'stay', step: 'deliberating' });
    },
  );
});

describe('a selection', () => {
  const states = Object.keys(selectionMoves) as readonly SelectionState[];
  const moves: readonly SelectionMove[] = [
    'seal',
    'open',
    'decide',
    'place',
    'revoke',
    'fail',
    'cancel',
    'reopen',
    'reopen-placement',
  ];

  test('is placed only after it was decided, and decided only after it ran', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 40 }), (asked) => {
        const passed: SelectionState[] = ['draft'];
        for (const move of asked) {
          const state = passed.at(-1) ?? 'draft';
          if (refuseSelectionMove(state, move) === undefined) passed.push(moveSelection(state, move));
        }
        const before = (state: SelectionState) => passed.slice(0, passed.indexOf(state));
        expect(!passed.includes('placed') || before('placed').includes('decided')).toBe(true);
        expect(!passed.includes('running') || before('running').includes('sealed')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('that is placed can only be revoked', () => {
    expect(moves.filter((move) => refuseSelectionMove('placed', move) === undefined)).toEqual(['revoke']);
  });

  test('that is cancelled stays so', () => {
    expect(states.filter((state) => Object.keys(selectionMoves[state]).length === 0)).toEqual(['cancelled']);
    expect(refuseSelectionMove('cancelled', 'reopen')?.code).toBe('selection.move-illegal');
    expect(() => moveSelection('cancelled', 'reopen')).toThrow('cannot reopen');
  });

  test('keeps its decision only when nothing but the placement is done again', () => {
    expect(moveSelection('revoked', reopeningMove('placement'))).toBe('decided');
    expect(moveSelection('revoked', reopeningMove('committee-review'))).toBe('running');
  });
});

test('a reopened stage is a new attempt; the old one and all stages after it are void and stay', () => {
  const stages = [
    plannedStage('s', 'nomination', 1),
    plannedStage('s', 'assessment', 1),
    plannedStage('s', 'assessment', 2),
    plannedStage('s', 'committee-review', 1),
  ];
  const { planned, voided } = reopenStage(stages, 'assessment');
  expect(planned).toMatchObject({ kind: 'assessment', attempt: 3, state: 'planned', step: 'independent' });
  expect(voided).toEqual(stages.slice(1));
  expect(() => reopenStage([], 'assessment')).toThrow(RangeError);
});
