import type { BundleOffice } from './bundle.ts';
import { officesPath } from './bundle.ts';
import { LineFile } from './bundle-lines.ts';
import type { ByteSource } from './byte-source.ts';
import { fromBase64 } from './bytes.ts';
import { type Canonical, hasMembers } from './canonical.ts';

/** The lines of `offices.ndjson`; they have one spelling, that of canonical values. */
export function openOffices(file: ByteSource): LineFile<BundleOffice> {
  return new LineFile<BundleOffice>(officesPath, file, {
    plain: () => undefined,
    names: ['bytes', 'openings', 'position', 'proof'],
    convert: ({ bytes, openings, position, proof }) => {
      const decoded = fromText(bytes);
      const [opened, hashes] = [readEach(openings, readOpening), readEach(proof, readHash)];
      if (decoded === undefined || typeof position !== 'number' || position < 0) return undefined;
      if (opened === undefined || hashes === undefined) return undefined;
      return { bytes: decoded, openings: opened, position, proof: hashes };
    },
  });
}

function readEach<Read>(
  values: Canonical | undefined,
  read: (value: Canonical) => Read | undefined,
): Read[] | undefined {
  if (!Array.isArray(values)) return undefined;
  const all = values.map((value: Canonical) => read(value));
  return all.every((one) => one !== undefined) ? all : undefined;
}

function readOpening(value: Canonical): BundleOffice['openings'][number] | undefined {
  if (!hasMembers(value, ['field', 'salt', 'value'])) return undefined;
  const { field, salt, value: opened } = value;
  const bytes = fromText(opened);
  return typeof field === 'string' && typeof salt === 'string' && bytes !== undefined
    ? { field, salt, value: bytes }
    : undefined;
}

function readHash(value: Canonical): Uint8Array | undefined {
  const hash = fromText(value);
  return hash?.length === 32 ? hash : undefined;
}

function fromText(value: Canonical | undefined): Uint8Array | undefined {
  return typeof value === 'string' ? fromBase64(value) : undefined;
}
