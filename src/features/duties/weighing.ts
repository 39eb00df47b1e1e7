import type { ConcurrenceRule } from '#domain/concurrence.ts';
import { awaitedForCriteria, type CriteriaProgress } from '#domain/criteria-progress.ts';
import type { Awaited } from '#domain/judgement.ts';
import { type Readiness, readiness } from '#domain/readiness.ts';
import type { Hand } from '#domain/roles.ts';
import type { Stage, StageKind, StageState, StageStep } from '#domain/stages.ts';
import type { StepFacts } from '#domain/step-facts.ts';
import { criteriaProgressOf, type Progress, progressOf } from '#domain/step-progress.ts';
import { listGatesUnknown } from '#features/nominations/service.ts';
import type { Tx } from '#platform/database.ts';
import { assessmentFacts, committeeFacts, type LiveCase, nominationFacts, placementFacts, type Read } from './facts.ts';

export type { LiveCase };

import {
  type Attempts,
  type CriteriaStateRow,
  listAssessmentFacts,
  listCommitteeFacts,
  listCriteriaStates,
  listNominationFacts,
  listPlacementFacts,
} from './facts-queries.ts';

/** Where a selection stands, derived as its own stage derives it: for whoever may know how much of it. */
export interface Weighed {
  readonly criteria: CriteriaProgress;
  /** Those whose act the next one must not repeat. */
  readonly hands: readonly Hand[];
  readonly facts: StepFacts | undefined;
  readonly judged: Readiness | undefined;
  readonly awaiting: readonly Awaited[];
  readonly progress: Progress | null;
  readonly concurrence: { readonly rule: ConcurrenceRule; readonly lapsesAt: string | null };
  /** The arithmetic of that lapse. */
  readonly lapse: Record<string, unknown> | null;
  /** Name of somebody awaited, by kind and ref: members and assessors by name, candidates by code. */
  readonly names: ReadonlyMap<string, string>;
}

/** Weighs many selections in a constant number of queries, as the conductor. */
export async function weighAll(tx: Tx, cases: readonly LiveCase[], now: string): Promise<Map<string, Weighed>> {
  const drafts = cases.filter(({ stage }) => stage === undefined).map(({ selectionId }) => selectionId);
  const [criteria, facts] = await Promise.all([listCriteriaStates(tx, drafts), readFacts(tx, cases, now)]);
  const drafted = new Map(criteria.map((row) => [row.id, row]));
  return new Map(
    cases.map((live) => {
      const { selectionId, stage } = live;
      if (stage === undefined) return [selectionId, weighDraft(drafted.get(selectionId))];
      return [selectionId, weigh(live, facts.get(selectionId), now)];
    }),
  );
}

async function readFacts(tx: Tx, cases: readonly LiveCase[], now: string): Promise<Map<string, Read>> {
  const of = (kind: StageKind) => cases.filter(({ stage }) => stage?.kind === kind && stage.state !== 'planned');
  const [nominations, assessments, placements] = [of('nomination'), of('assessment'), of('placement')];
  const [unknown, nominationRows, assessmentRows, committeeRows, placementRows] = await Promise.all([
    listGatesUnknown(tx, nominations.filter(inStep('data-check')), now),
    listNominationFacts(tx, attemptsOf(nominations)),
    listAssessmentFacts(tx, { ...attemptsOf(assessments), rounds: assessments.map(roundOf) }),
    listCommitteeFacts(tx, attemptsOf(of('committee-review'))),
    listPlacementFacts(
      tx,
      placements.map(({ selectionId }) => selectionId),
    ),
  ]);
  const byId = new Map(cases.map((live) => [live.selectionId, live]));
  const read = <Row extends { readonly id: string }>(
    rows: readonly Row[],
    toFacts: (live: LiveCase, row: Row) => Read | undefined,
  ) =>
    rows.flatMap((row): [string, Read][] => {
      const live = byId.get(row.id);
      const found = live && toFacts(live, row);
      return found === undefined ? [] : [[row.id, found]];
    });
  return new Map([
    ...read(nominationRows, (live, row) => nominationFacts(live, row, unknown.get(row.id) ?? [])),
    ...read(assessmentRows, assessmentFacts),
    ...read(committeeRows, committeeFacts),
    ...read(placementRows, placementFacts),
  ]);
}

function inStep(step: StageStep) {
  return ({ stage }: LiveCase) => stage?.step === step;
}

function attemptsOf(cases: readonly LiveCase[]): Attempts {
  return {
    ids: cases.map(({ selectionId }) => selectionId),
    attempts: cases.map(({ stage }) => stage?.attempt ?? 0),
  };
}

function roundOf({ stage }: LiveCase): string {
  return stage?.step === 'independent' ? 'independent' : 'final';
}

const none = {
  facts: undefined,
  judged: undefined,
  concurrence: { rule: { lapse: false }, lapsesAt: null },
  lapse: null,
  names: new Map<string, string>(),
} as const;

function weighDraft(row: CriteriaStateRow | undefined): Weighed {
  const criteria = criteriaProgress(row);
  const hands: Hand[] = [];
  if (row !== undefined) hands.push({ accountId: row.draftedBy, personId: row.drafterPerson });
  if (row?.sealedBy != null) hands.push({ accountId: row.sealedBy, personId: row.sealerPerson });
  return { ...none, criteria, hands, awaiting: awaitedForCriteria(criteria), progress: criteriaProgressOf(criteria) };
}

function criteriaProgress(row: CriteriaStateRow | undefined): CriteriaProgress {
  if (row === undefined) return 'missing';
  if (row.isInForce) return 'in-force';
  return row.sealedBy === null ? 'drafted' : 'sealed';
}

function weigh({ stage, pack }: LiveCase, read: Read | undefined, now: string): Weighed {
  const criteria = 'in-force';
  if (stage === undefined || read === undefined) return { ...none, criteria, hands: [], awaiting: [], progress: null };
  const { facts, people, hands = [], lapsesAt = null, lapse = null, names = none.names } = read;
  const judged = readiness(stage, facts, now);
  return {
    criteria,
    hands,
    facts,
    judged,
    // A stage that is paused waits for nobody.
    awaiting: stage.state === 'open' ? judged.awaiting : [],
    progress: progressOf(facts, people),
    concurrence: { rule: pack.concurrence, lapsesAt },
    lapse,
    names,
  };
}

export interface StageColumns {
  readonly kind: string | null;
  readonly attempt: number | null;
  readonly stageState: string | null;
  readonly step: string | null;
  readonly openedAt: string | null;
  readonly dueAt: string | null;
  readonly pausedAt: string | null;
}

/** The live stage of a listed selection. */
export function stageOf(selectionId: string, row: StageColumns): Stage | undefined {
  const { kind, attempt, stageState, step, openedAt, dueAt, pausedAt } = row;
  if (kind === null || attempt === null) return undefined;
  const known = { kind: kind as StageKind, state: stageState as StageState, step: step as StageStep };
  return { selectionId, ...known, attempt, openedAt, dueAt, pausedAt };
}
