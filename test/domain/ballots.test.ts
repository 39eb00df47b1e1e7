import { describe, expect, test } from 'vitest';
import { type Ballot, type BallotAsked, refuseBallot, standingBallots } from '#domain/ballots.ts';
import type { Declaration } from '#domain/declarations.ts';
import type { Motion } from '#domain/motions.ts';
import { aSeat, due, now, opened, stageIn } from './committee-builders.ts';

const motion: Motion = { motionId: 'motion', version: 2, digest: 'digest-2', candidates: ['a', 'b'], state: 'open' };
const declaration: Declaration = { seat: 2, accountId: 'account-2', interests: [] };
const ballot: Ballot = { seat: 2, accountId: 'account-2', motionDigest: 'digest-2', choice: 'approve', reason: 'fit' };
const asked: BallotAsked = {
  stage: stageIn('voting'),
  now,
  seat: aSeat(2),
  declaration,
  recusals: [],
  ballots: [],
  motion,
  ifMatch: 'digest-2',
  choice: 'approve',
  reason: 'the best fit',
  reasonFor: ['approve', 'reject', 'abstain'],
};

test('a seated member who declared and is not recused may vote on the motion as it is', () => {
  expect(refuseBallot(asked)).toBeUndefined();
});

describe('a ballot is refused', () => {
  test.each([
    ['without a seat', { seat: undefined }, 'ballot.not-seated'],
    ['from a seat that was given up', { seat: aSeat(2, { removedAt: opened }) }, 'ballot.not-seated'],
    ['at the due instant', { now: due }, 'stage.late'],
    ['a millisecond after the due instant', { now: '2026-03-25T09:00:00.001000Z' }, 'stage.late'],
    ['while the stage is paused', { stage: stageIn('voting', { state: 'paused' }) }, 'stage.paused'],
    ['before voting', { stage: stageIn('deliberating') }, 'stage.wrong-step'],
    ['before the declaration', { declaration: undefined }, 'ballot.undeclared'],
    ["on the declaration of the seat's last holder", { seat: aSeat(2, { accountId: 'new' }) }, 'ballot.undeclared'],
    ['from a recused seat', { recusals: [{ seat: 2, accountId: 'account-2', cause: 'upheld' }] }, 'ballot.recused'],
    ['when there is no motion', { motion: undefined }, 'ballot.motion-missing'],
    ['on a closed motion', { motion: { ...motion, state: 'closed' } }, 'ballot.motion-closed'],
    ['on what the motion was before it changed', { ifMatch: 'digest-1' }, 'ballot.motion-stale'],
    ['on nothing in particular', { ifMatch: null }, 'ballot.motion-stale'],
    ['a second time', { ballots: [ballot] }, 'ballot.already-cast'],
    ['without the reason that the policy wants', { reason: ' \n' }, 'ballot.reason-missing'],
  ] as const satisfies readonly (readonly [string, Partial<BallotAsked>, string])[])('%s', (_title, changes, code) => {
    expect(refuseBallot({ ...asked, ...changes })?.code).toBe(code);
  });
});

test('a reason is not needed for a choice that the policy does not name', () => {
  expect(refuseBallot({ ...asked, reason: null, reasonFor: ['reject'] })).toBeUndefined();
});

test('a material change of the motion lets a member vote again', () => {
  expect(refuseBallot({ ...asked, ballots: [{ ...ballot, motionDigest: 'digest-1' }] })).toBeUndefined();
});

test('a ballot belongs to the seat from which it was cast, whatever else its member holds', () => {
  const moved = [aSeat(3, { accountId: 'account-2' })];
  expect(standingBallots([ballot], motion, moved)).toEqual([]);
  expect(standingBallots([ballot], motion, [...moved, aSeat(2)])).toEqual([ballot]);
});

describe('an approval does not outlive what it approved', () => {
  test('a ballot on an earlier version does not count', () => {
    expect(standingBallots([{ ...ballot, motionDigest: 'digest-1' }], motion, [aSeat(2)])).toEqual([]);
  });

  test('the ballot of a member who was replaced does not count', () => {
    const seats = [aSeat(2, { removedAt: opened }), aSeat(2, { accountId: 'new' })];
    expect(standingBallots([ballot], motion, seats)).toEqual([]);
  });

  test('a ballot on the present version by the present holder counts', () => {
    expect(standingBallots([ballot], motion, [aSeat(1), aSeat(2)])).toEqual([ballot]);
  });
});
