import { createHash } from 'node:crypto';
import { openDatabase } from '#platform/database.ts';
import { type Victim, victims } from './chaos-start.ts';

/** Chances that are the same for one seed. */
export function openDraws(seed: string) {
  /** A number in [0, 1) for each text. */
  function drawOf(text: string): number {
    return createHash('sha256').update(`${seed} ${text}`).digest().readUInt32BE(0) / 2 ** 32;
  }
  return {
    drawOf,
    /** In each six rounds every program once, in an order by the seed. */
    victimOf: (round: number): Victim => {
      const cycle = Math.floor(round / victims.length);
      const order = victims.toSorted((a, b) => drawOf(`${cycle} ${a}`) - drawOf(`${cycle} ${b}`));
      return order[round % victims.length] ?? 'server';
    },
  };
}

/** What was ever seen at each position: another leaf there, or none any more, is a position reused. */
export class Positions {
  readonly #adminUrl: string;
  readonly #leaves = new Map<string, string>();
  reused = 0;

  constructor(adminUrl: string) {
    this.#adminUrl = adminUrl;
  }

  async look(): Promise<void> {
    const rows = await readPositions(this.#adminUrl);
    const now = new Map(rows.map(({ position, leaf }) => [position, leaf]));
    for (const [position, leaf] of this.#leaves) if (now.get(position) !== leaf) this.reused += 1;
    for (const [position, leaf] of now) this.#leaves.set(position, leaf);
  }
}

async function readPositions(adminUrl: string): Promise<{ position: string; leaf: string }[]> {
  const db = openDatabase({ url: adminUrl, poolSize: 1, applicationName: 'bench' });
  try {
    return await db.rows<{ position: string; leaf: string }>(
      `SELECT p.position::text, encode(e.leaf, 'hex') AS leaf FROM ledger.positions p JOIN ledger.entries e USING (entry_no)`,
    );
  } finally {
    await db.close();
  }
}
