import type { View } from '#web/view.ts';
import { isWord } from '#web/words.ts';

/** Where facts were read, in words: the register instead of its file, with the line or the number of the row to find it by. */
export function sourceWords(view: View, source: string): string {
  const places = [...new Set(source.split(', ').map((one) => placeWords(view, one)))];
  return places.join('; ');
}

function placeWords({ t }: View, source: string): string {
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
