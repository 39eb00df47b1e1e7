import type { Answer } from '#platform/asking.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { rankingAnswer } from '#schemas/assessments.ts';
import { choiceRuleAnswer } from '#schemas/placements.ts';
import { link } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Field, type FormValues, type Option, valueOf, valueOrNull } from '#web/forms.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { readNames } from '../candidate-names.ts';
import { crumbsOf, readSelectionHead } from '../selection-head.ts';

/** The authority's choice. The list stands in its order, nobody is marked, and a deviation says why. */
export const chooseAct: ActScreen = { path: '/selections/:selectionId/choose', open: openChoice };

type Rule = Answer<typeof choiceRuleAnswer>;

interface Known {
  readonly view: View;
  readonly rule: Rule;
  readonly names: ReadonlyMap<string, string>;
  readonly ranked: Answer<typeof rankingAnswer>['ranking']['ranked'];
}

async function openChoice(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view } = request;
  const head = await readSelectionHead(request);
  const [rule, names, { ranking }] = await Promise.all([
    ask.get('/selections/:selectionId/choice-rule', choiceRuleAnswer, head.at),
    readNames(request, head),
    ask.get('/selections/:selectionId/ranking', rankingAnswer, head.at),
  ]);
  const known = { view, rule, names, ranked: ranking.ranked };
  const title = view.t('choosing.title');
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'inbox',
    back: head.href,
    intro: listText(known, head.href),
    fields: questions(known),
    effect: (values) => effectOf(known, values),
    submit: view.t('choosing.submit'),
    send: (values) => ({
      path: '/selections/:selectionId/choices',
      ...head.at,
      body: {
        candidate: valueOf(values, 'candidate'),
        reason: valueOrNull(values, 'reason'),
        exception: valueOrNull(values, 'exception'),
      },
      refusalFields: {
        'choice.candidate-withdrawn': 'candidate',
        'choice.outside-list': 'exception',
        'choice.rank-binding': 'exception',
        'choice.reason-missing': 'reason',
      },
    }),
  };
}

/** The shortlist as the committee sent it, with those who can no longer be chosen. */
function listText({ view, rule, names, ranked }: Known, href: string): Html {
  const { t, figures } = view;
  const rows = rule.shortlist.map((ref, index): Piece[] => {
    const found = ranked.find((one) => one.ref === ref);
    return [
      names.get(ref) ?? ref,
      figures.number(index + 1),
      found === undefined ? t('furniture.unknown') : figures.number(found.rank),
      found === undefined ? t('furniture.unknown') : figures.score(found.total),
      t(rule.unavailable.includes(ref) ? 'choosing.unavailable' : 'choosing.available'),
    ];
  });
  const columns = [
    { label: t('choosing.name'), isHeader: true },
    { label: t('choosing.place'), isNumeric: true },
    { label: t('choosing.rank'), isNumeric: true },
    { label: t('choosing.total'), isNumeric: true },
    { label: t('choosing.state') },
  ];
  return html`<h2 class="govuk-heading-m" id="shortlist">${t('choosing.list')}</h2>${table({ labelledBy: 'shortlist', columns, rows })}<p class="govuk-body b-mt-4 b-mb-5">${link({ href: `${href}#ranking`, text: t('choosing.read-trace') })}</p>`;
}

/** Whoever can still be chosen: the list in its order, then the others in the order of the ranking. */
function optionsOf({ view, rule, names, ranked }: Known): Option[] {
  const { t } = view;
  const text = (ref: string) => names.get(ref) ?? ref;
  const listed = rule.shortlist.map((ref, index) => ({
    value: ref,
    text: text(ref),
    hint: t('choosing.on-list', { place: index + 1 }),
  }));
  const others = ranked
    .filter(({ ref }) => !rule.shortlist.includes(ref))
    .map(({ ref }) => ({ value: ref, text: text(ref), hint: t('choosing.off-list') }));
  return [...listed, ...others].filter(({ value }) => !rule.unavailable.includes(value));
}

function questions(known: Known): Field[] {
  const { view, rule } = known;
  const { t, locale } = view;
  return [
    {
      kind: 'radios',
      name: 'candidate',
      label: t('choosing.candidate'),
      hint: t('choosing.candidate-hint'),
      options: optionsOf(known),
      className: 'b-radios--cards',
    },
    {
      kind: 'textarea',
      name: 'reason',
      label: t('choosing.reason'),
      hint: t('choosing.reason-hint', { count: rule.reasonMinLength }),
      most: 2000,
      isOptional: true,
    },
    {
      kind: 'select',
      name: 'exception',
      label: t('choosing.exception'),
      hint: t(rule.rankBinding ? 'choosing.exception-hint-binding' : 'choosing.exception-hint'),
      options: rule.exceptions.map(({ code, title }) => ({ value: code, text: title[locale] })),
      isOptional: true,
    },
  ];
}

/** By how far the choice is from the order: the same distance that the rule will find. */
function effectOf({ view, rule }: Known, values: FormValues): string[] {
  const { t } = view;
  const chosen = valueOf(values, 'candidate');
  const first = rule.shortlist.find((ref) => !rule.unavailable.includes(ref));
  const isFirst = chosen === first;
  const waits = !rule.shortlist.includes(chosen) || (rule.rankBinding && !isFirst);
  const deviates = isFirst ? [] : [t('choosing.effect-deviation')];
  return [
    t(waits ? 'choosing.effect-waits' : 'choosing.effect-stands'),
    ...deviates,
    t('choosing.effect-final'),
    t('choosing.effect-told'),
  ];
}
