import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replayDecisions } from '#features/fsck/replay.ts';
import type { ReplayedSuccession } from '#features/fsck/replay-readiness.ts';
import { checkRecordIn } from '#features/fsck/service.ts';
import {
  confirmPost,
  decidePlan,
  designatePost,
  nameSuccessor,
  recordReadiness,
  removeFromPlan,
  withdrawPost,
} from '#features/succession/service.ts';
import type { Tx } from '#platform/database.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { publishMap } from '#test/support/published-map.ts';
import { lookAfter, quietly, tablesOf } from '#test/support/tampered.ts';
import { openWorld, type World } from '#test/support/world.ts';

/** A plan of succession, and what somebody with every right inside Postgres does to it. */

let world: World;
let postId: string;
beforeAll(async () => {
  world = await openWorld({ assessors: 1, members: 3 });
  await publishMap(world);
  postId = world.vacancies[0] ?? '';
  const by = () => ({ asker: world.account('hr'), session: null, entryId: randomUUID() });
  const { house, people } = world;
  const asked = { postId, ground: 'public-service', reason: 'Layanan langsung.' } as const;
  const { designationId: designation } = await designatePost(house, by(), asked);
  const named: string[] = [];
  for (const { personId } of people.slice(0, 2))
    named.push((await nameSuccessor(house, by(), { postId, personId })).successorId);
  const authority = () => ({ ...by(), asker: world.account('authority') });
  await confirmPost(house, authority(), { postId, designation, decree: 'SK 1/2026' });
  await decidePlan(house, authority(), { postId, successors: named, decree: 'SK 1/2026' });
  await recordReadiness(house, by(), postId);
  await withdrawPost(house, by(), { postId, reason: 'Struktur berubah.' });
  await removeFromPlan(house, by(), { postId, successorId: named[0] ?? '', reason: 'Permintaan sendiri.' });
});
afterAll(async () => {
  await expectLedgerIntact(world.addresses);
  await world.close();
});

test('every readiness that was recorded is derived again from what its entry seals', async () => {
  const { log, keys } = world.house.ledger;
  const told: ReplayedSuccession[] = [];
  const ignored = () => undefined;
  const asked = { db: world.admin, log, keys, onSelection: ignored, onMap: ignored };
  const summary = await replayDecisions({ ...asked, onSuccession: (replayed) => told.push(replayed) });
  expect(told).toEqual([{ postId, entries: 15, readinesses: 4, closed: 0, findings: [], isEqual: true }]);
  expect([summary.successions, summary.unequal]).toEqual([1, 0]);
});

describe('a row that no entry explains', () => {
  test.each([
    ['critical_posts', `UPDATE critical_posts SET ground = 'strategic-impact' WHERE ground = 'public-service'`],
    ['critical_posts', `UPDATE critical_posts SET confirmed_at = NULL`],
    [
      'critical_posts',
      `UPDATE critical_posts SET withdrawal_proposed_by = NULL, withdrawal_proposed_at = NULL, withdrawal_reason = NULL`,
    ],
    ['critical_posts', `UPDATE critical_posts SET withdrawn_at = withdrawal_proposed_at`],
    ['critical_posts', `UPDATE critical_posts SET confirmed_at = confirmed_at - interval '1 day'`],
    ['successors', `UPDATE successors SET talent_value = '99'`],
    ['successors', `UPDATE successors SET decided_at = NULL`],
    ['successors', `UPDATE successors SET decided_at = decided_at - interval '1 day'`],
    [
      'successors',
      `UPDATE successors SET removed_at = removed_at - interval '1 day', removal_reason = 'Lain.' WHERE removed_at IS NOT NULL`,
    ],
    [
      'successors',
      `UPDATE successors SET person_id = (SELECT id FROM people WHERE id NOT IN (SELECT person_id FROM successors) LIMIT 1) WHERE removed_at IS NOT NULL`,
    ],
    [
      'successor_readiness',
      `UPDATE successor_readiness SET readiness = 'later', ready_on = NULL WHERE readiness = 'now'`,
    ],
    ['successor_readiness', `UPDATE successor_readiness SET gates = '[]'`],
  ])('of %s is found: %s', async (table, statement) => {
    const { log, keys } = world.house.ledger;
    const attack = (tx: Tx) => quietly(tx, [statement]);
    const report = await lookAfter(world, attack, (tx) =>
      checkRecordIn(tx, { log, keys, vkeys: [], signed: undefined }),
    );
    expect(tablesOf(report)).toEqual([table]);
  });
});
