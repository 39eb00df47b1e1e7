import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { addMonths } from '#domain/dates.ts';
import { openDatabase } from '#platform/database.ts';
import { readInstance } from '#platform/instance.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import {
  type Acknowledged,
  type ChaosApi,
  type Client,
  draftingClient,
  openChaosApi,
  runClient,
  votingClient,
} from './chaos-clients.ts';
import { openDraws, Positions } from './chaos-rounds.ts';
import { checkRecord, kill, startBukti, type Victim, victims } from './chaos-start.ts';
import { openLab } from './lab.ts';
import { load } from './machine.ts';
import { publish, say, spread } from './report.ts';

/** Kills programs of a running start at random, while clients go on; checks the record after each, then looks for anything lost, doubled or standing still. */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
});
const rounds = Number(values.rounds);
const { drawOf, victimOf } = openDraws(values.seed);

/** Seconds from the kill until each works again. */
interface Recovery {
  readonly victim: Victim;
  /** A fact is acknowledged. */
  readonly fact: number;
  /** A command that its workflow carries out is answered. */
  readonly command: number;
  /** The entry of a fact made after the kill is signed. */
  readonly signed: number;
}

interface Selection {
  readonly id: string;
  readonly state: string;
  readonly stage: string | null;
  readonly step: string | null;
}

async function listSelections(api: ChaosApi): Promise<readonly Selection[]> {
  return (await api.get<{ items: readonly Selection[] }>('hr', '/selections?limit=100')).items;
}

/** Selections of vacant posts that are never sealed, for clients that draft. */
async function openDrafts(api: ChaosApi, wanted: number): Promise<string[]> {
  const { items } = await api.get<{ items: readonly { id: string }[] }>(
    'hr',
    '/posts?agency=kota-contoh&vacant=true&limit=200',
  );
  const drafts: string[] = [];
  const plannedOn = addMonths(new Date().toISOString().slice(0, 10), 1);
  for (const { id: post } of items) {
    if (drafts.length === wanted) break;
    const body = { agency: 'kota-contoh', post, plannedOn, policy: 'asn' };
    const opened = await api.act<{ selectionId: string }>('hr', '/selections', { body }).catch(() => undefined);
    if (opened !== undefined) drafts.push(opened.selectionId);
  }
  if (drafts.length < wanted) throw new Error('no vacant post is left');
  return drafts;
}

interface Ground {
  readonly api: ChaosApi;
  readonly dataDir: string;
  readonly draft: string;
  /** Paused and resumed to see that workflows go on. */
  readonly commanded: string;
}

async function strike(ground: Ground, victim: Victim, draw: number): Promise<Recovery> {
  const { api, dataDir, draft, commanded } = ground;
  await kill(dataDir, victim, draw);
  const began = performance.now();
  const since = () => (performance.now() - began) / 1000;
  const fact = async () => {
    const [{ entry } = { entry: '' }] = await draftingClient(api, draft)();
    const acknowledged = since();
    await untilSigned(api, entry);
    return { acknowledged, signed: since() };
  };
  const command = async () => {
    await carryOut(api, commanded, 'pause');
    await carryOut(api, commanded, 'resume');
    return since();
  };
  const [facts, commands] = await Promise.all([fact(), command()]);
  return { victim, fact: facts.acknowledged, signed: facts.signed, command: commands };
}

async function untilSigned(api: ChaosApi, entry: string): Promise<void> {
  for (;;) {
    const { state } = await api.get<{ state: string }>('hr', `/receipts/${entry}`);
    // Under load it may be witnessed by the time it is asked for.
    if (!['recorded', 'sealed'].includes(state)) return;
    await pause(50);
  }
}

/** Answered with 202, a command is followed until it is done. */
async function carryOut(api: ChaosApi, selectionId: string, command: 'pause' | 'resume'): Promise<void> {
  const reason = 'Uji ketahanan.';
  const asked = await api.act<Commanded>('secretary', `/selections/${selectionId}/commands`, {
    body: { command, reason },
  });
  for (let { state } = asked; state !== 'done'; ) {
    await pause(50);
    ({ state } = await api.get<Commanded>('secretary', `/commands/${asked.commandId}`));
  }
}

interface Commanded {
  readonly commandId: string;
  readonly state: string;
}

interface Findings {
  readonly acknowledged: number;
  readonly lost: number;
  readonly duplicates: number;
  readonly unsigned: number;
}

interface EntryRow {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  readonly leaf: string;
  readonly signed: boolean;
}

async function readEntries(adminUrl: string): Promise<readonly EntryRow[]> {
  const db = openDatabase({ url: adminUrl, poolSize: 1, applicationName: 'bench' });
  try {
    return await db.rows<EntryRow>(
      `SELECT e.id, e.stream, e.type, encode(e.leaf, 'hex') AS leaf,
         coalesce(p.position < (SELECT max(size) FROM ledger.checkpoints), false) AS signed
       FROM ledger.entries e LEFT JOIN ledger.positions p USING (entry_no)`,
    );
  } finally {
    await db.close();
  }
}

/** Everything acknowledged is in the record once, under its receipt's hash, sealed and covered by a signature; nothing else is. */
async function examine(
  adminUrl: string,
  acknowledged: readonly Acknowledged[],
  earlier: readonly EntryRow[],
): Promise<Findings> {
  const rows = await readEntries(adminUrl);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const found = acknowledged.map(({ entry, leaf }) => ({ leaf, row: byId.get(entry) }));
  const ids = new Set(acknowledged.map(({ entry }) => entry));
  const explained = new Set([...ids, ...earlier.map(({ id }) => id)]);
  const places = new Set(acknowledged.map(({ selectionId, type }) => `selection/${selectionId} ${type}`));
  const unexplained = rows.filter(({ id, stream, type }) => places.has(`${stream} ${type}`) && !explained.has(id));
  return {
    acknowledged: ids.size,
    lost: found.filter(({ leaf, row }) => row?.leaf !== leaf).length,
    duplicates: unexplained.length + acknowledged.length - ids.size,
    unsigned: found.filter(({ row }) => row?.signed !== true).length,
  };
}

/** Each selection with a live stage is paused and resumed by its workflow. */
async function countContinuing(api: ChaosApi): Promise<{ live: number; continuing: number }> {
  const live = (await listSelections(api)).filter(({ stage }) => stage !== null);
  let continuing = 0;
  for (const { id } of live) {
    const done = await carryOut(api, id, 'pause')
      .then(() => carryOut(api, id, 'resume'))
      .then(() => true)
      .catch((error: unknown) => {
        say(`  ${id} stands still: ${String(error)}`);
        return false;
      });
    continuing += Number(done);
  }
  return { live: live.length, continuing };
}

function tabulate(recoveries: readonly Recovery[]) {
  const rows = victims.map((victim) => {
    const own = recoveries.filter((recovery) => recovery.victim === victim);
    const of = (key: 'fact' | 'command' | 'signed') => spread(own.map((recovery) => recovery[key]));
    return [victim, own.length, of('fact'), of('command'), of('signed')];
  });
  return { head: ['killed', 'times', 's until a fact', 's until two commands', 's until a signature'], rows };
}

const lab = await openLab('chaos');
try {
  const { url, dataDir } = await startBukti(lab);
  say('  started, and the story is told');
  const { DATABASE_URL: adminUrl = '' } = await readInstance(dataDir);
  const api = openChaosApi(url, dataDir);
  const selections = await listSelections(api);
  const voting = selections.find(({ step }) => step === 'voting');
  const commanded = selections.find(({ stage, id }) => stage !== null && id !== voting?.id);
  if (voting === undefined || commanded === undefined) throw new Error('the story has no selection in its vote');
  const [draft = '', ...drafts] = await openDrafts(api, 3);
  const earlier = await readEntries(adminUrl);
  const over = new AbortController();
  const steps = [...drafts.map((id) => draftingClient(api, id)), votingClient(api, voting.id)];
  const clients: Client[] = steps.map((step) => runClient(step, over.signal));
  const loadBefore = load();
  const recoveries: Recovery[] = [];
  const positions = new Positions(adminUrl);
  let unclean = 0;
  for (let round = 0; round < rounds; round += 1) {
    const victim = victimOf(round);
    await pause(1_000 * drawOf(`wait ${round}`));
    const recovery = await strike({ api, dataDir, draft, commanded: commanded.id }, victim, drawOf(`which ${round}`));
    recoveries.push(recovery);
    await positions.look();
    unclean += Number((await checkRecord(dataDir)) !== 0);
    const { fact, command, signed } = recovery;
    say(
      `  ${round + 1} ${victim}: fact ${fact.toFixed(2)}, commands ${command.toFixed(2)}, signed ${signed.toFixed(2)} s`,
    );
  }
  over.abort();
  await Promise.all(clients.map(({ ended }) => ended));
  const acknowledged = clients.flatMap((client) => client.acknowledged);
  const { live, continuing } = await countContinuing(api);
  const last = acknowledged.at(-1);
  if (last !== undefined) await untilSigned(api, last.entry);
  const findings = await examine(adminUrl, acknowledged, earlier);
  await expectLedgerIntact({ adminUrl });
  const admin = openDatabase({ url: adminUrl, poolSize: 1, applicationName: 'bench' });
  const { version } = await admin.one<{ version: string }>('SELECT version()');
  await admin.close();
  await publish({
    name: 'chaos',
    title: `${rounds} kills of a running start`,
    postgres: version.split(' on ')[0] ?? version,
    loadBefore,
    tables: [
      tabulate(recoveries),
      {
        head: [
          'facts acknowledged',
          'lost',
          'duplicates',
          'positions reused',
          'rounds after which fsck was not clean',
          'entries missing or unsigned',
          'live selections',
          'that go on',
          'tries repeated',
        ],
        rows: [
          [
            findings.acknowledged,
            findings.lost,
            findings.duplicates,
            positions.reused,
            unclean,
            findings.unsigned,
            live,
            continuing,
            api.repeats(),
          ],
        ],
      },
    ],
    notes: [
      `kill -9 at random (seed ${values.seed}) under \`bukti start\`, the next once the three signs of recovery are seen; median (extremes) in seconds since the kill.`,
      'After each kill `bukti fsck`, and what stands at each position against what stood there before.',
      'Three clients go on throughout, each act under one key until it is acknowledged: two draft criteria, one renews a motion and votes on it.',
      'Lost: a receipt whose entry, or its hash, is not in the record. Duplicates: an entry of these acts without a receipt. After the last round the whole ledger is checked.',
    ],
    measured: { recoveries, findings, reused: positions.reused, unclean, live, continuing },
  });
} finally {
  await lab.close();
}
