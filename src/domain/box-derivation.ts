import { writeExact } from './exact.ts';
import { evaluateMerit, type Merit } from './merit.ts';
import type { PersonRecord } from './person-record.ts';
import type { PolicyPack } from './policy-pack.ts';

/** What a box is derived from. */
export interface BoxSource {
  readonly record: PersonRecord;
  /** Programmes of study that fit the person's unit; null where it does not say. */
  readonly fieldsOfStudy: readonly string[] | null;
  /** Where the person stands on the day of the map; no rule asks. */
  readonly unit: string | null;
}

/** Where a person stands on a map. Numbers are exact texts. */
export interface BoxPlace {
  /** Null: held, for want of the indicators in `missing`. */
  readonly box: number | null;
  readonly performance: string | null;
  readonly potential: string | null;
  readonly talentValue: string | null;
  /** Codes of indicators that are not known, in formula order; empty exactly where there is a box. */
  readonly missing: readonly string[];
}

/** All that an entry seals about one person on a map, so that anybody it is opened for derives the box again. */
export type BoxDerivation = BoxSource & BoxPlace;

/** Maps a person where they stand, under a policy and on an ISO day. */
export function placeOnMap({ record, fieldsOfStudy }: BoxSource, pack: PolicyPack, on: string): BoxPlace {
  const merit = evaluateMerit(record, pack, { asOf: on, targetLevel: null, fieldsOfStudy });
  const { box, talentValue, missing } = merit;
  return {
    box,
    performance: valueOf(merit.performance),
    potential: valueOf(merit.potential),
    talentValue: talentValue === null ? null : writeExact(talentValue),
    missing,
  };
}

function valueOf(axis: Merit['performance' | 'potential']): string | null {
  return axis.status === 'KNOWN' ? writeExact(axis.value) : null;
}
