import type { BundleFrame, BundleOpening } from './bundle.ts';
import type { LineFile } from './bundle-lines.ts';
import type { Canonical } from './canonical.ts';
import type { OpenedCheckpoint } from './checkpoint.ts';
import type { LedgerCode } from './codes.ts';
import type { EntryTable, ExaminedEntry } from './entry-table.ts';
import type { Epoch } from './epochs.ts';
import type { Finding, FindingList } from './findings.ts';
import type { OfficeBook } from './offices.ts';
import type { WitnessPolicy } from './policy-file.ts';

/** What the merit check replays: entries of known type and form in the order of the log, with what was opened. */
export interface MeritEntry extends ExaminedEntry {
  readonly openings: ReadonlyMap<string, Canonical>;
  /** The canonical bytes that the opened values were read from, so that nobody need spell them again. */
  readonly spelled?: ReadonlyMap<string, Uint8Array>;
  /** Its position in the log, where `position` is another place. */
  readonly logged?: number;
}

/** One selection, or some entries of a map; the rules are the same object for all of a bundle. */
export interface MeritBundle {
  readonly entries: readonly MeritEntry[];
  /** Where the entries are a part of one map. */
  readonly map?: MapMemory;
  /** Who held which office; without it no act is asked for one. */
  readonly offices?: OfficeBook | undefined;
  /** Rule files by digest, as canonical values. */
  readonly rules: ReadonlyMap<string, Canonical>;
}

/** What is kept of a map from part to part. */
export interface MapMemory {
  /** The first `mapping.begun/1` of the stream, by position; undefined where there is none. */
  readonly begun: MeritEntry | undefined;
  /** By ref the box of everybody whose derivation was opened; null in the holding area. */
  readonly places: Map<string, number | null>;
  /** Refs of everybody who has an entry so far. */
  readonly drawn: Set<string>;
  /** True once the stream has said that all are drawn. */
  isDrawn: boolean;
  /** True once the map was abandoned. */
  isAbandoned: boolean;
  /** Entries about the whole map and its committee. */
  readonly others: MeritEntry[];
  /** True with the last part: what the committee resolved is judged then. */
  isWhole: boolean;
}

export type MeritCode = Extract<LedgerCode, `merit.${string}`>;
export type MeritFinding = Omit<Finding, 'check' | 'code'> & { readonly code: MeritCode };

/** Replays them by the rules of the domain; must not trust any value beyond its declared form. */
export type MeritCheck = (bundle: MeritBundle) => readonly MeritFinding[];

/** What was promised to somebody whose act was accepted; the leaf hash in hex. */
export interface HeldReceipt {
  readonly entry: string;
  readonly leaf: string;
}

export interface VerifyOptions {
  /** The auditor's own copies; without them those of the bundle are used, and the verdict says so. */
  readonly policy?: Uint8Array;
  readonly epochs?: Uint8Array;
  /** A signed checkpoint that the auditor holds from earlier. */
  readonly since?: Uint8Array;
  /** Receipts that the auditor holds: their entries must be here. */
  readonly receipts?: readonly HeldReceipt[];
  /** The auditor's clock, in seconds since 1970: without it nobody can say whether the checkpoint is fresh. */
  readonly nowS?: number;
  /** Certificates of time-stamping authorities (PEM): the auditor's own copy of authorities.pem. */
  readonly authorities?: Uint8Array;
  readonly merit?: MeritCheck;
}

/** What the checks share. The files of trust and the checkpoint are filled in by check 1. */
export interface Examination {
  readonly content: BundleFrame;
  readonly options: VerifyOptions;
  readonly findings: FindingList;
  /** What is kept of each line of entries, in the order of the bundle. */
  readonly table: EntryTable;
  readonly openings: LineFile<BundleOpening>;
  /** Of a dump: the roots (hex) of its leaves at every size from 1 that the bundle speaks of, and at all of them. */
  readonly roots: ReadonlyMap<number, string>;
  readonly policy: WitnessPolicy | undefined;
  readonly epochs: readonly Epoch[] | undefined;
  readonly checkpoint: OpenedCheckpoint | undefined;
}

/** Why a check did not run. Those up to `no-stamp` leave something unchecked that the bundle or its policy asks for. */
export type SkipReason =
  | 'unreadable'
  | 'no-checkpoint'
  | 'no-merit-rules'
  | 'no-openings'
  | 'no-consistency-proof'
  | 'no-brackets'
  | 'no-proofs'
  | 'no-stamp'
  | 'no-witness-asked'
  | 'no-stamp-asked'
  | 'no-earlier-checkpoint'
  | 'no-outside-clock'
  | 'no-age-asked';

/** Nothing when the check ran; its findings say how it went. */
export type Skip = SkipReason | undefined;

/** Where a finding about an entry is. */
export function entryPlace({ position }: { readonly position: number }): string {
  return `position ${String(position)}`;
}

/** Where the verifier says that a field was, or was not, opened. */
export function openingPlace({ entry, field }: { readonly entry: string; readonly field: string }): string {
  return `entry ${entry} field ${field}`;
}
