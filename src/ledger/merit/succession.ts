import type { PersonRecord } from '#domain/person-record.ts';
import { deriveReadiness } from '#domain/readiness-of-successors.ts';
import { isObject } from '../canonical.ts';
import type { MeritEntry, MeritFinding } from '../examination.ts';
import { isSame, isType } from './case-file.ts';
import { day, fields, listOf, oneOf, orNull, text, withFields } from './forms.ts';
import { isPersonRecord } from './record-form.ts';
import type { RuleShelf } from './rule-shelf.ts';

/** The part of a sealed readiness that the rest is derived from. */
interface ReadinessSource {
  readonly on: string;
  readonly record: PersonRecord;
  readonly target: {
    readonly level: string;
    readonly eselon: string | null;
    readonly fieldsOfStudy: readonly string[] | null;
  };
}

const sourceForm = withFields({
  on: day,
  algorithm: oneOf('readiness/1'),
  target: fields({ level: text, eselon: orNull(text), fieldsOfStudy: orNull(listOf(text)) }),
});

function isSource(value: unknown): value is ReadinessSource {
  return isObject(value) && sourceForm(value) && isPersonRecord(value['record']);
}

/** What a recorded readiness must be: derived again from the record, the post and the day that its entry seals. */
export function refuseReadiness(
  entry: MeritEntry,
  shelf: RuleShelf,
): Pick<MeritFinding, 'code' | 'expected' | 'found'> | undefined {
  if (!isType(entry, 'readiness.derived/1')) return undefined;
  const derivation: unknown = entry.openings.get('derivation');
  // What was erased, or has no key here, cannot be derived.
  if (derivation === undefined) return undefined;
  const pack = shelf.findPack(entry.envelope.policy?.digest ?? '');
  if (pack === undefined) return { code: 'merit.policy-digest', expected: 'a policy pack of this digest' };
  if (!isSource(derivation)) return { code: 'merit.gates', expected: 'a derivation of readiness' };
  const { on, record, target } = derivation;
  const derived = deriveReadiness({ record, target, pack, on });
  if (isSame({ on, record, target, ...derived }, derivation)) return undefined;
  return { code: 'merit.gates', expected: `${derived.readiness}, as the gates of the post give it` };
}
