import { setTimeout as pause } from 'node:timers/promises';
import { bukti, type Lab } from '../lab.ts';
import { quantile, say, type Table } from '../report.ts';
import { perform } from './append.ts';
import { cases, layTables, recorded } from './ballots.ts';
import { type Scene, type Stage, writers } from './scene.ts';

interface Committed {
  readonly entry: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Acts at an even pace, at most 16 at once; answers when each was committed. */
async function performPaced(scene: Scene, perSecond: number, seconds: number): Promise<Committed[]> {
  const committed: Committed[] = [];
  const began = performance.now();
  const total = Math.floor(perSecond * seconds);
  let next = 0;
  const write = async () => {
    while (next < total) {
      const turn = next;
      next += 1;
      const early = began + (turn * 1_000) / perSecond - performance.now();
      if (early > 1) await pause(early);
      const receipt = await recorded(scene, cases[turn % cases.length] ?? '');
      committed.push({ entry: receipt?.entry ?? '', at: performance.timeOrigin + performance.now() });
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  return committed;
}

/** From the commit of each entry to the first signed checkpoint that covers it; the checkpoint's instant is that of its row. */
async function listDelays({ admin }: Scene, committed: readonly Committed[]): Promise<number[]> {
  const rows = await admin.rows<{ id: string; signed: number }>(
    `SELECT e.id, extract(epoch FROM (SELECT c.signed_at FROM ledger.checkpoints c WHERE c.size > p.position ORDER BY c.size LIMIT 1))::float8 * 1000 AS signed
     FROM ledger.entries e JOIN ledger.positions p USING (entry_no) WHERE e.type = 'ballot.cast/1'`,
  );
  const signed = new Map(rows.map((row) => [row.id, row.signed]));
  return committed.map(({ entry, at }) => Math.max(0, (signed.get(entry) ?? Number.NaN) - at));
}

async function untilSigned({ admin }: Scene): Promise<void> {
  for (;;) {
    const { left } = await admin.one<{ left: number }>(
      'SELECT (SELECT count(*) FROM ledger.entries) - coalesce((SELECT max(size) FROM ledger.checkpoints), 0) AS left',
    );
    if (left === 0) return;
    await pause(100);
  }
}

/** From commit to signed checkpoint with the real notary beside 16 writers, at 80 % of what they manage with it. */
export async function measureLatency(lab: Lab, stage: Stage, { rounds, seconds }: { rounds: number; seconds: number }) {
  const scene = await stage.open('latency');
  const notary = await lab.launch({
    name: 'notary',
    command: process.execPath,
    args: [bukti, 'notary'],
    env: scene.settings,
  });
  const cells: { readonly full: number; readonly p50: number; readonly p99: number; readonly worst: number }[] = [];
  try {
    await layTables(scene);
    await perform(scene, recorded, 3);
    for (let round = 1; round <= rounds; round += 1) {
      const full = await perform(scene, recorded, seconds);
      await untilSigned(scene);
      const delays = await listDelays(
        scene,
        await performPaced(scene, full * 0.8, seconds).finally(() => untilSigned(scene)),
      );
      const cell = { full, p50: quantile(delays, 0.5), p99: quantile(delays, 0.99), worst: Math.max(...delays) };
      say(
        `  latency ${round}: ${full.toFixed(0)}/s full, p50 ${cell.p50.toFixed(0)} ms, p99 ${cell.p99.toFixed(0)} ms`,
      );
      cells.push(cell);
    }
  } finally {
    await notary.stop();
    await scene.close();
  }
  return { table: tableOf(cells), cells };
}

function tableOf(cells: readonly { full: number; p50: number; p99: number; worst: number }[]): Table {
  return {
    head: ['commit to signed checkpoint', 'full load acts/s', 'p50 ms', 'p99 ms', 'worst ms'],
    rows: cells.map(({ full, p50, p99, worst }, index) => [
      `round ${index + 1}, 80 %`,
      ...[full, p50, p99, worst].map((value) => value.toFixed(0)),
    ]),
  };
}
