import { writeFile } from 'node:fs/promises';
import { Refused } from '#domain/refusal.ts';
import { openLedger } from '#features/audit/service.ts';
import {
  findingsCsv,
  type ImportRequest,
  type ImportStep,
  type ImportSummary,
  importPeople,
  readFolder,
  refusedRowsCsv,
} from '#features/people/service.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { openDatabase } from '#platform/database.ts';
import { openProgress, type Progress } from '#platform/progress.ts';
import { readVersion } from '#platform/version.ts';
import { openVault } from './vault-keys.ts';

export interface ImportCommand {
  readonly folder: string;
  readonly agency: string;
  readonly dryRun: boolean;
  readonly excludeRefused: boolean;
  readonly json: boolean;
  /** Where all findings go, one a line. */
  readonly errors?: string;
  /** Where the refused rows go, to be mended and delivered again. */
  readonly refused?: string;
}

type House = Parameters<typeof importPeople>[0];

/** Imports a folder of SIASN files; refused rows refuse it, unless they are left out by choice. */
export async function runImport(config: Config, command: ImportCommand): Promise<number> {
  const { folder, agency, dryRun, excludeRefused } = command;
  const files = await readFolder(folder).catch((error: unknown) => {
    throw new CommandFailed(`${folder} cannot be read: ${error instanceof Error ? error.message : 'no reason'}`, 2);
  });
  return withHouse(config, async (house) => {
    const request = { agency, files, dryRun, excludeRefused };
    try {
      const summary = await importWithProgress(house, request);
      await writeReports(command, summary);
      process.stdout.write(command.json ? `${JSON.stringify(answerOf(summary))}\n` : describe(summary));
      return 0;
    } catch (error) {
      const asksReports = command.errors !== undefined || command.refused !== undefined;
      if (!(error instanceof Refused && error.refusal.code === 'import.rows-refused' && asksReports)) throw error;
      await writeReports(command, await importPeople(house, { ...request, dryRun: true }));
      throw error;
    }
  });
}

async function withHouse<Answer>(config: Config, work: (house: House) => Promise<Answer>): Promise<Answer> {
  const { databaseUrls, dataDir, origin } = config;
  if (databaseUrls.app === undefined) {
    throw new CommandFailed(`Set DATABASE_APP_URL, or run this while \`bukti start\` runs on ${dataDir}.`, 2);
  }
  const db = openDatabase({ url: databaseUrls.app.reveal(), poolSize: 2, applicationName: 'bukti import' });
  try {
    const keys = await openVault(config, db);
    return await work({ db, ledger: openLedger({ log: origin, build: readVersion(), keys }) });
  } finally {
    await db.close();
  }
}

async function importWithProgress(house: House, request: ImportRequest): Promise<ImportSummary> {
  let bar: { readonly step: string; readonly progress: Progress } | undefined;
  const onProgress = ({ step, done, total }: ImportStep) => {
    if (bar?.step !== step) {
      bar?.progress.close();
      bar = { step, progress: openProgress(words[step], total) };
    }
    bar.progress.update(done);
  };
  return importPeople(house, { ...request, onProgress }).finally(() => bar?.progress.close());
}

const words = { reading: 'Reading files', comparing: 'Comparing', writing: 'Writing people' } as const;

async function writeReports({ errors, refused }: ImportCommand, { read, delivery }: ImportSummary): Promise<void> {
  if (errors !== undefined) await writeFile(errors, findingsCsv(read.findings, 'en'));
  if (refused !== undefined) await writeFile(refused, refusedRowsCsv(delivery, read.findings, 'en'));
}

function answerOf({ outcome, batchId, counts, delivery }: ImportSummary) {
  return { outcome, batch: batchId, counts, files: delivery.digests };
}

const outcomes = {
  imported: 'Imported',
  planned: 'Nothing was written (dry run). To be imported',
  unchanged: 'Nothing was written: the newest import was of these very files. They hold',
} as const;

function describe({ outcome, counts }: ImportSummary): string {
  const { people, added, changed, unchanged, units, posts, histories, refusedRows, queued, findings } = counts;
  const byCode = Object.entries(findings).toSorted(([, some], [, other]) => other - some);
  const lines = [
    `${outcomes[outcome]}: ${people} people (${added} new, ${changed} changed, ${unchanged} as they were)`,
    `  ${units} units, ${posts} posts, ${histories} rows of histories`,
    `  ${refusedRows} rows left out, ${queued} findings for the quality queue`,
    ...byCode.map(([code, count]) => `    ${String(count).padStart(6)}  ${code}`),
  ];
  return `${lines.join('\n')}\n`;
}
