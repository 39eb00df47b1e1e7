/** The same text in both languages of the product. */
export interface Words {
  readonly id: string;
  readonly en: string;
}

/** Where a rule stands. Confidence: V seen in the legal text, S secondary source, I inferred: confirm before relying on it. */
export interface Citation {
  readonly instrument: string;
  readonly article: string | null;
  readonly confidence: 'V' | 'S' | 'I';
}
