import { describe, expect, test } from 'vitest';
import { isOver, runsOf, trailOf } from '#domain/trail.ts';
import { closed, opened, requirementOf, stateOf, stepped, type Told, tell } from './told-entries.ts';

describe('criteria', () => {
  const begun = opened('nomination', 'nominating');

  test.each([
    ['sealed and countersigned', [['criteria.sealed'], ['criteria.countersigned'], begun], 'met'],
    ['sealed by one hand alone', [['criteria.sealed'], begun], 'missing'],
    ['countersigned without a seal', [['criteria.countersigned'], begun], 'missing'],
    ['sealed by one hand, before anything opened', [['criteria.sealed']], 'not-yet'],
  ] as const satisfies readonly (readonly [string, readonly Told[], string])[])(
    '%s are %s',
    (...[_title, told, state]) => {
      expect(stateOf(tell(...told), 'criteria.sealed')).toBe(state);
    },
  );
});

describe('the end of a selection', () => {
  const rejected: Told = ['selection.decided', { outcome: 'rejected' }];

  test.each([
    ['a cancellation', [['selection.cancelled']], 'excepted'],
    ['a decision for nobody', [rejected], 'excepted'],
    ['a decision that puts somebody into the post', [['selection.decided', { outcome: 'effective' }]], 'not-yet'],
    ['a decision after which a stage opened again', [rejected, opened('placement', 'choosing')], 'not-yet'],
    ['a decision after a stage that was reopened', [['stage.reopened'], rejected], 'excepted'],
    ['a decision after which something was only said', [rejected, ['reminder.sent']], 'excepted'],
  ] as const satisfies readonly (readonly [string, readonly Told[], string])[])(
    '%s leaves what had not come as it should be',
    (...[_title, told, state]) => {
      expect(stateOf(tell(...told), 'decree.issued')).toBe(state);
    },
  );

  test('changes nothing in what is on the record, or was missing already', () => {
    const told = tell(
      ['criteria.sealed'],
      ['criteria.countersigned'],
      opened('nomination', 'nominating'),
      closed('nomination'),
      rejected,
    );
    expect(requirementOf(told, 'criteria.sealed')).toMatchObject({
      state: 'met',
      evidence: ['criteria.sealed', 'criteria.countersigned'],
    });
    expect(requirementOf(told, 'pool.closed')).toMatchObject({ state: 'missing', evidence: [] });
  });

  test('before anything happened is none: everything is still awaited', () => {
    expect(requirementOf(tell(['selection.drafted']), 'decree.issued')).toMatchObject({
      state: 'not-yet',
      evidence: [],
    });
  });
});

describe('the trail of a stage', () => {
  const other = opened('nomination', 'nominating');

  test('that never opened is empty, and no step of it is over', () => {
    const trail = trailOf(tell(other), 'assessment');
    expect(trail).toEqual({ kind: 'assessment', isOpened: false, isClosed: false, entries: [], step: null });
    expect(isOver(trail, 'independent')).toBe(false);
  });

  test('reaches from its opening to its own close, and no further', () => {
    const told = tell(other, opened('assessment', 'independent'), closed('nomination'), closed('assessment'), ['x']);
    const trail = trailOf(told, 'assessment');
    expect(trail).toMatchObject({ isOpened: true, isClosed: true, step: 'independent' });
    expect(trail.entries).toEqual(told.slice(1, 4));
  });

  test('that is open reaches to the newest entry', () => {
    const told = tell(other, ['x'], stepped('nomination', 'data-check'), ['y']);
    expect(trailOf(told, 'nomination')).toEqual({
      kind: 'nomination',
      isOpened: true,
      isClosed: false,
      entries: told,
      step: 'data-check',
    });
  });

  test('knows only steps of its own stage', () => {
    const trail = trailOf(tell(opened('assessment', 'voting')), 'assessment');
    expect(trail.step).toBeNull();
    expect(isOver(trail, 'independent')).toBe(false);
  });

  test('has its steps over once a later one runs, and all of them once it is closed', () => {
    const sitting = tell(opened('committee-review', 'declaring'), stepped('committee-review', 'deliberating'));
    const steps = ['declaring', 'deliberating', 'voting'] as const;
    const overIn = (told: ReturnType<typeof tell>) =>
      steps.map((step) => isOver(trailOf(told, 'committee-review'), step));
    expect(overIn(sitting)).toEqual([true, false, false]);
    expect(overIn([...sitting, ...tell(closed('committee-review'))])).toEqual([true, true, true]);
  });

  test('is told in runs: each from its beginning to the next step or the close, which are left out', () => {
    const told = tell(
      opened('committee-review', 'deliberating'),
      ['motion.put'],
      stepped('committee-review', 'voting'),
      stepped('committee-review', 'deliberating'),
      closed('committee-review'),
    );
    expect(runsOf(trailOf(told, 'committee-review'))).toEqual([
      { step: 'deliberating', begun: told[0], ended: told[2], entries: told.slice(0, 2) },
      { step: 'voting', begun: told[2], ended: told[3], entries: told.slice(2, 3) },
      { step: 'deliberating', begun: told[3], ended: told[4], entries: told.slice(3, 4) },
    ]);
  });

  test('has no end in its newest run while it is open', () => {
    const told = tell(opened('nomination', 'nominating'), ['x']);
    expect(runsOf(trailOf(told, 'nomination'))).toEqual([
      { step: 'nominating', begun: told[0], ended: undefined, entries: told },
    ]);
  });
});

describe('a deadline', () => {
  const due = '2026-06-15T03:02:00.000000Z';
  const begun: Told = ['stage.opened', { stage: 'nomination', step: 'nominating', due: '2026-06-15T03:01:00.000000Z' }];
  const moved: Told = ['deadline.moved', { stage: 'nomination', due }];
  const blocked: Told = ['stage.blocked', { stage: 'nomination' }];

  test('that blocks its step at its very instant is late, with its moves and its end as evidence', () => {
    const told = tell(begun, moved, blocked, stepped('nomination', 'data-check'));
    expect(requirementOf(told, 'deadline.nominating')).toMatchObject({
      state: 'late',
      evidence: ['stage.opened', 'deadline.moved', 'stage.blocked', 'stage.stepped'],
    });
  });
});
