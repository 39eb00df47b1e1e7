import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { ownCandidacyAnswer } from '#schemas/candidacies.ts';
import { valueOf } from '#web/forms.ts';
import { valueWords } from '../record-lines.ts';
import { crumbsOf, readSelectionHead } from '../selection-head.ts';

/** A candidate disputes one stated fact of the own data. */
export const disputeAct: ActScreen = { path: '/selections/:selectionId/dispute', open: openDispute };

async function openDispute(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view, query } = request;
  const { t, locale } = view;
  const head = await readSelectionHead(request);
  const own = await ask.get('/selections/:selectionId/candidacy', ownCandidacyAnswer, head.at);
  const options = own.data
    .filter(({ isDisputable }) => isDisputable)
    .map((line) => ({
      value: line.field,
      text: t('dispute.option', { field: line.label[locale], value: valueWords(view, line) }),
    }));
  const title = t('dispute.title');
  const { field = '' } = query;
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'mine',
    back: `${head.href}/my-data`,
    fields: [
      { kind: 'select', name: 'field', label: t('dispute.field'), hint: t('dispute.field-hint'), options },
      { kind: 'textarea', name: 'reason', label: t('dispute.reason'), hint: t('dispute.reason-hint'), most: 2000 },
    ],
    // Whoever comes from a fact means that fact.
    initial: { field: [field] },
    effect: () => [t('dispute.effect-answer'), t('dispute.effect-confirm'), t('dispute.effect-kept')],
    submit: t('dispute.submit'),
    saving: { href: `${head.href}/dispute?saved=1` },
    send: (values) => ({
      path: '/selections/:selectionId/corrections',
      ...head.at,
      body: { field: valueOf(values, 'field'), reason: valueOf(values, 'reason') },
      refusalFields: { 'correction.open': 'field', 'correction.field-unknown': 'field' },
    }),
  };
}
