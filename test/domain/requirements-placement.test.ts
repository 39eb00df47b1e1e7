import { describe, expect, test } from 'vitest';
import { closed, evidenceOf, opened, pack, requirementOf, stateOf, stepped, type Told, tell } from './told-entries.ts';

const choosing = opened('placement', 'choosing');
const made = (state = 'made'): Told => ['choice.made', { state, candidate: 'a' }];
const requested = (round: number): Told => ['concurrence.requested', { round }];
const replied = (round: number, reply: string): Told => ['concurrence.replied', { round, reply, late: 'no' }];

describe('the choice', () => {
  test.each([
    ['is awaited until it is made', [], 'not-yet', []],
    ['stands as it was made', [made()], 'met', ['choice.made']],
    ['that was undone is none', [made(), ['choice.undone']], 'not-yet', ['choice.made', 'choice.undone']],
    ['that was made anew stands', [made(), ['choice.undone'], made()], 'met', ['choice.made#2']],
    ['that nobody made is missing once its step is over', [stepped('placement', 'concurrence')], 'missing', []],
  ] as const satisfies readonly (readonly [string, readonly Told[], string, readonly string[]])[])(
    '%s',
    (...[_title, told, state, evidence]) => {
      expect(requirementOf(tell(choosing, ...told), 'choice.made')).toMatchObject({ state, evidence });
    },
  );

  test.each([
    ['is met once a second hand has approved it', 'choice.approved', 'met'],
    ['is missing once a second hand has declined it', 'choice.declined', 'missing'],
  ])('by an exception %s', (_title, answer, state) => {
    expect(requirementOf(tell(choosing, made('awaiting-second-approval'), [answer]), 'choice.approved')).toEqual({
      code: 'choice.approved',
      state,
      evidence: ['choice.made', answer],
      citation: pack.deviation.citation,
    });
  });

  test('by an exception that nobody approved is missing once its step is over', () => {
    const waited = tell(choosing, made('awaiting-second-approval'), stepped('placement', 'concurrence'));
    expect(stateOf(waited, 'choice.approved')).toBe('missing');
  });
});

describe('concurrence', () => {
  test('is answered in its own round: a letter of an earlier one decides nothing', () => {
    const again = [choosing, made(), requested(1), replied(1, 'returned'), requested(2)];
    expect(requirementOf(tell(...again), 'concurrence.obtained')).toMatchObject({
      state: 'not-yet',
      evidence: ['concurrence.requested#2'],
    });
    expect(requirementOf(tell(...again, replied(1, 'issued')), 'concurrence.obtained')?.state).toBe('not-yet');
    expect(requirementOf(tell(...again, replied(2, 'issued')), 'concurrence.obtained')).toMatchObject({
      state: 'met',
      evidence: ['concurrence.requested#2', 'concurrence.replied#2'],
    });
  });

  test('that was answered without a request in this choice is not obtained', () => {
    const undone = [choosing, made(), requested(1), ['choice.undone'], made(), replied(1, 'issued')] as const;
    expect(requirementOf(tell(...undone), 'concurrence.obtained')).toMatchObject({ state: 'not-yet', evidence: [] });
  });

  test('is missing once the placement goes on without it', () => {
    expect(stateOf(tell(choosing, made(), stepped('placement', 'decree')), 'concurrence.obtained')).toBe('missing');
  });
});

describe('decree, inauguration and effect', () => {
  const steps = ['decree', 'inauguration', 'effective'] as const;

  test.each([
    ['decree.issued', 'decree'],
    ['placement.inaugurated', 'inauguration'],
    ['placement.effected', 'effective'],
  ] as const)('%s is awaited in its step, missing after it, and is its own evidence', (code, step) => {
    const told = [choosing, made(), stepped('placement', step)];
    const next = steps[steps.indexOf(step) + 1];
    const after = next === undefined ? closed('placement') : stepped('placement', next);
    expect(stateOf(tell(...told), code)).toBe('not-yet');
    expect(stateOf(tell(...told, after), code)).toBe('missing');
    expect(requirementOf(tell(...told, [code], after), code)).toMatchObject({ state: 'met', evidence: [code] });
  });

  test('of an earlier choice count no more, and none counts before a choice', () => {
    const again = tell(choosing, made(), ['decree.issued'], ['choice.undone'], made());
    expect(requirementOf(again, 'decree.issued')).toMatchObject({ state: 'not-yet', evidence: [] });
    expect(evidenceOf(tell(choosing, ['decree.issued']), 'decree.issued')).toEqual([]);
  });
});
