import { isBlank } from '#domain/committee.ts';
import { moveGrounds, refuseMoveReason } from '#domain/map-resolutions.ts';
import { refuse } from '#domain/refusal.ts';
import type { Answer } from '#platform/asking.ts';
import type { OpenAct, ScreenRequest } from '#platform/screens.ts';
import { movesAnswer, placeAnswer } from '#schemas/mapping.ts';
import { summaryList } from '#web/components/pieces.ts';
import { type Fault, type Field, valueOf } from '#web/forms.ts';
import { type Html, html } from '#web/html.ts';
import { refusalMessage } from '#web/i18n.ts';
import type { View } from '#web/view.ts';

type Place = Answer<typeof placeAnswer>;
type Moves = Answer<typeof movesAnswer>;

const refusalFields = {
  'map.too-far': 'to',
  'map.same-box': 'to',
  'map.reason-missing': 'reason',
  'map.reason-short': 'reason',
};

/** A move of a person by a box: what is offered is what the rule allows, and what it refuses is said before anything is sent. */
export async function openMove(request: ScreenRequest): Promise<Omit<OpenAct, 'crumbs' | 'back'>> {
  const { ask, view, params, typed } = request;
  const { t } = view;
  const [mapId, person] = [params['mapId'] ?? '', params['person'] ?? ''];
  const asked = { params: { mapId, person } };
  const [place, moves] = await Promise.all([
    ask.get('/maps/:mapId/people/:person', placeAnswer, asked),
    ask.get('/maps/:mapId/people/:person/moves', movesAnswer, asked),
  ]);
  const derived = place.explanation.box?.box ?? null;
  const chosen = moves.boxes.find((one) => String(one.box) === valueOf(typed ?? {}, 'to'))?.box;
  return {
    title: t('map.move-title'),
    at: 'map',
    intro: html`${standing(view, place, moves)}${ghost(view, moves, { derived, chosen })}`,
    fields: moveFields(view, moves),
    faults:
      typed === undefined
        ? []
        : moveFaults(view, { typed, isOffered: chosen !== undefined, minimum: moves.reasonMinLength }),
    effect: () => [t('map.move-effect')],
    submit: t('map.publish-submit'),
    send: (values) => ({
      path: '/maps/:mapId/moves',
      params: { mapId },
      body: {
        person,
        to: Number(valueOf(values, 'to')),
        ground: valueOf(values, 'ground'),
        reason: valueOf(values, 'reason'),
        evidence: valueOf(values, 'evidence'),
      },
      refusalFields,
    }),
  };
}

/** Who is moved, from where, and by which scores they got there. */
function standing(view: View, { name, explanation, standing: advised }: Place, { from }: Moves): Html {
  const { t, locale, figures } = view;
  const { box, performance, potential } = explanation;
  const score = (value: string | null) => (value === null ? t('furniture.unknown') : figures.score(value));
  return summaryList([
    { key: t('map.person'), value: name },
    { key: t('map.performance'), value: score(performance.value) },
    { key: t('map.potential'), value: score(potential.value) },
    { key: t('map.place'), value: placeWords(view, { at: from, derived: box?.box ?? null }) },
    { key: t('map.handling'), value: advised?.handling[locale] ?? t('furniture.none') },
  ]);
}

function placeWords(
  { t }: View,
  { at, derived }: { readonly at: number | null; readonly derived: number | null },
): string {
  if (at === null) return t('furniture.unknown');
  return derived === null || derived === at ? String(at) : `${at} (${t('map.moved-from', { box: derived })})`;
}

interface Typed {
  readonly typed: NonNullable<ScreenRequest['typed']>;
  readonly isOffered: boolean;
  /** Characters that the reason needs at least. */
  readonly minimum: number;
}

function moveFaults({ t, locale }: View, { typed, isOffered, minimum }: Typed): Fault[] {
  const missing = refusalMessage(refuse('map.reason-missing'), locale);
  const bare = (['reason', 'evidence'] as const).filter((name) => isBlank(valueOf(typed, name)));
  const short = bare.includes('reason') ? undefined : refuseMoveReason(valueOf(typed, 'reason'), minimum);
  const faults: Fault[] = bare.map((name) => ({ name, text: missing }));
  if (short !== undefined) faults.unshift({ name: 'reason', text: refusalMessage(short, locale) });
  return isOffered ? faults : [{ name: 'to', text: t('form.fault-choice', { label: t('map.move-to') }) }, ...faults];
}

interface Standing {
  readonly derived: number | null;
  readonly chosen: number | undefined;
}

/** Where the person stands and, once it is chosen, where they would; the place before each stays visible. */
function ghost({ t }: View, { from, layout }: Moves, { derived, chosen }: Standing): Html {
  const grid = (here: number | null, was: number | null) =>
    html`<div class="b-ghost__grid" aria-hidden="true">${layout.flat().map((box) => {
      const className = box === here ? 'is-here' : box === was ? 'was-here' : '';
      return html`<i class="${className}">${box}</i>`;
    })}</div>`;
  const now = html`<div><p class="b-small b-soft">${t('map.ghost-now')}</p>${grid(from, derived)}</div>`;
  const then =
    chosen !== undefined && html`<div><p class="b-small b-soft">${t('map.ghost-then')}</p>${grid(chosen, from)}</div>`;
  return html`<div class="b-ghost b-mb-4">${now}${then}</div>`;
}

function moveFields({ t, locale }: View, { boxes, reasonMinLength: count }: Moves): Field[] {
  const offered = boxes.map(({ box, label }) => {
    const words = label?.[locale];
    return { value: String(box), text: words === undefined ? String(box) : `${box}: ${words}` };
  });
  const grounds = moveGrounds.map((ground) => ({ value: ground, text: t(`map.ground-${ground}`) }));
  return [
    { kind: 'select', name: 'to', label: t('map.move-to'), options: offered },
    { kind: 'radios', name: 'ground', label: t('map.ground'), options: grounds },
    { kind: 'textarea', name: 'reason', label: t('map.reason'), hint: t('map.reason-hint', { count }), most: 2000 },
    { kind: 'text', name: 'evidence', label: t('map.evidence'), hint: t('map.evidence-hint') },
  ];
}
