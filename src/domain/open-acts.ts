import { publicRefusal, refuseAct, type SelectionContext } from './access.ts';
import type { ActName } from './access-acts.ts';
import { type Choice, refuseApproval } from './choices.ts';
import {
  refuseAdjournment,
  refuseCancellation,
  refusePause,
  refusePolicyMove,
  refuseResume,
  refuseRevocation,
} from './commands.ts';
import {
  type Concurrence,
  type ConcurrenceRule,
  refuseConcurrenceRequest,
  refuseLapse,
  refuseReply,
} from './concurrence.ts';
import { type CriteriaSet, refuseCountersign, refuseSeal } from './criteria.ts';
import { type Fact, refuseFact, refuseUnlessOpen } from './facts.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Asker } from './roles.ts';
import { refuseSelectionMove, type SelectionState } from './selections.ts';
import { refuseAppointing, refuseAssigning, refuseReplacing } from './staffing.ts';
import { refuseMove, type Stage } from './stages.ts';

/** Acts in a selection that is there already. */
export type OpenActName = Exclude<ActName, 'selection.draft' | 'selection.open'>;

/** Where a selection stands at this moment: what an act is judged by before its content is known. */
export interface Moment {
  readonly state: SelectionState;
  /** The live stage, else the latest one. */
  readonly stage: Stage | undefined;
  readonly now: string;
  /** Whether any stage was ever opened. */
  readonly hasRun: boolean;
  /** How many were ever nominated. */
  readonly nominated: number;
  readonly criteria: Omit<CriteriaSet, 'criteria'> | undefined;
  /** The choice that was not undone. */
  readonly choice: Choice | undefined;
  /** The latest round for that choice. */
  readonly concurrence: Concurrence | undefined;
  readonly concurrenceRule: ConcurrenceRule;
}

export interface OpenActsAsked {
  readonly asker: Asker;
  readonly context: Omit<SelectionContext, 'now' | 'subjectPersonId' | 'earlierHands'>;
  readonly moment: Moment;
}

export interface JudgedAct {
  readonly act: OpenActName;
  /** As it may be told to the asker; undefined where the act is open to them. */
  readonly refusal: Refusal | undefined;
}

/**
 * Which acts are open to somebody now: first who, then when. What an act says, and whether it was done already, is judged
 * only when it is done.
 */
export function judgeActs({ asker, context, moment }: OpenActsAsked): JudgedAct[] {
  const acts = Object.keys(moments) as OpenActName[];
  return acts.map((act) => {
    const whole = { ...context, now: moment.now, ...partyTo(act, { asker, context, moment }) };
    const refusal = refuseAct(act, asker, whole) ?? moments[act]({ ...moment, asker });
    return { act, refusal: refusal && publicRefusal(refusal, asker) };
  });
}

function partyTo(
  act: OpenActName,
  { asker, context, moment }: OpenActsAsked,
): Pick<SelectionContext, 'subjectPersonId' | 'earlierHands'> {
  const { personId } = asker;
  const isCandidate = personId !== null && context.candidatePersonIds.includes(personId);
  const subjectPersonId = isCandidate || act === 'nomination.file' ? personId : null;
  const { criteria, choice } = moment;
  const sealers = [criteria?.draftedBy, criteria?.sealedBy].filter((hand) => hand != null);
  const choosers = choice === undefined ? [] : [choice.madeBy];
  const hands = { 'criteria.countersign': sealers, 'choice.approve': choosers } as const;
  return { subjectPersonId, earlierHands: act in hands ? hands[act as keyof typeof hands] : [] };
}

type Judge = (asked: Moment & { readonly asker: Asker }) => Refusal | undefined;

/** Stands for a reason or a number that will be given with the act. */
const given = '-';

const fact =
  (name: Fact): Judge =>
  ({ stage, now }) =>
    refuseFact({ stage, fact: name, now });

/** What a command asks of the stage that runs. */
const staged =
  (judge: (stage: Stage, now: string) => Refusal | undefined): Judge =>
  ({ stage, now }) =>
    stage === undefined ? refuse('stage.missing') : judge(stage, now);

const moveDue = staged((stage) => {
  const illegal = refuseMove(stage, { move: 'set-due', dueAt: stage.dueAt ?? '' });
  return illegal ?? (stage.dueAt === null ? refuse('command.due-missing') : undefined);
});

const moments: Readonly<Record<OpenActName, Judge>> = {
  'criteria.draft': ({ state, criteria }) =>
    state !== 'draft' || criteria?.sealedBy != null ? refuse('criteria.sealed') : undefined,
  'criteria.seal': ({ state, criteria }) =>
    refuseSeal({ state, set: asSet(criteria), ifMatch: criteria?.digest ?? null }),
  'criteria.countersign': ({ criteria, asker }) =>
    refuseCountersign({ set: asSet(criteria), ifMatch: criteria?.digest ?? null }, asker),
  'nomination.file': fact('nomination.file'),
  'pool.complete': fact('pool.complete'),
  'data.confirm': fact('data.confirm'),
  'correction.request': fact('correction.request'),
  'correction.answer': fact('correction.answer'),
  'gate.verify': fact('gate.verify'),
  'assessor.assign': refuseAssigning,
  'sheet.submit': fact('sheet.submit'),
  'sheet.finalise': fact('sheet.finalise'),
  'seat.appoint': refuseAppointing,
  'seat.replace': refuseReplacing,
  'interest.declare': fact('interest.declare'),
  'interest.step-back': fact('interest.step-back'),
  'interest.uphold': fact('interest.uphold'),
  'presence.record': fact('presence.record'),
  'presence.record-other': fact('presence.record'),
  'motion.put': fact('motion.put'),
  'ballot.cast': fact('ballot.cast'),
  'choice.make': (asked) =>
    fact('choice.make')(asked) ?? (asked.choice === undefined ? undefined : refuse('choice.exists')),
  'choice.approve': ({ stage, now, choice, asker }) =>
    refuseApproval({ stage, now, choice, approver: asker, approves: true, reason: given }),
  'concurrence.request': ({ stage, now, concurrence }) => refuseConcurrenceRequest(stage, concurrence, now),
  'concurrence.reply': ({ stage, now, concurrence }) =>
    refuseReply({ stage, now, concurrence, reply: 'issued', letterNumber: given, reason: given }),
  'concurrence.certify-lapse': ({ stage, now, concurrence, concurrenceRule }) =>
    refuseLapse(concurrenceRule, concurrence, { stage, now }),
  'decree.issue': fact('decree.issue'),
  'placement.inaugurate': fact('placement.inaugurate'),
  'candidate.withdraw': ({ state, stage }) => {
    if (state !== 'running' && state !== 'decided') return refuse('stage.closed');
    return stage?.step === 'effective' ? refuse('nomination.inaugurated') : undefined;
  },
  'stage.extend': moveDue,
  'stage.recalculate-deadlines': moveDue,
  'stage.pause': staged((stage, now) => refusePause(stage, given, now)),
  'stage.resume': staged((stage) => refuseResume(stage, given)),
  'stage.reopen': ({ state, hasRun }) => {
    const whole = refuseSelectionMove(state, 'reopen');
    const isClosed = whole !== undefined && refuseSelectionMove(state, 'reopen-placement') !== undefined;
    return isClosed ? whole : hasRun ? undefined : refuse('command.never-opened');
  },
  'reminder.send': ({ stage }) => refuseUnlessOpen(stage),
  'committee.adjourn': staged((stage) => refuseAdjournment(stage, given)),
  'selection.move-policy': ({ state, stage, nominated }) =>
    refusePolicyMove({ state, stage, nominated, moves: 0 }, { reason: given, isSame: false }),
  'selection.cancel': ({ state }) => refuseCancellation(state, given),
  'placement.revoke': ({ state }) => refuseRevocation(state, { reason: given, orderNumber: given }),
};

function asSet(criteria: Moment['criteria']): CriteriaSet | undefined {
  return criteria === undefined ? undefined : { ...criteria, criteria: [] };
}
