import { type BundleOffice, officesPath } from '../bundle.ts';
import { openOffices } from '../bundle-offices.ts';
import { sourceOf } from '../byte-source.ts';
import { toHex } from '../bytes.ts';
import type { Canonical } from '../canonical.ts';
import { mayDisclose } from '../disclosure.ts';
import { type Envelope, leafHash, parseEntry } from '../entry.ts';
import { type Examination, entryPlace, openingPlace } from '../examination.ts';
import { FindingList } from '../findings.ts';
import { OfficeBook, officeTypes } from '../offices.ts';
import { refuseInclusion } from '../tree.ts';
import { openEntry } from './openings.ts';
import { refuseType } from './types.ts';

export interface OfficesRead {
  readonly book: OfficeBook;
  /** Checks 0, 5, 6, 8 and 10 of the lines. */
  readonly findings: FindingList;
}

type Asked = Pick<Examination, 'content' | 'checkpoint' | 'table'>;

/** Who held which office: of the bundle of a selection by the lines of `offices.ndjson`; the streams of agencies that are here are told as they are read. */
export function readOffices({ content, checkpoint, table }: Asked): OfficesRead {
  const findings = new FindingList();
  const file = content.manifest.kind === 'selection' ? content.files.get(officesPath) : undefined;
  const book = new OfficeBook({ tellsAll: file !== undefined });
  for (const { name } of table.streams) if (name.startsWith('agency/')) book.tell(name);
  if (file === undefined) return { book, findings };
  let last = -1;
  openOffices(sourceOf(file)).scan(findings, (office) => {
    const { position } = office;
    if (position <= last) {
      const found = `position ${String(position)} out of order`;
      findings.add({ check: 0, code: 'bundle.file', place: officesPath, found });
    }
    last = Math.max(last, position);
    const envelope = examineEntry(office, { content, checkpoint, findings });
    if (envelope === undefined) return;
    const openings = openFields(office, { envelope, profile: content.manifest.profile, findings });
    book.take({ position, envelope, openings });
  });
  return { book, findings };
}

interface Examined extends Pick<Asked, 'content' | 'checkpoint'> {
  readonly findings: FindingList;
}

/** The entry where its bytes, its type and its proof hold. */
function examineEntry(
  { bytes, position, proof }: BundleOffice,
  { content, checkpoint, findings }: Examined,
): Envelope | undefined {
  const place = entryPlace({ position });
  const parsed = parseEntry(bytes, content.manifest.log);
  if (!parsed.ok) {
    findings.add({ check: 5, code: parsed.code, place });
    return undefined;
  }
  const { type } = parsed.value;
  if (!officeTypes.has(type)) {
    findings.add({ check: 0, code: 'bundle.scope', place, found: type });
    return undefined;
  }
  const wrong = refuseType(parsed.value);
  if (wrong !== undefined) findings.add({ check: 8, code: wrong, place, found: type });
  const isHere = isIncluded(
    { place, leaf: toHex(leafHash(bytes)), position, proof: proof.map(toHex) },
    { checkpoint, findings },
  );
  return wrong === undefined && isHere ? parsed.value : undefined;
}

interface Claimed {
  readonly place: string;
  readonly leaf: string;
  readonly position: number;
  readonly proof: readonly string[];
}

/** Without a checkpoint nothing is told of it, as of the entries themselves. */
function isIncluded({ place, ...leaf }: Claimed, { checkpoint, findings }: Omit<Examined, 'content'>): boolean {
  if (checkpoint === undefined) return true;
  const { size, root } = checkpoint;
  const code = refuseInclusion({ ...leaf, size, root });
  if (code !== undefined) findings.add({ check: 6, code, place });
  return code === undefined;
}

interface Opened extends Pick<OfficesRead, 'findings'> {
  readonly envelope: Envelope;
  readonly profile: Asked['content']['manifest']['profile'];
}

function openFields(
  { openings }: BundleOffice,
  { envelope, profile, findings }: Opened,
): ReadonlyMap<string, Canonical> {
  const { id: entry } = envelope;
  const placed = openings.map((opening, line) => ({ line, opening: { entry, ...opening } }));
  for (const { opening } of placed)
    if (!mayDisclose(profile, { entry: envelope, field: opening.field, own: undefined }))
      findings.add({ check: 0, code: 'bundle.scope', place: openingPlace(opening), expected: profile });
  const { fields, faults } = openEntry({ envelope }, placed);
  for (const { line, code } of faults)
    findings.add({ check: 10, code, place: openingPlace({ entry, field: openings[line]?.field ?? '' }) });
  return fields.openings;
}
