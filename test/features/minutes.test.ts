import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openNotary, type TestNotary } from '#test/support/notarised.ts';
import { advance, bringTo, type Case, openFieldsOf, vote } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

interface Minutes {
  readonly selection: { readonly zone: string };
  readonly sessions: readonly { readonly present: readonly number[] }[];
  readonly seats: readonly {
    readonly seat: number;
    readonly isPresent: boolean;
    readonly entries: readonly string[];
  }[];
  readonly quorum: { readonly required: number; readonly present: number; readonly met: boolean };
  readonly motion: { readonly candidates: readonly { readonly name: string | null; readonly rank: number }[] };
  readonly tally: { readonly outcome: string; readonly approve: number; readonly reject: number };
  readonly ballots:
    | readonly {
        readonly choice: string;
        readonly reason: string;
        readonly isDissent: boolean;
        readonly entry: string;
      }[]
    | null;
  readonly recommendation: readonly { readonly name: string | null }[] | null;
  readonly checkpoint: { readonly size: number; readonly position: number; readonly entry: string } | null;
}

let world: World;
let notary: TestNotary;
let edge: WorldEdge;
let decided: Case;
let voting: Case;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  notary = await openNotary(world);
  edge = await openWorldEdge(world);
  voting = await bringTo(world, 'voting', { candidates: [1, 2, 3] });
  decided = await bringTo(world, 'voting');
  const reason = 'Pengalaman memimpin belum cukup.';
  for (const name of ['chair', 'member-1', 'member-2']) await vote(decided, name, 'approve');
  await vote(decided, 'member-3', { choice: 'reject', reason });
  await vote(decided, 'member-4', { choice: 'abstain', reason });
  await advance(decided);
}, 60_000);
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await notary.close();
  await world.close();
});

const ask = (by: string, { selectionId }: Case) => edge.ask(by, `/selections/${selectionId}/minutes`);
async function read(by: string): Promise<Minutes> {
  const answer = await ask(by, decided);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Minutes;
}

describe('the minutes', () => {
  test('tell sessions, seats, quorum and the names in the order of the motion', async () => {
    const { selection, sessions, seats, quorum, motion } = await read('secretary');
    expect([selection.zone, sessions[0]?.present, quorum]).toMatchObject([
      'Asia/Jakarta',
      [1, 2, 3, 4, 5],
      { met: true, present: 5 },
    ]);
    expect(seats.every(({ isPresent, entries }) => isPresent && entries.length >= 3)).toBe(true);
    expect(motion.candidates.map(({ name, rank }) => [name, rank])).toEqual([
      ['Kandidat 1', 1],
      ['Kandidat 2', 2],
      ['Kandidat 3', 3],
    ]);
  });

  test('keep the dissent with its reason, each ballot with its entry', async () => {
    const { ballots, tally } = await read('auditor');
    expect(tally).toMatchObject({ outcome: 'approved', approve: 3, reject: 1 });
    expect(ballots?.filter(({ isDissent }) => isDissent)).toMatchObject([
      { choice: 'reject', reason: 'Pengalaman memimpin belum cukup.' },
    ]);
    expect(new Set(ballots?.map(({ entry }) => entry)).size).toBe(5);
  });

  test('recommend what was approved', async () => {
    const { recommendation, motion } = await read('member-1');
    expect(recommendation).toEqual(motion.candidates);
  });

  test('name the checkpoint that covers the outcome once there is one', async () => {
    expect((await read('auditor')).checkpoint).toBeNull();
    await notary.signAll();
    const { checkpoint } = await read('auditor');
    expect(checkpoint?.size).toBeGreaterThan(checkpoint?.position ?? Number.MAX_SAFE_INTEGER);
    const { id } = await world.admin.one<{ id: string }>(
      `SELECT id FROM ledger.entries WHERE stream = $1 AND type = 'outcome.derived/1'`,
      [`selection/${decided.selectionId}`],
    );
    expect(checkpoint?.entry).toBe(id);
    expect(await openFieldsOf(decided, 'outcome.derived/1')).toHaveLength(1);
  });

  test.each(['secretary', 'auditor', 'member-1', 'authority'])(
    'do not exist for %s before the reveal',
    async (persona) => {
      expect((await ask(persona, voting)).status).toBe(404);
    },
  );

  test.each(['candidate', 'assessor-1', 'unit-head'])('do not exist for %s', async (persona) => {
    expect((await ask(persona, decided)).status).toBe(404);
  });
});
