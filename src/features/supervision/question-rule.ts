/** A number and the very query that yields it; `$1` is the agency. Null is not known. */
export interface Figure {
  readonly figure: string;
  readonly query: string;
}

export interface QuestionRule {
  readonly figures: readonly Figure[];
  /** What the answer rests on, the newest first: `kind` is `entry` or `selection`. */
  readonly evidence?: string;
}
