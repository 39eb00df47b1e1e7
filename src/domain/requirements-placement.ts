import { type Requirement, type RequirementState, type RequirementsAsked, unmet } from './requirement.ts';
import type { StageStep } from './stages.ts';
import { idsOf, ofType, type RecordedEntry, type StageTrail, trailOf } from './trail.ts';

/** From the choice that was made last to its effect. */
export function placementRequirements({ entries, pack }: RequirementsAsked): Requirement[] {
  const trail = trailOf(entries, 'placement');
  const choice = ofType(trail.entries, 'choice.made/1').at(-1);
  const since = choice === undefined ? [] : entries.slice(entries.indexOf(choice));
  const deviation = pack.deviation.citation;
  const { citation } = pack.stages.placement;
  return [
    { ...choiceMade(trail, choice, since), citation: deviation },
    ...secondApproval(trail, choice, since).map((one) => ({ ...one, citation: deviation })),
    { ...concurrence(trail, since), citation: pack.concurrence.citation },
    { ...doneBy(trail, since, { code: 'decree.issued', step: 'decree' }), citation },
    { ...doneBy(trail, since, { code: 'placement.inaugurated', step: 'inauguration' }), citation },
    { ...effect(trail, since), citation },
  ];
}

type Uncited = Omit<Requirement, 'citation'>;

/** One that was undone or declined is no choice any longer; the next is awaited. */
function choiceMade(trail: StageTrail, choice: RecordedEntry | undefined, since: readonly RecordedEntry[]): Uncited {
  const undone = ofType(since, 'choice.undone/1', 'choice.declined/1');
  const isMet = choice !== undefined && undone.length === 0;
  return { code: 'choice.made', state: isMet ? 'met' : unmet(trail, 'choosing'), evidence: idsOf([choice, ...undone]) };
}

/** Only where the choice needs an exception. */
function secondApproval(
  trail: StageTrail,
  choice: RecordedEntry | undefined,
  since: readonly RecordedEntry[],
): Uncited[] {
  if (choice?.open['state'] !== 'awaiting-second-approval') return [];
  const [answer] = ofType(since, 'choice.approved/1', 'choice.declined/1');
  const state = answer?.type === 'choice.approved/1' ? 'met' : unmet(trail, 'choosing');
  return [
    {
      code: 'choice.approved',
      state: answer?.type === 'choice.declined/1' ? 'missing' : state,
      evidence: idsOf([choice, answer]),
    },
  ];
}

/** Of the last round: issued, in time or after it; a certified lapse is an exception, never an approval. */
function concurrence(trail: StageTrail, since: readonly RecordedEntry[]): Uncited {
  const requested = ofType(since, 'concurrence.requested/1').at(-1);
  const ends = ofType(since, 'concurrence.replied/1', 'concurrence.lapsed/1');
  const end = ends.findLast(({ open }) => open['round'] === requested?.open['round']);
  const evidence = idsOf([requested, end]);
  return { code: 'concurrence.obtained', state: concurrenceState(trail, end), evidence };
}

function concurrenceState(trail: StageTrail, end: RecordedEntry | undefined): RequirementState {
  if (end?.type === 'concurrence.lapsed/1') return 'excepted';
  if (end?.open['reply'] === 'issued') return end.open['late'] === 'yes' ? 'late' : 'met';
  return end?.open['reply'] === 'refused' ? 'missing' : unmet(trail, 'concurrence');
}

function doneBy(
  trail: StageTrail,
  since: readonly RecordedEntry[],
  { code, step }: { readonly code: string; readonly step: StageStep },
): Uncited {
  const done = ofType(since, `${code}/1`).at(-1);
  return { code, state: done === undefined ? unmet(trail, step) : 'met', evidence: idsOf([done]) };
}

/** A placement that was revoked is an exception, with the order as its evidence. */
function effect(trail: StageTrail, since: readonly RecordedEntry[]): Uncited {
  const done = doneBy(trail, since, { code: 'placement.effected', step: 'effective' });
  const revoked = ofType(since, 'placement.revoked/1').at(-1);
  if (revoked === undefined) return done;
  return { ...done, state: 'excepted', evidence: [...done.evidence, revoked.id] };
}
