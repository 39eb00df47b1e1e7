import { planOfSource } from '#domain/plan-evidence.ts';
import { link } from '#web/components/pieces.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { isWord } from '#web/words.ts';

/** As `sourceWords`; what a confirmed action of a development plan has left leads to the entry that confirms it. */
export function sourceLinks(view: View, source: string): Html {
  const words = sourceWords(view, source);
  const planned = planOfSource(source);
  if (planned === undefined) return html`${words}`;
  const way = { href: `/receipts/${planned.entryId}`, text: view.t('source.plan-entry') };
  return html`${words} (${link(way)})`;
}

/** Where facts were read, in words: the register instead of its file, with the line or the number of the row to find it by. */
export function sourceWords(view: View, source: string): string {
  const places = [...new Set(source.split(', ').map((one) => placeWords(view, one)))];
  return places.join('; ');
}

function placeWords({ t }: View, source: string): string {
  if (planOfSource(source) !== undefined) return t('source.plan');
  const {
    name = '',
    line,
    row,
  } = /^(?<name>[\w-]+?)(?:\.\w+)?(?::(?<line>\d+)|[#: ](?<row>\S+))?$/.exec(source)?.groups ?? {};
  const key = `source.${name}`;
  if (!isWord(key)) return source;
  const file = t(key);
  if (line !== undefined) return t('source.line', { file, line });
  return row === undefined || name === 'correction' ? file : t('source.row', { file, row });
}
