import type { CommitteeRule } from './committee.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Fewer than two who decide are not a committee: one act would close a collective step. */
const collectiveFloor = 2;

/** Whether a policy may hold this rule: committee.rule-invalid with what is wrong. Asked when a pack is read, never later. */
export function refuseCommitteeRule(rule: CommitteeRule): Refusal | undefined {
  const broken = ruleDemands.find(({ holds }) => !holds(rule));
  return broken === undefined ? undefined : refuse('committee.rule-invalid', { demand: broken.demand });
}

const ruleDemands: readonly { readonly demand: string; readonly holds: (rule: CommitteeRule) => boolean }[] = [
  {
    demand: 'counts are whole numbers',
    holds: ({ minSeats, maxSeats, quorum }) =>
      [minSeats, maxSeats, quorum.minimum, quorum.number ?? 1].every(
        (count) => Number.isSafeInteger(count) && count > 0,
      ),
  },
  { demand: 'minSeats is at least 2', holds: ({ minSeats }) => minSeats >= collectiveFloor },
  { demand: 'maxSeats is at least minSeats', holds: ({ minSeats, maxSeats }) => maxSeats >= minSeats },
  {
    demand: 'an odd committee has an odd size to choose',
    holds: ({ oddSeats, minSeats, maxSeats }) => !oddSeats || minSeats % 2 === 1 || maxSeats > minSeats,
  },
  { demand: 'quorum.minimum is at least 2', holds: ({ quorum }) => quorum.minimum >= collectiveFloor },
  { demand: 'quorum.minimum is at most minSeats', holds: ({ quorum, minSeats }) => quorum.minimum <= minSeats },
  {
    demand: 'quorum.number stands exactly with the rule "number"',
    holds: ({ quorum }) => (quorum.rule === 'number') === (quorum.number !== null),
  },
  {
    demand: 'quorum.number is at most minSeats',
    holds: ({ quorum, minSeats }) => (quorum.number ?? 0) <= minSeats,
  },
  {
    demand: 'a tie that the chair decides needs a chair',
    holds: ({ tie, chairRequired }) => tie !== 'chair-decides' || chairRequired,
  },
];
