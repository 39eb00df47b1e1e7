import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealOpening } from '#features/audit/vault.ts';
import { type ReplayedSelection, replayDecisionsIn } from '#features/fsck/replay.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { commit } from '#ledger/commitment.ts';
import type { Tx } from '#platform/database.ts';
import { type Attack, openTampered, type TamperedWorld, untouched } from '#test/support/tampered.ts';

/** Every decision derived again, straight from the database. */

let tampered: TamperedWorld;
beforeAll(async () => {
  tampered = await openTampered();
}, 120_000);
afterAll(() => tampered.close());

describe('a replay', () => {
  const replay = async (attack: Attack) =>
    tampered.after(attack, async (tx) => {
      const told: ReplayedSelection[] = [];
      const summary = await replayDecisionsIn(tx, {
        ...tampered.parts,
        onSelection: (one) => told.push(one),
        onMap: () => undefined,
      });
      return { summary, told };
    });

  test('derives every decision again as it was recorded', async () => {
    const { summary, told } = await replay(untouched);
    expect(told.flatMap(({ findings }) => findings)).toEqual([]);
    expect([summary.selections, summary.unequal]).toEqual([2, 0]);
    expect(told.find(({ selectionId }) => selectionId === tampered.placed.selectionId)?.decisions).toMatchObject({
      'gates, axes and boxes': 4,
      'scores and ranking': 1,
      'quorum and outcome': 1,
      choices: 1,
    });
  });

  test('an omnipotent hand that opens a ballot otherwise turns that outcome red, and nothing else', async () => {
    const { told } = await replay((tx) => forgeBallot(tx));
    const red = told.filter(({ isEqual }) => !isEqual);
    expect(red.map(({ selectionId }) => selectionId)).toEqual([tampered.placed.selectionId]);
    expect([...new Set(red.flatMap(({ findings }) => findings.map(({ code }) => code)))]).toEqual(['merit.outcome']);
    expect(told.find(({ selectionId }) => selectionId === tampered.voting.selectionId)?.isEqual).toBe(true);
  });

  /** Another value under the person's own key, with a commitment that fits: all bytes are rewritten as if it had been so. */
  async function forgeBallot(tx: Tx): Promise<void> {
    await forgeOpening(tx, { type: 'ballot.cast/1', field: 'choice', value: 'reject' });
  }

  async function forgeOpening(
    tx: Tx,
    { type, field, value }: { type: string; field: string; value: unknown },
  ): Promise<void> {
    const { ledger } = tampered.world.house;
    const {
      id,
      key_id: keyId,
      bytes,
    } = await tx.one<{ id: string; key_id: string; bytes: Buffer }>(
      `SELECT e.id, o.key_id, e.bytes FROM ledger.entries e JOIN vault.openings o ON o.entry_id = e.id AND o.field = $3
       WHERE e.stream = $1 AND e.type = $2 ORDER BY e.stream_seq LIMIT 1`,
      [`selection/${tampered.placed.selectionId}`, type, field],
    );
    const key = (await ledger.keys.keysById(tx, [keyId])).get(keyId);
    if (key === undefined) throw new Error('the key is there');
    const place = { log: ledger.log, entry: id, type, field };
    const salted = { salt: Buffer.alloc(32, 7), value: canonicalBytes(value) };
    const before = JSON.parse(bytes.toString('utf8')) as { committed: Record<string, string> };
    const forged = { ...before, committed: { ...before.committed, [field]: commit(place, salted.salt, salted.value) } };
    await tx.run('SET LOCAL session_replication_role = replica');
    await tx.run('ALTER TABLE ledger.entries DISABLE TRIGGER append_only');
    await tx.run('UPDATE ledger.entries SET bytes = $2 WHERE id = $1', [id, Buffer.from(canonicalBytes(forged))]);
    await tx.run('UPDATE vault.openings SET sealed = $3 WHERE entry_id = $1 AND field = $2', [
      id,
      field,
      sealOpening({ keyId, key }, place, salted),
    ]);
  }
});
