import { setTimeout as pause } from 'node:timers/promises';
import { cpuMs } from '../machine.ts';
import { median, say, spread, type Table } from '../report.ts';
import { type Act, bare, cases, layTables, plain, recorded } from './ballots.ts';
import { type Scene, type Stage, writers } from './scene.ts';

const contenders: ReadonlyMap<string, Act> = new Map([
  ['no record', bare],
  ['plain audit row', plain],
  ['entry', recorded],
]);

interface Cell {
  readonly round: number;
  readonly contender: string;
  readonly perSecond: number;
  readonly postgresMs: number;
  readonly ownMs: number;
}

/** Acts of 16 writers for so long; answers how many a second. */
export async function perform(scene: Scene, act: Act, seconds: number): Promise<number> {
  const began = performance.now();
  const until = began + seconds * 1_000;
  let done = 0;
  const write = async (writer: number) => {
    for (let turn = 0; performance.now() < until; turn += 1) {
      await act(scene, cases[(turn * writers + writer) % cases.length] ?? '');
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return (done * 1_000) / (performance.now() - began);
}

async function measure(
  scene: Scene,
  at: { round: number; contender: string; act: Act; seconds: number },
): Promise<Cell> {
  const { round, contender, act, seconds } = at;
  const [postgres, own] = [cpuMs([scene.postgresPid]), cpuMs([process.pid])];
  const perSecond = await perform(scene, act, seconds);
  const acts = perSecond * seconds;
  const cell = {
    round,
    contender,
    perSecond,
    postgresMs: (cpuMs([scene.postgresPid]) - postgres) / acts,
    // What Postgres and other children of this process did is not its own.
    ownMs: (cpuMs([process.pid]) - own - (cpuMs([scene.postgresPid]) - postgres)) / acts,
  };
  say(`  append ${round} ${contender}: ${perSecond.toFixed(0)}/s`);
  return cell;
}

/** What an entry costs over a row of a plain audit table, in turns. */
export async function measureAppend(stage: Stage, { rounds, seconds }: { rounds: number; seconds: number }) {
  const scene = await stage.open('append');
  try {
    await layTables(scene);
    for (const act of contenders.values()) await perform(scene, act, Math.min(seconds, 3));
    const cells: Cell[] = [];
    const turns = [...contenders];
    for (let round = 1; round <= rounds; round += 1) {
      for (const [contender, act] of turns) cells.push(await measure(scene, { round, contender, act, seconds }));
      turns.push(...turns.splice(0, 1));
      await pause(500);
    }
    return { table: tableOf(cells), cells, perSecond: median(of(cells, 'entry').map((cell) => cell.perSecond)) };
  } finally {
    await scene.close();
  }
}

function of(cells: readonly Cell[], contender: string): Cell[] {
  return cells.filter((cell) => cell.contender === contender);
}

function tableOf(cells: readonly Cell[]): Table {
  const perRound = new Map(of(cells, 'plain audit row').map(({ round, perSecond }) => [round, perSecond]));
  const rows = [...contenders.keys()].map((contender) => {
    const own = of(cells, contender);
    const ratios = own.map(({ round, perSecond }) => perSecond / (perRound.get(round) ?? Number.NaN));
    return [
      contender,
      spread(
        own.map(({ perSecond }) => perSecond),
        0,
      ),
      spread(ratios),
      spread(own.map(({ postgresMs }) => postgresMs)),
      spread(own.map(({ ownMs }) => ownMs)),
    ];
  });
  return {
    head: [`append, ${writers} writers`, 'acts/s', 'ratio to the plain row', 'Postgres CPU ms/act', 'own CPU ms/act'],
    rows,
  };
}
