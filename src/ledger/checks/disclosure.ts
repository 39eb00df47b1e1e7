import { isOwnOnly, mayDisclose, subjectOf } from '../disclosure.ts';
import type { Envelope } from '../entry.ts';
import { type Examination, openingPlace } from '../examination.ts';
import { FindingList } from '../findings.ts';

/** Part of check 0: the bundle opens nothing that its profile does not show, and the own fields of one candidate at most. */
export function checkDisclosed({ content, table, openings, findings }: Examination): void {
  const { profile } = content.manifest;
  if (profile === 'inspectorate') return;
  let own: string | undefined;
  // The openings of an entry mostly stand together: it is read once for all of them.
  let held: { readonly row: number; readonly envelope: Envelope } | undefined;
  // What is wrong with the lines was told when they were read first.
  openings.scan(new FindingList(), ({ entry, field }) => {
    const row = table.find(entry);
    // An opening of an entry that is not here is told by check 10.
    if (row === undefined) return;
    if (held?.row !== row) held = { row, envelope: table.load(row).envelope };
    const { envelope } = held;
    const subject = subjectOf(envelope);
    if (own === undefined && typeof subject === 'string' && isOwnOnly(profile, envelope.type, field)) own = subject;
    if (mayDisclose(profile, { entry: envelope, field, own })) return;
    findings.add({ check: 0, code: 'bundle.scope', place: openingPlace({ entry, field }), expected: profile });
  });
}
