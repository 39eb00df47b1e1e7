import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readGrowth } from '#features/audit/service.ts';
import { checkRecordIn } from '#features/fsck/service.ts';
import { rootOf } from '#ledger/tree.ts';
import type { Tx } from '#platform/database.ts';
import { codesOf, openTampered, quietly, type TamperedWorld, tablesOf, untouched } from '#test/support/tampered.ts';

/** What somebody with every right inside Postgres does, and what a check says of it. */

let tampered: TamperedWorld;
beforeAll(async () => {
  tampered = await openTampered();
}, 120_000);
afterAll(() => tampered.close());

describe('a superuser without triggers', () => {
  const cases: readonly [
    title: string,
    statement: () => string,
    codes: readonly string[],
    tables: readonly string[],
  ][] = [
    ['changes a choice', () => `UPDATE choices SET deviation = 'not-first'`, ['state.fold'], ['choices']],
    ['changes a ballot', () => `UPDATE ballots SET choice = 'reject' WHERE seat = 1`, ['state.fold'], ['ballots']],
    [
      'changes a score',
      () => `UPDATE score_sheets SET scores = '{}' WHERE round = 'final'`,
      ['state.fold'],
      ['score_sheets'],
    ],
    [
      'moves a deadline',
      () => `UPDATE stages SET due_at = due_at + interval '1 day' WHERE due_at IS NOT NULL`,
      ['state.fold'],
      ['stages'],
    ],
    [
      'changes a ranking',
      () => `UPDATE rankings SET content = content || ' ', digest = sha256(content || ' ')`,
      ['state.fold'],
      ['rankings'],
    ],
    [
      'changes the frozen record',
      () => `UPDATE candidates SET record = '{}' WHERE record IS NOT NULL`,
      ['state.fold'],
      ['candidates'],
    ],
    [
      'gives an account to another person',
      () => `UPDATE accounts SET person_id = NULL WHERE person_id IS NOT NULL`,
      ['state.fold', 'state.identity'],
      ['accounts'],
    ],
    [
      'lengthens a right',
      () => `UPDATE grants SET role = 'administrator' WHERE role = 'member'`,
      ['state.fold'],
      ['grants'],
    ],
    [
      'changes a policy',
      () => `UPDATE policies SET content = content || ' ', digest = sha256(content || ' ')`,
      ['state.fold'],
      ['policies'],
    ],
    [
      'puts somebody into a post',
      () => `UPDATE posts SET holder_id = NULL WHERE holder_id IS NOT NULL`,
      ['state.fold'],
      ['posts'],
    ],
    ['deletes a ballot', () => 'DELETE FROM ballots WHERE seat = 2', ['state.fold'], ['ballots']],
    ['deletes a declaration', () => 'DELETE FROM declarations WHERE seat = 2', ['state.fold'], ['declarations']],
    [
      'adds a row under an entry that was there',
      () => `INSERT INTO pools SELECT selection_id, 7, completed_by, completed_at, entry_id FROM pools`,
      ['state.fold'],
      ['pools'],
    ],
    [
      'adds a row under an entry of nobody',
      () => `INSERT INTO pools SELECT selection_id, 7, completed_by, completed_at, gen_random_uuid() FROM pools`,
      ['state.fold'],
      ['pools'],
    ],
    [
      'swaps two positions',
      () =>
        `UPDATE ledger.positions SET entry_no = -entry_no WHERE position IN (3, 4);; UPDATE ledger.positions p SET leaf = o.leaf, entry_no = -o.entry_no FROM ledger.positions o WHERE p.position IN (3, 4) AND o.position = 7 - p.position`,
      ['consistency.fork', 'proof.root', 'stream.order', 'tile.mismatch', 'tree.root'],
      [],
    ],
    [
      'flips a bit of a position',
      () => 'UPDATE ledger.positions SET leaf = set_bit(leaf, 9, 1 - get_bit(leaf, 9)) WHERE position = 5',
      ['consistency.fork', 'leaf.mismatch', 'proof.root', 'tile.mismatch', 'tree.root'],
      [],
    ],
    [
      'flips a bit of a tile',
      () => 'UPDATE ledger.tiles SET data = set_bit(data, 9, 1 - get_bit(data, 9)) WHERE n = 0',
      ['tile.mismatch'],
      [],
    ],
    [
      'flips a bit of the head',
      () => 'UPDATE ledger.head SET root = set_bit(root, 9, 1 - get_bit(root, 9))',
      ['tree.root'],
      [],
    ],
    [
      'changes the signature of a note',
      () =>
        `UPDATE ledger.checkpoints SET note = overlay(note placing CASE WHEN substr(note, length(note) - 30, 1) = 'A' THEN 'B' ELSE 'A' END from length(note) - 30 for 1)`,
      ['note.signature'],
      [],
    ],
    [
      'changes an opening',
      () => `UPDATE vault.openings SET sealed = set_bit(sealed, 200, 1 - get_bit(sealed, 200)) WHERE field = 'choice'`,
      ['opening.mismatch'],
      [],
    ],
    [
      'cuts an opening short',
      () => `UPDATE vault.openings SET sealed = substr(sealed, 1, 5) WHERE field = 'choice'`,
      ['opening.mismatch'],
      [],
    ],
    [
      'destroys an opening without an erasure',
      () => `DELETE FROM vault.openings WHERE field = 'scores'`,
      ['opening.missing'],
      [],
    ],
    [
      'destroys a key without an erasure',
      () =>
        `UPDATE vault.keys SET wrapped = NULL, destroyed_at = now() WHERE key_id IN (SELECT key_id FROM vault.openings WHERE field = 'scores')`,
      ['opening.missing'],
      [],
    ],
    [
      'tells the world another root',
      () => `UPDATE ledger.published SET root = set_bit(root, 9, 1 - get_bit(root, 9))`,
      ['proof.root'],
      [],
    ],
    [
      'forgets an act',
      () => 'DELETE FROM vault.acts WHERE entry_id IN (SELECT entry_id FROM choices)',
      ['state.act'],
      [],
    ],
    ['cuts the tail of the log', () => `UPDATE ledger.head SET size = size - 1`, ['position.gap'], []],
  ];

  test.each(cases)('%s', async (_title, statement, codes, tables) => {
    const report = await tampered.check((tx) => quietly(tx, statement().split(';; ')));
    expect([codesOf(report), tablesOf(report)]).toEqual([codes, tables]);
  });

  test('flips a bit in the bytes of a sealed entry', async () => {
    const report = await tampered.check((tx) =>
      quietly(tx, [
        `UPDATE ledger.entries SET bytes = set_byte(bytes, 12, get_byte(bytes, 12) # 1) WHERE stream = 'selection/${tampered.placed.selectionId}' AND stream_seq = 4`,
      ]),
    );
    // The generated leaf follows the bytes; the position does not.
    expect(codesOf(report)).toEqual(expect.arrayContaining(['leaf.mismatch', 'stream.gap']));
  });

  test('deletes an entry before it is sealed', async () => {
    const report = await tampered.after(
      async (tx) => {
        const stream = `selection/${tampered.placed.selectionId}`;
        await quietly(tx, [
          `DELETE FROM ledger.positions WHERE position >= (SELECT p.position FROM ledger.positions p JOIN ledger.entries e USING (entry_no) WHERE e.stream = '${stream}' ORDER BY 1 DESC LIMIT 1 OFFSET 1)`,
          `DELETE FROM ledger.entries WHERE stream = '${stream}' AND type = 'placement.inaugurated/1'`,
        ]);
      },
      (tx) => checkRecordIn(tx, tampered.parts),
    );
    expect(codesOf(report)).toEqual(expect.arrayContaining(['stream.gap', 'state.fold']));
    expect(tablesOf(report)).toContain('placements');
  });
});

describe('a database that was set back whole, checkpoints and all', () => {
  const last = `(SELECT size - 1 FROM ledger.head)`;
  /** Ends the tree before its last entry, as a backup from then would. */
  const setBack = async (tx: Tx) => {
    const { size } = await tx.one<{ size: number }>('SELECT size FROM ledger.head');
    const { frontier } = await readGrowth(tx, size - 1).then((growth) => ({ frontier: growth.frontier() }));
    await quietly(tx, [
      `DELETE FROM ledger.checkpoints WHERE size > ${size - 1}`,
      `DELETE FROM ledger.published WHERE size > ${size - 1}`,
      `DELETE FROM ledger.entries WHERE entry_no = (SELECT entry_no FROM ledger.positions WHERE position = ${last})`,
      `DELETE FROM ledger.positions WHERE position = ${last}`,
    ]);
    await tx.run('SET LOCAL session_replication_role = replica');
    await tx.run('UPDATE ledger.head SET size = $1, root = $2, frontier = $3', [
      size - 1,
      rootOf(frontier),
      frontier.peaks,
    ]);
  };

  test('looks whole by itself, and is told by what the signer remembers', async () => {
    const [alone, remembered] = await tampered.after(setBack, async (tx) => [
      await checkRecordIn(tx, { ...tampered.parts, signed: undefined }),
      await checkRecordIn(tx, tampered.parts),
    ]);
    expect(codesOf(alone)).not.toContain('consistency.smaller');
    expect(remembered.findings.find(({ code }) => code === 'consistency.smaller')?.place).toBe('signer');
  });

  test.each([
    ['in full', false],
    ['from what was proved before', true],
  ])('and grown again otherwise is no longer the tree that was signed: %s', async (_title, isIncremental) => {
    const { tree } = await tampered.check();
    const signed = { size: tree.size - 3, root: tree.root };
    const held = isIncremental ? { held: tree, part: 0 } : {};
    const report = await tampered.after(untouched, (tx) => checkRecordIn(tx, { ...tampered.parts, signed, ...held }));
    expect(report.findings.map(({ code, place }) => [code, place])).toEqual([
      ['consistency.fork', `signer ${signed.size}`],
    ]);
  });
});
