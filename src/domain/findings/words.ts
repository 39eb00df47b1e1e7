/**
 * What an import says about one cell or row. `noted`: the value is used as normalised; `unknown`: the value is absent and stays so;
 * `conflict`: two sources disagree, neither wins; `field-refused`: the field is dropped; `row-refused`: the row is not imported.
 */
export type FindingEffect = 'noted' | 'unknown' | 'conflict' | 'field-refused' | 'row-refused';

export interface FindingWords {
  readonly effect: FindingEffect;
  /** What to do at the source, in English and Indonesian. */
  readonly en: string;
  readonly id: string;
}
