import type { Citation } from './citation.ts';
import { type Requirement, type RequirementState, type RequirementsAsked, unmet } from './requirement.ts';
import type { StageStep } from './stages.ts';
import { idsOf, isOver, ofType, type RecordedEntry, type StageTrail, trailOf } from './trail.ts';

/** From the pool to decided gates: the data of everybody was shown, and no gate was left open. */
export function nominationRequirements({ entries, pack }: RequirementsAsked): Requirement[] {
  const trail = trailOf(entries, 'nomination');
  const { citation } = pack.stages.nomination;
  const missing = { citation: pack.missingData.citation };
  return [
    poolRequirement(trail, citation),
    dataRequirement(trail, citation),
    ...correctionRequirement(trail, citation),
    { code: 'gates.decided', ...gateState(trail, entries), ...missing },
  ];
}

/** Closed by HR's word or by its time, with somebody in it. */
function poolRequirement(trail: StageTrail, citation: Citation): Requirement {
  const nominated = ofType(trail.entries, 'nomination.filed/1');
  const ending = trail.entries.find(
    ({ type, open }) => type === 'pool.completed/1' || (type === 'stage.stepped/1' && open['step'] === 'data-check'),
  );
  const isMet = nominated.length > 0 && ending !== undefined;
  return {
    code: 'pool.closed',
    state: isMet ? 'met' : unmet(trail, 'nominating'),
    evidence: idsOf([...nominated, ending]),
    citation,
  };
}

/** Everybody saw the data that was used; silence is on record as silence. */
function dataRequirement(trail: StageTrail, citation: Citation): Requirement {
  const frozen = ofType(trail.entries, 'snapshot.frozen/1', 'snapshot.frozen/2');
  const isSilent = frozen.some(({ open }) => open['answered'] === 'unanswered');
  const known: RequirementState = isSilent ? 'excepted' : 'met';
  return {
    code: 'data.answered',
    state: frozen.length > 0 ? known : unmet(trail, 'data-check'),
    evidence: idsOf(frozen),
    citation,
  };
}

/** Only where somebody asked for one. */
function correctionRequirement(trail: StageTrail, citation: Citation): Requirement[] {
  const asked = ofType(trail.entries, 'correction.requested/1');
  const answers = ofType(trail.entries, 'correction.answered/1');
  if (asked.length === 0) return [];
  const isAnswered = asked.every(({ open }) =>
    answers.some((answer) => answer.open['correction'] === open['correction']),
  );
  const state = isAnswered ? 'met' : unmet(trail, 'data-check');
  return [{ code: 'corrections.answered', state, evidence: idsOf([...asked, ...answers]), citation }];
}

/** A gate that stayed UNKNOWN is no pass: it is missing, whoever was held by it. */
function gateState(trail: StageTrail, entries: readonly RecordedEntry[]): Pick<Requirement, 'state' | 'evidence'> {
  const evaluated = ofType(trail.entries, 'gates.evaluated/1');
  if (evaluated.length === 0) return { state: unmet(trail, 'data-check'), evidence: [] };
  const gone = withdrawnFrom(entries);
  const held = evaluated.filter(({ open }) => open['outcome'] === 'held' && !gone.has(open['candidate']));
  return { state: held.length > 0 ? 'missing' : 'met', evidence: idsOf(held.length > 0 ? held : evaluated) };
}

/** Assessors, their sheets for everybody, the reveal and the ranking. */
export function panelRequirements({ entries, pack }: RequirementsAsked): Requirement[] {
  const trail = trailOf(entries, 'assessment');
  const { citation, assessors } = pack.assessment;
  const panel = listPanel(entries);
  const assigned = ofType(entries, 'assessor.assigned/1', 'assessor.replaced/1');
  const assignment: RequirementState = panel.length >= assessors ? 'met' : unmet(trail, 'independent');
  const [revealed] = ofType(trail.entries, 'scores.revealed/1');
  const [ranked] = ofType(trail.entries, 'ranking.derived/1');
  const expected = { panel, candidates: admittedBefore(entries, revealed) };
  return [
    { code: 'assessors.assigned', state: assignment, evidence: idsOf(assigned), citation },
    { ...sheetRequirement(trail, expected), citation },
    { ...single(trail, { code: 'scores.revealed', step: 'independent', found: revealed }), citation },
    { ...finalRequirement(trail, expected), citation },
    { ...single(trail, { code: 'ranking.derived', step: 'final', found: ranked }), citation },
  ];
}

type Uncited = Omit<Requirement, 'citation'>;

interface Expected {
  readonly panel: readonly unknown[];
  readonly candidates: readonly unknown[];
}

function sheetRequirement(trail: StageTrail, expected: Expected): Uncited {
  const sheets = ofType(trail.entries, 'sheet.submitted/1');
  const state = isWhole(sheets, expected) ? 'met' : unmet(trail, 'independent');
  return { code: 'sheets.complete', state, evidence: idsOf(sheets) };
}

/** A sheet that nobody touches after the reveal stands as it was. */
function finalRequirement(trail: StageTrail, expected: Expected): Uncited {
  const sheets = ofType(trail.entries, 'sheet.finalised/1');
  const untouched: RequirementState = isOver(trail, 'final') ? 'excepted' : 'not-yet';
  return { code: 'sheets.final', state: isWhole(sheets, expected) ? 'met' : untouched, evidence: idsOf(sheets) };
}

function single(
  trail: StageTrail,
  { code, step, found }: { readonly code: string; readonly step: StageStep; readonly found: RecordedEntry | undefined },
): Uncited {
  return { code, state: found === undefined ? unmet(trail, step) : 'met', evidence: idsOf([found]) };
}

/** Refs of the assessors whom nobody has replaced. */
function listPanel(entries: readonly RecordedEntry[]): unknown[] {
  const replaced = new Set(ofType(entries, 'assessor.replaced/1').map(({ open }) => open['assessor']));
  const named = ofType(entries, 'assessor.assigned/1', 'assessor.replaced/1').map(
    ({ open }) => open['successor'] ?? open['assessor'],
  );
  return [...new Set(named)].filter((ref) => !replaced.has(ref));
}

/** Whoever left before the reveal is scored no more. */
function admittedBefore(entries: readonly RecordedEntry[], revealed: RecordedEntry | undefined): unknown[] {
  const before = revealed === undefined ? entries : entries.slice(0, entries.indexOf(revealed));
  const gone = withdrawnFrom(before);
  const admitted = ofType(entries, 'gates.evaluated/1').filter(({ open }) => open['outcome'] === 'admitted');
  return [...new Set(admitted.map(({ open }) => open['candidate']))].filter((ref) => !gone.has(ref));
}

function withdrawnFrom(entries: readonly RecordedEntry[]): Set<unknown> {
  const gone = new Set<unknown>();
  for (const { type, open } of ofType(entries, 'candidacy.withdrawn/1', 'candidacy.restored/1')) {
    if (type === 'candidacy.withdrawn/1') gone.add(open['candidate']);
    else gone.delete(open['candidate']);
  }
  return gone;
}

/** A sheet of every assessor for every candidate. */
function isWhole(sheets: readonly RecordedEntry[], { panel, candidates }: Expected): boolean {
  const has = (assessor: unknown, candidate: unknown) =>
    sheets.some(({ open }) => open['assessor'] === assessor && open['candidate'] === candidate);
  const isAsked = panel.length > 0 && candidates.length > 0;
  return isAsked && panel.every((assessor) => candidates.every((candidate) => has(assessor, candidate)));
}
