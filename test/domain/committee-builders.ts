import fc from 'fast-check';
import type { CommitteeRule, Seat } from '#domain/committee.ts';
import { refuseCommitteeRule } from '#domain/committee-rule.ts';
import { type Stage, type StageKind, type StageStep, stageKinds, stageSteps } from '#domain/stages.ts';
import type { BallotChoice, CountedBallot, Vote } from '#domain/tally.ts';

export const opened = '2026-03-02T01:00:00.000000Z';
export const now = '2026-03-25T08:03:00.123456Z';
export const due = '2026-03-25T09:00:00.000000Z';

export function aSeat(seat: number, changes: Partial<Seat> = {}): Seat {
  const role = seat === 1 ? 'chair' : 'member';
  return { seat, role, accountId: `account-${seat}`, personId: `person-${seat}`, removedAt: null, ...changes };
}

export function committeeOf(size: number): readonly Seat[] {
  return Array.from({ length: size }, (_, index) => aSeat(index + 1));
}

export function aRule(changes: Partial<CommitteeRule> = {}): CommitteeRule {
  return {
    minSeats: 3,
    maxSeats: 9,
    oddSeats: true,
    chairRequired: true,
    quorum: { base: 'eligible', rule: 'majority', number: null, minimum: 3 },
    majority: { base: 'cast', rule: 'simple' },
    abstention: 'counts-present',
    tie: 'chair-decides',
    ...changes,
  };
}

/** An open stage in a step, due at `due`. */
export function stageIn(step: StageStep, changes: Partial<Stage> = {}): Stage {
  const kind = stageKinds.find((each) => stepsOf(each).includes(step));
  if (kind === undefined) throw new RangeError(step);
  const times = { openedAt: opened, dueAt: due, pausedAt: null };
  return { selectionId: 'selection', kind, attempt: 1, state: 'open', step, ...times, ...changes };
}

export function stepsOf(kind: StageKind): readonly StageStep[] {
  return stageSteps[kind];
}

/** `a` approves, `r` rejects, `-` abstains, `.` casts nothing; the first letter is the chair's. */
export function ballotsOf(letters: string): readonly CountedBallot[] {
  const choices: Readonly<Record<string, BallotChoice>> = { a: 'approve', r: 'reject', '-': 'abstain' };
  return Array.from(letters).flatMap((letter, index) => {
    const choice = choices[letter];
    return choice === undefined ? [] : [{ seat: index + 1, choice }];
  });
}

export const anyRule: fc.Arbitrary<CommitteeRule> = fc
  .record({
    minSeats: fc.integer({ min: 2, max: 7 }),
    maxSeats: fc.integer({ min: 2, max: 11 }),
    oddSeats: fc.boolean(),
    chairRequired: fc.boolean(),
    quorum: fc.record({
      base: fc.constantFrom('seats', 'eligible'),
      rule: fc.constantFrom('majority', 'all', 'number'),
      number: fc.option(fc.integer({ min: 1, max: 7 })),
      minimum: fc.integer({ min: 2, max: 7 }),
    }),
    majority: fc.record({
      base: fc.constantFrom('cast', 'present', 'eligible', 'seats'),
      rule: fc.constantFrom('simple', 'two-thirds'),
    }),
    abstention: fc.constantFrom('counts-present', 'counts-not'),
    tie: fc.constantFrom('chair-decides', 'rejected', 'revote'),
  })
  .map((rule): CommitteeRule => {
    const number = rule.quorum.rule === 'number' ? Math.min(rule.quorum.number ?? 1, rule.minSeats) : null;
    const minimum = Math.min(rule.quorum.minimum, rule.minSeats);
    const maxSeats = Math.max(rule.maxSeats, rule.minSeats + 1);
    const chairRequired = rule.chairRequired || rule.tie === 'chair-decides';
    return { ...rule, maxSeats, chairRequired, quorum: { ...rule.quorum, number, minimum } };
  })
  .filter((rule) => refuseCommitteeRule(rule) === undefined);

/** A committee with vacant, replaced and recused seats, and at most one ballot for each seat held. */
export const anyVote: fc.Arbitrary<Vote> = fc.integer({ min: 1, max: 11 }).chain((size) =>
  fc
    .array(
      fc.record({
        fate: fc.constantFrom('held', 'held', 'held', 'vacant', 'replaced'),
        recused: fc.integer({ min: 0, max: 3 }).map((chance) => chance === 0),
        choice: fc.constantFrom<BallotChoice | null>('approve', 'approve', 'reject', 'abstain', null),
      }),
      { minLength: size, maxLength: size },
    )
    .map((places) => {
      const seats = places.flatMap(({ fate }, index) => {
        const left = aSeat(index + 1, { accountId: `left-${index}`, personId: null, removedAt: opened });
        if (fate === 'vacant') return [left];
        return fate === 'replaced' ? [left, aSeat(index + 1)] : [aSeat(index + 1)];
      });
      const recused = places.flatMap((place, index) => (place.recused ? [index + 1] : []));
      const ballots = places.flatMap(({ choice }, index) => (choice === null ? [] : [{ seat: index + 1, choice }]));
      return { seats, recused, ballots };
    }),
);
