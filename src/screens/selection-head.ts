import type { Answer } from '#platform/asking.ts';
import type { ScreenRequest } from '#platform/screens.ts';
import { selectionAnswer } from '#schemas/selections.ts';
import type { Crumb } from '#web/components/pieces.ts';
import type { Html } from '#web/html.ts';
import { html } from '#web/html.ts';

export type Selection = Answer<typeof selectionAnswer>;
type SelectionStage = Selection['stages'][number];

/** What every page about one selection begins with. */
export interface SelectionHead {
  readonly selection: Selection;
  readonly selectionId: string;
  /** Parameters of the API's routes about it. */
  readonly at: { readonly params: { readonly selectionId: string } };
  /** The stage that is open or paused. */
  readonly live: SelectionStage | undefined;
  readonly href: string;
}

export async function readSelectionHead({ ask, params }: ScreenRequest): Promise<SelectionHead> {
  const selectionId = params['selectionId'] ?? '';
  const at = { params: { selectionId } };
  const selection = await ask.get('/selections/:selectionId', selectionAnswer, at);
  const live = selection.stages.find(({ state }) => state === 'open' || state === 'paused');
  return { selection, selectionId, at, live, href: `/selections/${selectionId}` };
}

/** Menunggu saya › the selection › this page. */
export function crumbsOf({ selection, href }: SelectionHead, { view }: ScreenRequest, last?: string): Crumb[] {
  const words = `${selection.code}, ${selection.post.title}`;
  const first = { text: view.t('nav.inbox'), href: '/inbox' };
  return last === undefined ? [first, { text: words }] : [first, { text: words, href }, { text: last }];
}

/** Until when, with the day of the week and the zone. */
export function dueWords({ live }: SelectionHead, { figures, t }: ScreenRequest['view']): Html | string {
  const due = live?.dueAt ?? null;
  return due === null ? t('stage.no-due') : html`<time datetime="${due}">${figures.deadline(due)}</time>`;
}
