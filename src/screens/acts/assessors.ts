import type { Answer } from '#platform/asking.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { assessorsAnswer } from '#schemas/assessments.ts';
import { accountsAnswer } from '#schemas/lookups.ts';
import { list, section } from '#web/components/pieces.ts';
import { valueOf } from '#web/forms.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { crumbsOf, readSelectionHead } from '../selection-head.ts';

/** HR assigns an assessor, one at a time. */
export const assessorsAct: ActScreen = { path: '/selections/:selectionId/assessors', open: openAssigning };

async function openAssigning(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const { agency } = head.selection;
  const [accounts, assigned] = await Promise.all([
    ask.get('/accounts', accountsAnswer, { query: { agency, role: 'assessor' } }),
    ask.get('/selections/:selectionId/assessors', assessorsAnswer, head.at),
  ]);
  const options = accounts.items
    .filter(({ id }) => assigned.items.every(({ account }) => account !== id))
    .map(({ id, name }) => ({ value: id, text: name }));
  const title = t('assessors.title');
  const account = { name: 'account', label: t('assessors.account'), hint: t('assessors.account-hint') };
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'inbox',
    back: head.href,
    intro: assignedList(view, assigned.items),
    fields: [{ kind: 'select', ...account, options }],
    effect: () => [t('assessors.effect-told'), t('assessors.effect-blind'), t('assessors.effect-awaited')],
    submit: t('assessors.submit'),
    send: (values) => ({
      path: '/selections/:selectionId/assessors',
      ...head.at,
      body: { account: valueOf(values, 'account') },
      refusalFields: { 'assessment.assigned-already': 'account', 'assessment.own-candidacy': 'account' },
    }),
  };
}

function assignedList({ t }: View, assigned: Answer<typeof assessorsAnswer>['items']): Html {
  const items = assigned.map(
    ({ name, replacedBy }) =>
      html`${name}${replacedBy !== null && html` <span class="b-soft">${t('assessors.replaced')}</span>`}`,
  );
  const body = items.length === 0 ? html`<p>${t('assessors.none')}</p>` : list(items, 'plain');
  return section({ id: 'assigned', title: t('assessors.assigned') }, body);
}
