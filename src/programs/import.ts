import { appendFile, writeFile } from 'node:fs/promises';
import { type Finding, refusesRow } from '#domain/import-findings.ts';
import { Refused } from '#domain/refusal.ts';
import {
  type Choice,
  cutFiles,
  type DeliveredFile,
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
import { openProgress, type Progress } from '#platform/progress.ts';
import { withRecord } from './house.ts';

export interface ImportCommand {
  readonly folder: string;
  readonly agency: string;
  readonly dryRun: boolean;
  readonly excludeRefused: boolean;
  readonly acceptCorrections: boolean;
  readonly json: boolean;
  /** Where all findings go, one a line. */
  readonly errors?: string;
  /** Where the refused rows go, to be mended and delivered again. */
  readonly refused?: string;
}

type House = Parameters<typeof importPeople>[0];

/** Imports a folder of SIASN files; refused rows refuse it, unless they are left out by choice. */
export async function runImport(config: Config, command: ImportCommand): Promise<number> {
  const { folder, agency, dryRun } = command;
  const files = await readFolder(folder).catch((error: unknown) => {
    throw new CommandFailed(`${folder} cannot be read: ${error instanceof Error ? error.message : 'no reason'}`, 2);
  });
  return withRecord(config, 'import', async (house) => {
    const exclude: Choice = command.excludeRefused ? 'all' : new Set();
    const accept: Choice = command.acceptCorrections ? 'all' : new Set();
    const reports = openReports(command);
    const request = { agency, files, dryRun, exclude, accept, onFindings: reports.take };
    try {
      const summary = await importWithProgress(house, request);
      await reports.close(files);
      process.stdout.write(command.json ? `${JSON.stringify(answerOf(summary))}\n` : describe(summary));
      return 0;
    } catch (error) {
      if (error instanceof Refused && error.refusal.code === 'import.rows-refused') await reports.close(files);
      throw error;
    }
  });
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

/** The files that were asked for, written as findings come, so that they stand there even where the import is refused. */
function openReports({ errors, refused }: ImportCommand) {
  const refusing: Finding[] = [];
  let isBegun = false;
  return {
    take: async (piece: readonly Finding[]) => {
      if (refused !== undefined) refusing.push(...piece.filter(refusesRow));
      if (errors === undefined) return;
      const lines = findingsCsv(piece, 'en');
      await (isBegun ? appendFile(errors, lines.slice(lines.indexOf('\n') + 1)) : writeFile(errors, lines));
      isBegun = true;
    },
    close: async (files: readonly DeliveredFile[]) => {
      if (errors !== undefined && !isBegun) await writeFile(errors, findingsCsv([], 'en'));
      if (refused !== undefined) await writeFile(refused, refusedRowsCsv(await cutFiles(files), refusing, 'en'));
    },
  };
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
  const { people, added, changed, unchanged, gone, units, posts, histories, refusedRows, queued, findings } = counts;
  const byCode = Object.entries(findings).toSorted(([, some], [, other]) => other - some);
  const lines = [
    `${outcomes[outcome]}: ${people} people (${added} new, ${changed} changed, ${unchanged} as they were, ${gone} known and not delivered)`,
    `  ${units} units, ${posts} posts, ${histories} rows of histories`,
    `  ${refusedRows} rows left out, ${queued} findings for the quality queue`,
    ...byCode.map(([code, count]) => `    ${String(count).padStart(6)}  ${code}`),
  ];
  return `${lines.join('\n')}\n`;
}
