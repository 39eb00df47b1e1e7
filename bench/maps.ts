import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCityFiles } from '#demo/generate.ts';
import { placeOnMap } from '#domain/box-derivation.ts';
import { explainPlace } from '#domain/place-explanation.ts';
import { diffPopulation } from '#domain/population-diff.ts';
import type { Asker } from '#domain/roles.ts';
import { getAsker, giveGrant, openAccount } from '#features/access/service.ts';
import {
  agencyHolder,
  beginOnStream,
  conductorActor,
  derivedId,
  type Ledger,
  lockPeople,
} from '#features/audit/service.ts';
import { readPopulation } from '#features/mapping/population.ts';
import { listMapPeople, type MapOrder, readMap } from '#features/mapping/reading.ts';
import { mapPopulation } from '#features/mapping/service.ts';
import { importPeople, readFolder } from '#features/people/service.ts';
import { readSupervision } from '#features/supervision/service.ts';
import { stopwatch } from '#platform/clock.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';
import { openCluster } from './cluster.ts';
import { agency, openHouse } from './import-house.ts';
import { openLab, root } from './lab.ts';
import { load } from './machine.ts';
import { median, publish, say } from './report.ts';

/**
 * The mapping of a city and of a country's worth of people from their records to boxes, an entry for each, and the pages that show it.
 * Of more people than the city has, the others are copies of its records under numbers of their own.
 */
const { values } = parseArgs({ options: { sizes: { type: 'string', default: '8500,300000' } } });

type House = { readonly db: Database; readonly ledger: Ledger };

/** Everybody of the city again and again, until there are so many. */
async function growTo({ db, ledger }: House, people: number): Promise<void> {
  await db.transaction('conductor', async (tx) => {
    await lockPeople(tx, agency);
    const { have } = await tx.one<{ have: number }>('SELECT count(*) AS have FROM people');
    if (have >= people) return;
    const id = randomUUID();
    const stream = `agency/${agency}`;
    const act = await beginOnStream(tx, stream, id);
    const { entry } = await ledger.append(tx, {
      id,
      stream,
      type: 'people.imported/2',
      agency,
      actor: conductorActor,
      open: { batch: id, excluded: 0, files: [], findings: 0, people },
      committed: { decisions: { value: { by: null, digest: '0'.repeat(64) }, holder: agencyHolder(agency) } },
      act,
    });
    await tx.run(
      `INSERT INTO people (id, agency, nip, name, record, record_digest, content_digest, unit_id, imported_at, batch_id, entry_id)
       SELECT gen_random_uuid(), agency, '9' || lpad(($3::integer + row_number() OVER ())::text, 17, '0'), name, record, record_digest, content_digest, unit_id,
              imported_at, batch_id, $1
         FROM people CROSS JOIN generate_series(1, $2 / $3::integer) LIMIT $2::integer - $3::integer`,
      [entry, people, have],
    );
  });
}

async function employ({ db, ledger }: House): Promise<Asker> {
  const accountId = randomUUID();
  const from = '2026-01-01T00:00:00.000000Z';
  await db.transaction('conductor', async (tx) => {
    const act = { agency, actor: conductorActor, accountId };
    const subject = { realm: 'bench', subject: 'hr', displayName: 'HR', personId: null };
    await openAccount(ledger, tx, { ...act, ...subject, id: derivedId(accountId, 'opened') });
    const grant = { role: 'hr' as const, agency, selectionId: null, from, until: null };
    await giveGrant(ledger, tx, { ...act, id: derivedId(accountId, 'grant'), grant });
  });
  return getAsker(db, accountId);
}

const visits = 7;

async function millisecondsOf(work: () => unknown): Promise<number> {
  const taken: number[] = [];
  for (let visit = 0; visit < visits; visit += 1) {
    const seconds = stopwatch();
    await work();
    taken.push(seconds() * 1000);
  }
  return median(taken);
}

const peakMb = () => Math.round(process.resourceUsage().maxRSS / 1024);

async function measure(house: House, { people, asker }: { readonly people: number; readonly asker: Asker }) {
  await growTo(house, people);
  const { db } = house;
  // As the database does by itself, only later.
  await db.run('ANALYZE people').catch(() => 0);
  const used = process.cpuUsage();
  const mapping = stopwatch();
  const summary = await mapPopulation(house, { agency, policyId: 'asn' });
  const mapS = mapping();
  const { user, system } = process.cpuUsage(used);
  const mapMb = peakMb();
  const mapped = Object.values(summary.boxes).reduce((sum, count) => sum + count, summary.held.people);
  say(`  ${mapped} people mapped in ${mapS.toFixed(1)} s, peak ${mapMb} MB`);
  const whole = { asker, agency, unit: undefined, level: undefined };
  const page = (sort: MapOrder) => listMapPeople(db, { ...whole, box: 5, sort, after: undefined, limit: 51 });
  return {
    people: mapped,
    mapS,
    cpuMs: (user + system) / 1000 / mapped,
    mapMb,
    nineBoxMs: await millisecondsOf(() => readMap(db, whole)),
    byNameMs: await millisecondsOf(() => page('name')),
    byValueMs: await millisecondsOf(() => page('value')),
    supervisionMs: await millisecondsOf(() => readSupervision(db, { asker, agency })),
  };
}

/** One rating of a year is another: the box again and why, and the whole city beside what it was. */
async function measureChange(house: House) {
  const pack = policyPackSchema.parse(JSON.parse(await readFile(join(root, 'policies/asn/pack.json'), 'utf8')));
  const population = await readPopulation(house.db, { agency });
  if (population === undefined) throw new Error('nobody was imported');
  const { today: on, people } = population;
  const [rated] = people.filter(({ record }) => (record.performance.items?.length ?? 0) > 0);
  if (rated === undefined) throw new Error('nobody was rated');
  const context = { asOf: on, targetLevel: null, fieldsOfStudy: rated.fieldsOfStudy };
  const oneMs = await millisecondsOf(() => {
    const items =
      rated.record.performance.items?.map((year) => ({ ...year, hasilKerja: 'di bawah ekspektasi' })) ?? null;
    const record = { ...rated.record, performance: { ...rated.record.performance, items } };
    const place = placeOnMap({ record, fieldsOfStudy: rated.fieldsOfStudy, unit: null }, pack, on);
    return explainPlace(place, { record, pack, context });
  });
  const { performance } = pack.axes;
  const after = {
    ...pack,
    axes: { ...pack.axes, performance: { ...performance, thresholds: { ...performance.thresholds, high: '80' } } },
  };
  const diffMs = await millisecondsOf(() => diffPopulation({ people, before: pack, after, asOf: on }));
  return { oneMs, diffMs, people: people.length };
}

const lab = await openLab('maps');
try {
  const url = await openCluster(lab);
  const folder = join(lab.folder, 'city');
  await writeCityFiles(folder);
  const loadBefore = load();
  const house = await openHouse(url('maps'));
  await importPeople(house, { agency, files: await readFolder(folder), dryRun: false, exclude: 'all' });
  const change = await measureChange(house);
  const asker = await employ(house);
  const rounds = [];
  for (const people of values.sizes.split(',').map(Number)) rounds.push(await measure(house, { people, asker }));
  await house.db.close();
  const admin = openDatabase({ url: url('postgres'), poolSize: 1, applicationName: 'bench' });
  const { version } = await admin.one<{ version: string }>('SELECT version()');
  await admin.close();
  await publish({
    name: 'maps',
    title: 'Talent maps',
    postgres: version.split(' on ')[0] ?? version,
    loadBefore,
    tables: [
      {
        head: ['people', 'mapping s', 'processor ms a person', 'peak memory MB'],
        rows: rounds.map(({ people, mapS, cpuMs, mapMb }) => [people, mapS.toFixed(1), cpuMs.toFixed(3), mapMb]),
      },
      {
        head: ['people', 'nine boxes ms', 'a box by name ms', 'a box by value ms', 'supervision ms'],
        rows: rounds.map((round) => [
          round.people,
          ...[round.nineBoxMs, round.byNameMs, round.byValueMs, round.supervisionMs].map((ms) => ms.toFixed(1)),
        ]),
      },
      {
        head: ['a rating changed: one person again, explained ms', 'a threshold changed: diff ms', 'of people'],
        rows: [[change.oneMs.toFixed(2), change.diffMs.toFixed(0), change.people]],
      },
    ],
    notes: [
      'One round on a fresh database with durable settings, an entry for each person; the processor is that of the program, without Postgres.',
      `Pages: median of ${visits} readings by their service, of 51 rows; copies of the city's people beyond it.`,
      'Aims: 8,500 people in 2 s, 300,000 in 60 s and below 1 GB.',
    ],
    measured: { rounds, change },
  });
} finally {
  await lab.close();
}
