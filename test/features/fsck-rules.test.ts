import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkBuilt, readBuiltSchema } from '#features/fsck/build-schema.ts';
import { ruleTables } from '#features/fsck/schema-store.ts';
import { FindingList } from '#ledger/findings.ts';
import { type Database, openDatabase, type Tx } from '#platform/database.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';
import { quietly, RolledBack } from '#test/support/tampered.ts';

/** Rules that are rows of a table: what row security reads at run time, and no entry tells. */

let addresses: TestDatabase;
let db: Database;
beforeAll(async () => {
  addresses = await cloneDatabase();
  db = openDatabase({ url: addresses.adminUrl, poolSize: 1, applicationName: 'test' });
});
afterAll(async () => {
  await db.close();
  await addresses.drop();
});

/** What a look answers after an attack, or what the attack was refused with; nothing of it stays. */
async function lookAfter<Answer>(attack: (tx: Tx) => Promise<unknown>, look: (tx: Tx) => Promise<Answer>) {
  const answers: (Answer | string)[] = [];
  const work = db.transaction('conductor', async (tx) => {
    await attack(tx);
    answers.push(await look(tx));
    throw new RolledBack();
  });
  await work.catch((error: unknown) => {
    if (!(error instanceof RolledBack)) answers.push(error instanceof Error ? error.message : String(error));
  });
  return answers[0];
}

async function compare(tx: Tx, major?: number): Promise<readonly (string | undefined)[][]> {
  const findings = new FindingList();
  const built = await readBuiltSchema();
  await checkBuilt(tx, { ...built, major: major ?? built.major }, findings);
  return findings.kept.map(({ code, place, found }) => [code, place, found]);
}

const told = [['schema.changed', 'build', 'rows of read_ways']];

describe('who may read what, changed by a superuser without triggers', () => {
  const cases: readonly [title: string, statement: string][] = [
    [
      'a candidate may read every sheet',
      `INSERT INTO read_ways VALUES ('sheets', 9, '{assessor,candidate,unit-head,member}', NULL, NULL)`,
    ],
    ['ballots are read before they are revealed', `UPDATE read_ways SET after = NULL WHERE reading = 'ballots'`],
    ['a member need not have declared', `UPDATE read_ways SET standing = 'seat' WHERE standing = 'cleared'`],
    ['nobody may read the ranking', `DELETE FROM read_ways WHERE reading = 'ranking'`],
  ];

  test.each(cases)('%s: the change is told', async (_title, statement) => {
    expect(await lookAfter((tx) => quietly(tx, [statement]), compare)).toEqual(told);
  });

  test('is told on any version of Postgres', async () => {
    const statement = cases[0]?.[1] ?? '';
    const answer = await lookAfter(
      (tx) => quietly(tx, [statement]),
      (tx) => compare(tx, 99),
    );
    expect(answer).toEqual(told);
  });
});

test('rules that nobody has touched are what the build makes', async () => {
  expect(await lookAfter(async () => undefined, compare)).toEqual([]);
});

describe('a rule', () => {
  const statements = [
    `INSERT INTO read_ways VALUES ('sheets', 9, '{candidate}', NULL, NULL)`,
    `UPDATE read_ways SET roles = '{candidate}'`,
    'DELETE FROM read_ways',
    'TRUNCATE read_ways',
  ];
  const roles: readonly [role: string, answer: string][] = [
    ['bukti_app', 'permission denied for table read_ways'],
    ['bukti_auditor', 'permission denied for table read_ways'],
    ['bukti_sequencer', 'permission denied for table read_ways'],
    ['bukti_signer', 'permission denied for table read_ways'],
    ['bukti_owner', 'ledger.append-only'],
    ['postgres', 'ledger.append-only'],
  ];

  test.each(roles)('is changed by no statement of %s', async (role, answer) => {
    for (const statement of statements) {
      const attack = async (tx: Tx) => {
        await tx.run(`SET LOCAL ROLE ${role}`);
        await tx.run(statement);
      };
      expect(await lookAfter(attack, () => Promise.resolve('done'))).toBe(answer);
    }
  });
});

test('whatever rows migrations write is compared, or is no rule', async () => {
  const tables = await db.rows<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = ANY ('{public,ledger,vault}'::regnamespace[])
       AND (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %s', c.oid::regclass), false, true, '')))[1]::text <> '0' ORDER BY 1`,
  );
  // The head of an empty log, and a hint for the publisher.
  expect(tables.map(({ name }) => name)).toEqual(['head', 'publication', ...ruleTables]);
});
