import type { ActScreen, ScreenRequest } from '#platform/screens.ts';
import { choiceAnswer, placementAnswer } from '#schemas/placements.ts';
import { summaryList } from '#web/components/pieces.ts';
import { dateOf, valueOf } from '#web/forms.ts';
import { readNames } from '../candidate-names.ts';
import { crumbsOf, readSelectionHead, type SelectionHead } from '../selection-head.ts';

/** The decree that appoints whoever was chosen. */
export const decreeAct: ActScreen = {
  path: '/selections/:selectionId/decree',
  open: async (request) => {
    const { ask, view } = request;
    const { t } = view;
    const head = await readSelectionHead(request);
    const choice = await ask.find('/selections/:selectionId/choice', choiceAnswer, head.at);
    const names = await readNames(request, head);
    const chosen = choice?.state === 'made' ? (names.get(choice.candidate) ?? choice.candidate) : t('furniture.none');
    return {
      ...frameOf(request, head, t('decree.title')),
      intro: summaryList(
        [
          { key: t('decree.for'), value: chosen },
          { key: t('placement.post'), value: head.selection.post.title },
        ],
        'b-mb-5',
      ),
      fields: [
        { kind: 'text', name: 'number', label: t('decree.number'), width: 30 },
        { kind: 'date', name: 'issuedOn', label: t('decree.issued') },
        { kind: 'date', name: 'effectiveOn', label: t('decree.effective'), hint: t('decree.effective-hint') },
      ],
      effect: () => [
        t('decree.effect-next'),
        t('decree.effect-person'),
        t('decree.effect-final'),
        t('choosing.effect-told'),
      ],
      submit: t('decree.submit'),
      send: (values) => ({
        path: '/selections/:selectionId/decrees',
        ...head.at,
        body: {
          number: valueOf(values, 'number'),
          issuedOn: dateOf(values, 'issuedOn'),
          effectiveOn: dateOf(values, 'effectiveOn'),
        },
        refusalFields: { 'decree.effective-early': 'effectiveOn' },
      }),
    };
  },
};

/** The inauguration, as HR records it. */
export const inaugurateAct: ActScreen = {
  path: '/selections/:selectionId/inaugurate',
  open: async (request) => {
    const { ask, view } = request;
    const { t, figures } = view;
    const head = await readSelectionHead(request);
    const placed = await ask.get('/selections/:selectionId/placement', placementAnswer, head.at);
    const names = await readNames(request, head);
    const { candidate, decree } = placed;
    return {
      ...frameOf(request, head, t('inauguration.title')),
      intro: summaryList(
        [
          { key: t('decree.for'), value: names.get(candidate) ?? candidate },
          { key: t('placement.post'), value: placed.postTitle },
          { key: t('decree.number'), value: decree.number },
          { key: t('decree.issued'), value: figures.day(decree.issuedOn) },
          { key: t('decree.effective'), value: figures.day(decree.effectiveOn) },
        ],
        'b-mb-5',
      ),
      fields: [
        { kind: 'date', name: 'on', label: t('inauguration.on'), hint: t('inauguration.on-hint') },
        { kind: 'text', name: 'minutesNumber', label: t('inauguration.minutes'), width: 30 },
      ],
      effect: () => [
        t('inauguration.effect-day', { on: figures.day(decree.effectiveOn) }),
        t('inauguration.effect-prior'),
        t('inauguration.effect-final'),
      ],
      submit: t('inauguration.submit'),
      send: (values) => ({
        path: '/selections/:selectionId/inaugurations',
        ...head.at,
        body: { on: dateOf(values, 'on'), minutesNumber: valueOf(values, 'minutesNumber') },
        refusalFields: { 'decree.inauguration-early': 'on', 'decree.inauguration-future': 'on' },
      }),
    };
  },
};

function frameOf(request: ScreenRequest, head: SelectionHead, title: string) {
  return { title, crumbs: crumbsOf(head, request, title), at: 'inbox', back: head.href } as const;
}
