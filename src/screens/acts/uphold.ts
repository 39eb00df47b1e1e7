import type { Answer } from '#platform/asking.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { declarationsAnswer, seatsAnswer } from '#schemas/committees.ts';
import { candidatesAnswer } from '#schemas/nominations.ts';
import { section } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Field, valueOf } from '#web/forms.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { namesOf } from '../candidate-names.ts';
import { crumbsOf, readSelectionHead, type SelectionHead } from '../selection-head.ts';

type Declared = Answer<typeof declarationsAnswer>['items'][number];

/** The secretary finds that a possible interest is one: the member takes no part. */
export const upholdAct: ActScreen = { path: '/selections/:selectionId/uphold', open: openUpholding };

async function openUpholding(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const [candidates, possible] = await Promise.all([
    ask.get('/selections/:selectionId/candidates', candidatesAnswer, head.at),
    listPossible(request, head),
  ]);
  const title = t('uphold.title');
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'inbox',
    back: head.href,
    intro: possibleTable(view, possible, namesOf(candidates.items)),
    fields: questions(view, possible),
    effect: () => [t('uphold.effect-out'), t('uphold.effect-quorum'), t('uphold.effect-final')],
    submit: t('uphold.submit'),
    send: (values) => ({
      path: '/selections/:selectionId/upheld-interests',
      ...head.at,
      body: { seat: Number(valueOf(values, 'seat')), reason: valueOf(values, 'reason') },
      refusalFields: { 'seat.missing': 'seat', 'interest.not-possible': 'seat', 'interest.recused-already': 'seat' },
    }),
  };
}

/** Declarations with a possible interest whose seat still takes part. */
async function listPossible({ ask }: ScreenRequest, { at }: SelectionHead): Promise<Declared[]> {
  const [declarations, seats] = await Promise.all([
    ask.get('/selections/:selectionId/declarations', declarationsAnswer, at),
    ask.find('/selections/:selectionId/seats', seatsAnswer, at),
  ]);
  const takesPart = ({ seat, holderNo }: Declared) =>
    seats?.items.some(
      (held) => held.seat === seat && held.holderNo === holderNo && held.recusal === null && held.removedAt === null,
    ) === true;
  return declarations.items.filter(
    (one) => takesPart(one) && one.interests.some(({ interest }) => interest === 'possible'),
  );
}

function possibleTable({ t }: View, possible: readonly Declared[], names: ReadonlyMap<string, string>): Html {
  const title = t('uphold.declared');
  if (possible.length === 0) return section({ id: 'possible', title }, html`<p>${t('uphold.none')}</p>`);
  const rows = possible.flatMap(({ seat, name, interests }) =>
    interests
      .filter(({ interest }) => interest === 'possible')
      .map(({ candidate, tie, note }) => [
        t('uphold.seat-option', { number: seat, name }),
        names.get(candidate) ?? candidate,
        tie === null ? t('furniture.unknown') : t(`uphold.tie-${tie}`),
        note ?? t('furniture.none'),
      ]),
  );
  const columns = [
    { label: t('uphold.member'), isHeader: true },
    { label: t('uphold.candidate') },
    { label: t('uphold.tie') },
    { label: t('uphold.note') },
  ];
  return section({ id: 'possible', title }, table({ labelledBy: 'possible', columns, rows }));
}

function questions({ t }: View, possible: readonly Declared[]): Field[] {
  const options = possible.map(({ seat, name }) => ({
    value: String(seat),
    text: t('uphold.seat-option', { number: seat, name }),
  }));
  return [
    { kind: 'select', name: 'seat', label: t('uphold.seat'), options },
    { kind: 'textarea', name: 'reason', label: t('uphold.reason'), hint: t('uphold.reason-hint'), most: 2000 },
  ];
}
