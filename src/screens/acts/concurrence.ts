import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { concurrencesAnswer } from '#schemas/placements.ts';
import { dateOf, type Field, type FormValues, valueOf, valueOrNull } from '#web/forms.ts';
import { html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { crumbsOf, readSelectionHead } from '../selection-head.ts';
import { clockText, roundsText } from './rounds.ts';

/** The outside authority's answer, as HR records it; asking again; and the lapse, where the policy knows one. */

export const concurrenceAct: ActScreen = {
  path: '/selections/:selectionId/concurrence',
  open: async (request) => {
    const { view } = request;
    const { t } = view;
    const { head, known, frame } = await openRounds(request, t('concurrence.title'));
    return {
      ...frame,
      fields: letterFields(view),
      effect: (values) => [
        ...answerEffect(view, values),
        ...(known.lapse ? [t('concurrence.effect-late')] : []),
        t('concurrence.effect-final'),
        t('choosing.effect-told'),
      ],
      submit: t('concurrence.submit'),
      send: (values) => ({
        path: '/selections/:selectionId/concurrence-replies',
        ...head.at,
        body: {
          reply: valueOf(values, 'reply'),
          letterNumber: valueOf(values, 'letterNumber'),
          repliedOn: dateOf(values, 'repliedOn'),
          reason: valueOrNull(values, 'reason'),
        },
        refusalFields: { 'concurrence.reason-missing': 'reason' },
      }),
    };
  },
};

export const requestConcurrenceAct: ActScreen = {
  path: '/selections/:selectionId/request-concurrence',
  open: async (request) => {
    const { t } = request.view;
    const { head, known, frame } = await openRounds(request, t('concurrence.again-title'));
    return {
      ...frame,
      intro: html`<p class="govuk-body-l">${t('concurrence.again-lead')}</p>${frame.intro}`,
      fields: [],
      effect: () => [t('concurrence.again-effect', { round: known.items.length + 1 }), t('concurrence.again-outside')],
      submit: t('concurrence.again-submit'),
      send: () => ({ path: '/selections/:selectionId/concurrence-requests', ...head.at, body: {} }),
    };
  },
};

export const certifyLapseAct: ActScreen = {
  path: '/selections/:selectionId/certify-lapse',
  open: async (request) => {
    const { t } = request.view;
    const { head, frame } = await openRounds(request, t('concurrence.lapse-title'));
    const hint = t('concurrence.lapse-hint');
    return {
      ...frame,
      fields: [{ kind: 'textarea', name: 'reason', label: t('concurrence.lapse-reason'), hint, most: 2000 }],
      effect: () => [t('concurrence.lapse-effect'), t('concurrence.lapse-name')],
      submit: t('concurrence.lapse-submit'),
      submitTone: 'warning',
      send: (values) => ({
        path: '/selections/:selectionId/lapse-certificates',
        ...head.at,
        body: { reason: valueOf(values, 'reason') },
      }),
    };
  },
};

/** What the three pages have in common: the clock and the rounds. */
async function openRounds(request: ScreenRequest, title: string) {
  const { ask, view } = request;
  const head = await readSelectionHead(request);
  const known = await ask.get('/selections/:selectionId/concurrences', concurrencesAnswer, head.at);
  const frame = {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'inbox',
    back: head.href,
    intro: html`${clockText(view, known)}<div class="b-mb-5">${roundsText(view, known)}</div>`,
  } as const satisfies Partial<OpenAct>;
  return { head, known, frame };
}

function letterFields({ t }: View): Field[] {
  const options = (['issued', 'returned', 'refused'] as const).map((value) => ({
    value,
    text: t(`concurrence.state-${value}`),
    hint: t(`concurrence.${value}-hint`),
  }));
  const hint = t('concurrence.reason-hint');
  return [
    { kind: 'radios', name: 'reply', label: t('concurrence.reply'), options, className: 'b-radios--cards' },
    { kind: 'text', name: 'letterNumber', label: t('concurrence.number'), width: 30 },
    { kind: 'date', name: 'repliedOn', label: t('concurrence.replied-on') },
    { kind: 'textarea', name: 'reason', label: t('concurrence.reason'), hint, most: 2000, isOptional: true },
  ];
}

function answerEffect({ t }: View, values: FormValues): string[] {
  const reply = (['issued', 'returned', 'refused'] as const).find((one) => one === valueOf(values, 'reply'));
  return reply === undefined ? [] : [t(`concurrence.effect-${reply}`)];
}
