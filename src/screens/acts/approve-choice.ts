import type { Answer } from '#platform/asking.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { choiceAnswer, choiceRuleAnswer } from '#schemas/placements.ts';
import { summaryList } from '#web/components/pieces.ts';
import { valueOf } from '#web/forms.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { readNames } from '../candidate-names.ts';
import { crumbsOf, readSelectionHead } from '../selection-head.ts';

/** The second person's word on a choice by exception. */
export const approveChoiceAct: ActScreen = { path: '/selections/:selectionId/approve-choice', open: openApproval };

async function openApproval(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const [choice, names, rule] = await Promise.all([
    ask.get('/selections/:selectionId/choice', choiceAnswer, head.at),
    readNames(request, head),
    ask.find('/selections/:selectionId/choice-rule', choiceRuleAnswer, head.at),
  ]);
  const title = t('approving.title');
  const name = names.get(choice.candidate) ?? choice.candidate;
  const options = (['approve', 'decline'] as const).map((value) => ({
    value,
    text: t(`approving.${value}`),
    hint: t(`approving.${value}-hint`),
  }));
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'inbox',
    back: head.href,
    // Nobody approves another choice than the one that was shown.
    version: choice.id,
    intro: choiceText(view, { choice, name, exceptions: rule?.exceptions ?? [] }),
    fields: [
      { kind: 'radios', name: 'approves', label: t('approving.answer'), options, className: 'b-radios--cards' },
      { kind: 'textarea', name: 'reason', label: t('choosing.reason'), most: 2000 },
    ],
    effect: (values) => [
      t(valueOf(values, 'approves') === 'approve' ? 'approving.effect-approve' : 'approving.effect-decline'),
      t('approving.effect-final'),
      t('choosing.effect-told'),
    ],
    submit: t('approving.submit'),
    send: (values, version) => ({
      path: '/selections/:selectionId/choice-approvals',
      ...head.at,
      body: { choice: version, approves: valueOf(values, 'approves') === 'approve', reason: valueOf(values, 'reason') },
    }),
  };
}

interface Shown {
  readonly choice: Answer<typeof choiceAnswer>;
  readonly name: string;
  readonly exceptions: Answer<typeof choiceRuleAnswer>['exceptions'];
}

function choiceText({ t, figures, locale }: View, { choice, name, exceptions }: Shown): Html {
  if (choice.state !== 'awaiting-second-approval') return html`<p class="govuk-body-l">${t('approving.none')}</p>`;
  const ground = exceptions.find(({ code }) => code === choice.exception)?.title[locale] ?? choice.exception;
  const rows = [
    { key: t('approving.chosen'), value: name },
    { key: t('approving.made-at'), value: figures.instant(choice.madeAt) },
    { key: t('approving.deviation'), value: t(`approving.deviation-${choice.deviation}`) },
    { key: t('choosing.exception'), value: ground ?? t('furniture.none') },
    { key: t('choosing.reason'), value: choice.reason ?? t('furniture.none') },
  ];
  return html`<p class="govuk-body-l">${t('approving.lead')}</p>${summaryList(rows, 'b-mb-5')}`;
}
