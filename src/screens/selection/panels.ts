import type { Answer } from '#platform/asking.ts';
import type { ballotsAnswer, outcomeAnswer, seatsAnswer } from '#schemas/committees.ts';
import type { placementAnswer } from '#schemas/placements.ts';
import { icon } from '#web/components/icons.ts';
import { hash, link, section, summaryList, type TagTone, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import type { WordKey } from '#web/words.ts';
import { type Standing, stepOf } from '../standing.ts';

type Seats = Answer<typeof seatsAnswer>['items'];

type SeatState = 'left' | 'recused' | 'ready' | 'awaited' | 'declared' | 'present' | 'voted';

const seatTones: Readonly<Record<SeatState, TagTone>> = {
  left: 'grey',
  recused: 'grey',
  ready: 'green',
  awaited: 'yellow',
  declared: 'green',
  present: 'green',
  voted: 'green',
};

/** What the members owe in the present step, for those who may know who is awaited; what they said stays closed. */
function seatStates(seats: Seats, standing: Standing | undefined): (seat: Seats[number]) => SeatState {
  const step = standing === undefined ? '' : stepOf(standing);
  const done = ({ declaring: 'declared', voting: 'voted' } as const)[step];
  const names = (standing?.awaiting ?? []).filter(({ who }) => who === 'member').flatMap((one) => one.names);
  const awaited = seats.filter((seat) => sits(seat) && names.includes(seat.name));
  const { progress = null } = standing ?? {};
  // Names that do not tell exactly who is meant tell nothing.
  const isTold = progress !== null && awaited.length === progress.total - progress.done;
  return (seat) => {
    if (seat.removedAt !== null) return 'left';
    if (seat.recusal !== null) return 'recused';
    if (step === 'deliberating' && seat.presence === 'present') return 'present';
    if (done === undefined || !isTold) return 'ready';
    return awaited.includes(seat) ? 'awaited' : done;
  };
}

function sits({ removedAt, recusal }: Seats[number]): boolean {
  return removedAt === null && recusal === null;
}

export function committeePanel({ t }: View, seats: Seats | undefined, standing: Standing | undefined): Html | false {
  if (seats === undefined) return false;
  const stateOf = seatStates(seats, standing);
  const people = seats.map((one) => {
    const { name, role, seat } = one;
    const state = stateOf(one);
    const tone = seatTones[state];
    const word = t(role === 'chair' ? 'role.chair' : 'role.member');
    return html`<li><span>${name}<small>${t('selection.seat')} ${seat}, ${word}</small></span>${tag(t(`selection.seat-${state}`), tone)}</li>`;
  });
  const body =
    people.length === 0
      ? html`<p class="govuk-body-s">${t('selection.committee-none')}</p>`
      : html`<ul class="b-people">${people}</ul><p class="govuk-body-s b-mt-4">${t('selection.committee-note')}</p>`;
  return html`<section aria-labelledby="committee" class="b-mt-5"><h2 class="govuk-heading-s" id="committee">${t('selection.committee')}</h2>${body}</section>`;
}

export interface Proof {
  /** The viewer may have the bundle. */
  readonly isOpen: boolean;
  readonly selectionId: string;
}

/** Where the record of this selection stands, and how anybody checks it without us. */
export function proofPanel({ t, figures, checkpoint }: View, { isOpen, selectionId }: Proof): Html {
  const chain =
    checkpoint !== undefined &&
    html`<ol class="b-chain"><li><strong>${t('proof.stream')}</strong><code class="b-hash">${selectionId.slice(0, 8)} …</code></li><li><strong>${t('proof.checkpoint', { size: figures.number(checkpoint.size) })}</strong><span>${t('proof.checkpoint-note')}</span><br>${hash(checkpoint.root)}</li>${checkpoint.witnesses !== undefined && html`<li><strong>${t('furniture.witnesses', checkpoint.witnesses)}</strong><span>${t('proof.witnesses-note')}</span></li>`}</ol>`;
  const buttons = isOpen
    ? html`<div class="govuk-button-group"><a class="govuk-button" href="/api/v1/selections/${selectionId}/bundle" download>${icon('download')}${t('proof.download')}</a><a class="govuk-button govuk-button--secondary" href="/help/verify">${t('proof.verify')}</a></div><p class="govuk-body-s b-mb-0 b-mt-4">${t('proof.offline')}</p>`
    : html`<p class="govuk-body-s b-mb-0 b-mt-4">${t('proof.closed')} ${link({ href: '/help/verify', text: t('proof.verify') })}</p>`;
  return html`<aside class="b-proof" aria-labelledby="proof"><div class="b-proof__head">${icon('seal')}<h2 id="proof">${t('proof.title')}</h2></div><div class="b-proof__body">${chain}${buttons}</div></aside>`;
}

type Outcome = Answer<typeof outcomeAnswer>;
type Ballots = Answer<typeof ballotsAnswer>['items'];

/** What the ballots yielded, and, where they are open, each with its reason. Dissent stands beside the rest. */
export function outcomeSection(
  view: View,
  shown: { readonly outcome: Outcome; readonly ballots: Ballots; readonly seats: Seats },
): Html {
  const { t, figures } = view;
  const { tally, closedAt } = shown.outcome;
  const counts = t('selection.outcome-counts', {
    approve: tally.approve,
    reject: tally.reject,
    abstain: tally.abstain,
  });
  const tone = tally.outcome === 'approved' ? 'green' : 'yellow';
  const words = t(`selection.outcome-${tally.outcome}` as WordKey);
  const names = new Map(shown.seats.map(({ seat, name }) => [seat, name]));
  const rows = shown.ballots.map(({ seat, choice, reason }) => [
    names.get(seat) ?? `${t('selection.seat')} ${seat}`,
    t(`ballot.${choice}` as WordKey),
    reason ?? t('form.empty'),
  ]);
  const columns = [
    { label: t('selection.seat'), isHeader: true },
    { label: t('selection.ballot-choice') },
    { label: t('selection.ballot-reason') },
  ];
  const ballots = rows.length > 0 && table({ caption: t('selection.ballots'), columns, rows });
  return section(
    {
      id: 'outcome',
      title: t('selection.outcome'),
      aside: html`<p class="govuk-body-s b-mb-0">${figures.instant(closedAt)}</p>`,
    },
    html`<p>${tag(words, tone)} ${counts}</p>${ballots}`,
  );
}

type Placement = Answer<typeof placementAnswer>;

export function placementSection(
  view: View,
  { placement, name }: { readonly placement: Placement; readonly name: string },
): Html {
  const { t, figures } = view;
  const { decree, effectedAt, revokedAt } = placement;
  const state =
    revokedAt !== null
      ? tag(t('selection.placement-revoked', { at: figures.instant(revokedAt) }), 'red')
      : effectedAt === null
        ? tag(t('selection.placement-waiting'), 'yellow')
        : tag(t('selection.placement-effected', { at: figures.instant(effectedAt) }), 'green');
  const rows = [
    { key: t('selection.placement-person'), value: name },
    {
      key: t('selection.placement-decree'),
      value: t('selection.placement-decree-of', { number: decree.number, day: figures.day(decree.issuedOn) }),
    },
    { key: t('selection.placement-effective'), value: figures.day(decree.effectiveOn) },
    { key: t('selection.placement-state'), value: state },
  ];
  return section({ id: 'placement', title: t('selection.placement') }, summaryList(rows));
}
