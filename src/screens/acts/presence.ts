import { Refused, refuse } from '#domain/refusal.ts';
import type { Answer } from '#platform/asking.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { seatsAnswer } from '#schemas/committees.ts';
import { tag } from '#web/components/pieces.ts';
import { type Field, valueOf } from '#web/forms.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { crumbsOf, readSelectionHead } from '../selection-head.ts';

/** Who is there: a member says so of the own seat, the secretary of any. */
export const presenceAct: ActScreen = { path: '/selections/:selectionId/presence', open: openPresence };

type Seat = Answer<typeof seatsAnswer>['items'][number];

async function openPresence(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const { items } = await ask.get('/selections/:selectionId/seats', seatsAnswer, head.at);
  const seats = items.filter(({ removedAt }) => removedAt === null);
  const own = seats.find(({ account }) => account === ask.asker.accountId);
  if (own === undefined && !view.viewer?.roles.includes('secretary')) throw new Refused(refuse('thing.missing'));
  const title = t('presence.title');
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'inbox',
    back: head.href,
    intro: html`<p class="govuk-body-l">${t('presence.lead')}</p>`,
    aside: attendance(view, seats),
    fields: own === undefined ? [seatField(view, seats), presenceField(view, t('presence.state'))] : [ownField(view)],
    effect: () => [t('presence.effect-quorum'), t('presence.effect-again')],
    submit: t('presence.submit'),
    send: (values) => ({
      path: '/selections/:selectionId/presences',
      ...head.at,
      body: { seat: own?.seat ?? Number(valueOf(values, 'seat')), presence: valueOf(values, 'presence') },
      refusalFields: own === undefined ? { 'interest.undeclared': 'seat', 'seat.missing': 'seat' } : {},
    }),
  };
}

function seatField({ t }: View, seats: readonly Seat[]): Field {
  const options = seats.map(({ seat, name }) => ({
    value: String(seat),
    text: t('presence.seat-of', { seat, name }),
  }));
  return { kind: 'select', name: 'seat', label: t('presence.seat'), options };
}

function ownField(view: View): Field {
  return presenceField(view, view.t('presence.own'));
}

function presenceField({ t }: View, label: string): Field {
  const options = (['present', 'absent'] as const).map((value) => ({ value, text: t(`presence.${value}`) }));
  return { kind: 'radios', name: 'presence', label, options, className: 'b-radios--cards' };
}

function attendance({ t }: View, seats: readonly Seat[]): Html {
  const people = seats.map(({ seat, name, presence, recusal }) => {
    const state = recusal !== null ? 'recused' : (presence ?? 'unrecorded');
    const tone = state === 'present' ? 'green' : state === 'unrecorded' ? 'yellow' : 'grey';
    return html`<li><span>${t('presence.seat-of', { seat, name })}</span>${tag(t(`presence.${state}`), tone)}</li>`;
  });
  return html`<section aria-labelledby="attendance"><h2 class="govuk-heading-s" id="attendance">${t('presence.now')}</h2><ul class="b-people">${people}</ul></section>`;
}
