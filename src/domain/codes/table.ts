/** Why an act is refused, in four kinds: HTTP answers 400, 403, 404, 409 (409 becomes 412 for `*.stale`). */
export type RefusalKind = 'invalid' | 'forbidden' | 'missing' | 'conflict';

/** One noun's refusal codes with their words in English and Indonesian; `{name}` is filled from the refusal's details. */
export type CodeTable = Readonly<
  Record<string, { readonly kind: RefusalKind; readonly en: string; readonly id: string }>
>;
