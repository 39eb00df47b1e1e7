import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { importPeople, readFolder } from '#features/people/service.ts';
import { stopwatch } from '#platform/clock.ts';
import { openCluster } from './cluster.ts';
import { agency, openHouse } from './import-house.ts';
import { openLab, root } from './lab.ts';
import { load } from './machine.ts';
import { publish, say } from './report.ts';

/** The import of 300,000 people with all their histories into a fresh database, and the same files again: seconds and peak memory. */
const { values } = parseArgs({ options: { people: { type: 'string', default: '300000' } } });
const peakMb = () => Math.round(process.resourceUsage().maxRSS / 1024);

const lab = await openLab('import-large');
try {
  const url = await openCluster(lab);
  const folder = join(lab.folder, 'delivery');
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'bench/large-delivery.ts', folder, values.people], {
    cwd: root,
    maxBuffer: 2 ** 26,
  });
  const files = await readFolder(folder);
  const sizes = await Promise.all(files.map(({ name }) => stat(join(folder, name))));
  const megabytes = Math.round(sizes.reduce((sum, { size }) => sum + size, 0) / 1e6);
  const house = await openHouse(url('import_large'));
  const loadBefore = load();
  const before = peakMb();
  const request = { agency, files, dryRun: false, exclude: 'all' } as const;
  let step = '';
  const passed = stopwatch();
  const onProgress = (progress: { readonly step: string; readonly done: number }) => {
    if (progress.step !== step) say(`  ${progress.step} at ${passed().toFixed(1)} s, peak ${peakMb()} MB`);
    step = progress.step;
  };
  const importing = stopwatch();
  const { counts } = await importPeople(house, { ...request, onProgress });
  const importS = importing();
  const importMb = peakMb();
  say(
    `  imported ${counts.people} people, ${counts.histories} rows of histories in ${importS.toFixed(1)} s, peak ${importMb} MB`,
  );
  const again = stopwatch();
  const { outcome } = await importPeople(house, request);
  const againS = again();
  await house.db.close();
  await publish({
    name: 'import-large',
    title: 'Import of 300,000 people',
    postgres: 'embedded Postgres',
    loadBefore,
    tables: [
      {
        head: ['people', 'rows of histories', 'files MB', 'import s', 'peak memory MB', `again (${outcome}) s`],
        rows: [[counts.people, counts.histories, megabytes, importS.toFixed(1), importMb, againS.toFixed(1)]],
      },
    ],
    notes: [
      `One round on a fresh database with durable settings. The files lie in memory as bytes; ${before} MB stood before the import.`,
      `${counts.refusedRows} rows left out, ${counts.queued} findings queued.`,
    ],
    measured: { counts, importS, importMb, againS, outcome, megabytes, before },
  });
} finally {
  await lab.close();
}
