import { describe, expect, test } from 'vitest';
import type { CommitteeRule } from '#domain/committee.ts';
import { refuseCommitteeRule } from '#domain/committee-rule.ts';
import { aRule } from './committee-builders.ts';

type Changes = Partial<Omit<CommitteeRule, 'quorum'>> & { readonly quorum?: Partial<CommitteeRule['quorum']> };

function demandOf({ quorum, ...changes }: Changes) {
  const rule = aRule();
  return refuseCommitteeRule({ ...rule, ...changes, quorum: { ...rule.quorum, ...quorum } })?.details?.['demand'];
}

describe('a rule of committees', () => {
  test.each([
    [{ minSeats: 0 }, 'counts are whole numbers'],
    [{ maxSeats: 4.5 }, 'counts are whole numbers'],
    [{ quorum: { minimum: 0 } }, 'counts are whole numbers'],
    [{ quorum: { rule: 'number', number: 0 } }, 'counts are whole numbers'],
    [{ minSeats: 1 }, 'minSeats is at least 2'],
    [{ minSeats: 5, maxSeats: 4 }, 'maxSeats is at least minSeats'],
    [{ oddSeats: true, minSeats: 4, maxSeats: 4 }, 'an odd committee has an odd size to choose'],
    [{ quorum: { minimum: 1 } }, 'quorum.minimum is at least 2'],
    [{ minSeats: 3, quorum: { minimum: 4 } }, 'quorum.minimum is at most minSeats'],
    [{ quorum: { rule: 'number', number: null } }, 'quorum.number stands exactly with the rule "number"'],
    [{ quorum: { rule: 'majority', number: 2 } }, 'quorum.number stands exactly with the rule "number"'],
    [{ minSeats: 3, quorum: { rule: 'number', number: 4 } }, 'quorum.number is at most minSeats'],
    [{ tie: 'chair-decides', chairRequired: false }, 'a tie that the chair decides needs a chair'],
  ] as const)('as %j breaks a demand: %s', (changes, demand) => {
    expect(demandOf(changes)).toBe(demand);
  });

  test.each([
    [{ oddSeats: false, minSeats: 2, maxSeats: 2, quorum: { minimum: 2 } }],
    [{ oddSeats: true, minSeats: 4, maxSeats: 5 }],
    [{ oddSeats: true, minSeats: 5, maxSeats: 5 }],
    [{ oddSeats: false, minSeats: 4, maxSeats: 4 }],
    [{ minSeats: 3, quorum: { minimum: 3 } }],
    [{ minSeats: 3, quorum: { rule: 'number', number: 3 } }],
    [{ tie: 'chair-decides', chairRequired: true }],
    [{ tie: 'rejected', chairRequired: false }],
  ] as const)('may be as %j', (changes) => {
    expect(demandOf(changes)).toBeUndefined();
  });
});
