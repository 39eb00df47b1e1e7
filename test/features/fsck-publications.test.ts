import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkRecordIn, type FsckAsked } from '#features/fsck/service.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { cosignatureLine, parseNote, verifierKeyOf } from '#ledger/note.ts';
import { parsePolicyFile } from '#ledger/policy-file.ts';
import type { Tx } from '#platform/database.ts';
import { openNotary, type TestNotary } from '#test/support/notarised.ts';
import { bringTo } from '#test/support/selection-builders.ts';
import { codesOf, lookAfter, quietly } from '#test/support/tampered.ts';
import { openWorld, type World } from '#test/support/world.ts';

/** What witnesses have signed, and what is said to be published, under a policy that asks two of three. */

const witnesses = ['a', 'b', 'c'].map((label) => ({ name: `${label}.test/saksi`, label, seed: randomBytes(32) }));
const keyOf = ({ name, seed }: (typeof witnesses)[number]) => verifierKeyOf(name, seed, 'witness').vkey;

let world: World;
let notary: TestNotary;
let asked: Omit<FsckAsked, 'db'>;
let alone: Omit<FsckAsked, 'db'>;
beforeAll(async () => {
  world = await openWorld();
  notary = await openNotary(world);
  for (let times = 0; times < 3; times += 1) {
    await bringTo(world, 'sealed');
    await notary.signAll();
  }
  // So that the newest has been seen as well.
  await bringTo(world, 'sealed');
  await world.admin.transaction('conductor', async (tx) => quietly(tx, await cosignAll(tx)));
  const published = (await notary.readTrust())?.policy ?? '';
  const logs = published.replaceAll(/^(?!log ).*\n/gm, '');
  const lines = witnesses.map((one) => `witness ${one.label} ${keyOf(one)}\n`).join('');
  const { log, keys } = world.house.ledger;
  const of = (text: string): Omit<FsckAsked, 'db'> => {
    const policy = parsePolicyFile(toUtf8(text));
    if (!policy.ok) throw new Error(policy.code);
    return { log, keys, vkeys: policy.value.logs.map(({ vkey }) => vkey), policy: policy.value };
  };
  asked = of(`${logs}#bukti witnessed-from 0\n${lines}group g 2 a b c\nquorum g\n`);
  alone = of(published);
}, 120_000);
afterAll(async () => {
  await notary.close();
  await world.close();
});

/** Two witnesses sign every checkpoint, which is published then. */
async function cosignAll(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ size: number; note: string; time: number }>(
    'SELECT c.size, c.note, floor(extract(epoch FROM p.published_at))::int AS time FROM ledger.checkpoints c JOIN ledger.published p USING (size)',
  );
  const lines = rows.flatMap(({ size, note, time }) => {
    const parsed = parseNote(toUtf8(note));
    const text = parsed.ok ? parsed.value.text : '';
    return witnesses.slice(0, 2).map((one) => {
      const values = [size, `'${keyOf(one)}'`, `'${cosignatureLine(text, one, time)}'`].join(', ');
      return `INSERT INTO ledger.cosignatures (size, witness, line) VALUES (${values})`;
    });
  });
  return [...lines, 'UPDATE ledger.published SET is_witnessed = true'];
}

const checked = (statements: readonly string[], by = asked) =>
  lookAfter(
    world,
    (tx) => quietly(tx, statements),
    (tx) => checkRecordIn(tx, by),
  );

const newest = '(SELECT max(size) FROM ledger.published)';
const first = () => `'${keyOf(witnesses[0] ?? { name: '', label: '', seed: randomBytes(32) })}'`;

describe('a superuser without triggers', () => {
  const cases: readonly [title: string, statement: () => string, ...codes: string[]][] = [
    [
      'corrupts what a witness signed',
      () => `UPDATE ledger.cosignatures SET line = overlay(line placing 'AAAA' from length(line) - 20 for 4)`,
      'note.signature',
      'witness.quorum',
    ],
    [
      'puts the line of one checkpoint under another',
      () =>
        `UPDATE ledger.cosignatures k SET line = (SELECT o.line FROM ledger.cosignatures o WHERE o.witness = k.witness ORDER BY o.size LIMIT 1)`,
      'note.signature',
      'witness.quorum',
    ],
    ['deletes all that witnesses signed', () => 'DELETE FROM ledger.cosignatures', 'witness.quorum'],
    [
      'deletes the line of one witness on the newest checkpoint',
      () => `DELETE FROM ledger.cosignatures WHERE witness = ${first()} AND size = ${newest}`,
      'witness.quorum',
    ],
    ['says that no witness saw it', () => 'UPDATE ledger.published SET is_witnessed = false', 'state.published'],
    [
      'takes back that it was published, which entries have seen',
      () => `DELETE FROM ledger.published WHERE size = ${newest}`,
      'state.published',
    ],
    [
      'dates the publication back',
      () => `UPDATE ledger.published SET published_at = published_at - interval '10 days'`,
      'state.published',
    ],
  ];

  test.each(cases)('%s', async (_title, statement, ...codes) => {
    expect(codesOf(await checked([statement()]))).toEqual(codes);
  });

  test('dates the publication back where no witness is asked', async () => {
    const statement = `UPDATE ledger.published SET published_at = published_at - interval '10 days'`;
    const bare = ['DELETE FROM ledger.cosignatures', 'UPDATE ledger.published SET is_witnessed = false'];
    expect(codesOf(await checked([...bare, statement], alone))).toEqual(['state.published']);
  });
});

describe('is no finding', () => {
  const cases: readonly [title: string, statements: readonly string[], by: () => Omit<FsckAsked, 'db'>][] = [
    ['what stands as the witnesses and the notary left it', [], () => asked],
    [
      'a log without witnesses',
      ['DELETE FROM ledger.cosignatures', 'UPDATE ledger.published SET is_witnessed = false'],
      () => alone,
    ],
    [
      'an older checkpoint with one line, of a time when one was enough',
      [
        'DELETE FROM ledger.cosignatures k WHERE (size, witness) = (SELECT size, witness FROM ledger.cosignatures ORDER BY 1, 2 LIMIT 1)',
      ],
      () => asked,
    ],
  ];

  test.each(cases)('%s', async (_title, statements, by) => {
    expect((await checked(statements, by())).findings).toEqual([]);
  });
});
