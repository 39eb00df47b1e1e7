import type { Answer } from '#platform/asking.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { candidatesAnswer } from '#schemas/nominations.ts';
import { code, section } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { crumbsOf, readSelectionHead } from '../selection-head.ts';

/** HR says that all nominations are in. */
export const poolAct: ActScreen = { path: '/selections/:selectionId/pool-complete', open: openPool };

async function openPool(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const { items } = await ask.get('/selections/:selectionId/candidates', candidatesAnswer, head.at);
  const standing = items.filter(({ state }) => state !== 'withdrawn');
  const title = t('pool.title');
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'inbox',
    back: head.href,
    intro: section({ id: 'candidates', title: t('pool.candidates') }, candidatesTable(view, standing)),
    fields: [],
    effect: () => [t('pool.effect-closed', { count: standing.length }), t('pool.effect-data'), t('pool.effect-final')],
    submit: t('pool.submit'),
    send: () => ({ path: '/selections/:selectionId/nominations/completion', ...head.at, body: {} }),
  };
}

function candidatesTable({ t }: View, candidates: Answer<typeof candidatesAnswer>['items']): Html {
  if (candidates.length === 0) return html`<p>${t('pool.none')}</p>`;
  const rows = candidates.map(({ code: name, person, way }) => [
    person?.name ?? t('furniture.unknown'),
    code(name),
    t(`nominate.way-${way}`),
  ]);
  const columns = [{ label: t('pool.name'), isHeader: true }, { label: t('pool.code') }, { label: t('pool.way') }];
  return table({ labelledBy: 'candidates', columns, rows });
}
