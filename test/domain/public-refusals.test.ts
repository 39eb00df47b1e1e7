import { describe, expect, test } from 'vitest';
import { publicBlock, publicRefusal } from '#domain/access.ts';
import { refuse } from '#domain/refusal.ts';
import { type Asker, isSameHand, type Role } from '#domain/roles.ts';
import { now, opened } from './committee-builders.ts';

const asker = (role: Role): Asker => ({
  accountId: role,
  personId: `person-${role}`,
  grants: [{ role, agency: 'kota-contoh', selectionId: null, from: opened, until: null }],
});

describe('why an act was refused', () => {
  test('is told to those who may know', () => {
    const refusal = refuse('nomination.exists');
    expect(publicRefusal(refusal, asker('hr'))).toBe(refusal);
  });

  test('becomes general for a unit head who must not learn who else was put forward', () => {
    expect(publicRefusal(refuse('nomination.exists'), asker('unit-head'))).toEqual(refuse('access.forbidden'));
  });

  test('what blocks a stage is not told to whoever must not learn of the committee', () => {
    expect(publicBlock('committee.no-quorum', asker('candidate'))).toBeNull();
    expect(publicBlock(null, asker('secretary'))).toBeNull();
    expect(publicBlock('committee.no-quorum', asker('secretary'))).toBe('committee.no-quorum');
    expect(publicBlock('stage.late', asker('candidate'))).toBe('stage.late');
  });

  test('is told to everybody where it tells of nobody else', () => {
    const refusal = refuse('stage.late', { dueAt: now });
    expect(publicRefusal(refusal, asker('candidate'))).toBe(refusal);
  });
});

test('two accounts of one person are one hand, and two accounts of unknown persons are two', () => {
  expect(isSameHand({ accountId: 'a', personId: 'p' }, { accountId: 'b', personId: 'p' })).toBe(true);
  expect(isSameHand({ accountId: 'a', personId: null }, { accountId: 'b', personId: null })).toBe(false);
});
