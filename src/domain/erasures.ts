import { type Refusal, refuse } from './refusal.ts';
import { type LegalBasis, type RetainedPart, type RetentionRules, retainedUntil } from './retention.ts';
import { type AgencyPlace, type Asker, agencyRoles, type Hand, isSameHand, type Role } from './roles.ts';

export type PrivacyAct = 'erasure.request' | 'erasure.approve' | 'erasure.decline' | 'hold.place' | 'hold.lift';

/** Who may do what about a person's data, in the agency as a whole; the first role held is the one acted in. */
const privacyActs: Readonly<Record<PrivacyAct, readonly Role[]>> = {
  'erasure.request': ['hr', 'administrator'],
  'erasure.approve': ['auditor', 'administrator', 'hr'],
  'erasure.decline': ['auditor', 'administrator', 'hr'],
  'hold.place': ['hr', 'auditor', 'administrator'],
  'hold.lift': ['hr', 'auditor', 'administrator'],
};

/** Who may read requests, holds and clocks. */
const privacyReaders: readonly Role[] = ['hr', 'administrator', 'auditor'];

/** The roles of the act that the asker holds in the whole agency now, in the order of the rule. */
export function rolesFor(act: PrivacyAct, asker: Asker, place: AgencyPlace): Role[] {
  return agencyRoles(asker, place, privacyActs[act]);
}

/** For everybody else none of it exists. */
export function refusePrivacyReading(asker: Asker, place: AgencyPlace): Refusal | undefined {
  return agencyRoles(asker, place, privacyReaders).length > 0 ? undefined : refuse('thing.missing');
}

/** What stands about the person by now. */
export interface ErasureGround {
  readonly rules: RetentionRules;
  readonly basis: string;
  readonly now: string;
  readonly isErased: boolean;
  readonly isHeld: boolean;
  readonly holdsPost: boolean;
  /** Codes of the selections that have not ended and need facts of this person; a withdrawn candidacy needs none. */
  readonly running: readonly string[];
  readonly parts: readonly RetainedPart[];
}

/**
 * Whether the law and the procedure allow the erasure now: erasure.done, erasure.basis-unknown, erasure.held,
 * erasure.selection-running, erasure.in-office, erasure.retained.
 */
export function refuseErasure(ground: ErasureGround): Refusal | undefined {
  if (ground.isErased) return refuse('erasure.done');
  const basis = findBasis(ground.rules, ground.basis);
  if (basis === undefined) return refuse('erasure.basis-unknown', { basis: ground.basis });
  if (ground.isHeld) return refuse('erasure.held');
  if (ground.running.length > 0) return refuse('erasure.selection-running', { selections: ground.running.join(', ') });
  if (ground.holdsPost) return refuse('erasure.in-office');
  const until = retainedUntil(ground.parts, ground.rules);
  if (until === null || until <= ground.now || basis.permitsEarly) return undefined;
  return refuse('erasure.retained', { until: until.slice(0, 10) });
}

function findBasis({ bases }: RetentionRules, code: string): LegalBasis | undefined {
  return bases.find((basis) => basis.code === code);
}

/** A signed act: by whom, in which role. */
export interface SignedAct {
  readonly hand: Hand;
  readonly role: string;
}

/** The second approval: another person (access.same-person) in another role (erasure.same-role). Answers the role to act in. */
export function secondRole(
  request: SignedAct,
  second: { readonly hand: Hand; readonly roles: readonly Role[] },
): Role | Refusal {
  if (isSameHand(request.hand, second.hand)) return refuse('access.same-person');
  return second.roles.find((role) => role !== request.role) ?? refuse('erasure.same-role');
}

/** Papers of the state about a placement: their numbers and dates are public record. */
const officialPapers: ReadonlySet<string> = new Set([
  'concurrence.lapsed/1',
  'concurrence.replied/1',
  'concurrence.requested/1',
  'decree.issued/1',
  'placement.inaugurated/1',
]);

/** Whose identity a ref or an account stands for. */
const bindings: ReadonlySet<string> = new Set(['person.bound/1', 'account.opened/1', 'reader.bound/1']);

/** One opening that may have to go. */
export interface OpeningFound {
  readonly type: string;
  /** Encrypted under a key of the person. */
  readonly isOwnKey: boolean;
  /** Whose value it is by its type. */
  readonly declared: 'actor' | 'subject' | 'agency';
  /** The entry is about the person as a candidate. */
  readonly isAboutOwn: boolean;
  /** Its value names the person, or tells a tie of theirs. */
  readonly isTelling: boolean;
}

/**
 * Whether an erasure destroys this opening. What somebody said in an office (ballots, sheets, reasons about others) decides about
 * others: it stays, under a name that nothing binds to a person any more.
 */
export function mustErase({ type, isOwnKey, declared, isAboutOwn, isTelling }: OpeningFound): boolean {
  // Listed only where the person has a box.
  if (type === 'mapping.derived/2') return true;
  // A namesake's.
  if (bindings.has(type) && !isOwnKey) return false;
  if (isTelling) return true;
  if (isAboutOwn) return !officialPapers.has(type);
  return isOwnKey && declared === 'subject';
}
