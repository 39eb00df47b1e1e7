import type { Requirement, RequirementsAsked } from './requirement.ts';
import { deadlineRequirements } from './requirement-deadlines.ts';
import { committeeRequirements } from './requirements-committee.ts';
import { nominationRequirements, panelRequirements } from './requirements-merit.ts';
import { placementRequirements } from './requirements-placement.ts';
import { stageKinds } from './stages.ts';
import { idsOf, ofType, type RecordedEntry, trailOf } from './trail.ts';

/** The proof of absence: everything that the sealed policy asks of a selection, each with the entries that show it. */
export function listRequirements(asked: RequirementsAsked): Requirement[] {
  const { entries, pack } = asked;
  const all = [
    sealRequirement(asked),
    ...nominationRequirements(asked),
    ...panelRequirements(asked),
    ...committeeRequirements(asked),
    ...placementRequirements(asked),
    ...stageKinds.flatMap((kind) => deadlineRequirements(trailOf(entries, kind), pack)),
  ];
  const end = findEnd(entries);
  return end === undefined ? all : all.map((requirement) => excuse(requirement, end));
}

function sealRequirement({ entries, pack }: RequirementsAsked): Requirement {
  const [sealed] = ofType(entries, 'criteria.sealed/1');
  const [countersigned] = ofType(entries, 'criteria.countersigned/1');
  const isBegun = ofType(entries, 'stage.opened/1').length > 0;
  const unsealed = isBegun ? 'missing' : 'not-yet';
  return {
    code: 'criteria.sealed',
    state: sealed !== undefined && countersigned !== undefined ? 'met' : unsealed,
    evidence: idsOf([sealed, countersigned]),
    citation: pack.stages.nomination.citation,
  };
}

/** What ended the selection before its placement, unless it was taken up again. */
function findEnd(entries: readonly RecordedEntry[]): RecordedEntry | undefined {
  const end = entries.findLastIndex(
    ({ type, open }) =>
      type === 'selection.cancelled/1' || (type === 'selection.decided/1' && open['outcome'] !== 'effective'),
  );
  const again = entries.findLastIndex(({ type }) => type === 'stage.reopened/1' || type === 'stage.opened/1');
  return again > end ? undefined : entries[end];
}

/** After the end nothing more is awaited. */
function excuse(requirement: Requirement, end: RecordedEntry): Requirement {
  if (requirement.state !== 'not-yet') return requirement;
  return { ...requirement, state: 'excepted', evidence: [...requirement.evidence, end.id] };
}
