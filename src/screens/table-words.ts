import type { View } from '#web/view.ts';
import { isWord } from '#web/words.ts';

/** A word of a policy's table as it stands there, with what it means where the page is not in its language. */
export function tableWord({ t, locale }: View, value: string): string {
  const key = `gloss.${value.toLowerCase().replaceAll(' ', '-')}`;
  return locale === 'id' || !isWord(key) ? value : `${value} (${t(key)})`;
}

/** A competency or an aspect, which policies name by a code: `orientasi-hasil`. */
export function codeWord(view: View, name: string): string {
  return tableWord(view, name.replaceAll('-', ' '));
}
