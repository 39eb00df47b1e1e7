import { listStandings, listWitnessAges, readPolicy } from '#features/audit/service.ts';
import type { Sql } from '#platform/database.ts';
import { type Probe, Unready } from '#platform/health.ts';
import type { Conductor } from '#platform/temporal.ts';
import { TASK_QUEUE } from '#workflows/contract.ts';
import { connectionName, type OpenHouse } from './house.ts';

const answerMs = 1_500;
const freshS = 10;
/** `TASK_QUEUE_TYPE_WORKFLOW` of Temporal's API. */
const workflowTasks = 1;

type ProbedParts = Pick<OpenHouse, 'conductor' | 'findWriteBar' | 'readTrust'>;

/** What must work before requests should come here: record, conductor, a worker that polls, a notary that keeps up. */
export function createProbes(db: Sql, { conductor, findWriteBar, readTrust }: ProbedParts): Probe[] {
  const { client, within } = conductor;
  return [
    { name: 'database', check: () => db.one('SELECT 1 AS one').then(() => undefined) },
    {
      name: 'temporal',
      check: () => within(answerMs, () => client.workflowService.getSystemInfo({})).then(() => undefined),
    },
    { name: 'worker', check: () => within(answerMs, () => checkWorker(db, client)) },
    { name: 'notary', check: () => checkNotary(db) },
    { name: 'record', check: () => checkRecord(findWriteBar) },
    { name: 'witnesses', check: () => describeWitnesses(db, readTrust) },
  ];
}

/**
 * A worker that Temporal knows and Postgres hears. Temporal remembers for minutes one that was killed; its connection, which
 * the sweep uses several times a second, ends with it.
 */
async function checkWorker(db: Sql, { workflowService, options }: Conductor['client']): Promise<undefined> {
  const { heard } = await db.one<{ heard: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1) AS heard`,
    [connectionName('worker')],
  );
  if (!heard) throw new Error('no worker is connected');
  const taskQueue = { name: TASK_QUEUE };
  const { pollers } = await workflowService.describeTaskQueue({
    namespace: options.namespace,
    taskQueue,
    taskQueueType: workflowTasks,
  });
  if (pollers.length === 0) throw new Error('no worker polls');
  return undefined;
}

/** The oldest entry without a signed checkpoint is young. */
async function checkNotary(db: Sql): Promise<undefined> {
  const { late } = await db.one<{ late: boolean }>(
    `WITH signed AS (SELECT coalesce(max(size), 0) AS size FROM ledger.checkpoints),
       sealed AS (SELECT entry_no FROM ledger.positions ORDER BY position DESC LIMIT 1)
     SELECT EXISTS (
       SELECT FROM ledger.entries e
       WHERE (e.entry_no > coalesce((SELECT entry_no FROM sealed), 0)
           OR e.entry_no = (SELECT p.entry_no FROM ledger.positions p WHERE p.position = (SELECT size FROM signed)))
         AND e.written_at < clock_timestamp() - make_interval(secs => $1)) AS late`,
    [freshS],
  );
  if (late) throw new Error('entries wait for a checkpoint');
  return undefined;
}

/** All that was signed is there, and the log is open: else it can be read, and takes no acts. */
async function checkRecord(findWriteBar: OpenHouse['findWriteBar']): Promise<undefined> {
  const bar = await findWriteBar();
  if (bar !== undefined) throw new Unready(`read-only: ${bar}`);
  return undefined;
}

/** Never fails: a witness that is down shows, and does not block. Of each the age in seconds of its newest cosignature, and its fault. */
async function describeWitnesses(db: Sql, readTrust: OpenHouse['readTrust']): Promise<string> {
  const policy = await readPolicy(readTrust);
  const witnesses = policy?.witnesses ?? [];
  if (witnesses.length === 0) return 'none asked';
  const vkeys = witnesses.map(({ vkey }) => vkey);
  const ages = new Map((await listWitnessAges(db, vkeys)).map((one) => [one.witness, one]));
  const { size } = await db.one<{ size: number }>('SELECT coalesce(max(size), 0) AS size FROM ledger.published');
  const standings = new Map((await listStandings(db, policy)).map(({ label, standing }) => [label, standing]));
  return witnesses
    .map(({ label, vkey }) => {
      const newest = ages.get(vkey);
      const standing = standings.get(label);
      const fault = standing === undefined || standing === 'signed' ? '' : `, ${standing}`;
      if (newest === undefined) return `${label} never signed${fault}`;
      const behind = newest.size < size ? ', behind' : '';
      return `${label} ${Math.max(0, Math.round(newest.age))} s${behind}${fault}`;
    })
    .join('; ');
}
