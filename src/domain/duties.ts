import { refuseAct, type SelectionContext } from './access.ts';
import type { ActName } from './access-acts.ts';
import { findSeat } from './committee.ts';
import { type ConcurrenceRule, refuseLapse } from './concurrence.ts';
import type { CriteriaProgress } from './criteria-progress.ts';
import { curesOf } from './cures.ts';
import { factSteps, refuseFact } from './facts.ts';
import { quorum } from './quorum.ts';
import type { Readiness } from './readiness.ts';
import type { Asker, Hand } from './roles.ts';
import { type Stage, type StageStep, stageSteps } from './stages.ts';
import type { DataCheckFacts, DeliberatingFacts, PlacementFacts, StepFacts } from './step-facts.ts';

/** What one person is in one selection, besides the roles granted to them. */
export interface Part {
  readonly isSeated: boolean;
  readonly isChair: boolean;
  readonly isRecused: boolean;
  readonly hasDeclared: boolean;
  readonly isAssessor: boolean;
  readonly candidacy: { readonly ref: string; readonly isWithdrawn: boolean } | null;
}

/** An act that is waited for. `optional`: the step goes on without it, or somebody else is asked first. */
export interface Duty {
  readonly act: ActName;
  readonly optional: boolean;
}

export interface DutyAsked {
  readonly asker: Asker;
  readonly part: Part;
  readonly now: string;
  readonly agency: string;
  readonly selectionId: string;
  /** Undefined before the criteria are countersigned. */
  readonly stage: Stage | undefined;
  readonly criteria: CriteriaProgress;
  /** Those whose act the next one must not repeat: who drafted and sealed, or who chose. */
  readonly hands: readonly Hand[];
  /** Of the live stage, with the judgement on them. */
  readonly facts: StepFacts | undefined;
  readonly judged: Readiness | undefined;
  /** Why the step cannot end, as it stands on the record. */
  readonly blocked: string | null;
  readonly concurrence: { readonly rule: ConcurrenceRule; readonly lapsesAt: string | null };
}

/**
 * The acts that one person owes in one selection now. Who is recused and who has withdrawn owes nothing; what the person may not
 * do, or comes too late for, is not owed.
 */
export function listDuties(asked: DutyAsked): readonly Duty[] {
  if (hasLeft(asked.part)) return [];
  const open = [...wantedOf(asked), ...cureOf(asked)].filter(({ act }) => isOpenTo(act, asked));
  return open.filter(({ act }, index) => open.findIndex((other) => other.act === act) === index);
}

/** The next step in which the person will be asked for an act, as long as everything takes its course. */
export function nextStepOf(asked: DutyAsked): StageStep | undefined {
  const { stage, part } = asked;
  if (stage === undefined || hasLeft(part)) return undefined;
  const order: readonly StageStep[] = Object.values(stageSteps).flat();
  return order.slice(order.indexOf(stage.step) + 1).find((step) => {
    const act = mainActs[step];
    if (act === undefined || (act === 'data.confirm' && part.candidacy === null)) return false;
    return refuseAct(act, asked.asker, contextOf(asked)) === undefined;
  });
}

/** Steps in which somebody is asked by the role alone, without a seat, an assignment or a candidacy. */
export const officeSteps = {
  hr: ['draft', 'nominating', 'data-check', 'concurrence', 'decree', 'inauguration', 'blocked'],
  secretary: ['draft', 'blocked'],
  authority: ['draft', 'choosing', 'decree'],
  chair: ['choosing'],
  'unit-head': ['nominating'],
  candidate: ['nominating'],
} as const satisfies Record<string, readonly (StageStep | 'draft' | 'blocked')[]>;

const mainActs: Readonly<Partial<Record<StageStep, ActName>>> = {
  nominating: 'pool.complete',
  'data-check': 'data.confirm',
  independent: 'sheet.submit',
  final: 'sheet.finalise',
  declaring: 'interest.declare',
  deliberating: 'presence.record',
  voting: 'ballot.cast',
  choosing: 'choice.make',
  concurrence: 'concurrence.reply',
  decree: 'decree.issue',
  inauguration: 'placement.inaugurate',
};

function hasLeft({ isRecused, candidacy }: Part): boolean {
  return isRecused || candidacy?.isWithdrawn === true;
}

const must = (act: ActName): Duty => ({ act, optional: false });
const may = (act: ActName): Duty => ({ act, optional: true });

function wantedOf(asked: DutyAsked): readonly Duty[] {
  const { facts, stage, criteria, part, asker } = asked;
  if (stage === undefined) return criteria === 'in-force' ? [] : [must(criteriaActs[criteria])];
  if (facts === undefined) return [];
  switch (facts.step) {
    case 'nominating':
      if (facts.isPoolComplete) return [];
      return part.candidacy === null ? [must('pool.complete'), may('nomination.file')] : [must('pool.complete')];
    case 'data-check':
      return dataCheckDuties(facts, part);
    case 'independent':
      return facts.sheets.some(({ awaited }) => awaited.includes(asker.accountId)) ? [must('sheet.submit')] : [];
    case 'final':
      // A final sheet that stays away leaves the independent one standing.
      return facts.assessorsAwaited.includes(asker.accountId) ? [may('sheet.finalise')] : [];
    case 'declaring':
    case 'deliberating':
    case 'voting':
      return seatDuties(facts, asked);
    default:
      return placementDuties(facts, asked);
  }
}

const criteriaActs = {
  missing: 'criteria.draft',
  drafted: 'criteria.seal',
  sealed: 'criteria.countersign',
} as const satisfies Record<Exclude<CriteriaProgress, 'in-force'>, ActName>;

/** A candidate whose correction is not answered yet waits for the office. */
function dataCheckDuties(facts: DataCheckFacts, { candidacy }: Part): readonly Duty[] {
  const ref = candidacy?.ref;
  const confirms = ref !== undefined && facts.candidatesAwaited.includes(ref) && !facts.correctionsOpen.includes(ref);
  return [
    ...(confirms ? [must('data.confirm')] : []),
    ...(facts.correctionsOpen.length > 0 ? [must('correction.answer')] : []),
    ...(facts.gatesUnknown.length > 0 ? [must('gate.verify')] : []),
  ];
}

type CommitteeFacts = Extract<StepFacts, { readonly step: 'declaring' | 'deliberating' | 'voting' }>;

/** Before anything else a member declares. */
function seatDuties(facts: CommitteeFacts, { part, asker }: DutyAsked): readonly Duty[] {
  const held = findSeat(facts.seats, asker.accountId);
  if (held === undefined) return [];
  if (!part.hasDeclared) return [must('interest.declare')];
  if (facts.step === 'deliberating') return sittingDuties(facts, held.seat);
  if (facts.step === 'declaring') return [];
  return facts.ballots.some(({ seat }) => seat === held.seat) ? [] : [must('ballot.cast')];
}

/** Everybody says whether they are there; once a quorum is, the others may. */
function sittingDuties(facts: DeliberatingFacts, seat: number): readonly Duty[] {
  const attend = quorum(facts.rule, facts).met ? may('presence.record') : must('presence.record');
  return [...(facts.present.includes(seat) ? [] : [attend]), ...(facts.hasMotion ? [] : [must('motion.put')])];
}

function placementDuties(facts: PlacementFacts, asked: DutyAsked): readonly Duty[] {
  switch (facts.step) {
    case 'choosing':
      if (facts.choice === 'standing') return [];
      return [must(facts.choice === 'awaiting-approval' ? 'choice.approve' : 'choice.make')];
    case 'concurrence':
      return concurrenceDuties(facts.state, asked);
    case 'decree':
      if (facts.isIssued) return [];
      // The decree is the authority's; HR may issue it in their name.
      return [isAuthority(asked) ? must('decree.issue') : may('decree.issue')];
    case 'inauguration':
      return facts.isInaugurated ? [] : [must('placement.inaugurate')];
    case 'effective':
      return [];
  }
}

/** The outside authority is awaited, and HR records its letter when it comes; silence past the lapse may be certified. */
function concurrenceDuties(
  state: Extract<PlacementFacts, { step: 'concurrence' }>['state'],
  { concurrence: { rule, lapsesAt }, stage, now }: DutyAsked,
): readonly Duty[] {
  if (state === undefined || state === 'returned') return [must('concurrence.request')];
  if (state !== 'requested') return [];
  const round = { round: 1, state, requestedAt: now, lapsesAt };
  const hasLapsed = refuseLapse(rule, round, { stage, now }) === undefined;
  return hasLapsed ? [must('concurrence.certify-lapse'), may('concurrence.reply')] : [may('concurrence.reply')];
}

function isAuthority(asked: DutyAsked): boolean {
  return refuseAct('choice.make', asked.asker, contextOf(asked)) === undefined;
}

/** Whoever can do one of the cures of a blocked step owes the first of them that they may do. */
function cureOf(asked: DutyAsked): readonly Duty[] {
  const { blocked, judged, stage } = asked;
  if (blocked === null || stage?.state !== 'open') return [];
  const acts = curesOf(blocked, judged).flatMap(({ code }) => cureActs[code] ?? []);
  return acts
    .filter((act) => isOpenTo(act, asked))
    .slice(0, 1)
    .map(must);
}

const cureActs: Readonly<Partial<Record<ReturnType<typeof curesOf>[number]['code'], ActName>>> = {
  'stage.extend': 'stage.extend',
  'assessor.assign': 'assessor.assign',
  'correction.answer': 'correction.answer',
  'seat.appoint': 'seat.appoint',
  'quorum.replace': 'seat.replace',
  'quorum.appoint': 'seat.appoint',
};

function isOpenTo(act: ActName, asked: DutyAsked): boolean {
  if (refuseAct(act, asked.asker, contextOf(asked)) !== undefined) return false;
  if (!isFact(act)) return true;
  return refuseFact({ stage: asked.stage, fact: act, now: asked.now }) === undefined;
}

function isFact(act: ActName): act is ActName & keyof typeof factSteps {
  return act in factSteps;
}

/** The selection as far as this one person is concerned. */
function contextOf({ asker, part, now, agency, selectionId, hands }: DutyAsked): SelectionContext {
  const { accountId, personId } = asker;
  return {
    now,
    agency,
    selectionId,
    seatAccounts: part.isSeated ? [accountId] : [],
    chairAccount: part.isChair ? accountId : null,
    assessorAccounts: part.isAssessor ? [accountId] : [],
    candidatePersonIds: part.candidacy === null || personId === null ? [] : [personId],
    subjectPersonId: personId,
    earlierHands: hands,
  };
}
