import type { PolicyPack } from '#domain/policy-pack.ts';
import { readiness } from '#domain/readiness.ts';
import type { Stage } from '#domain/stages.ts';
import type { StepFacts } from '#domain/step-facts.ts';
import type { MeritCode, MeritEntry } from '../examination.ts';
import { type CaseFile, object } from './case-file.ts';

/** Whether the policy lets a step end as soon as all have answered. */
export function endsEarly({ stages }: PolicyPack, { kind, step }: Stage): boolean {
  return stages[kind].steps.find((rule) => rule.step === step)?.endsEarly ?? false;
}

/**
 * Whether the step in which an entry falls was ready to end there: the same question as the conductor asks. Where only its time
 * was not over yet it is `merit.deadline`, else the code of what was missing.
 */
export function checkEnd(
  file: CaseFile,
  entry: MeritEntry,
  { facts, code }: { facts: StepFacts; code: MeritCode },
): void {
  const stage = file.stages.get(entry);
  // A wrong step or state is told by course.ts.
  if (stage === undefined || stage.state !== 'open' || stage.step !== facts.step) return;
  const { at } = entry.envelope;
  const judged = readiness(stage, facts, at);
  if (judged.ready) return;
  const awaited = judged.awaiting.map(({ who, count }) => `${count} ${who}`).join(', ');
  const found = judged.blocked?.code ?? `awaiting ${awaited}`;
  const isEarly = !judged.overdue && readiness({ ...stage, dueAt: at }, facts, at).ready;
  const isSilent = isEarly && code !== 'merit.declaration';
  object(file, entry, {
    code: isSilent ? 'merit.deadline' : code,
    expected: stage.dueAt ?? 'all that is awaited',
    found,
  });
}
