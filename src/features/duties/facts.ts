import type { PolicyPack } from '#domain/policy-pack.ts';
import type { Hand } from '#domain/roles.ts';
import type { Stage } from '#domain/stages.ts';
import type { PlacementFacts, StepFacts } from '#domain/step-facts.ts';
import type { StepPeople } from '#domain/step-progress.ts';
import { startOfDay, type Zone } from '#domain/working-days.ts';
import type { AssessmentRow, CommitteeRow, NominationRow, PlacementFactsRow } from './facts-queries.ts';

/** A selection that is going on, as far as its weighing needs it. */
export interface LiveCase {
  readonly selectionId: string;
  readonly pack: PolicyPack;
  readonly zone: Zone;
  readonly stage: Stage | undefined;
}

/** The facts of one step with the people in it. */
export interface Read {
  readonly facts: StepFacts;
  readonly people: StepPeople;
  readonly hands?: readonly Hand[];
  readonly lapsesAt?: string | null;
  readonly lapse?: Record<string, unknown> | null;
  readonly names?: ReadonlyMap<string, string>;
}

const nobody: StepPeople = { candidates: 0, assessors: 0 };

export function nominationFacts(live: LiveCase, row: NominationRow, gatesUnknown: readonly string[]): Read {
  const candidates = row.candidates ?? [];
  const people = { ...nobody, candidates: candidates.length };
  const endsEarly = mayEndEarly(live);
  if (live.stage?.step === 'nominating') {
    const facts = { step: 'nominating', endsEarly, isPoolComplete: row.isPoolComplete, nominatorsAwaited: [] } as const;
    return { facts, people };
  }
  const refs = (chosen: typeof candidates) => chosen.map(({ ref }) => ref);
  return {
    people,
    names: new Map(candidates.map(({ ref, code }) => [`candidate ${ref}`, code])),
    facts: {
      step: 'data-check',
      endsEarly,
      candidatesAwaited: refs(candidates.filter(({ confirmed }) => !confirmed)),
      correctionsOpen: refs(candidates.filter(({ disputed }) => disputed)),
      gatesUnknown,
    },
  };
}

export function assessmentFacts(live: LiveCase, row: AssessmentRow): Read {
  const assessors = row.assessors ?? [];
  const filed = new Set((row.sheets ?? []).map(([candidate, assessor]) => `${candidate} ${assessor}`));
  const awaitedOf = (candidate: string) =>
    assessors.filter(({ ref }) => !filed.has(`${candidate} ${ref}`)).map(({ account }) => account);
  const endsEarly = mayEndEarly(live);
  const people = { candidates: row.candidates.length, assessors: assessors.length };
  const names = new Map(assessors.map(({ account, name }) => [`assessor ${account}`, name]));
  if (live.stage?.step === 'final') {
    const assessorsAwaited = [...new Set(row.candidates.flatMap(awaitedOf))];
    return { people, names, facts: { step: 'final', endsEarly, assessorsAwaited } };
  }
  const sheets = row.candidates.map((candidateRef) => ({
    candidateRef,
    assigned: assessors.length,
    awaited: awaitedOf(candidateRef),
  }));
  const { assessors: assessorsNeeded } = live.pack.assessment;
  return { people, names, facts: { step: 'independent', endsEarly, assessorsNeeded, sheets } };
}

export function committeeFacts(live: LiveCase, row: CommitteeRow): Read {
  const seats = row.seats ?? [];
  const held = seats.filter(({ removedAt }) => removedAt === null);
  const numbers = (chosen: typeof seats) => chosen.map(({ seat }) => seat);
  const committee = { rule: live.pack.committee, seats, recused: numbers(held.filter(({ recused }) => recused)) };
  const names = new Map([
    ...held.map(({ seat, name }) => [`member ${seat}`, name] as const),
    ...held.filter(({ role }) => role === 'chair').map(({ name }) => ['chair', name] as const),
  ]);
  return { people: nobody, names, facts: stepOf() };

  function stepOf(): StepFacts {
    const endsEarly = mayEndEarly(live);
    switch (live.stage?.step) {
      case 'declaring':
        return {
          step: 'declaring',
          endsEarly,
          ...committee,
          declared: numbers(held.filter(({ declared }) => declared)),
        };
      case 'deliberating':
        return { step: 'deliberating', ...committee, present: row.present, hasMotion: row.hasMotion };
      default:
        // Whether a ballot abstains is not told before the tally: here each counts as one that was cast.
        return {
          step: 'voting',
          endsEarly,
          ...committee,
          ballots: row.cast.map((seat) => ({ seat, abstains: false })),
        };
    }
  }
}

/** Nothing where a placement was undone between two readings. */
export function placementFacts(live: LiveCase, row: PlacementFactsRow): Read | undefined {
  const { lapsesAt, lapse, madeBy, makerPerson: personId } = row;
  const hands = madeBy === null ? [] : [{ accountId: madeBy, personId }];
  const step = (live.stage?.step ?? 'choosing') as PlacementFacts['step'];
  const facts = stepsOf(live, row)[step]();
  return facts && { people: nobody, hands, lapsesAt, lapse, facts };
}

function stepsOf(
  { zone }: LiveCase,
  row: PlacementFactsRow,
): Record<PlacementFacts['step'], () => PlacementFacts | undefined> {
  const { effectiveOn } = row;
  return {
    choosing: () => ({ step: 'choosing', choice: row.choice ?? undefined }),
    concurrence: () => ({ step: 'concurrence', state: row.concurrence ?? undefined }),
    decree: () => ({ step: 'decree', isIssued: row.isIssued }),
    inauguration: () => ({ step: 'inauguration', isInaugurated: row.isInaugurated }),
    effective: () =>
      effectiveOn === null ? undefined : { step: 'effective', effectiveAt: startOfDay(effectiveOn, zone) },
  };
}

/** Whether the policy lets the step end as soon as all have answered. */
function mayEndEarly({ pack, stage }: LiveCase): boolean {
  if (stage === undefined) return false;
  return pack.stages[stage.kind].steps.find(({ step }) => step === stage.step)?.endsEarly ?? false;
}
