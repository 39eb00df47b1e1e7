import type { View } from '#web/view.ts';

/** Words of the sealed criteria by code, in the reader's language. */
export function criteriaNames(content: unknown, { locale }: View): ReadonlyMap<string, string> {
  const { criteria = [] } = (content ?? {}) as {
    readonly criteria?: readonly {
      readonly code: string;
      readonly label: { readonly id: string; readonly en: string };
    }[];
  };
  return new Map(criteria.map(({ code, label }) => [code, label[locale]]));
}
