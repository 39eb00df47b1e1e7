import { cpuMs } from '../machine.ts';
import { say, spread, type Table } from '../report.ts';
import { fillRecord, type Stage, sealAll, signHead } from './scene.ts';

interface Cell {
  /** A second. */
  readonly sealed: number;
  readonly signed: number;
  /** A second of processor time, of ours and Postgres together. */
  readonly sealedPerCpu: number;
  readonly signedPerCpu: number;
}

/** A backlog of entries without positions, sealed and then signed from nothing. */
export async function measureDrain(stage: Stage, { rounds, entries }: { rounds: number; entries: number }) {
  const cells: Cell[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const scene = await stage.open(`drain_${round}`);
    try {
      await fillRecord(scene, entries);
      // Own processor time has in it that of Postgres, which this process has started.
      const before = cpuMs([process.pid]);
      const sealed = await sealAll(scene);
      const between = cpuMs([process.pid]);
      const signed = await signHead(scene);
      const after = cpuMs([process.pid]);
      const cell = {
        sealed: sealed.entries / sealed.seconds,
        signed: signed.size / signed.seconds,
        sealedPerCpu: (sealed.entries * 1_000) / (between - before),
        signedPerCpu: (signed.size * 1_000) / (after - between),
      };
      say(`  drain ${round}: sealed ${cell.sealed.toFixed(0)}/s, signed ${cell.signed.toFixed(0)}/s`);
      cells.push(cell);
    } finally {
      await scene.close();
      await stage.drop(`drain_${round}`);
    }
  }
  const row = (name: string, wall: keyof Cell, cpu: keyof Cell) => [
    name,
    ...[wall, cpu].map((key) =>
      spread(
        cells.map((cell) => cell[key]),
        0,
      ),
    ),
  ];
  const table: Table = {
    head: [`backlog of ${entries}`, 'entries/s', 'entries per second of processor'],
    rows: [row('sequencer', 'sealed', 'sealedPerCpu'), row('signer', 'signed', 'signedPerCpu')],
  };
  return { table, cells };
}
