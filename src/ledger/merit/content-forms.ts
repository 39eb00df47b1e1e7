import type { BoxDerivation } from '#domain/box-derivation.ts';
import { isBlank } from '#domain/committee.ts';
import type { Interest } from '#domain/declarations.ts';
import type { Decree } from '#domain/decrees.ts';
import type { MeritFinding as Placement } from '#domain/eligibility.ts';
import type { GateTarget } from '#domain/gate-check.ts';
import type { MotionContent } from '#domain/motions.ts';
import { indicatorSourceForm, type RankedCriterion } from '#domain/selection-ranking.ts';
import type { Zone } from '#domain/working-days.ts';
import { isObject } from '../canonical.ts';
import { uuidForm } from '../forms.ts';
import {
  count,
  day,
  digest,
  either,
  fields,
  flag,
  listOf,
  matching,
  oneOf,
  orNull,
  positive,
  postLevel,
  text,
  withFields,
  words,
  zone,
} from './forms.ts';
import { isPersonRecord } from './record-form.ts';

/** The forms of what lies in the sealed fields, as far as a rule asks them. */

/** What the seal is put on. */
export interface SealedCriteria {
  readonly criteria: readonly RankedCriterion[];
  readonly policy: string;
  readonly shortlist: number;
  readonly target: GateTarget;
  readonly tieBreak: readonly string[];
  readonly zone: Zone;
}

const uuid = matching(uuidForm);
const election = either(oneOf(null, 'none'), fields({ determinedOn: day, termEndsOn: day, consentOn: orNull(day) }));
const target = fields({
  level: postLevel,
  eselon: orNull(matching(/^\d{2}$/)),
  fieldsOfStudy: orNull(listOf(text)),
  plannedOn: orNull(day),
  vacantFrom: orNull(day),
  frozen: orNull(flag),
  declarations: orNull(fields({ required: count, made: count, unresolved: count })),
  election,
});
const criterion = fields({
  code: text,
  weight: matching(/^(?:0|[1-9]\d{0,2})(?:\.\d{1,6})?$/),
  source: either(
    oneOf('panel', 'talent-value', 'performance', 'potential', 'competency'),
    matching(indicatorSourceForm),
  ),
  label: words,
});
const sealedCriteria = fields({
  v: oneOf(1),
  criteria: listOf(criterion, 1),
  policy: digest,
  shortlist: positive,
  target,
  tieBreak: listOf(text),
  zone,
});

export function isSealedCriteria(value: unknown): value is SealedCriteria {
  return sealedCriteria(value);
}

const motionContent = fields({
  selectionId: uuid,
  attempt: count,
  candidates: listOf(uuid),
  criteriaDigest: digest,
  rankingDigest: digest,
});

export function isMotionContent(value: unknown): value is MotionContent {
  return motionContent(value);
}

type DeclaredInterest = Omit<Interest, 'candidateRef'> & { readonly candidate: string };

const declaration = fields({
  interests: listOf(
    fields({
      candidate: uuid,
      interest: oneOf('none', 'possible', 'actual'),
      tie: oneOf(null, 'family', 'business', 'affiliation', 'outside-work', 'reporting-line', 'other'),
      note: orNull(text),
    }),
  ),
});

export function isDeclaration(value: unknown): value is { readonly interests: readonly DeclaredInterest[] } {
  return declaration(value);
}

const decree = fields({ number: text, issuedOn: day, effectiveOn: day });

export function isDecree(value: unknown): value is Decree {
  return decree(value);
}

const minutes = fields({ number: text, on: day });

export function isMinutes(value: unknown): value is { readonly on: string } {
  return minutes(value);
}

const change = fields({ field: text, value: text });

export function isChange(value: unknown): value is { readonly field: string; readonly value: string } {
  return change(value);
}

/** Scores or reasons by code of the criterion. */
export function isTextMap(value: unknown): value is Readonly<Record<string, string | null>> {
  return isObject(value) && Object.values(value).every((one) => one === null || typeof one === 'string');
}

export function isText(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

const letter = withFields({ number: text });

/** A letter of an outside authority, by its number. */
export function isLetter(value: unknown): boolean {
  return letter(value) && !isBlank((value as { readonly number: string }).number);
}

/** The NIP in a binding; undefined for who has none. */
export function nipOf(identity: unknown): string | undefined {
  const nip = isObject(identity) ? identity['nip'] : undefined;
  return typeof nip === 'string' && nip !== '' ? nip : undefined;
}

const placement = withFields({
  performance: orNull(text),
  potential: orNull(text),
  talentValue: orNull(text),
  indicators: listOf(withFields({ code: text, score: orNull(text) })),
});

/** As much of it as a ranking asks. */
export function isPlacement(value: unknown): value is Placement {
  return placement(value);
}

const box = oneOf(1, 2, 3, 4, 5, 6, 7, 8, 9);
const boxDerivation = fields({
  record: isPersonRecord,
  fieldsOfStudy: orNull(listOf(text)),
  unit: orNull(uuid),
  box: orNull(box),
  performance: orNull(text),
  potential: orNull(text),
  talentValue: orNull(text),
  missing: listOf(text),
});

export function isBoxDerivation(value: unknown): value is BoxDerivation {
  return boxDerivation(value);
}

export interface MoveContent {
  readonly from: number;
  readonly to: number;
  readonly ground: string;
  readonly reason: string;
  readonly evidence: string;
}

const moveContent = fields({ from: box, to: box, ground: text, reason: text, evidence: text });

export function isMoveContent(value: unknown): value is MoveContent {
  return moveContent(value);
}

const rankedList = withFields({ ranked: listOf(withFields({ ref: uuid, rank: positive })) });

export function isRankedList(
  value: unknown,
): value is { readonly ranked: readonly { readonly ref: string; readonly rank: number }[] } {
  return rankedList(value);
}
