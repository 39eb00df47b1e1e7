import type { StageKind, StageStep } from '#domain/stages.ts';
import { type DeadlineExplanation, deadline, reminderAt } from '#domain/working-days.ts';
import type { Scene } from '#features/acts/service.ts';
import { readCalendars } from '#features/policies/service.ts';

/** A reminder or escalation that belongs to a deadline; instants in UTC. */
export interface Nudge {
  readonly at: string;
  readonly kind: 'reminder' | 'escalation';
  /** Role of those who are told besides the awaited; null for a reminder. */
  readonly to: string | null;
}

/** As stored with the stage, committed in its entry, shown to people and repeated by the verifier. */
export interface StoredDeadline {
  readonly explanation: DeadlineExplanation;
  readonly nudges: readonly Nudge[];
}

export type StepDeadline =
  | {
      readonly status: 'KNOWN';
      readonly dueAt: string;
      readonly calendarDigest: string;
      readonly stored: StoredDeadline;
    }
  | { readonly status: 'NONE' }
  | { readonly status: 'UNKNOWN'; readonly year: number };

export interface DeadlineAsked {
  readonly kind: StageKind;
  readonly step: StageStep;
  readonly from: string;
  /** Other than the policy's, for an extension. */
  readonly workingDays?: number;
}

/** The deadline of a step on the agency's decree calendars: a length in working days and the policy's reminders. */
export async function stepDeadline(scene: Scene, asked: DeadlineAsked): Promise<StepDeadline> {
  const rule = scene.pack.stages[asked.kind].steps.find(({ step }) => step === asked.step);
  const workingDays = asked.workingDays ?? rule?.workingDays ?? null;
  if (rule === undefined || workingDays === null) return { status: 'NONE' };
  const { cutoff, cutiBersamaIsNonWorking, officeOpensAt } = scene.pack.clocks;
  const shelf = await readCalendars(scene.tx, scene.agency);
  const use = { zone: scene.zone, cutiBersamaIsNonWorking };
  const due = deadline({ ...use, receivedAt: asked.from, workingDays, cutoff }, shelf.calendars);
  if (due.status === 'UNKNOWN') return { status: 'UNKNOWN', year: due.year };
  const nudges: Nudge[] = [];
  const planned = [
    ...rule.reminders.map((daysBefore) => ({ daysBefore, kind: 'reminder' as const, to: null })),
    ...rule.escalations.map(({ daysBefore, to }) => ({ daysBefore, kind: 'escalation' as const, to })),
  ];
  for (const { daysBefore, kind, to } of planned) {
    const at = reminderAt({ ...use, dueAt: due.dueAt, daysBefore, at: officeOpensAt }, shelf.calendars);
    if (typeof at !== 'string') return { status: 'UNKNOWN', year: at.year };
    // A step shorter than its reminder's lead has none.
    if (at > asked.from) nudges.push({ at, kind, to });
  }
  nudges.sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
  return {
    status: 'KNOWN',
    dueAt: due.dueAt,
    calendarDigest: shelf.digest,
    stored: { explanation: due.explanation, nudges },
  };
}
