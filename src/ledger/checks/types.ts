import { type Examination, type ExaminedEntry, entryPlace } from '../examination.ts';
import { mayStandOn, refuseFields } from '../registry.ts';

/** Check 8: the type of each entry is known, has exactly its fields, each of its form, on a stream where it belongs. */
export function checkTypes({ entries, findings }: Examination): ExaminedEntry[] {
  return entries.filter((entry) => {
    const { type, open, committed, stream } = entry.envelope;
    const code = refuseFields(type, open, committed) ?? (mayStandOn(type, stream) ? undefined : 'type.value');
    if (code !== undefined) findings.add({ check: 8, code, place: entryPlace(entry), found: type });
    return code === undefined;
  });
}
