import { type Examination, openingPlace } from '../examination.ts';
import type { OpeningsCheck } from './openings.ts';

/**
 * Part of check 10: a field that an `opening.erased/1` names and that is not opened was erased by law, which is told with its rule and
 * day. Without such an entry a missing opening is only not disclosed. An entry speaks for its own stream alone.
 */
export function noteErasures(
  { table, findings }: Examination,
  erasures: readonly number[],
  shown: OpeningsCheck,
): void {
  const closed = new Map<number, ReadonlySet<string>>();
  /** The fields of an entry that nothing opens, read once for all who name it. */
  const closedOf = (row: number): ReadonlySet<string> => {
    const known = closed.get(row);
    if (known !== undefined) return known;
    const named = shown.fieldsNamed(row);
    const fields = new Set(Object.keys(table.load(row).envelope.committed).filter((field) => !named.has(field)));
    closed.set(row, fields);
    return fields;
  };
  for (const row of erasures) {
    const { envelope } = table.load(row);
    for (const [entry, field] of namedIn(envelope.open)) {
      const named = table.find(entry);
      if (named === undefined || table.streamOf(named)?.name !== envelope.stream) continue;
      if (!closedOf(named).has(field)) continue;
      const { basis } = envelope.open;
      const found = `${typeof basis === 'string' ? basis : '?'} ${envelope.at.slice(0, 10)}`;
      findings.add({ check: 10, code: 'opening.erased', place: openingPlace({ entry, field }), found });
    }
  }
}

/** Entry ids and fields stand side by side; anything else of another form is told by check 8. */
function namedIn(open: Readonly<Record<string, unknown>>): (readonly [string, string])[] {
  const { entries, fields } = open;
  if (!Array.isArray(entries) || !Array.isArray(fields)) return [];
  return entries.flatMap((entry: unknown, index) => {
    const field: unknown = fields[index];
    return typeof entry === 'string' && typeof field === 'string' ? [[entry, field] as const] : [];
  });
}
