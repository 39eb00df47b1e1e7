import type { BundleManifest } from './bundle.ts';
import { openBundle } from './bundle-read.ts';
import { type ByteSource, sourceOf } from './byte-source.ts';
import type { Checkpoint } from './checkpoint.ts';
import { checkBracket } from './checks/bracket.ts';
import { checkConsistency } from './checks/consistency.ts';
import { checkDisclosed } from './checks/disclosure.ts';
import { checkScope, type Entries, examineEntries, examineRoots } from './checks/entries.ts';
import { noteErasures } from './checks/erasures.ts';
import { checkFreshness } from './checks/freshness.ts';
import { checkInclusion } from './checks/inclusion.ts';
import { replayMerit } from './checks/merit.ts';
import { readOffices } from './checks/offices.ts';
import { OpeningsCheck } from './checks/openings.ts';
import { checkRegister } from './checks/register.ts';
import { checkStamp } from './checks/stamp.ts';
import { checkStreams } from './checks/streams.ts';
import { checkWitnesses, examineTrust } from './checks/trust.ts';
import type { Examination, Skip, SkipReason, VerifyOptions } from './examination.ts';
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
  return verifySource(sourceOf(zip), options);
}

/** The same of a bundle that need not be in memory. */
export function verifySource(zip: ByteSource, options: VerifyOptions = {}): Verification {
  const findings = new FindingList();
  const { bundle, isZip } = openBundle(zip, findings);
  if (bundle === undefined) {
    const skipped = new Map<CheckNumber, Skip>(allChecks.slice(1).map((check) => [check, 'unreadable']));
    return conclude(findings, skipped, { isZip, bundle: undefined, checkpoint: undefined });
  }
  const { frame: content, openings: openingLines, frameFindings } = bundle;
  const { table, bytesFindings, ...walked } = examineEntries(bundle, findings);
  const openings = new OpeningsCheck(openingLines, table, findings);
  findings.absorb(frameFindings);
  findings.absorb(bytesFindings);
  checkScope(content.manifest, table, findings);
  const trust = examineTrust(content, options, findings);
  const roots = examineRoots(content, table);
  const examination: Examination = { content, options, findings, table, openings: openingLines, roots, ...trust };
  const skipped = runChecks(examination, { ...walked, openings });
  const { files: _files, ...said } = content.manifest;
  const shown = { ...said, entries: table.length, openings: openings.length };
  return conclude(findings, skipped, { isZip, bundle: shown, checkpoint: shownCheckpoint(examination) });
}

interface Walked extends Pick<Entries, 'typesFindings' | 'register' | 'publications' | 'erasures'> {
  readonly openings: OpeningsCheck;
}

function runChecks(examination: Examination, { typesFindings, register, publications, erasures, openings }: Walked) {
  const skipped = new Map<CheckNumber, Skip>([
    [2, checkWitnesses(examination)],
    [3, checkStamp(examination)],
    [4, checkConsistency(examination)],
    [6, checkInclusion(examination)],
    [9, checkBracket(examination)],
    [12, checkFreshness(examination)],
  ]);
  const { findings } = examination;
  checkStreams(examination);
  findings.absorb(typesFindings);
  checkRegister(examination, register);
  const offices = readOffices(examination);
  const merit = replayMerit(examination, openings, { offices: offices.book, publications });
  for (const finding of publications.list()) findings.add(finding);
  openings.tellFindings(findings);
  noteErasures(examination, erasures, openings);
  checkDisclosed(examination);
  findings.absorb(offices.findings);
  // A public bundle discloses nothing: that is said once, not of every field.
  findings.absorb(merit.findings, openings.hasOpened ? undefined : 'merit.undisclosed');
  return skipped.set(11, merit.skip);
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
