import type { PersonRecord } from '#domain/person-record.ts';

/** A number and a query that yields it; `$1` is the agency. Null is not known. */
export interface Figure {
  readonly figure: string;
  readonly query: string;
  /** Where it counts people by a member of their record: what of that member is known of those who count. */
  readonly known?: { readonly member: keyof PersonRecord; readonly part: 'value' | 'items' };
}

export interface QuestionRule {
  readonly figures: readonly Figure[];
  /** What the answer rests on, the newest first: `kind` is `entry` or `selection`. */
  readonly evidence?: string;
}
