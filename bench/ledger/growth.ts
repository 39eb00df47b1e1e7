import { randomInt } from 'node:crypto';
import { getReceiptState } from '#features/audit/receipts.ts';
import { readTree } from '#features/audit/tree-reader.ts';
import { fromHex, toHex, toUtf8 } from '#ledger/bytes.ts';
import { leafHash } from '#ledger/entry.ts';
import {
  extendFrontier,
  proveConsistency,
  proveInclusion,
  readFrontier,
  refuseConsistency,
  refuseInclusion,
  rootOf,
} from '#ledger/tree.ts';
import type { Database } from '#platform/database.ts';
import { median, say, type Table } from '../report.ts';
import { perform } from './append.ts';
import { layTables, recorded } from './ballots.ts';
import { fillRecord, origin, type Scene, type Stage, sealAll, signHead } from './scene.ts';

interface Cell {
  readonly size: number;
  readonly appendPerSecond: number;
  /** All of them medians in milliseconds. */
  readonly proof: number;
  readonly receipt: number;
  readonly verify: number;
  readonly consistency: number;
  readonly verifyConsistency: number;
  readonly proofBytes: number;
  /** Of 5,000 entries after a state that the checker holds, in milliseconds per 1,000. */
  readonly increment: number;
  readonly bytes: Readonly<Record<string, number>>;
  readonly heapMb: number;
}

const turns = 200;

async function timed<T>(count: number, work: (turn: number) => Promise<T> | T): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const began = performance.now();
    await work(turn);
    times.push(performance.now() - began);
  }
  return median(times);
}

async function headOf(db: Database): Promise<{ size: number; root: string }> {
  return db.one<{ size: number; root: string }>("SELECT size, encode(root, 'hex') AS root FROM ledger.head");
}

async function timeProofs({ app }: Scene) {
  const head = await headOf(app);
  const house = { db: app, ledger: { log: origin }, readTrust: () => Promise.resolve(undefined) };
  const draw = () => randomInt(head.size);
  const proof = await timed(turns, () => {
    const position = draw();
    return readTree(app, (read) => proveInclusion(read, position, head.size));
  });
  const { id } = await app.one<{ id: string }>(
    'SELECT e.id FROM ledger.entries e JOIN ledger.positions p USING (entry_no) WHERE p.position = $1',
    [draw()],
  );
  const receipt = await timed(turns, () => getReceiptState(house, id));
  const { proof: file } = await getReceiptState(house, id);
  const position = draw();
  const { leaf } = await app.one<{ leaf: string }>(
    "SELECT encode(leaf, 'hex') AS leaf FROM ledger.positions WHERE position = $1",
    [position],
  );
  const hashes = (await readTree(app, (read) => proveInclusion(read, position, head.size))).map(toHex);
  const verify = await timed(turns, () => {
    if (refuseInclusion({ leaf, position, ...head, proof: hashes }) !== undefined) throw new Error('a proof fails');
  });
  return { proof, receipt, verify, proofBytes: toUtf8(file ?? '').length };
}

async function timeConsistency({ app }: Scene, oldSize: number) {
  const { size, root } = await headOf(app);
  const consistency = await timed(turns, () => readTree(app, (read) => proveConsistency(read, oldSize, size)));
  const proof = (await readTree(app, (read) => proveConsistency(read, oldSize, size))).map(toHex);
  const oldRoot = toHex(rootOf(await readTree(app, (read) => readFrontier(read, oldSize))));
  const verifyConsistency = await timed(turns, () => {
    if (refuseConsistency({ oldSize, oldRoot, size, root, proof }) !== undefined) throw new Error('a proof fails');
  });
  return { consistency, verifyConsistency };
}

/** An auditor who holds the frontier of an earlier tree reads and hashes only what came since. */
async function timeIncrement({ app }: Scene, count: number): Promise<number> {
  const { size, root } = await headOf(app);
  const from = size - count;
  const frontier = await readTree(app, (read) => readFrontier(read, from));
  const whole = await timed(5, async () => {
    const rows = await app.rows<{ bytes: Buffer }>(
      'SELECT e.bytes FROM ledger.positions p JOIN ledger.entries e USING (entry_no) WHERE p.position >= $1 ORDER BY p.position',
      [from],
    );
    const grown = rootOf(
      extendFrontier(
        frontier,
        rows.map(({ bytes }) => leafHash(bytes)),
      ),
    );
    if (rows.length !== count || toHex(grown) !== root || fromHex(root) === undefined)
      throw new Error('the tree differs');
  });
  return (whole * 1_000) / count;
}

async function bytesPerEntry({ admin }: Scene): Promise<Record<string, number>> {
  await admin.run('VACUUM ANALYZE');
  const rows = await admin.rows<{ name: string; bytes: number }>(
    `SELECT name, pg_total_relation_size(('ledger.' || name)::regclass)::float8 / (SELECT size FROM ledger.head) AS bytes
     FROM unnest('{entries,positions,tiles}'::text[]) AS name
     UNION ALL SELECT 'heap of entries', pg_relation_size('ledger.entries')::float8 / (SELECT size FROM ledger.head)
     UNION ALL SELECT 'the bytes themselves', (SELECT avg(octet_length(bytes))::float8 FROM ledger.entries TABLESAMPLE SYSTEM (1))`,
  );
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes]));
}

/** The same acts, proofs and checks at growing sizes of one record. */
export async function measureGrowth(stage: Stage, { sizes, seconds }: { sizes: readonly number[]; seconds: number }) {
  const scene = await stage.open('growth');
  const cells: Cell[] = [];
  try {
    await layTables(scene);
    await perform(scene, recorded, 2);
    for (const wanted of sizes) {
      const { count } = await scene.admin.one<{ count: number }>('SELECT count(*) FROM ledger.entries');
      await fillRecord(scene, Math.max(0, wanted - count));
      await sealAll(scene);
      await scene.admin.run('CHECKPOINT');
      cells.push(
        await measureAt(scene, { size: wanted, oldSize: cells.at(-1)?.size ?? Math.floor(wanted / 3), seconds }),
      );
      say(`  growth ${wanted}: ${JSON.stringify(cells.at(-1))}`);
    }
  } finally {
    await scene.close();
  }
  return { table: tableOf(cells), cells };
}

async function measureAt(scene: Scene, at: { size: number; oldSize: number; seconds: number }): Promise<Cell> {
  const appendPerSecond = await perform(scene, recorded, at.seconds);
  await sealAll(scene);
  await signHead(scene);
  const proofs = await timeProofs(scene);
  const consistency = await timeConsistency(scene, at.oldSize);
  const increment = await timeIncrement(scene, 5_000);
  const bytes = await bytesPerEntry(scene);
  const heapMb = process.memoryUsage().heapUsed / 2 ** 20;
  return { size: at.size, appendPerSecond, ...proofs, ...consistency, increment, bytes, heapMb };
}

function tableOf(cells: readonly Cell[]): Table {
  const row = (name: string, value: (cell: Cell) => number, digits = 2) => [
    name,
    ...cells.map((cell) => value(cell).toFixed(digits)),
  ];
  const bytes = (name: string) => row(`bytes per entry: ${name}`, (cell) => cell.bytes[name] ?? Number.NaN, 0);
  return {
    head: ['at a record of', ...cells.map(({ size }) => `${size} entries`)],
    rows: [
      row('append acts/s, 16 writers', (cell) => cell.appendPerSecond, 0),
      row('inclusion proof from Postgres ms', (cell) => cell.proof),
      row('receipt with its proof ms', (cell) => cell.receipt),
      row('proof file bytes', (cell) => cell.proofBytes, 0),
      row('inclusion verified ms', (cell) => cell.verify, 3),
      row('consistency proof with the size before ms', (cell) => cell.consistency),
      row('consistency verified ms', (cell) => cell.verifyConsistency, 3),
      row('incremental check of 1,000 entries ms', (cell) => cell.increment),
      ...Object.keys(cells[0]?.bytes ?? {}).map(bytes),
    ],
  };
}
