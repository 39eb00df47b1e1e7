import { type ReplayedSelection, type ReplaySummary, replayDecisions } from '#features/fsck/replay.ts';
import type { ReplayedMap } from '#features/fsck/replay-maps.ts';
import type { ReplayedSuccession } from '#features/fsck/replay-readiness.ts';
import type { Supposed } from '#features/fsck/replay-rules.ts';
import { findingLines } from '#ledger/report.ts';
import { stopwatch } from '#platform/clock.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { fsckParts, openRecordDatabase } from './fsck.ts';
import { openSoundPack } from './policy-files.ts';

export interface ReplayCommand {
  /** Undefined: all. */
  readonly selection?: string;
  /** File of a pack or an overlay that is supposed to have been in force in the place of its version. */
  readonly policy?: string;
  readonly json: boolean;
}

/** Derives every decision again and says, selection by selection, whether it comes out as recorded. */
export async function runReplay(config: Config, { selection, policy, json }: ReplayCommand): Promise<number> {
  const supposed = policy === undefined ? undefined : await supposedIn(policy);
  const db = openRecordDatabase(config, 'replay');
  const elapsed = stopwatch();
  try {
    const { log, keys } = await fsckParts(config);
    if (keys === undefined) throw new Error('a replay opens the vault');
    const summary = await replayDecisions({
      db,
      log,
      keys,
      supposed,
      ...(selection === undefined ? {} : { selectionId: selection }),
      onSelection: (replayed) => process.stdout.write(json ? `${JSON.stringify(replayed)}\n` : describe(replayed)),
      onMap: (replayed) => process.stdout.write(json ? `${JSON.stringify(replayed)}\n` : describeMap(replayed)),
      onSuccession: (replayed) =>
        process.stdout.write(json ? `${JSON.stringify(replayed)}\n` : describeSuccession(replayed)),
    });
    if (summary.selections === 0 && selection !== undefined)
      throw new CommandFailed(`There is no selection ${selection}.`, 2);
    const seconds = elapsed();
    process.stdout.write(json ? `${JSON.stringify({ ...summary, seconds })}\n` : conclude(summary, seconds));
    return summary.unequal === 0 ? 0 : 1;
  } finally {
    await db.close();
  }
}

/** policy.pack-faulty, and what else a file of a policy is refused for. */
async function supposedIn(file: string): Promise<Supposed> {
  const { pack, content } = await openSoundPack(file);
  return { id: pack.id, version: pack.version, content };
}

function describe({ selectionId, entries, decisions, findings, isEqual }: ReplayedSelection): string {
  const kinds = Object.entries(decisions).map(([kind, count]) => `${count} ${kind}`);
  const verdict = isEqual ? 'derived again, all as recorded' : 'derived again, NOT all as recorded';
  return [
    `selection ${selectionId}: ${entries} entries; ${kinds.join(', ') || 'no decisions yet'}: ${verdict}`,
    ...findings.flatMap((finding) => findingLines(finding, 'en')),
    '',
  ].join('\n');
}

function describeMap({ mapId, boxes, closed, findings, isEqual }: ReplayedMap): string {
  const verdict = isEqual ? 'all as recorded' : 'NOT all as recorded';
  const lines = findings.flatMap((finding) => findingLines(finding, 'en'));
  const rest = closed === 0 ? '' : `; ${closed} could not be opened: erased, or their keys are not here`;
  return [`map ${mapId}: ${boxes} boxes derived again, ${verdict}${rest}`, ...lines, ''].join('\n');
}

function describeSuccession({ postId, readinesses, closed, findings, isEqual }: ReplayedSuccession): string {
  const verdict = isEqual ? 'all as recorded' : 'NOT all as recorded';
  const lines = findings.flatMap((finding) => findingLines(finding, 'en'));
  const rest = closed === 0 ? '' : `; ${closed} could not be opened: erased, or their keys are not here`;
  return [`succession ${postId}: ${readinesses} readinesses derived again, ${verdict}${rest}`, ...lines, ''].join('\n');
}

function conclude(
  { selections, maps, successions, entries, decisions, unequal }: ReplaySummary,
  seconds: number,
): string {
  const rate = Math.round(entries / Math.max(seconds, 0.001));
  const result =
    unequal === 0
      ? 'Every decision is as the rules give it.'
      : `${unequal} selections, maps and plans have decisions that the rules do not give.`;
  return `${decisions} decisions in ${selections} selections, ${maps} maps and ${successions} plans of succession, ${entries} entries, in ${seconds.toFixed(1)} s (${rate} entries/s).\n${result}\n`;
}
