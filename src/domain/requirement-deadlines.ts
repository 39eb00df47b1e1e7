import type { PolicyPack } from './policy-pack.ts';
import type { Requirement, RequirementState } from './requirement.ts';
import { idsOf, ofType, runsOf, type StageTrail, type StepRun } from './trail.ts';

/** One requirement per step that ran under a deadline: it ended in time, or its time ran out and ended it. */
export function deadlineRequirements(trail: StageTrail, pack: PolicyPack): Requirement[] {
  const { citation } = pack.stages[trail.kind];
  return runsOf(trail).flatMap((run): Requirement[] => {
    const due = dueOf(run);
    if (due === undefined) return [];
    const { begun, ended, entries } = run;
    const evidence = idsOf([begun, ...ofType(entries, 'deadline.moved/1'), ...blocksAfter(run, due), ended]);
    return [{ code: `deadline.${run.step}`, state: timeliness(run, due), evidence, citation }];
  });
}

/** The due instant as it was moved last. */
function dueOf({ entries }: StepRun): string | undefined {
  const timed = entries.findLast(({ type, open }) => timedTypes.includes(type) && typeof open['due'] === 'string');
  return timed === undefined ? undefined : String(timed.open['due']);
}

const timedTypes = ['stage.opened/1', 'stage.stepped/1', 'stage.resumed/1', 'stage.resumed/2', 'deadline.moved/1'];

/** A step that its deadline found unfinished says so: it is blocked from then on. */
function blocksAfter({ entries }: StepRun, due: string) {
  return ofType(entries, 'stage.blocked/1').filter(({ at }) => at >= due);
}

function timeliness(run: StepRun, due: string): RequirementState {
  if (blocksAfter(run, due).length > 0) return 'late';
  return run.ended === undefined ? 'not-yet' : 'met';
}
