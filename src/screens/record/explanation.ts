import type { Answer } from '#platform/asking.ts';
import type { explanationAnswer } from '#schemas/explanations.ts';
import { cited } from '#web/components/cited.ts';
import { section, type TagTone, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { isWord, type WordKey } from '#web/words.ts';
import { gateValueWords } from '../gate-words.ts';
import { sourceWords } from '../source-words.ts';
import type { EntryLink } from './requirements.ts';

type Explained = Answer<typeof explanationAnswer>['items'][number];
type Removal = NonNullable<Explained['removedBy']>;

interface Explaining {
  readonly items: readonly Explained[];
  readonly linkTo: EntryLink;
  /** Words of the criteria by code. */
  readonly criteria: ReadonlyMap<string, string>;
}

const tones: Readonly<Partial<Record<Explained['outcome'], TagTone>>> = {
  placed: 'green',
  chosen: 'green',
  'gate-failed': 'red',
  'gate-unknown': 'yellow',
};

/** Why the one and not the others: every candidate with the row that decided. */
export function explanationSection(view: View, asked: Explaining): Html {
  const { t } = view;
  const { items } = asked;
  const aside = html`<p class="govuk-body-s b-mb-0">${t('record.why-count', { count: items.length })}</p>`;
  if (items.length === 0) {
    return section({ id: 'why', title: t('record.why') }, html`<p class="govuk-body">${t('record.why-none')}</p>`);
  }
  const columns = [
    { label: t('selection.candidate'), isHeader: true },
    { label: t('record.end') },
    { label: t('record.cause') },
    { label: t('selection.total'), isNumeric: true },
    { label: t('record.decided-in') },
  ];
  const rows = items.map((item) => rowOf(view, item, asked));
  return section({ id: 'why', title: t('record.why'), aside }, table({ labelledBy: 'why', columns, rows }));
}

function rowOf(view: View, item: Explained, asked: Explaining): Piece[] {
  const { t, figures } = view;
  const { code, name, outcome, removedBy, rank, total } = item;
  const isAwaited = outcome === 'shortlisted' && removedBy === null;
  const tone = tones[outcome] ?? 'plain';
  return [
    html`<strong>${name ?? code}</strong>${name !== null && html`<span class="b-source">${code}</span>`}`,
    tag(isAwaited ? t('fate.awaiting') : t(`fate.${outcome}`), tone),
    html`${rank !== null && t('record.rank-words', { rank })} ${removedBy !== null && causeOf(view, removedBy, asked)}`,
    total === null ? t('furniture.none') : figures.score(total),
    removedBy === null ? t('furniture.none') : sourceOf(view, removedBy, asked),
  ];
}

/** In words: the gate with what was found, the value that is not known, or whose decision it was. */
function causeOf(view: View, { kind, code, value, rule }: Removal, { criteria }: Explaining): Piece {
  const { t, locale } = view;
  if (kind === 'gate') {
    const found = t('removal.value', { value: gateValueWords(view, { gate: code, value }) });
    return html`${rule?.words?.[locale] ?? code} ${found}`;
  }
  if (kind === 'rank') return t('removal.rank', { missing: criteria.get(code) ?? code });
  if (kind === 'motion') return t('removal.motion');
  const key = `removal.${kind}-${code}`;
  if (isWord(key)) return t(`removal.${kind}-${code}` as WordKey);
  return kind === 'choice' ? t('removal.choice-undone') : code;
}

function sourceOf(view: View, { kind, source, rule }: Removal, { linkTo }: Explaining): Piece {
  const stands = rule !== null && cited(view, rule.citation, ' · ');
  const found = source === null ? false : kind === 'gate' ? sourceWords(view, source) : linkTo(source);
  return html`${found}${stands !== false && html`<span class="b-source">${stands}</span>`}`;
}
