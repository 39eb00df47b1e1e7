import type { Envelope } from '../entry.ts';
import { mayStandOn, refuseFields, type TypeCode } from '../registry.ts';

/** Check 8: the type of each entry is known, has exactly its fields, each of its form, on a stream where it belongs. */
export function refuseType({ type, open, committed, stream }: Envelope): TypeCode | undefined {
  return refuseFields(type, open, committed) ?? (mayStandOn(type, stream) ? undefined : 'type.value');
}
