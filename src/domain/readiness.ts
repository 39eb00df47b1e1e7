import { judgeDeclaring, judgeDeliberating, judgeVoting } from './committee-readiness.ts';
import { isOverdue } from './facts.ts';
import type { Awaited, Cure, Judgement, StepTime } from './judgement.ts';
import type { Stage } from './stages.ts';
import type {
  DataCheckFacts,
  FinalFacts,
  IndependentFacts,
  NominatingFacts,
  PlacementFacts,
  StepFacts,
} from './step-facts.ts';

export interface Readiness extends Judgement {
  /** Past its due instant and still not ready: reminded and escalated, never decided by silence. */
  readonly overdue: boolean;
}

/** Whether a step may end now, who is awaited, and what blocks it. The one place that says when a stage is ready. */
export function readiness(stage: Stage, facts: StepFacts, now: string): Readiness {
  if (facts.step !== stage.step) throw new RangeError(`facts of ${facts.step} asked about ${stage.step}`);
  const overdue = isOverdue(stage, now);
  const endsEarly = 'endsEarly' in facts && facts.endsEarly;
  const judged = judge(facts, { now, overdue, mayEnd: overdue || stage.dueAt === null || endsEarly });
  const ready = judged.ready && stage.state === 'open';
  return { ...judged, ready, overdue: overdue && !ready };
}

function judge(facts: StepFacts, time: StepTime): Judgement {
  switch (facts.step) {
    case 'nominating':
      return judgeNominating(facts, time);
    case 'data-check':
      return judgeDataCheck(facts, time);
    case 'independent':
      return judgeIndependent(facts, time);
    case 'final':
      return judgeFinal(facts, time);
    case 'declaring':
      return judgeDeclaring(facts, time);
    case 'deliberating':
      return judgeDeliberating(facts, time);
    case 'voting':
      return judgeVoting(facts, time);
    case 'choosing':
    case 'concurrence':
    case 'decree':
    case 'inauguration':
    case 'effective':
      return judgePlacement(facts, time);
  }
}

/** At its due instant the nomination closes with what is there. */
function judgeNominating({ isPoolComplete, nominatorsAwaited }: NominatingFacts, time: StepTime): Judgement {
  const awaiting = [...awaited('nominator', nominatorsAwaited), ...(isPoolComplete ? [] : [office('hr')])];
  return { ready: time.overdue || (time.mayEnd && awaiting.length === 0), awaiting };
}

/** Candidates who do not answer are recorded as unanswered; a correction that the office owes an answer to holds the step. */
function judgeDataCheck(facts: DataCheckFacts, time: StepTime): Judgement {
  const owed = [...new Set([...facts.correctionsOpen, ...facts.gatesUnknown])];
  const awaiting = [...awaited('candidate', facts.candidatesAwaited), ...awaited('hr', owed)];
  if (facts.correctionsOpen.length === 0) {
    return { ready: time.overdue || (time.mayEnd && awaiting.length === 0), awaiting };
  }
  const cure = cureOf('correction.answer', facts.correctionsOpen);
  return time.overdue
    ? { ready: false, awaiting, blocked: { code: 'correction.unanswered', cure: [cure] } }
    : { ready: false, awaiting };
}

/** Never closes without every sheet, from as many assessors as the policy wants: extend, or give the work to another. */
function judgeIndependent({ sheets, assessorsNeeded }: IndependentFacts, time: StepTime): Judgement {
  const awaiting = awaited('assessor', [...new Set(sheets.flatMap((sheet) => sheet.awaited))]);
  const short = sheets.filter(({ assigned }) => assigned < Math.max(1, assessorsNeeded));
  if (short.length > 0) {
    const cure = cureOf(
      'assessor.assign',
      short.map(({ candidateRef }) => candidateRef),
    );
    return { ready: false, awaiting, blocked: { code: 'assessment.assessors-missing', cure: [cure] } };
  }
  if (awaiting.length === 0) return { ready: time.mayEnd, awaiting };
  if (!time.overdue) return { ready: false, awaiting };
  const unfiled = sheets.filter((sheet) => sheet.awaited.length > 0).map(({ candidateRef }) => candidateRef);
  const cure = [cureOf('stage.extend', []), cureOf('assessor.assign', unfiled)];
  return { ready: false, awaiting, blocked: { code: 'assessment.sheets-missing', cure } };
}

/** At its due instant the independent sheets that were not changed stand as filed. */
function judgeFinal({ assessorsAwaited }: FinalFacts, time: StepTime): Judgement {
  const awaiting = awaited('assessor', assessorsAwaited);
  return { ready: time.overdue || (time.mayEnd && awaiting.length === 0), awaiting };
}

/** Every step of a placement waits for its act, however long it takes. */
function judgePlacement(facts: PlacementFacts, time: StepTime): Judgement {
  switch (facts.step) {
    case 'choosing':
      if (facts.choice === 'standing') return done;
      return { ready: false, awaiting: [office(facts.choice === 'awaiting-approval' ? 'approver' : 'authority')] };
    case 'concurrence':
      if (facts.state === 'issued' || facts.state === 'lapsed') return done;
      if (facts.state === 'requested') return { ready: false, awaiting: [office('outside')] };
      if (facts.state !== 'refused') return { ready: false, awaiting: [office('hr')] };
      return {
        ready: false,
        awaiting: [],
        blocked: { code: 'concurrence.refused', cure: [cureOf('choice.make', [])] },
      };
    case 'decree':
      return facts.isIssued ? done : { ready: false, awaiting: [office('authority')] };
    case 'inauguration':
      return facts.isInaugurated ? done : { ready: false, awaiting: [office('hr')] };
    case 'effective':
      return { ready: time.now >= facts.effectiveAt, awaiting: [] };
  }
}

const done: Judgement = { ready: true, awaiting: [] };

function office(who: Awaited['who']): Awaited {
  return { who, count: 1, refs: [] };
}

function awaited(who: Awaited['who'], refs: readonly string[]): readonly Awaited[] {
  return refs.length === 0 ? [] : [{ who, count: refs.length, refs }];
}

function cureOf(code: Cure['code'], refs: readonly string[]): Cure {
  return { code, count: Math.max(1, refs.length), refs };
}
