import type { Answer } from '#platform/asking.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { rankingAnswer } from '#schemas/assessments.ts';
import { motionAnswer, seatsAnswer } from '#schemas/committees.ts';
import { candidatesAnswer } from '#schemas/nominations.ts';
import { icon } from '#web/components/icons.ts';
import { fraction, hash, link, locked, summaryList } from '#web/components/pieces.ts';
import { valueOf, valueOrNull } from '#web/forms.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { type Candidates, nameOf } from '../candidate-names.ts';
import { crumbsOf, dueWords, readSelectionHead, type SelectionHead } from '../selection-head.ts';
import { readStanding, type Standing } from '../standing.ts';

/** One seat's vote on the motion that is shown. Nothing is preselected, and the three options look alike. */
export const ballotAct: ActScreen = { path: '/selections/:selectionId/ballot', open: openBallot };

async function openBallot(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view } = request;
  const head = await readSelectionHead(request);
  const [motion, candidates, seats, ranking, standing] = await Promise.all([
    ask.get('/selections/:selectionId/motion', motionAnswer, head.at),
    ask.get('/selections/:selectionId/candidates', candidatesAnswer, head.at),
    ask.get('/selections/:selectionId/seats', seatsAnswer, head.at),
    ask.find('/selections/:selectionId/ranking', rankingAnswer, head.at),
    readStanding(request, head),
  ]);
  // Values stand beside the names only where they are those of the ranking that the motion rests on.
  const ranked = ranking?.digest === motion.content.rankingDigest ? ranking.ranking.ranked : [];
  const title = view.t('ballot.title', { version: motion.version });
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'inbox',
    back: head.href,
    version: motion.digest,
    intro: motionText(view, { motion, candidates: candidates.items, ranked }),
    aside: asideOf({ head, view, eligible: seats.items.filter(mayVote).length, standing }),
    ...questions(head, request, motion.version),
    send: (values) => ({
      path: '/selections/:selectionId/ballots',
      ...head.at,
      body: { choice: valueOf(values, 'choice'), reason: valueOrNull(values, 'reason') },
      isBound: true,
      refusalFields: { 'ballot.reason-missing': 'reason' },
    }),
  };
}

function questions(
  head: SelectionHead,
  { view, typed = {} }: ScreenRequest,
  version: number,
): Pick<OpenAct, 'fields' | 'effect' | 'submit' | 'after'> {
  const { t } = view;
  const options = (['approve', 'reject', 'abstain'] as const).map((value) => ({
    value,
    text: t(`ballot.${value}`),
    hint: t(`ballot.${value}-hint`),
  }));
  const hint = t('ballot.choice-hint', { version });
  const className = 'b-radios--cards';
  const isDissent = ['reject', 'abstain'].includes(valueOf(typed, 'choice'));
  const reason = { name: 'reason', label: t('ballot.reason'), hint: t('ballot.reason-hint'), most: 2000 };
  return {
    fields: [
      { kind: 'radios', name: 'choice', label: t('ballot.choice'), hint, options, className },
      { kind: 'textarea', ...reason, ...(isDissent ? {} : { isOptional: 'as-hinted' as const }) },
    ],
    effect: () => [
      t('ballot.effect-final'),
      html`${t('ballot.effect-closes')} ${dueWords(head, view)}.`,
      t('ballot.effect-sealed'),
    ],
    submit: t('ballot.submit'),
    after: html`<p class="govuk-body-s b-mt-4">${t('ballot.undeclared-tie')} ${link({ href: `${head.href}/step-back`, text: t('ballot.step-back') })}${t('ballot.never-abstain')}</p>`,
  };
}

function mayVote({ recusal, removedAt }: Answer<typeof seatsAnswer>['items'][number]): boolean {
  return recusal === null && removedAt === null;
}

interface MotionShown {
  readonly motion: Answer<typeof motionAnswer>;
  readonly candidates: Candidates;
  readonly ranked: Answer<typeof rankingAnswer>['ranking']['ranked'];
}

/** The frozen text of the motion, with its version. */
function motionText(view: View, shown: MotionShown): Html {
  const { t, figures } = view;
  const { motion } = shown;
  const proposed = motion.content.candidates.map((ref) => html`<li>${proposedWords(view, ref, shown)}</li>`);
  return html`<section class="b-motion" aria-labelledby="motion-text"><div class="b-motion__text"><h2 class="govuk-heading-s b-soft" id="motion-text">${t('ballot.motion-text')}</h2><p>${t('ballot.motion-lead', { count: motion.content.candidates.length })}</p><ol>${proposed}</ol></div><div class="b-motion__foot"><span>${icon('lock')}${t('ballot.motion-frozen', { at: figures.instant(motion.putAt) })}</span><span>${t('ballot.motion-version', { version: motion.version })} · ${hash(motion.digest)}</span></div></section>`;
}

/** The name, and in brackets the box and the total, where the viewer may know them. */
function proposedWords({ t, figures }: View, ref: string, { candidates, ranked }: MotionShown): string {
  const candidate = candidates.find((one) => one.ref === ref);
  const name = candidate === undefined ? ref : nameOf(candidate);
  const place = ranked.find((one) => one.ref === ref);
  if (place === undefined) return name;
  const total = figures.score(place.total);
  const box = candidate?.merit?.box ?? null;
  const standing = box === null ? t('ballot.total', { total }) : t('ballot.standing', { box, total });
  return `${name} (${standing})`;
}

function asideOf({
  head,
  view,
  eligible,
  standing,
}: {
  readonly head: SelectionHead;
  readonly view: View;
  readonly eligible: number;
  readonly standing: Standing | undefined;
}): Html {
  const { t, figures } = view;
  const progress = standing?.progress ?? null;
  const cast = progress !== null && fraction(progress, t('ballot.cast-of', progress));
  const rows = [
    cast === false
      ? { key: t('ballot.eligible'), value: figures.number(eligible) }
      : { key: t('ballot.cast'), value: cast },
    { key: t('ballot.closes'), value: dueWords(head, view) },
  ];
  return html`<section aria-labelledby="vote-state"><h2 class="govuk-heading-s" id="vote-state">${t('ballot.vote')}</h2>${summaryList(rows, 'b-summary--narrow b-small')}</section>${locked({ id: 'others-closed', title: t('ballot.others-closed'), body: html`<p>${t('ballot.others-closed-until')}</p>` })}<section aria-labelledby="before"><h2 class="govuk-heading-s b-mt-5" id="before">${t('ballot.before')}</h2><ul class="govuk-list"><li>${link({ href: `${head.href}#ranking`, text: t('ballot.read-ranking') })}</li></ul></section>`;
}
