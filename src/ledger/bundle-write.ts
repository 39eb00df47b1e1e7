import {
  type BundleEntry,
  type BundleKind,
  type BundleManifest,
  type BundleOffice,
  type BundleOpening,
  bracketPath,
  consistencyPath,
  type DisclosureProfile,
  manifestPath,
  officesPath,
  proofPath,
  rulePath,
  verifierPath,
} from './bundle.ts';
import { readme } from './bundle-readme.ts';
import { joinBytes, toBase64, toUtf8 } from './bytes.ts';
import { canonicalBytes } from './canonical.ts';
import { authoritiesPath, stampPath } from './checks/stamp.ts';
import { sha256Hex } from './crypto.ts';
import { writeTlogProof } from './tlog-proof.ts';
import { writeZip, type ZipFile } from './zip-write.ts';

/** All that goes into a bundle; everything but the frame is evidence that exists already. */
export interface BundleInput {
  readonly kind: BundleKind;
  readonly log: string;
  readonly profile: DisclosureProfile;
  /** The streams whose entries are all given; empty in a dump. */
  readonly streams: readonly string[];
  /** The signed checkpoint that the proofs lead to, with its cosignatures. */
  readonly checkpoint: string;
  /** A time stamp (TimeStampResp, RFC 3161) on the text of the checkpoint, with the certificates of its authorities (PEM). */
  readonly stamp?: { readonly response: Uint8Array; readonly authorities: string } | undefined;
  /** policy.txt and epochs.txt as the agency says. */
  readonly policy: string;
  readonly epochs: string;
  readonly entries: readonly BundleEntry[];
  readonly openings: readonly BundleOpening[];
  /** At least one for the newest entry of each stream. */
  readonly proofs: readonly { readonly position: number; readonly hashes: readonly Uint8Array[] }[];
  /** Signed and cosigned checkpoints that bracket the entries, each with the way from it to the checkpoint of the bundle. */
  readonly brackets?: readonly BracketInput[];
  /** Who held which office; without it nobody is told of. */
  readonly offices?: readonly BundleOffice[] | undefined;
  /** The canonical bytes of each rule file. */
  readonly rules: readonly Uint8Array[];
  /** Programs that check bundles, enclosed for whoever has none. */
  readonly verifiers?: readonly (Omit<ZipFile, 'path'> & { readonly name: string })[];
}

export interface BracketInput {
  readonly size: number;
  readonly note: string;
  /** The consistency proof (RFC 6962). */
  readonly hashes: readonly Uint8Array[];
}

/** The bundle as a zip: the same input gives the same bytes, always. Throws where a value has no canonical form. */
export function writeBundle(input: BundleInput): Uint8Array {
  const files: ZipFile[] = [
    { path: 'README.txt', bytes: toUtf8(readme) },
    { path: 'checkpoint', bytes: toUtf8(input.checkpoint) },
    { path: 'entries.ndjson', bytes: lines(inOrder(input.entries).map(entryLine)) },
    { path: 'epochs.txt', bytes: toUtf8(input.epochs) },
    { path: 'openings.ndjson', bytes: lines(input.openings.map(openingLine)) },
    { path: 'policy.txt', bytes: toUtf8(input.policy) },
    ...(input.stamp === undefined
      ? []
      : [
          { path: stampPath, bytes: input.stamp.response },
          { path: authoritiesPath, bytes: toUtf8(input.stamp.authorities) },
        ]),
    ...(input.offices === undefined
      ? []
      : [{ path: officesPath, bytes: lines(inOrder(input.offices).map(officeLine)) }]),
    ...input.proofs.map(({ position, hashes }) => ({
      path: proofPath(position),
      bytes: writeTlogProof(position, hashes, input.checkpoint),
    })),
    ...(input.brackets ?? []).flatMap(bracketFiles),
    ...input.rules.map((bytes) => ({ path: rulePath(sha256Hex(bytes)), bytes })),
    ...(input.verifiers ?? []).map(({ name, ...file }) => ({ path: verifierPath(name), ...file })),
  ];
  files.sort((one, other) => (one.path < other.path ? -1 : 1));
  return writeZip([{ path: manifestPath, bytes: canonicalBytes(manifestOf(input, files)) }, ...files]);
}

/** A proof is one hash in base64 a line; where nothing is to be proven there is no file. */
function bracketFiles({ size, note, hashes }: BracketInput): ZipFile[] {
  const checkpoint = { path: bracketPath(size), bytes: toUtf8(note) };
  const proof = hashes.map((hash) => `${toBase64(hash)}\n`).join('');
  return proof === '' ? [checkpoint] : [checkpoint, { path: consistencyPath(size), bytes: toUtf8(proof) }];
}

function manifestOf({ kind, log, profile, streams }: BundleInput, files: readonly ZipFile[]): BundleManifest {
  return {
    v: 1,
    kind,
    log,
    profile,
    streams: [...streams].sort(),
    files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: sha256Hex(bytes) })),
  };
}

function inOrder<Placed extends BundleEntry>(entries: readonly Placed[]): Placed[] {
  return [...entries].sort((one, other) => one.position - other.position);
}

function entryLine({ bytes, position }: BundleEntry): Uint8Array {
  return canonicalBytes({ bytes: toBase64(bytes), position });
}

function openingLine({ entry, field, salt, value }: BundleOpening): Uint8Array {
  return canonicalBytes({ entry, field, salt, value: toBase64(value) });
}

function officeLine({ bytes, openings, position, proof }: BundleOffice): Uint8Array {
  const opened = openings.map(({ field, salt, value }) => ({ field, salt, value: toBase64(value) }));
  return canonicalBytes({ bytes: toBase64(bytes), openings: opened, position, proof: proof.map(toBase64) });
}

function lines(values: readonly Uint8Array[]): Uint8Array {
  const feed = toUtf8('\n');
  return joinBytes(values.flatMap((value) => [value, feed]));
}
