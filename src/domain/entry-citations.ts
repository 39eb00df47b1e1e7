import { memberOf } from './absent.ts';
import type { Citation } from './citation.ts';
import type { PolicyPack } from './policy-pack.ts';
import { type StageKind, stageKinds } from './stages.ts';

/** The rule under which an entry was made, and where that rule stands. */
export interface CitedRule {
  readonly code: string;
  readonly citation: Citation;
}

interface Entry {
  readonly type: string;
  readonly open: Readonly<Record<string, unknown>>;
}

/** The rule of the policy that an entry follows; null where it follows none of it. Gates cite their own, one by one. */
export function citeRule(pack: PolicyPack, { type, open }: Entry): CitedRule | null {
  const name = type.slice(0, type.indexOf('/'));
  // Own members only: a type comes from a ledger, and may be called as what every object inherits.
  const own = memberOf(ownRules(pack), name);
  if (own !== undefined) return own;
  const stage = stageKinds.find((kind) => kind === open['stage']);
  if (name === 'deadline.moved' || name === 'stage.opened' || name === 'stage.stepped')
    return stage === undefined ? null : { code: pack.algorithms.deadline, citation: pack.stages[stage].citation };
  if (stage !== undefined) return stageRule(pack, stage);
  const noun = name.slice(0, name.indexOf('.'));
  return memberOf(nounRules(pack), noun) ?? null;
}

/** The rule that a stage follows as a whole. */
function stageRule(pack: PolicyPack, kind: StageKind): CitedRule {
  return { code: `stage.${kind}`, citation: pack.stages[kind].citation };
}

/** Results that are derived cite the algorithm by which they were. */
function ownRules(pack: PolicyPack): Readonly<Record<string, CitedRule>> {
  return {
    'outcome.derived': { code: pack.algorithms.outcome, citation: pack.committee.citation },
    'session.adjourned': { code: pack.algorithms.quorum, citation: pack.committee.citation },
    'ranking.derived': { code: pack.algorithms.ranking, citation: pack.assessment.citation },
    'assessor.assigned': { code: pack.algorithms.order, citation: pack.assessment.citation },
  };
}

function nounRules(pack: PolicyPack): Readonly<Record<string, CitedRule>> {
  const committee = { code: 'committee', citation: pack.committee.citation };
  const assessment = { code: 'assessment', citation: pack.assessment.citation };
  const nomination = stageRule(pack, 'nomination');
  const placement = stageRule(pack, 'placement');
  return {
    nomination,
    pool: nomination,
    data: nomination,
    correction: nomination,
    snapshot: nomination,
    candidacy: nomination,
    gate: { code: 'missing-data', citation: pack.missingData.citation },
    assessor: assessment,
    sheet: assessment,
    scores: assessment,
    seat: committee,
    interest: committee,
    presence: committee,
    motion: { code: 'shortlist', citation: pack.shortlist.citation },
    ballot: committee,
    choice: { code: 'deviation', citation: pack.deviation.citation },
    concurrence: { code: 'concurrence', citation: pack.concurrence.citation },
    decree: placement,
    placement,
    step: placement,
  };
}
