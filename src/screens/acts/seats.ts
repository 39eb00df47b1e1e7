import type { Answer } from '#platform/asking.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { seatsAnswer } from '#schemas/committees.ts';
import { accountsAnswer } from '#schemas/lookups.ts';
import { section } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Field, type FormValues, valueOf } from '#web/forms.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { crumbsOf, readSelectionHead } from '../selection-head.ts';

type SeatView = Answer<typeof seatsAnswer>['items'][number];
type Account = Answer<typeof accountsAnswer>['items'][number];

/** A committee has five seats by the pack of the civil service, and may have more. */
const usualSeats = 5;
const furtherSeats = 4;

/** The office appoints the committee: all seats, or none. */
export const seatsAct: ActScreen = { path: '/selections/:selectionId/seats', open: openAppointing };

async function openAppointing(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const { agency } = head.selection;
  const [known, accounts] = await Promise.all([
    ask.find('/selections/:selectionId/seats', seatsAnswer, head.at),
    ask.get('/accounts', accountsAnswer, { query: { agency } }),
  ]);
  const seats = known?.items ?? [];
  const offered = offeredSeats(seats);
  const title = t('seats.title');
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'inbox',
    back: head.href,
    intro: html`<p class="govuk-body-l">${t('seats.lead')}</p>${composition(view, seats)}`,
    fields: questions(view, offered, accounts.items.filter(isFree(seats))),
    effect: () => [t('seats.effect-all'), t('seats.effect-declare'), t('seats.effect-final')],
    submit: t('seats.submit'),
    send: (values) => ({
      path: '/selections/:selectionId/seats',
      ...head.at,
      body: { seats: appointmentsOf(values, offered) },
      fieldOf: () => offered.map(nameOf).find((name) => valueOf(values, name) === '') ?? 'seat-1',
    }),
  };
}

/** Nobody sits twice. */
function isFree(seats: readonly SeatView[]): (account: Account) => boolean {
  const seated = seats.filter(({ removedAt }) => removedAt === null).map(({ account }) => account);
  return ({ id }) => !seated.includes(id);
}

interface Offered {
  readonly seat: number;
  readonly role: 'chair' | 'member';
  readonly isOptional: boolean;
}

/** Numbers that no seat has had: a held seat changes its holder by a replacement only. */
function offeredSeats(seats: readonly SeatView[]): Offered[] {
  const numbers = Array.from({ length: usualSeats + furtherSeats }, (_one, index) => index + 1);
  const free = numbers.filter((number) => seats.every(({ seat }) => seat !== number));
  const hasChair = seats.some(({ role }) => role === 'chair');
  return free.map((seat, index) => ({
    seat,
    role: index === 0 && !hasChair ? 'chair' : 'member',
    isOptional: seat > usualSeats,
  }));
}

function nameOf({ seat }: Offered): string {
  return `seat-${seat}`;
}

function appointmentsOf(values: FormValues, offered: readonly Offered[]) {
  return offered
    .map((one) => ({ seat: one.seat, role: one.role, account: valueOf(values, nameOf(one)) }))
    .filter(({ account }) => account !== '');
}

function questions({ t }: View, offered: readonly Offered[], accounts: readonly Account[]): Field[] {
  const field = (one: Offered): Field => ({
    kind: 'select',
    name: nameOf(one),
    label: t(`seats.${one.role}`, { number: one.seat }),
    isOptional: one.isOptional,
    options: accounts
      .filter(({ roles }) => roles.includes(one.role))
      .map(({ id, name }) => ({ value: id, text: name })),
  });
  const usual = offered.filter(({ isOptional }) => !isOptional).map(field);
  const more = offered.filter(({ isOptional }) => isOptional).map(field);
  if (more.length === 0) return usual;
  return [...usual, { kind: 'group', name: 'more', label: t('seats.more'), hint: t('seats.more-hint'), fields: more }];
}

function composition(view: View, seats: readonly SeatView[]): Html {
  const { t } = view;
  const title = t('seats.composition');
  if (seats.length === 0) return section({ id: 'composition', title }, html`<p>${t('seats.none')}</p>`);
  const rows = seats.map(({ seat, role, name, recusal, removedAt }) => [
    t('seats.number', { number: seat }),
    t(role === 'chair' ? 'role.chair' : 'role.member'),
    name,
    t(removedAt !== null ? 'seats.state-left' : recusal !== null ? 'seats.state-recused' : 'seats.state-holds'),
  ]);
  const columns = [
    { label: t('seats.seat'), isHeader: true },
    { label: t('seats.function') },
    { label: t('seats.holder') },
    { label: t('seats.state') },
  ];
  return section({ id: 'composition', title }, table({ labelledBy: 'composition', columns, rows }));
}
