import type { House } from '#features/acts/service.ts';
import { readJson, writeAtomically } from '#platform/kept-files.ts';
import { retryAfterS } from '#platform/weather.ts';
import { attestSchema } from './schema.ts';
import { checkRecord, type FsckAsked, type FsckReport } from './service.ts';
import type { TreeMark } from './tree.ts';

/** What a run leaves for the next one, outside the database: whoever rewrites that cannot rewrite this. */
export interface FsckMark {
  readonly v: 1;
  /** Instants by the clock of the program's host. */
  readonly at: string;
  readonly fullAt: string | null;
  /** The tree as it was when last all was right; null before. */
  readonly proved: TreeMark | null;
  readonly exitCode: FsckReport['exitCode'];
  readonly findings: number;
}

export function readMark(file: string): Promise<FsckMark | undefined> {
  return readJson<FsckMark>(file);
}

const dayMs = 86_400_000;
const fullEveryDays = 7;

export interface KeptFsck extends Omit<FsckAsked, 'held' | 'part' | 'signed'> {
  /** What the signer remembers now to have signed; undefined where its folder is not here. */
  readonly readSigned?: () => Promise<TreeMark | undefined>;
  /** Where the mark is kept. */
  readonly file: string;
  readonly full: boolean;
}

export interface KeptReport extends FsckReport {
  readonly isFull: boolean;
}

/** One run, from where the last one that found nothing has ended; in full where asked, and a week after the last full one. */
export async function runKept({ file, full, readSigned, ...asked }: KeptFsck): Promise<KeptReport> {
  const mark = await readMark(file);
  const now = new Date();
  const isDue = full || isOlder(mark?.fullAt ?? null, now, fullEveryDays * dayMs);
  const held = isDue ? undefined : (mark?.proved ?? undefined);
  const isFull = held === undefined;
  const part = Math.floor(now.getTime() / dayMs);
  // Before the database is read, which then is at least as far.
  const signed = await readSigned?.();
  const report = await checkRecord({ ...asked, signed, ...(held === undefined ? {} : { held, part }) });
  const next: FsckMark = {
    v: 1,
    at: now.toISOString(),
    fullAt: isFull ? now.toISOString() : (mark?.fullAt ?? null),
    proved: report.exitCode === 0 ? report.tree : (mark?.proved ?? null),
    exitCode: report.exitCode,
    findings: report.findings.length,
  };
  await writeAtomically(file, JSON.stringify(next), 0o644);
  return { ...report, isFull };
}

function isOlder(instant: string | null, now: Date, ms: number): boolean {
  return instant === null || now.getTime() - Date.parse(instant) >= ms;
}

export interface Keeping {
  readonly house: Pick<House, 'db' | 'ledger'>;
  readonly fsck: Omit<KeptFsck, 'full'>;
  /** Hours between two runs; 0: none. */
  readonly everyHours: number;
  readonly signal: AbortSignal;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly onReport: (report: KeptReport) => void;
}

const lookMs = 60_000;

/** Attests the schema at the start, at each change and every hour, and runs the check whenever it is due, until the signal. */
export async function keepChecking({ house, fsck, everyHours, signal, pause, onReport }: Keeping): Promise<void> {
  while (!signal.aborted) {
    try {
      await attestSchema(house);
      const mark = await readMark(fsck.file);
      if (everyHours > 0 && isOlder(mark?.at ?? null, new Date(), everyHours * 3_600_000))
        onReport(await runKept({ ...fsck, full: false }));
    } catch (error) {
      if (retryAfterS(error) === undefined) throw error;
    }
    await pause(lookMs, signal);
  }
}
