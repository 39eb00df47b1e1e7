import type { BundleOpening } from '../bundle.ts';
import type { Canonical } from '../canonical.ts';
import { openCommitment } from '../commitment.ts';
import { type Examination, type ExaminedEntry, type MeritEntry, openingPlace } from '../examination.ts';
import { noteErasures } from './erasures.ts';

/** The opened values of one entry by field, and the bytes that spell them. */
export type OpenedFields = Required<Pick<MeritEntry, 'openings' | 'spelled'>>;

/** Check 10, by the id of the entry: each opening opens the commitment of its own place, once. A field without one is just not disclosed. */
export function checkOpenings(examination: Examination): ReadonlyMap<string, OpenedFields> {
  const { content, entries, findings } = examination;
  const byId = new Map(entries.map((entry) => [entry.envelope.id, entry]));
  const opened = new Map<string, Fields>();
  const shown = new Set<string>();
  for (const opening of content.openings) {
    const place = openingPlace(opening);
    const entry = byId.get(opening.entry);
    if (shown.has(place)) findings.add({ check: 10, code: 'opening.duplicate', place });
    shown.add(place);
    const commitment = entry === undefined ? undefined : commitmentOf(entry, opening.field);
    if (entry === undefined || commitment === undefined) {
      findings.add({ check: 10, code: 'opening.unknown', place });
      continue;
    }
    const { log, id, type } = entry.envelope;
    const verdict = openCommitment(commitment, { log, entry: id, type, field: opening.field }, opening);
    if (!verdict.ok) findings.add({ check: 10, code: verdict.code, place });
    else remember(opened, opening, verdict.value.value);
    if (verdict.ok && !verdict.value.isNfc) findings.add({ check: 10, code: 'opening.nfc', place });
  }
  noteErasures(examination, shown);
  return opened;
}

function commitmentOf({ envelope }: ExaminedEntry, field: string): string | undefined {
  return Object.hasOwn(envelope.committed, field) ? envelope.committed[field] : undefined;
}

interface Fields extends OpenedFields {
  readonly openings: Map<string, Canonical>;
  readonly spelled: Map<string, Uint8Array>;
}

function remember(opened: Map<string, Fields>, { entry, field, value: bytes }: BundleOpening, value: Canonical): void {
  const fields = opened.get(entry) ?? { openings: new Map(), spelled: new Map() };
  fields.openings.set(field, value);
  fields.spelled.set(field, bytes);
  opened.set(entry, fields);
}
