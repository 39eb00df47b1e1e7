import type { Answer } from '#platform/asking.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { rankingAnswer } from '#schemas/assessments.ts';
import { motionAnswer } from '#schemas/committees.ts';
import { candidatesAnswer } from '#schemas/nominations.ts';
import { criteriaAnswer } from '#schemas/selections.ts';
import { hash, section, summaryList } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Field, type FormValues, valueOf } from '#web/forms.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { nameOf } from '../candidate-names.ts';
import { crumbsOf, readSelectionHead, type SelectionHead } from '../selection-head.ts';

/** The chair puts a motion, or its next version, bound to the ranking that is shown. */
export const motionAct: ActScreen = { path: '/selections/:selectionId/motion', open: openMotion };

interface Ground {
  readonly digest: string;
  /** Those who are ranked and still stand, best first. */
  readonly ranked: readonly (Answer<typeof rankingAnswer>['ranking']['ranked'][number] & { readonly name: string })[];
  /** How many are proposed. */
  readonly size: number;
  /** The version that is open and would be void. */
  readonly open: number | undefined;
}

async function readGround({ ask }: ScreenRequest, { at }: SelectionHead): Promise<Ground> {
  const [{ digest, ranking }, { items }, criteria, motion] = await Promise.all([
    ask.get('/selections/:selectionId/ranking', rankingAnswer, at),
    ask.get('/selections/:selectionId/candidates', candidatesAnswer, at),
    ask.get('/selections/:selectionId/criteria', criteriaAnswer, at),
    ask.find('/selections/:selectionId/motion', motionAnswer, at),
  ]);
  const ranked = ranking.ranked.flatMap((one) => {
    const candidate = items.find(({ ref, state }) => ref === one.ref && state === 'admitted');
    return candidate === undefined ? [] : [{ ...one, name: nameOf(candidate) }];
  });
  const { shortlist } = criteria.content;
  const size = Math.min(typeof shortlist === 'number' ? shortlist : ranked.length, ranked.length);
  return { digest, ranked, size, open: motion?.closedAt === null ? motion.version : undefined };
}

async function openMotion(request: ScreenRequest): Promise<OpenAct> {
  const { view } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const ground = await readGround(request, head);
  const title = t(ground.open === undefined ? 'motion.title' : 'motion.title-next');
  const places = Array.from({ length: ground.size }, (_one, index) => `place-${index + 1}`);
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'inbox',
    back: head.href,
    version: ground.digest,
    intro: intro(view, ground),
    fields: places.map((name, index) => placeField(view, ground, { name, place: index + 1 })),
    initial: Object.fromEntries(places.map((name, index) => [name, [ground.ranked[index]?.ref ?? '']])),
    effect: (values) => effectOf(view, ground, chosen(places, values)),
    submit: t('motion.submit'),
    send: (values) => ({
      path: '/selections/:selectionId/motion',
      ...head.at,
      body: { candidates: chosen(places, values) },
      isBound: true,
      fieldOf: (path) => places[Number(path.split('.')[1])],
      refusalFields: { 'motion.candidate-twice': twiceIn(places, values) },
    }),
  };
}

function chosen(places: readonly string[], values: FormValues): string[] {
  return places.map((name) => valueOf(values, name)).filter((ref) => ref !== '');
}

/** The place that repeats somebody. */
function twiceIn(places: readonly string[], values: FormValues): string {
  const repeated = places.find((name, index) =>
    places.slice(0, index).some((before) => valueOf(values, before) === valueOf(values, name)),
  );
  return repeated ?? '';
}

function placeField(
  { t, figures }: View,
  { ranked }: Ground,
  { name, place }: { readonly name: string; readonly place: number },
): Field {
  const options = ranked.map(({ ref, rank, total, name: who }) => ({
    value: ref,
    text: t('motion.option', { name: who, rank, total: figures.score(total) }),
  }));
  return { kind: 'select', name, label: t('motion.place', { place }), options };
}

function intro({ t, figures }: View, { digest, ranked, size }: Ground): Html {
  const columns = [
    { label: t('selection.rank') },
    { label: t('selection.candidate'), isHeader: true },
    { label: t('selection.total'), isNumeric: true },
  ];
  const rows = ranked.map(({ rank, name, total, tiedWith }) => [
    html`<span class="b-rank">${rank}</span>`,
    html`<strong>${name}</strong>${tiedWith.length > 0 && html`<span class="b-source">${t('motion.tie')}</span>`}`,
    figures.score(total),
  ]);
  const shown = html`${table({ labelledBy: 'ranking', columns, rows, narrow: 'grid' })}${summaryList([{ key: t('motion.bound'), value: hash(digest) }], 'b-summary--narrow b-small')}`;
  return html`<p class="govuk-body-l">${t('motion.lead', { count: size })}</p>${section({ id: 'ranking', title: t('motion.ranking'), className: '' }, shown)}`;
}

function effectOf({ t }: View, { ranked, size, open }: Ground, proposed: readonly string[]): string[] {
  const isRanked = ranked.slice(0, size).every(({ ref }, index) => proposed[index] === ref);
  return [
    t('motion.effect-frozen'),
    t('motion.effect-vote'),
    ...(open === undefined ? [] : [t('motion.effect-void', { version: open })]),
    ...(isRanked ? [] : [t('motion.effect-order')]),
  ];
}
