/**
 * One area's words: Indonesian first, English second; `{{name}}` is filled in. Indonesian has one plural; where English has two,
 * both stand here and the value `count` chooses.
 */
export type WordTable = Readonly<
  Record<string, { readonly id: string; readonly en: string | { readonly one: string; readonly other: string } }>
>;
