import { recordLabels } from '#domain/record-labels.ts';
import type { Answer } from '#platform/asking.ts';
import type { impactAnswer } from '#schemas/impacts.ts';
import { list, section } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';

type Report = Answer<typeof impactAnswer>;
type Impact = Report['impacts'][number];

/** What came after the freeze, and what it would have changed; what was decided stands. */
export function impactSection(view: View, { impacts, order }: Report): Html {
  const { t, locale } = view;
  const id = 'late-impact';
  const title = t('impact.title');
  if (impacts.length === 0) return section({ id, title }, html`<p class="govuk-body">${t('impact.none')}</p>`);
  const columns = [
    { label: t('impact.candidate'), isHeader: true },
    { label: t('impact.changed') },
    { label: t('impact.would') },
  ];
  const rows = impacts.map((one): Piece[] => [
    html`${one.name}<span class="b-source">${one.code}</span>`,
    one.changed.map((name) => recordLabels[name][locale]).join(', '),
    effectsOf(view, one),
  ]);
  const names = new Map(impacts.map(({ ref, name, code }) => [ref, name === '' ? code : name]));
  const pairs = order.map(({ above, below }) =>
    t('impact.order', { above: names.get(above) ?? t('impact.other'), below: names.get(below) ?? t('impact.other') }),
  );
  return section(
    { id, title },
    html`<p class="govuk-body">${t('impact.lead')}</p>${table({ labelledBy: id, columns, rows })}${pairs.length > 0 && list(pairs)}`,
  );
}

function effectsOf(view: View, { outcome, gates, box, talentValue, rank }: Impact): Piece {
  const { t, figures } = view;
  const unknown = t('furniture.unknown');
  const shown = (value: number | null) => (value === null ? unknown : String(value));
  const ranked = (value: number | null) => (value === null ? t('impact.unranked') : String(value));
  const score = (value: string | null) => (value === null ? unknown : figures.score(value));
  const effects = [
    ...gates.map(({ gate, before, after }) =>
      t('impact.gate', { gate, before: t(`gate.${before}`), after: t(`gate.${after}`) }),
    ),
    outcome.before !== outcome.after &&
      t('impact.outcome', {
        before: t(`candidate.state-${outcome.before}`),
        after: t(`candidate.state-${outcome.after}`),
      }),
    box.before !== box.after && t('impact.box', { before: shown(box.before), after: shown(box.after) }),
    talentValue.before !== talentValue.after &&
      t('impact.value', { before: score(talentValue.before), after: score(talentValue.after) }),
    rank.before !== rank.after && t('impact.rank', { before: ranked(rank.before), after: ranked(rank.after) }),
  ].filter((effect) => effect !== false);
  return effects.length === 0 ? t('impact.nothing') : list(effects);
}
