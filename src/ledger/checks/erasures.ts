import { type Examination, type ExaminedEntry, openingPlace } from '../examination.ts';

/**
 * Part of check 10: a field that an `opening.erased/1` names and that is not opened was erased by law, which is told with its rule and
 * day. Without such an entry a missing opening is only not disclosed. An entry speaks for its own stream alone.
 */
export function noteErasures({ entries, findings }: Examination, shown: ReadonlySet<string>): void {
  const streams = new Map(entries.map(({ envelope }) => [envelope.id, envelope]));
  for (const { envelope } of entries.filter(isErasure)) {
    for (const [entry, field] of namedIn(envelope.open)) {
      const place = openingPlace({ entry, field });
      const named = streams.get(entry);
      const isOwn = named?.stream === envelope.stream && Object.hasOwn(named.committed, field);
      if (!isOwn || shown.has(place)) continue;
      const { basis } = envelope.open;
      const found = `${typeof basis === 'string' ? basis : '?'} ${envelope.at.slice(0, 10)}`;
      findings.add({ check: 10, code: 'opening.erased', place, found });
    }
  }
}

function isErasure({ envelope }: ExaminedEntry): boolean {
  return envelope.type === 'opening.erased/1';
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
