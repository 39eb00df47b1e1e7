import type { BundleOpening } from '../bundle.ts';
import type { Canonical } from '../canonical.ts';
import { openCommitment } from '../commitment.ts';
import { type Examination, type ExaminedEntry, openingPlace } from '../examination.ts';
import { noteErasures } from './erasures.ts';

/** The opened values of each entry by its id. */
export type OpenedFields = ReadonlyMap<string, ReadonlyMap<string, Canonical>>;

/** Check 10: each opening opens the commitment of its own place, once. A field without one is just not disclosed. */
export function checkOpenings(examination: Examination): OpenedFields {
  const { content, entries, findings } = examination;
  const byId = new Map(entries.map((entry) => [entry.envelope.id, entry]));
  const opened = new Map<string, Map<string, Canonical>>();
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

function remember(
  opened: Map<string, Map<string, Canonical>>,
  { entry, field }: BundleOpening,
  value: Canonical,
): void {
  const fields = opened.get(entry) ?? new Map<string, Canonical>();
  fields.set(field, value);
  opened.set(entry, fields);
}
