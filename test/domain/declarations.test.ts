import { describe, expect, test } from 'vitest';
import {
  type Declaration,
  type DeclarationAsked,
  type Interest,
  recusalOf,
  refuseDeclaration,
  refuseStepBack,
  refuseUphold,
} from '#domain/declarations.ts';
import { aSeat, due, now, opened, stageIn } from './committee-builders.ts';

const none = (candidateRef: string): Interest => ({ candidateRef, interest: 'none', tie: null, note: null });
const some = (candidateRef: string, interest: 'possible' | 'actual'): Interest => ({
  candidateRef,
  interest,
  tie: 'family',
  note: 'cousin',
});
const declarationOf = (interests: readonly Interest[]): Declaration => ({ seat: 2, accountId: 'account-2', interests });
const asked: DeclarationAsked = {
  stage: stageIn('declaring'),
  now,
  seat: aSeat(2),
  candidates: ['a', 'b', 'c'],
  interests: [none('a'), some('b', 'possible'), none('c')],
  existing: undefined,
};

test('a member declares about every candidate', () => {
  expect(refuseDeclaration(asked)).toBeUndefined();
});

test('a member who comes late to the declarations may still declare while the committee deliberates or votes', () => {
  expect(refuseDeclaration({ ...asked, stage: stageIn('voting') })).toBeUndefined();
});

describe('a declaration is refused', () => {
  test.each([
    ['without a seat', { seat: undefined }, 'seat.missing'],
    ['from a seat that was given up', { seat: aSeat(2, { removedAt: opened }) }, 'seat.missing'],
    ['at its due instant', { now: due }, 'stage.late'],
    ['when the seat has declared', { existing: declarationOf(asked.interests) }, 'declaration.exists'],
    ['that names a candidate twice', { interests: [none('a'), none('a'), none('b')] }, 'declaration.twice'],
    ['about somebody who is not a candidate', { interests: [none('a'), none('x')] }, 'declaration.foreign'],
    ['that leaves a candidate out', { interests: [none('a'), none('b')] }, 'declaration.incomplete'],
    ['that says nothing', { interests: [] }, 'declaration.incomplete'],
    [
      'of an interest without its kind of tie',
      { interests: [none('a'), none('b'), { ...some('c', 'actual'), tie: null }] },
      'declaration.tie-missing',
    ],
    [
      'of a tie without an interest',
      { interests: [none('a'), none('b'), { ...none('c'), tie: 'business' }] },
      'declaration.tie-missing',
    ],
  ] as const satisfies readonly (readonly [string, Partial<DeclarationAsked>, string])[])(
    '%s',
    (_title, changes, code) => {
      expect(refuseDeclaration({ ...asked, ...changes })?.code).toBe(code);
    },
  );
});

test('a replaced member must declare anew: the declaration of the old holder is not theirs', () => {
  const seat = aSeat(2, { accountId: 'new' });
  expect(refuseDeclaration({ ...asked, seat, existing: declarationOf(asked.interests) })).toBeUndefined();
});

test('an actual interest in one candidate recuses the seat from the whole motion', () => {
  const declaration = declarationOf([none('a'), some('b', 'actual'), none('c')]);
  expect(recusalOf(declaration)).toEqual({ seat: 2, accountId: 'account-2', cause: 'declared' });
});

test('a possible interest alone recuses nobody', () => {
  expect(recusalOf(declarationOf(asked.interests))).toBeUndefined();
});

describe('stepping back', () => {
  const step = { stage: stageIn('voting'), now, seat: aSeat(2), recusals: [], reason: null };
  const declaration = declarationOf([none('a')]);
  const recusals = [{ seat: 2, accountId: 'account-2', cause: 'declared' as const }];

  test("is always the member's to decide", () => {
    expect(refuseStepBack({ ...step, declaration })).toBeUndefined();
  });

  test.each([
    ['needs a seat', { seat: undefined, declaration }, 'seat.missing'],
    ['needs a declaration first', { declaration: undefined }, 'interest.undeclared'],
    ['happens once', { declaration, recusals }, 'interest.recused-already'],
    [
      'is not possible in a closed stage',
      { declaration, stage: stageIn('voting', { state: 'closed' }) },
      'stage.closed',
    ],
  ] as const)('%s', (_title, changes, code) => {
    expect(refuseStepBack({ ...step, ...changes })?.code).toBe(code);
  });
});

describe('the secretary', () => {
  const uphold = { stage: stageIn('declaring'), now, seat: aSeat(2), recusals: [], reason: 'first cousins' };

  test('may uphold a possible interest, also after the due instant', () => {
    expect(refuseUphold({ ...uphold, now: due, declaration: declarationOf(asked.interests) })).toBeUndefined();
  });

  test('may not recuse a member who declared no interest', () => {
    expect(refuseUphold({ ...uphold, declaration: declarationOf([none('a')]) })?.code).toBe('interest.not-possible');
  });

  test('gives a reason', () => {
    const declaration = declarationOf(asked.interests);
    expect(refuseUphold({ ...uphold, declaration, reason: ' ' })?.code).toBe('interest.reason-missing');
  });

  test('cannot uphold what was not declared', () => {
    expect(refuseUphold({ ...uphold, declaration: undefined })?.code).toBe('interest.undeclared');
  });
});
