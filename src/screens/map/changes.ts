import type { Answer } from '#platform/asking.ts';
import type { placeAnswer } from '#schemas/mapping.ts';
import type { View } from '#web/view.ts';
import { codeWord, tableWord } from '../table-words.ts';

type Place = Answer<typeof placeAnswer>;
type Change = Place['changes'][number];
type Step = Change['steps'][number];
type Labelled = Pick<Place['explanation']['indicators'][number], 'code' | 'label'>;

/** One change in a sentence: scores, what in the record scores it, and the box that follows. */
export function changeWords(view: View, { indicators }: Place['explanation'], change: Change): string {
  const { t, figures, locale } = view;
  const { indicator, from, to, steps, box } = change;
  const own = indicators.find(({ code }) => code === indicator);
  const parts: readonly Labelled[] = own?.parts ?? [];
  const said = steps.map((step) => {
    const part = parts.find(({ code }) => code === step.part)?.label[locale];
    return part === undefined ? stepWords(view, step) : t('map.change-part', { part, step: stepWords(view, step) });
  });
  return t('map.change', {
    indicator: own?.label[locale] ?? indicator,
    from: figures.score(from),
    to: figures.score(to),
    steps: said.join('; '),
    box,
  });
}

function stepWords(view: View, step: Step): string {
  const { t, figures } = view;
  switch (step.kind) {
    case 'row':
      return t('map.change-row', { value: tableWord(view, step.value) });
    case 'band':
      return bandWords(view, step);
    case 'number':
      return t('map.change-number', { value: figures.decimal(step.value) });
    case 'aspects':
      return t('map.change-aspects', { from: step.from, to: step.to, most: step.most });
    case 'competencies': {
      const raised = step.raised.map(({ competency, from, to }) =>
        t('map.change-competency', { competency: codeWord(view, competency), from, to }),
      );
      return t('map.change-competencies', { list: figures.list(raised) });
    }
  }
}

/** Whole numbers of a half-open band, with the last one that is in it. */
function bandWords({ t }: View, { from, to, unit }: Extract<Step, { kind: 'band' }>): string {
  if (to === null) return t(`span.${unit}-open`, { from });
  return to - from === 1 ? t(`span.${unit}-one`, { from }) : t(`span.${unit}`, { from, last: to - 1 });
}
