import { expectedValue } from '#domain/corrected-values.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { correctionsAnswer } from '#schemas/nominations.ts';
import { summaryList } from '#web/components/pieces.ts';
import { type Field, type FormValues, valueOf, valueOrNull } from '#web/forms.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import type { Correction } from '../gates.ts';
import { crumbsOf, readSelectionHead } from '../selection-head.ts';
import { sourceWords } from '../source-words.ts';

/** HR accepts a correction with what holds instead, or refuses it with a reason. */
export const correctionAnswerAct: ActScreen = {
  path: '/selections/:selectionId/corrections/:correctionId/answer',
  open: openAnswer,
};

async function openAnswer(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view, params, typed } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const { items } = await ask.get('/selections/:selectionId/corrections', correctionsAnswer, head.at);
  const correction = items.find(({ id }) => id === params['correctionId']);
  if (correction === undefined) throw new Refused(refuse('thing.missing'));
  const title = t('correction.title');
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'inbox',
    back: `${head.href}/gates`,
    intro: disputed(view, correction),
    fields: questions(view, typed, correction.field),
    effect: () => [t('correction.effect-candidate'), t('correction.effect-data'), t('correction.effect-final')],
    submit: t('correction.submit'),
    send: (values) => {
      const accepts = valueOf(values, 'accepts') === 'yes';
      const body = { correction: correction.id, accepts, reason: valueOrNull(values, 'reason') };
      return {
        path: '/selections/:selectionId/correction-answers',
        ...head.at,
        body: { ...body, value: accepts ? valueOrNull(values, 'value') : null },
        refusalFields: {
          'correction.reason-missing': 'reason',
          'correction.value-missing': 'value',
          'correction.value-form': 'value',
        },
      };
    },
  };
}

function disputed(view: View, one: Correction): Html {
  const { t, figures } = view;
  return summaryList([
    { key: t('correction.candidate'), value: one.name ?? one.code, ...(one.name === null ? {} : { small: one.code }) },
    { key: t('correction.field'), value: t(`correction.field-${one.field}`) },
    {
      key: t('correction.stated'),
      value: one.stated ?? t('furniture.unknown'),
      ...(one.source === null ? {} : { small: sourceWords(view, one.source) }),
    },
    {
      key: t('correction.reason'),
      value: html`<span class="b-typed">${one.reason}</span>`,
      small: figures.instant(one.requestedAt),
    },
    { key: t('correction.state'), value: t(`correction.${one.answer ?? 'open'}`) },
  ]);
}

function questions({ t }: View, typed: FormValues | undefined, field: string): Field[] {
  const options = (['yes', 'no'] as const).map((value) => ({
    value,
    text: t(`correction.accepts-${value}`),
    hint: t(`correction.accepts-${value}-hint`),
  }));
  const answer = typed === undefined ? '' : valueOf(typed, 'accepts');
  const value = {
    name: 'value',
    label: t('correction.value'),
    hint: t('correction.value-hint', { expected: expectedValue(field) }),
  };
  const reason = { name: 'reason', label: t('correction.answer-reason'), hint: t('correction.answer-reason-hint') };
  return [
    { kind: 'radios', name: 'accepts', label: t('correction.accepts'), options, className: 'b-radios--cards' },
    { kind: 'text', ...value, width: 30, isOptional: answer !== 'yes' },
    { kind: 'textarea', ...reason, most: 2000, isOptional: answer !== 'no' },
  ];
}
