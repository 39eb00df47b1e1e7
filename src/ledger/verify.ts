import type { BundleManifest } from './bundle.ts';
import { type OpenedBundle, openBundle, type RuleFiles, ruleFilesOf } from './bundle-read.ts';
import { type ByteSource, sourceOf } from './byte-source.ts';
import type { Checkpoint } from './checkpoint.ts';
import { checkBracket } from './checks/bracket.ts';
import { checkConsistency } from './checks/consistency.ts';
import { checkDisclosed } from './checks/disclosure.ts';
import { checkScope, type Entries, examineEntries, examineRoots } from './checks/entries.ts';
import { noteErasures } from './checks/erasures.ts';
import { checkFreshness } from './checks/freshness.ts';
import { checkInclusion } from './checks/inclusion.ts';
import {
  type AgencyKept,
  type MeritReplayed,
  type ReplayPlan,
  replayMerit,
  replayMeritElsewhere,
} from './checks/merit.ts';
import { type OfficesRead, readOffices } from './checks/offices.ts';
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
  const { bundle, ...opened } = openSource(zip);
  if (bundle === undefined) return refuseUnreadable(opened);
  const { examination, openings, kept, conclude } = examineBundle({ bundle, ...opened }, options);
  return conclude(replayMerit(examination, openings, kept));
}

/** The same, where selections are replayed elsewhere, by the rules in these files: the same findings in the same order. */
export async function verifySourceElsewhere(
  zip: ByteSource,
  options: VerifyOptions,
  plan: (files: RuleFiles) => ReplayPlan,
): Promise<Verification> {
  const { bundle, ...opened } = openSource(zip);
  if (bundle === undefined) return refuseUnreadable(opened);
  // Who is to help can begin while the lines are read.
  const help = plan(ruleFilesOf(bundle.frame));
  const { examination, openings, kept, conclude } = examineBundle({ bundle, ...opened }, options);
  return conclude(await replayMeritElsewhere(examination, openings, { kept, plan: help }));
}

interface OpenedSource {
  readonly bundle: OpenedBundle;
  readonly findings: FindingList;
  readonly isZip: boolean;
}

function openSource(zip: ByteSource): Omit<OpenedSource, 'bundle'> & Pick<Partial<OpenedSource>, 'bundle'> {
  const findings = new FindingList();
  const { bundle, isZip } = openBundle(zip, findings);
  return bundle === undefined ? { findings, isZip } : { findings, isZip, bundle };
}

function refuseUnreadable({ findings, isZip }: Omit<OpenedSource, 'bundle'>): Verification {
  const skipped = new Map<CheckNumber, Skip>(allChecks.slice(1).map((check) => [check, 'unreadable']));
  return conclude(findings, skipped, { isZip, bundle: undefined, checkpoint: undefined });
}

/** A bundle of which all lines are read, while nothing is replayed. */
interface Examined {
  readonly examination: Examination;
  readonly openings: OpeningsCheck;
  readonly kept: AgencyKept;
  readonly conclude: (merit: MeritReplayed) => Verification;
}

function examineBundle({ bundle, findings, isZip }: OpenedSource, options: VerifyOptions): Examined {
  const { frame: content, openings: openingLines, frameFindings } = bundle;
  const { table, bytesFindings, ...walked } = examineEntries(bundle, findings);
  const openings = new OpeningsCheck(openingLines, table, findings);
  findings.absorb(frameFindings);
  findings.absorb(bytesFindings);
  checkScope(content.manifest, table, findings);
  const trust = examineTrust(content, options, findings);
  const roots = examineRoots(content, table);
  const examination: Examination = { content, options, findings, table, openings: openingLines, roots, ...trust };
  const offices = readOffices(examination);
  const { files: _files, ...said } = content.manifest;
  const shown = { ...said, entries: table.length, openings: openings.length };
  const subject = { isZip, bundle: shown, checkpoint: shownCheckpoint(examination) };
  return {
    examination,
    openings,
    kept: { offices: offices.book, publications: walked.publications },
    conclude: (merit) => conclude(findings, runChecks(examination, { ...walked, openings, offices, merit }), subject),
  };
}

interface Walked extends Pick<Entries, 'typesFindings' | 'register' | 'publications' | 'erasures'> {
  readonly openings: OpeningsCheck;
  readonly offices: OfficesRead;
  readonly merit: MeritReplayed;
}

function runChecks(examination: Examination, walked: Walked) {
  const { typesFindings, register, publications, erasures, openings, offices, merit } = walked;
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
