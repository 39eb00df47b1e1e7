import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '#platform/database.ts';
import { openCluster, type TestCluster } from '#test/support/own-postgres.ts';
import { until } from '#test/support/until.ts';

/** The log of the server that `bukti start` runs. No erasure reaches it, so nothing that people wrote may stand there. */

let cluster: TestCluster;
let db: Database;
beforeAll(async () => {
  cluster = await openCluster();
  db = openDatabase({ url: cluster.url, poolSize: 1, applicationName: 'test' });
  await db.run(
    `CREATE TABLE said (reason text, seat int CONSTRAINT said_seat CHECK (seat > 0), CONSTRAINT said_once UNIQUE (reason))`,
  );
  await db.run(`INSERT INTO said VALUES ('Kenari pertama', 1)`);
}, 120_000);
afterAll(async () => {
  await db.close();
  await cluster.stop();
});

test.each([
  ['a row that a constraint refuses', `INSERT INTO said VALUES ('Kenari', 0)`, 'said_seat'],
  ['a key that is there already', `INSERT INTO said VALUES ('Kenari pertama', 2)`, 'said_once'],
  ['a statement that is none', `INSERT INTO nowhere VALUES ('Kenari')`, 'nowhere'],
])('names what went wrong with %s, and nothing of its content', async (_title, statement, named) => {
  await expect(db.run(statement)).rejects.toThrow();
  const readLog = () => readFile(cluster.logFile, 'utf8');
  await until(async () => (await readLog()).includes(named));
  expect(await readLog()).not.toContain('Kenari');
});
