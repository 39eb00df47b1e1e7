import type { StageRef } from '#domain/ids.ts';
import type { MapState } from '#domain/map-resolutions.ts';
import type { StageKind } from '#domain/stages.ts';

/**
 * Every name and shape that is written into histories. Permanent: a change of shape goes through `patched()`,
 * a new name stands beside the old one. Ids, codes, durations and counters only; never names, scores or texts.
 */

/** How far a map is; nothing comes of one that is `superseded` by one that was begun later and is published. */
export type MapTick = MapState | 'superseded';

/** Workflows and the activities that touch the database. */
export const TASK_QUEUE = 'bukti';

/** A worker that dies in the middle of a workflow task costs this long; ten seconds, were nothing said. */
export const TASK_TIMEOUT = '5 seconds';

/** Content-free: facts were added that may have made the stage ready. Losing one costs a sweep interval, nothing else. */
export const FACTS_CHANGED = 'factsChanged';

/** Carries out one command that is written down in Postgres under this id. */
export const CARRY_OUT = 'carryOut';

/** Search attributes, for operators; no personal data. */
export const SELECTION_STAGE = 'SelectionStage';
export const AGENCY = 'Agency';
export const DUE_AT = 'DueAt';
export const OUTCOME = 'Outcome';

/** What a stage is after everything due was done. */
export interface StageTick {
  readonly state: 'planned' | 'open' | 'paused' | 'closing' | 'closed' | 'cancelled';
  /** Milliseconds until something is due, by the database's clock; null when only an act can change anything. */
  readonly inMs: number | null;
  /** For operators to search by; nothing in a workflow compares it with a clock. */
  readonly dueAt: string | null;
  readonly agency: string;
  /** Of a stage that this tick closed: the one that it opened in the same transaction. */
  readonly next?: NextStage & { readonly kind: 'stage' };
}

/** What the parent does next, as Postgres has it. */
export type NextStage =
  | {
      readonly kind: 'stage';
      readonly stage: StageKind;
      readonly attempt: number;
      readonly agency: string;
      /** Where it has just been opened: what its first tick would answer. */
      readonly opened?: StageTick;
    }
  | { readonly kind: 'ended'; readonly outcome: string };

export interface CarriedOut {
  readonly commandId: string;
  readonly state: 'done';
}

/** A compensation step already done or just done; `null` when none is left. */
export interface UndoneStep {
  readonly step: string | null;
}

export interface OtherCandidacies {
  /** Selections that still hold the placed person as a candidate. */
  readonly selectionIds: readonly string[];
}

/** What a development plan waits for after everything due was done. */
export interface PlanTick {
  readonly state: 'open' | 'closed';
  /** Milliseconds until the next reminder, by the database's clock; null when only an act can change anything. */
  readonly inMs: number | null;
}

/** The activities workflows may call. Each is idempotent: its entry ids are built from business ids. */
export interface ConductActivities {
  /** The stage that is live or next; moves a sealed selection to its first stage. */
  nextStage(selectionId: string): Promise<NextStage>;
  /** Does whatever is due on the stage under its lock and by the database's clock. The only place that moves a stage. */
  tick(stage: StageRef): Promise<StageTick>;
  /** One command of the `commands` table. Refusals come as non-retryable failures whose type is the refusal code. */
  carryOut(commandId: string): Promise<CarriedOut>;
  /** Undoes the next step of an executed placement, in reverse order. */
  undoNext(selectionId: string): Promise<UndoneStep>;
  listOtherCandidacies(selectionId: string): Promise<OtherCandidacies>;
  /** Withdraws the placed person from another selection, with a link to this one. */
  withdrawElsewhere(selectionId: string, otherId: string): Promise<void>;
  /** Gives back a candidacy that was withdrawn because of a placement now revoked. */
  restoreElsewhere(selectionId: string, otherId: string): Promise<void>;
  listWithdrawnElsewhere(selectionId: string): Promise<OtherCandidacies>;
  /** Draws more of a talent map, or publishes it once the committee has resolved to; answers how far it is then. */
  tickMap(mapId: string): Promise<MapTick>;
  /** Sends the reminders of a development plan that are due; answers when the next one is. */
  tickPlan(planId: string): Promise<PlanTick>;
}
