import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSignerFolder, readPolicyFrom } from '#features/audit/signer-state.ts';
import { checkRecordIn, type FsckAsked } from '#features/fsck/service.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { cosignatureLine, parseNote, verifierKeyOf } from '#ledger/note.ts';
import { parsePolicyFile } from '#ledger/policy-file.ts';
import { emptyFrontier, extendFrontier } from '#ledger/tree.ts';
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

describe('a checkpoint that lacks a line after one that has them all', () => {
  const sizes = () => world.admin.rows<{ size: number }>('SELECT size FROM ledger.published ORDER BY size');
  const lacking = (size: number) => [
    `DELETE FROM ledger.cosignatures WHERE witness = ${first()} AND size = ${String(size)}`,
  ];

  test('is no finding where that was before the policy became what it is', async () => {
    const [, second = { size: 0 }] = await sizes();
    expect(codesOf(await checked(lacking(second.size)))).toEqual(['witness.quorum']);
    expect((await checked(lacking(second.size), { ...asked, policyFrom: second.size })).findings).toEqual([]);
  });

  test('is found after that, though the quorum of today was never met before', async () => {
    const [one = { size: 0 }, two = { size: 0 }] = await sizes();
    const statements = [...lacking(one.size), ...lacking(two.size)];
    expect(codesOf(await checked(statements, { ...asked, policyFrom: one.size }))).toEqual(['witness.quorum']);
  });
});

test('from which size on a policy is asked is kept beside it, and changes with its witnesses alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bukti-policy-'));
  const open = (lines: string | undefined, emergency?: true) =>
    openSignerFolder(folder, world.house.ledger.log, emergency ? { keepsWitnesses: true } : { witnesses: lines });
  const named = (count: number) => {
    const some = witnesses.slice(0, count);
    const lines = some.map((one) => `witness ${one.label} ${keyOf(one)}\n`).join('');
    return `${lines}group g all ${some.map(({ label }) => label).join(' ')}\nquorum g\n`;
  };
  const signed = async (size: number) => {
    const { state, save } = await open(named(1), true);
    const leaves = Array.from({ length: size }, () => new Uint8Array(32));
    await save({ ...state, frontier: extendFrontier(emptyFrontier, leaves) });
  };
  await open(named(1));
  expect(await readPolicyFrom(folder)).toBeUndefined();
  await signed(3);
  await open(named(1));
  expect(await readPolicyFrom(folder)).toBeUndefined();
  await open(named(2));
  expect(await readPolicyFrom(folder)).toBe(3);
  await signed(5);
  await open(named(2));
  await open(undefined, true);
  expect(await readPolicyFrom(folder)).toBe(3);
  await rm(folder, { recursive: true });
});
