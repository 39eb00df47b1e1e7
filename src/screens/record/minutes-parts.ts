import type { Answer } from '#platform/asking.ts';
import type { minutesAnswer } from '#schemas/minutes.ts';
import { cited, sentence } from '#web/components/cited.ts';
import { dotted, hash, list } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import type { WordKey } from '#web/words.ts';

export type Minutes = Answer<typeof minutesAnswer>;

/** A numbered part of the document. */
interface Part {
  readonly title: string;
  readonly body: Html;
}

export function presencePart(view: View, minutes: Minutes): Part {
  const { t } = view;
  const columns = [
    { label: t('minutes.member'), isHeader: true },
    { label: t('minutes.office') },
    { label: t('minutes.present') },
    { label: t('minutes.eligible') },
  ];
  const rows = minutes.seats.map(({ name, role, isPresent, recusal, removedAt }) => [
    name,
    t(role === 'chair' ? 'role.chair' : 'role.member'),
    t(isPresent ? 'minutes.present' : 'minutes.absent'),
    voteOf(view, { recusal, removedAt }),
  ]);
  const seats = table({ caption: t('minutes.presence'), columns, rows, narrow: 'scroll' });
  const sessions = minutes.sessions.map((session) => html`<p class="b-mt-4">${sessionWords(view, session)}</p>`);
  return { title: t('minutes.presence'), body: html`${seats}${sessions}${quorumWords(view, minutes.quorum)}` };
}

function voteOf({ t, figures }: View, { recusal, removedAt }: Pick<Minutes['seats'][number], 'recusal' | 'removedAt'>) {
  if (removedAt !== null) return t('minutes.left', { at: figures.shortDay(removedAt) });
  return t(recusal === null ? 'minutes.may-vote' : 'minutes.recused');
}

function sessionWords({ t, figures }: View, { session, begunAt, endedAt, adjourned }: Minutes['sessions'][number]) {
  const from = begunAt === null ? t('furniture.unknown') : figures.instant(begunAt);
  const span =
    endedAt === null
      ? t('minutes.session-open', { session, from })
      : t('minutes.session', { session, from, to: figures.instant(endedAt) });
  return html`${span}${adjourned !== null && html` ${t('minutes.adjourned', { why: adjourned })}`}`;
}

/** The arithmetic, so that a reader can repeat it. */
function quorumWords(view: View, { met, present, eligible, required, rule, citation }: Minutes['quorum']): Html {
  const { t } = view;
  const counts = { present, eligible, required };
  const lead = met ? t('minutes.quorum-met', counts) : t('minutes.quorum-unmet', counts);
  const said = sentence((source) => t('minutes.quorum-rule', { minimum: rule.minimum, source }), cited(view, citation));
  return html`<p class="b-mt-4">${lead} ${said}</p>`;
}

export function motionPart({ t, figures }: View, { motion }: Minutes): Part {
  const names = motion.candidates.map(({ name, code, total }) => {
    const shown = name === null ? code : `${name} (${code})`;
    return total === null ? shown : t('minutes.candidate-total', { name: shown, total: figures.score(total) });
  });
  const lead = t('minutes.motion-text', { version: motion.version });
  return {
    title: t('minutes.motion'),
    body: html`<p>${lead}</p>${list(names, 'number')}<p>${t('minutes.digest')} ${hash(motion.digest, 'full')}</p>`,
  };
}

export function resultPart(view: View, { tally, ballots }: Minutes): Part {
  const { t } = view;
  const { approve, reject, abstain, needed, base, outcome, byChair } = tally;
  const counts = t('selection.outcome-counts', { approve, reject, abstain });
  const lead = html`<p><strong>${t(`selection.outcome-${outcome}` as WordKey)}</strong> ${dotted([counts])}<br>${t('minutes.majority', { needed, base })}${byChair && html` ${t('minutes.by-chair')}`}</p>`;
  if (ballots === null) {
    return { title: t('minutes.result'), body: html`${lead}<p>${t('minutes.ballots-closed')}</p>` };
  }
  const columns = [
    { label: t('minutes.member'), isHeader: true },
    { label: t('selection.ballot-choice') },
    { label: t('selection.ballot-reason') },
  ];
  const rows = ballots.map(({ name, choice, reason }) => [
    name,
    t(`ballot.${choice}`),
    reason ?? t('minutes.no-reason'),
  ]);
  return {
    title: t('minutes.result'),
    body: html`${lead}${table({ caption: t('selection.ballots'), columns, rows, narrow: 'scroll' })}`,
  };
}

/** Stands beside the outcome, never hidden. */
export function dissentPart({ t }: View, { ballots }: Minutes): Part {
  const title = t('minutes.dissent');
  if (ballots === null) return { title, body: html`<p>${t('minutes.ballots-closed')}</p>` };
  const dissent = ballots.filter(({ isDissent }) => isDissent);
  if (dissent.length === 0) return { title, body: html`<p>${t('minutes.dissent-none')}</p>` };
  const said = dissent.map(
    ({ name, choice, reason }) =>
      html`<p><strong>${name}, ${t(`ballot.${choice}`)}</strong><br>${reason ?? t('minutes.no-reason')}</p>`,
  );
  return { title, body: html`<div class="b-paper__dissent">${said}</div>` };
}

export function recommendationPart({ t }: View, { recommendation }: Minutes): Part {
  const title = t('minutes.end');
  if (recommendation === null) return { title, body: html`<p>${t('minutes.not-recommended')}</p>` };
  const names = recommendation.map(({ name, code }) => name ?? code).join('; ');
  return { title, body: html`<p>${t('minutes.recommended', { names })}</p>` };
}
