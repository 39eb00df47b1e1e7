import { isOwnOnly, mayDisclose, subjectOf } from '../disclosure.ts';
import { type Examination, openingPlace } from '../examination.ts';

/** Part of check 0: the bundle opens nothing that its profile does not show, and the own fields of one candidate at most. */
export function checkDisclosed({ content, entries, findings }: Examination): void {
  const { profile } = content.manifest;
  const byId = new Map(entries.map(({ envelope }) => [envelope.id, envelope]));
  let own: string | undefined;
  for (const { entry, field } of content.openings) {
    const envelope = byId.get(entry);
    // An opening of an entry that is not here is told by check 10.
    if (envelope === undefined) continue;
    const subject = subjectOf(envelope);
    if (own === undefined && typeof subject === 'string' && isOwnOnly(profile, envelope.type, field)) own = subject;
    if (mayDisclose(profile, { entry: envelope, field, own })) continue;
    findings.add({ check: 0, code: 'bundle.scope', place: openingPlace({ entry, field }), expected: profile });
  }
}
