import type { Canonical } from './canonical.ts';

/** Who may see which openings; data of the exporter, a closed set here. */
export type DisclosureProfile = 'candidate' | 'appellant' | 'inspectorate' | 'public';
export const disclosureProfiles: readonly DisclosureProfile[] = ['candidate', 'appellant', 'inspectorate', 'public'];

/** A selection's streams, or the whole log. */
export type BundleKind = 'selection' | 'dump';

export interface BundleFile {
  readonly path: string;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

/** `bundle.json`: what the bundle says of itself. Each of its values is held against something else in the bundle. */
export interface BundleManifest {
  readonly v: 1;
  readonly kind: BundleKind;
  readonly log: string;
  readonly profile: DisclosureProfile;
  /** Every stream of a selection's bundle, in the order of UTF-16 code units; empty in a dump. */
  readonly streams: readonly string[];
  /** Every file but this one, in the order of UTF-16 code units. */
  readonly files: readonly BundleFile[];
}

/** What a bundle is about: one of the kind `selection` that holds the stream of a map is about that map. */
export function subjectOf({ kind, streams }: Pick<BundleManifest, 'kind' | 'streams'>): BundleKind | 'map' {
  return kind === 'selection' && streams.some((stream) => stream.startsWith('mapping/')) ? 'map' : kind;
}

export const manifestPath = 'bundle.json';
export const entriesPath = 'entries.ndjson';
export const openingsPath = 'openings.ndjson';
/** Who held which office, for a bundle that holds no stream of the agency. */
export const officesPath = 'offices.ndjson';
export const requiredFiles = [
  'README.txt',
  'checkpoint',
  entriesPath,
  'epochs.txt',
  openingsPath,
  'policy.txt',
] as const;

/** What a check reads of a bundle; of any other file only that it is what the table of contents says. */
export const readFiles: ReadonlySet<string> = new Set([
  manifestPath,
  entriesPath,
  openingsPath,
  officesPath,
  'checkpoint',
  'checkpoint.tsr',
  'authorities.pem',
  'epochs.txt',
  'policy.txt',
]);
export const readFolders: ReadonlySet<string> = new Set(['checkpoints/', 'consistency/', 'proofs/', 'rules/']);

/** A line of `entries.ndjson`. */
export interface BundleEntry {
  readonly position: number;
  readonly bytes: Uint8Array;
}

/** A line of `openings.ndjson`. */
export interface BundleOpening {
  /** The id of the entry. */
  readonly entry: string;
  readonly field: string;
  /** In hex. */
  readonly salt: string;
  /** The canonical bytes of the value. */
  readonly value: Uint8Array;
}

/** A line of `offices.ndjson`: an entry of an agency's stream with its openings and its proof under the checkpoint of the bundle. */
export interface BundleOffice extends BundleEntry {
  readonly openings: readonly Omit<BundleOpening, 'entry'>[];
  /** Of inclusion (RFC 6962). */
  readonly proof: readonly Uint8Array[];
}

/** What a bundle holds beside its entries and openings, read but not yet believed. */
export interface BundleFrame {
  readonly manifest: BundleManifest;
  /** The files that are read as a whole. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Proof files by position. */
  readonly proofs: ReadonlyMap<number, Uint8Array>;
  /** Checkpoints that bracket the entries, by the size that their name states. */
  readonly brackets: ReadonlyMap<number, Uint8Array>;
  /** Files of consistency proofs from such a size to the bundle's checkpoint. */
  readonly consistency: ReadonlyMap<number, Uint8Array>;
  /** Rule files by digest. */
  readonly rules: ReadonlyMap<string, Canonical>;
}

/** All that a bundle holds. */
export interface BundleContent extends BundleFrame {
  readonly entries: readonly BundleEntry[];
  readonly openings: readonly BundleOpening[];
}

export function bracketPath(size: number): string {
  return `checkpoints/${String(size)}`;
}

export function consistencyPath(size: number): string {
  return `consistency/${String(size)}`;
}

export function proofPath(position: number): string {
  return `proofs/${String(position)}.tlog-proof`;
}

/** Programs that check bundles; the table of contents lists them like any other file, and no check reads them. */
export function verifierPath(name: string): string {
  return `verifiers/${name}`;
}

export function rulePath(digest: string): string {
  return `rules/${digest}.json`;
}
