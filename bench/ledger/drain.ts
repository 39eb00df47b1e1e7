import { say, spread, type Table } from '../report.ts';
import { fillRecord, type Stage, sealAll, signHead } from './scene.ts';

/** A backlog of entries without positions, sealed and then signed from nothing. */
export async function measureDrain(stage: Stage, { rounds, entries }: { rounds: number; entries: number }) {
  const cells: { readonly sealed: number; readonly signed: number }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const scene = await stage.open(`drain_${round}`);
    try {
      await fillRecord(scene, entries);
      const sealed = await sealAll(scene);
      const signed = await signHead(scene);
      const cell = { sealed: sealed.entries / sealed.seconds, signed: signed.size / signed.seconds };
      say(`  drain ${round}: sealed ${cell.sealed.toFixed(0)}/s, signed ${cell.signed.toFixed(0)}/s`);
      cells.push(cell);
    } finally {
      await scene.close();
      await stage.drop(`drain_${round}`);
    }
  }
  const table: Table = {
    head: [`backlog of ${entries}`, 'entries/s'],
    rows: [
      [
        'sequencer',
        spread(
          cells.map(({ sealed }) => sealed),
          0,
        ),
      ],
      [
        'signer',
        spread(
          cells.map(({ signed }) => signed),
          0,
        ),
      ],
    ],
  };
  return { table, cells };
}
