import type { BundleManifest } from './bundle.ts';
import { readBundle } from './bundle-read.ts';
import type { Checkpoint } from './checkpoint.ts';
import { checkBracket } from './checks/bracket.ts';
import { checkConsistency } from './checks/consistency.ts';
import { checkDisclosed } from './checks/disclosure.ts';
import { examineEntries, examineRoots } from './checks/entries.ts';
import { checkFreshness } from './checks/freshness.ts';
import { checkInclusion } from './checks/inclusion.ts';
import { checkOpenings, type OpenedFields } from './checks/openings.ts';
import { checkRegister } from './checks/register.ts';
import { checkStamp } from './checks/stamp.ts';
import { checkStreams } from './checks/streams.ts';
import { checkWitnesses, examineTrust } from './checks/trust.ts';
import { checkTypes } from './checks/types.ts';
import type { Examination, ExaminedEntry, Skip, SkipReason, VerifyOptions } from './examination.ts';
import { type CheckNumber, type Finding, FindingList } from './findings.ts';

export type CheckStatus = 'PASS' | 'FAIL' | 'SKIPPED';

export interface CheckResult {
  readonly check: CheckNumber;
  readonly status: CheckStatus;
  /** Why it was skipped. */
  readonly reason?: SkipReason;
}

/** 0: all required checks passed under pinned trust; 1: something failed; 2: not a bundle; 3: something required stayed unchecked. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Verification {
  readonly exitCode: ExitCode;
  /** What the bundle says it is; nothing where that could not be read. */
  readonly bundle:
    | (Omit<BundleManifest, 'files'> & { readonly entries: number; readonly openings: number })
    | undefined;
  readonly checkpoint: Checkpoint | undefined;
  readonly checks: readonly CheckResult[];
  readonly findings: readonly Finding[];
  /** How many findings of a code were left out after the first thousand. */
  readonly uncounted: Readonly<Record<string, number>>;
}

const allChecks: readonly CheckNumber[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
/** What nobody asked for, so that its absence leaves nothing open. */
const unaskedReasons: ReadonlySet<SkipReason> = new Set([
  'no-witness-asked',
  'no-stamp-asked',
  'no-earlier-checkpoint',
  'no-outside-clock',
  'no-age-asked',
]);

/** Checks a bundle from anybody, offline. Findings are collected, never thrown. */
export function verifyBundle(zip: Uint8Array, options: VerifyOptions = {}): Verification {
  const findings = new FindingList();
  const { content, isZip } = readBundle(zip, findings);
  if (content === undefined) {
    const skipped = new Map<CheckNumber, Skip>(allChecks.slice(1).map((check) => [check, 'unreadable']));
    return conclude(findings, skipped, { isZip, bundle: undefined, checkpoint: undefined });
  }
  const entries = examineEntries(content, findings);
  const trust = examineTrust(content, options, findings);
  const roots = examineRoots(content, entries);
  const examination: Examination = { content, options, findings, ...entries, roots, ...trust };
  const skipped = runChecks(examination);
  const { files: _files, ...said } = content.manifest;
  const bundle = { ...said, entries: content.entries.length, openings: content.openings.length };
  return conclude(findings, skipped, { isZip, bundle, checkpoint: shownCheckpoint(examination) });
}

function runChecks(examination: Examination): Map<CheckNumber, Skip> {
  const skipped = new Map<CheckNumber, Skip>([
    [2, checkWitnesses(examination)],
    [3, checkStamp(examination)],
    [4, checkConsistency(examination)],
    [6, checkInclusion(examination)],
    [9, checkBracket(examination)],
    [12, checkFreshness(examination)],
  ]);
  checkStreams(examination);
  const known = checkTypes(examination);
  checkRegister(examination, known);
  const opened = checkOpenings(examination);
  checkDisclosed(examination);
  return skipped.set(11, checkMerit(examination, known, opened));
}

const nothingOpened: OpenedFields = { openings: new Map(), spelled: new Map() };

/** Check 11: the decision replayed by the rules of the domain. */
function checkMerit(
  { content, options, findings }: Examination,
  entries: readonly ExaminedEntry[],
  opened: ReadonlyMap<string, OpenedFields>,
): Skip {
  if (options.merit === undefined) return 'no-merit-rules';
  const inOrder = [...entries].sort((one, other) => one.position - other.position);
  const view = inOrder.map((entry) => ({ ...entry, ...(opened.get(entry.envelope.id) ?? nothingOpened) }));
  const found = options.merit({ entries: view, rules: content.rules });
  const isPartial = found.some(({ code }) => code === 'merit.undisclosed');
  for (const finding of found) {
    // A public bundle discloses nothing: that is said once, not of every field.
    if (opened.size > 0 || finding.code !== 'merit.undisclosed') findings.add({ check: 11, ...finding });
  }
  return isPartial ? 'no-openings' : undefined;
}

function shownCheckpoint({ checkpoint }: Examination): Checkpoint | undefined {
  if (checkpoint === undefined) return undefined;
  return { origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root };
}

type Subject = Pick<Verification, 'bundle' | 'checkpoint'> & { readonly isZip: boolean };

function conclude(findings: FindingList, skipped: ReadonlyMap<CheckNumber, Skip>, subject: Subject): Verification {
  const checks = allChecks.map((check): CheckResult => {
    const reason = skipped.get(check);
    if (findings.hasFailed(check)) return { check, status: 'FAIL' };
    return reason === undefined ? { check, status: 'PASS' } : { check, status: 'SKIPPED', reason };
  });
  const { bundle, checkpoint, isZip } = subject;
  const exitCode = isZip ? exitCodeOf(checks, findings) : 2;
  return { exitCode, bundle, checkpoint, checks, findings: findings.kept, uncounted: findings.listUncounted() };
}

function exitCodeOf(checks: readonly CheckResult[], findings: FindingList): ExitCode {
  if (checks.some(({ status }) => status === 'FAIL')) return 1;
  const isOpen = checks.some(({ reason }) => reason !== undefined && !unaskedReasons.has(reason));
  return isOpen || findings.counts.has('trust.unpinned') ? 3 : 0;
}
