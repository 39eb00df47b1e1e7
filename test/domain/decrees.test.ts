import { describe, expect, test } from 'vitest';
import type { Choice } from '#domain/choices.ts';
import type { Concurrence } from '#domain/concurrence.ts';
import { type DecreeAsked, type InaugurationAsked, refuseDecree, refuseInauguration } from '#domain/decrees.ts';
import { now, opened, stageIn } from './committee-builders.ts';

const madeBy = { accountId: 'authority', personId: null };
const choice: Choice = { candidateRef: 'a', deviation: 'none', exception: null, madeBy, state: 'standing' };
const concurrence: Concurrence = { round: 1, state: 'issued', requestedAt: opened, lapsesAt: null };
const decree = { number: '821/12/2026', issuedOn: '2026-03-25', effectiveOn: '2026-04-01' };
const asked: DecreeAsked = { stage: stageIn('decree'), now, choice, concurrence, existing: undefined, decree };

test('a decree may be issued on a standing choice that was concurred with', () => {
  expect(refuseDecree(asked)).toBeUndefined();
});

test('a certified lapse lets a decree be issued', () => {
  expect(refuseDecree({ ...asked, concurrence: { ...concurrence, state: 'lapsed' } })).toBeUndefined();
});

describe('a decree is refused', () => {
  test.each([
    ['before its step', { stage: stageIn('concurrence') }, 'stage.wrong-step'],
    ['a second time', { existing: decree }, 'decree.exists'],
    ['without a choice', { choice: undefined }, 'decree.choice-missing'],
    [
      'on a choice that awaits its approval',
      { choice: { ...choice, state: 'awaiting-approval' } },
      'decree.choice-missing',
    ],
    ['without asking for concurrence', { concurrence: undefined }, 'decree.concurrence-missing'],
    ['on silence', { concurrence: { ...concurrence, state: 'requested' } }, 'decree.concurrence-missing'],
    ['against a refusal', { concurrence: { ...concurrence, state: 'refused' } }, 'decree.concurrence-missing'],
    ['without a number', { decree: { ...decree, number: ' ' } }, 'decree.number-missing'],
    ['with effect before its own day', { decree: { ...decree, effectiveOn: '2026-03-24' } }, 'decree.effective-early'],
  ] as const satisfies readonly (readonly [string, Partial<DecreeAsked>, string])[])('%s', (_title, changes, code) => {
    expect(refuseDecree({ ...asked, ...changes })?.code).toBe(code);
  });
});

describe('an inauguration', () => {
  const held: InaugurationAsked = {
    stage: stageIn('inauguration'),
    now,
    decree,
    inauguratedOn: '2026-03-27',
    today: '2026-03-27',
  };

  test('is recorded on its day', () => {
    expect(refuseInauguration(held)).toBeUndefined();
  });

  test.each([
    ['is refused before its step', { stage: stageIn('decree') }, 'stage.wrong-step'],
    ['is refused without a decree', { decree: undefined }, 'decree.missing'],
    ['is refused before the decree', { inauguratedOn: '2026-03-24' }, 'decree.inauguration-early'],
    ['is refused before it happens', { inauguratedOn: '2026-03-28' }, 'decree.inauguration-future'],
  ] as const satisfies readonly (readonly [string, Partial<InaugurationAsked>, string])[])(
    '%s',
    (_title, changes, code) => {
      expect(refuseInauguration({ ...held, ...changes })?.code).toBe(code);
    },
  );
});
