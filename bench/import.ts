import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCityFiles } from '#demo/generate.ts';
import { mapPopulation } from '#features/mapping/service.ts';
import { importPeople, readFolder } from '#features/people/service.ts';
import { stopwatch } from '#platform/clock.ts';
import { openDatabase } from '#platform/database.ts';
import { openCluster } from './cluster.ts';
import { agency, openHouse } from './import-house.ts';
import { openLab } from './lab.ts';
import { load } from './machine.ts';
import { publish, say, spread } from './report.ts';

/**
 * The import of a city of 8,500 people from its SIASN-style files into a fresh database, and the mapping of all of them into
 * boxes. Reading, checking, comparing, writing and the entry count; generating the files does not.
 */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });

interface Round {
  readonly people: number;
  readonly importS: number;
  readonly mapS: number;
}

async function measure(adminUrl: string, folder: string): Promise<Round> {
  const house = await openHouse(adminUrl);
  try {
    const importing = stopwatch();
    const files = await readFolder(folder);
    const { counts } = await importPeople(house, { agency, files, dryRun: false, exclude: 'all' });
    const importS = importing();
    const mapping = stopwatch();
    await mapPopulation(house, { agency, policyId: 'asn' });
    return { people: counts.people, importS, mapS: mapping() };
  } finally {
    await house.db.close();
  }
}

const lab = await openLab('import');
try {
  const url = await openCluster(lab);
  const folder = join(lab.folder, 'city');
  await writeCityFiles(folder);
  const loadBefore = load();
  const rounds: Round[] = [];
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const measured = await measure(url(`import_${round}`), folder);
    say(`  round ${round}: import ${measured.importS.toFixed(2)} s, mapping ${measured.mapS.toFixed(2)} s`);
    rounds.push(measured);
  }
  const admin = openDatabase({ url: url('postgres'), poolSize: 1, applicationName: 'bench' });
  const { version } = await admin.one<{ version: string }>('SELECT version()');
  await admin.close();
  const of = (key: keyof Round) => spread(rounds.map((round) => round[key]));
  await publish({
    name: 'import',
    title: 'Import of a city, and its mapping',
    postgres: version.split(' on ')[0] ?? version,
    loadBefore,
    tables: [
      {
        head: ['people', 'import s', 'mapping s'],
        rows: [[rounds[0]?.people ?? 0, of('importS'), of('mapS')]],
      },
    ],
    notes: [
      `Median (extremes) of ${rounds.length} rounds, each on a fresh database of the embedded Postgres with durable settings.`,
      'Aims: import under 10 s, mapping under 2 s.',
    ],
    measured: rounds,
  });
} finally {
  await lab.close();
}
