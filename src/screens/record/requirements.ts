import type { Answer } from '#platform/asking.ts';
import type { requirementsAnswer } from '#schemas/history.ts';
import { cited } from '#web/components/cited.ts';
import { section, type TagTone, tag } from '#web/components/pieces.ts';
import { type Html, html, joined, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { isWord, type WordKey } from '#web/words.ts';

type Requirements = Answer<typeof requirementsAnswer>['items'];
type Requirement = Requirements[number];

/** A link to an entry further down, by its number; the code of the entry where it is not on the page. */
export type EntryLink = (entry: string) => Piece;

const tones: Readonly<Record<Requirement['state'], TagTone>> = {
  missing: 'red',
  late: 'yellow',
  excepted: 'purple',
  'not-yet': 'grey',
  met: 'green',
};

/** What needs reading stands first. */
const order = Object.keys(tones);
const mostLinks = 4;

export function requirementsSection(
  view: View,
  { items, linkTo }: { readonly items: Requirements; readonly linkTo: EntryLink },
): Html {
  const { t } = view;
  const count = (...states: readonly Requirement['state'][]) =>
    items.filter(({ state }) => states.includes(state)).length;
  const counts = t('record.requirements-count', {
    total: items.length,
    met: count('met'),
    open: count('missing', 'late', 'excepted'),
    later: count('not-yet'),
  });
  const rows = items
    .toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state))
    .map((item) => rowOf(view, { item, linkTo }));
  const aside = html`<p class="govuk-body-s b-mb-0">${counts}</p>`;
  const head = { id: 'requirements', title: t('record.requirements'), aside, className: '' };
  return section(head, html`<ul class="govuk-task-list">${rows}</ul>`);
}

function rowOf(view: View, { item, linkTo }: { readonly item: Requirement; readonly linkTo: EntryLink }): Html {
  const { t } = view;
  const { evidence, citation, state } = item;
  const shown: Piece[] = joined(evidence.slice(0, mostLinks).map(linkTo), ', ');
  const rest = evidence.length - mostLinks;
  const more = rest > 0 && html` ${t('record.evidence-more', { count: rest })}`;
  const found = evidence.length === 0 ? t('record.no-evidence') : html`${shown}${more}`;
  const source = cited(view, citation, ' · ');
  return html`<li class="govuk-task-list__item"><div class="govuk-task-list__name-and-hint">${nameOf(view, item.code)}<div class="govuk-task-list__hint">${found}<span class="b-source">${source}</span></div></div><div class="govuk-task-list__status">${tag(t(`requirement.state-${state}`), tones[state])}</div></li>`;
}

function nameOf({ t }: View, code: string): string {
  const step = `step.${code.replace(/^deadline\./, '')}`;
  if (code.startsWith('deadline.') && isWord(step)) return t('requirement.deadline', { step: t(step) });
  const key = `requirement.${code}`;
  return isWord(key) ? t(`requirement.${code}` as WordKey) : code;
}
