import type { Words } from './citation.ts';
import { type PackFinding, tellFinding } from './pack-findings.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Hand, isSameHand, type Role } from './roles.ts';

/** Who may put a policy to the authority, and who may publish it: never one and the same. */
export const policyProposers: readonly Role[] = ['hr', 'secretary'];
export const policyDeciders: readonly Role[] = ['authority'];

/** What a decision about a proposed policy says. */
export const policyVerdicts = ['approve', 'decline'] as const;
export type PolicyVerdict = (typeof policyVerdicts)[number];

export type ProposalState = 'open' | 'approved' | 'declined';

/** What a pack is, beside its content, when it is proposed. */
export interface ProposedPack {
  /** Faults that the linter found. */
  readonly faults: readonly PackFinding[];
  /** Worked examples that come out otherwise than written. */
  readonly failing: readonly string[];
  /** What is published under its name and version. */
  readonly published: 'nothing' | 'same' | 'other';
  /** Whether a proposal for a pack of this name waits for its decision. */
  readonly hasOpen: boolean;
}

/** policy.faulty, policy.examples-failing, policy.unchanged, policy.version-taken, policy.proposal-open. */
export function refuseProposal({ faults, failing, published, hasOpen }: ProposedPack): Refusal | undefined {
  if (faults.length > 0) return refuseFaulty(faults);
  const [example] = failing;
  if (example !== undefined) return refuse('policy.examples-failing', { count: failing.length, example });
  if (published === 'same') return refuse('policy.unchanged');
  if (published === 'other') return refuse('policy.version-taken');
  return hasOpen ? refuse('policy.proposal-open') : undefined;
}

/** So many faults are told one by one; `count` says how many there are. */
const mostTold = 50;
/** A pack may quote itself at length. */
const longestTold = 500;

/** A fault as its reader is told it, in either language. */
export interface ToldFault {
  readonly code: string;
  readonly place: string;
  readonly message: Words;
  readonly remedy: Words;
}

/** policy.faulty, with the first faults in words. */
export function refuseFaulty(faults: readonly PackFinding[]): Refusal {
  const told = faults.slice(0, mostTold).map(tellFault);
  const { code, place } = told[0] ?? { code: '', place: '' };
  return refuse('policy.faulty', { count: faults.length, code, place, findings: told });
}

function tellFault(finding: PackFinding): ToldFault {
  const [id, en] = [tellFinding(finding, 'id'), tellFinding(finding, 'en')];
  const cut = (text: string) => (text.length > longestTold ? `${text.slice(0, longestTold)}…` : text);
  return {
    code: id.code,
    place: cut(id.place),
    message: { id: cut(id.message), en: cut(en.message) },
    remedy: { id: cut(id.remedy), en: cut(en.remedy) },
  };
}

export interface Decision {
  readonly state: ProposalState;
  readonly proposer: Hand;
  readonly asker: Hand;
  /** In which role the asker decides. */
  readonly role: Role;
  readonly verdict: PolicyVerdict;
  readonly reason: string | null;
}

/** Whether a decision is awaited of somebody: one who could publish what was proposed. */
export function isDecisionAwaited(asked: Omit<Decision, 'verdict' | 'reason'>): boolean {
  return refuseDecision({ ...asked, verdict: 'approve', reason: null }) === undefined;
}

/**
 * policy.proposal-closed; policy.own-proposal for the approval of one's own, which may be taken back all the same;
 * access.forbidden for whoever neither decides nor has proposed; policy.reason-missing.
 */
export function refuseDecision({ state, proposer, asker, role, verdict, reason }: Decision): Refusal | undefined {
  if (state !== 'open') return refuse('policy.proposal-closed');
  const isOwn = isSameHand(proposer, asker);
  if (isOwn && verdict === 'approve') return refuse('policy.own-proposal');
  if (!isOwn && !policyDeciders.includes(role)) return refuse('access.forbidden');
  const isReasoned = reason !== null && reason.trim() !== '';
  return verdict === 'decline' && !isReasoned ? refuse('policy.reason-missing') : undefined;
}
