import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { selectionWorkflowId, stageWorkflowId, stepKey } from '#domain/ids.ts';
import {
  moveStage,
  plannedStage,
  refuseMove,
  type StageMove,
  type StageStep,
  stageKinds,
  stageMoves,
  stageSteps,
  stepAfter,
  stepMoves,
} from '#domain/stages.ts';
import { due, now, opened, stageIn, stepsOf } from './committee-builders.ts';

const allSteps: readonly StageStep[] = stageKinds.flatMap((kind) => stepsOf(kind));
const later = '2026-04-01T09:00:00.000000Z';

const causes = ['advance', 'member-replaced', 'adjourned', 'choice-undone'] as const;
const goingOn: readonly StageMove[] = [
  { move: 'open', at: opened, dueAt: due },
  { move: 'pause', at: now },
  { move: 'resume', dueAt: later },
  { move: 'set-due', dueAt: later },
  { move: 'begin-closing' },
  { move: 'close' },
  ...allSteps.flatMap((to) => causes.map((because) => ({ move: 'step', to, because, dueAt: due }) as const)),
];

/** Mostly moves that are legal just then, so that histories get far; now and then any move at all, or the end. */
const anyPick = fc.oneof(
  { weight: 20, arbitrary: fc.record({ among: fc.constant('legal'), pick: fc.nat() }) },
  { weight: 5, arbitrary: fc.record({ among: fc.constant('all'), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.constant({ among: 'cancel', pick: 0 }) },
);

/** Every stage that a random history passes through, illegal moves having been refused. */
const anyHistory = fc
  .tuple(fc.constantFrom(...stageKinds), fc.array(anyPick, { maxLength: 80 }))
  .map(([kind, picks]) => {
    let stage = plannedStage('selection', kind, 1);
    const passed = [stage];
    for (const { among, pick } of picks) {
      const legal = goingOn.filter((move) => refuseMove(stage, move) === undefined);
      const open = among === 'legal' ? legal : goingOn;
      const move = among === 'cancel' ? ({ move: 'cancel' } as const) : open[pick % Math.max(1, open.length)];
      if (move === undefined || refuseMove(stage, move) !== undefined) continue;
      stage = moveStage(stage, move);
      passed.push(stage);
    }
    return passed;
  });

describe('whatever is asked of a stage', () => {
  test('its step is always one of its own kind', () => {
    fc.assert(
      fc.property(anyHistory, (stages) => {
        expect(stages.every(({ kind, step }) => stepsOf(kind).includes(step))).toBe(true);
      }),
    );
  });

  test('a closed or cancelled stage never moves again', () => {
    fc.assert(
      fc.property(anyHistory, (stages) => {
        const ended = stages.findIndex(({ state }) => state === 'closed' || state === 'cancelled');
        expect(ended === -1 || ended === stages.length - 1).toBe(true);
      }),
    );
  });

  test('it closes only from its last step, after it was opened', () => {
    fc.assert(
      fc.property(anyHistory, (stages) => {
        const last = stages.at(-1);
        if (last?.state !== 'closed') return;
        expect([last.step, last.openedAt]).toEqual([stepsOf(last.kind).at(-1), opened]);
      }),
      { numRuns: 500 },
    );
  });

  test('it says since when it is paused exactly while it is paused', () => {
    fc.assert(
      fc.property(anyHistory, (stages) => {
        expect(stages.every(({ state, pausedAt }) => (state === 'paused') === (pausedAt !== null))).toBe(true);
      }),
    );
  });

  test('its number and its selection stay the same', () => {
    fc.assert(
      fc.property(anyHistory, (stages) => {
        expect(new Set(stages.map(({ selectionId, kind, attempt }) => `${selectionId}:${kind}:${attempt}`)).size).toBe(
          1,
        );
      }),
    );
  });

  test('going forward it never leaves a step out', () => {
    const forward = stepMoves.filter(({ because }) => because === 'advance');
    for (const kind of stageKinds) {
      for (const step of stepsOf(kind)) {
        expect(forward.filter(({ from }) => from === step).map(({ to }) => to)).toEqual(
          [stepAfter(kind, step)].filter(Boolean),
        );
      }
    }
  });
});

describe('a move is refused', () => {
  test.each([
    [
      'that its state does not know',
      stageIn('voting', { state: 'closed' }),
      { move: 'pause', at: now },
      'stage.move-illegal',
    ],
    ['while it is paused', stageIn('voting', { state: 'paused' }), { move: 'begin-closing' }, 'stage.move-illegal'],
    ['before its last step', stageIn('declaring'), { move: 'begin-closing' }, 'stage.steps-remain'],
    [
      'over a step',
      stageIn('declaring'),
      { move: 'step', to: 'voting', because: 'advance', dueAt: null },
      'stage.step-illegal',
    ],
    [
      'into a step of another stage',
      stageIn('voting'),
      { move: 'step', to: 'choosing', because: 'advance', dueAt: null },
      'stage.step-illegal',
    ],
  ] as const)('%s', (...[_title, stage, move, code]) => {
    expect(refuseMove(stage, move)?.code).toBe(code);
    expect(() => moveStage(stage, move)).toThrow(code);
  });
});

test('a paused stage keeps its step and gets a new due instant when it goes on', () => {
  const paused = moveStage(stageIn('independent'), { move: 'pause', at: now });
  expect(paused).toMatchObject({ state: 'paused', pausedAt: now, dueAt: due });
  expect(moveStage(paused, { move: 'resume', dueAt: later })).toEqual(stageIn('independent', { dueAt: later }));
});

test('a replaced member takes the committee back to its declarations', () => {
  const back = { move: 'step', to: 'declaring', because: 'member-replaced', dueAt: later } as const;
  expect(moveStage(stageIn('voting'), back).step).toBe('declaring');
});

test('every state that is not an end leads to one', () => {
  const ends = Object.entries(stageMoves).filter(([, moves]) => Object.keys(moves).length === 0);
  expect(ends.map(([state]) => state)).toEqual(['closed', 'cancelled']);
});

test('the steps of the four stages and their names stay', () => {
  expect(stageSteps).toEqual({
    nomination: ['nominating', 'data-check'],
    assessment: ['independent', 'final'],
    'committee-review': ['declaring', 'deliberating', 'voting'],
    placement: ['choosing', 'concurrence', 'decree', 'inauguration', 'effective'],
  });
});

test('workflow ids and step keys are spelled from business ids alone', () => {
  expect(selectionWorkflowId('0b9d')).toBe('selection:0b9d');
  expect(stageWorkflowId('0b9d', 'committee-review', 2)).toBe('0b9d:committee-review:2');
  expect(stepKey({ selectionId: '0b9d', kind: 'placement', attempt: 1 }, 'decree')).toBe('0b9d:placement:1:decree');
});
