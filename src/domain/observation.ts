import type { Course, HeldPost, PersonRecord, PostLevel, Stated, Training } from './person-record.ts';
import type { IndicatorRule, PolicyPack } from './policy-pack.ts';

/** On which day and against which post a person is looked at. */
export interface MeritContext {
  /** ISO day. */
  readonly asOf: string;
  /** Null maps a person where they stand: competence is taken against the post of the assessment. */
  readonly targetLevel: PostLevel | null;
  /** Programmes of study that fit the post; null where the post does not say, then S is UNKNOWN. */
  readonly fieldsOfStudy: readonly string[] | null;
}

export interface IndicatorAsk {
  readonly rule: IndicatorRule;
  readonly record: PersonRecord;
  readonly pack: PolicyPack;
  readonly context: MeritContext;
}

/** What the record says where an indicator asks: a word, a number, or the parts of a mean. Null is not known. */
export interface Observation {
  readonly observed: string | readonly (string | null)[] | null;
  readonly source: string;
  /** A code, or the name of a conflict between sources. */
  readonly reason: string | null;
  /** The rows that were counted or compared, where the source names no more than their register. */
  readonly rows: readonly CountedRow[];
}

export type CountedRow = Training | Course | HeldPost;

export function seen(
  observed: string | readonly (string | null)[],
  source: string,
  rows: readonly CountedRow[] = [],
): Observation {
  return { observed, source, reason: null, rows };
}

export function unseen(source: string, reason: string | null = null): Observation {
  return { observed: null, source, reason, rows: [] };
}

/** One stated fact, in the words the table knows. */
export function observeStated<Value>(stated: Stated<Value>, word: (value: Value) => string): Observation {
  if (stated.value === null) return unseen(stated.source, stated.conflict);
  return seen(word(stated.value), stated.source);
}
