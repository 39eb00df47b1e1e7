import { type ActName, actRules, type Standing, type Way } from './access-acts.ts';
import { type Phase, type Reading, type ReadWay, readRules } from './access-reads.ts';
import type { RefusalCode } from './codes.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Asker, type Grant, type Hand, isInForce, isSameHand, type Role } from './roles.ts';

/** What must be known of a selection to answer who may act in it. */
export interface SelectionContext {
  readonly now: string;
  readonly agency: string;
  readonly selectionId: string | null;
  /** Accounts that hold a seat which nobody has taken over. */
  readonly seatAccounts: readonly string[];
  readonly chairAccount: string | null;
  readonly assessorAccounts: readonly string[];
  readonly candidatePersonIds: readonly string[];
  /** The candidate whom the act or the reading is about. */
  readonly subjectPersonId: string | null;
  /** Those whose act this one must not repeat: who drafted and sealed before a countersignature, who chose before an approval. */
  readonly earlierHands: readonly Hand[];
}

export interface ReadContext extends SelectionContext {
  /** Seat accounts that have declared and are not recused: only for them anything confidential is open. */
  readonly clearedAccounts: readonly string[];
  /** Who put forward the candidate whom the reading is about. */
  readonly nominatorAccount?: string | null;
  readonly reached: readonly Phase[];
}

/**
 * Whether the asker may do an act: thing.missing (no role in this agency or selection: it does not exist for them),
 * access.own-selection, access.forbidden, access.not-seated, access.not-chair, access.not-assigned, access.same-person.
 */
export function refuseAct(act: ActName, asker: Asker, context: SelectionContext): Refusal | undefined {
  const { ways, byAnother } = actRules[act];
  const roles = rolesOf(asker, context);
  if (roles.length === 0) return refuse('thing.missing');
  const byRole = ways.filter((way) => way.roles.some((role) => roles.includes(role)));
  if (byRole.length === 0) return refuse('access.forbidden');
  const refusals = byRole.map((way) => refuseWay(way, asker, context));
  if (refusals.every((refusal) => refusal !== undefined)) return refusals.at(0);
  if (byAnother && context.earlierHands.some((hand) => isSameHand(hand, asker))) return refuse('access.same-person');
  return undefined;
}

/** The role by which an act is the asker's to do: the first of its rule that is open to them; undefined where none is. */
export function actingRole(act: ActName, asker: Asker, context: SelectionContext): Role | undefined {
  const roles = rolesOf(asker, context);
  const open = actRules[act].ways.filter((way) => refuseWay(way, asker, context) === undefined);
  return open.flatMap((way) => way.roles).find((role) => roles.includes(role));
}

/** Whether the asker may read a thing. What is hidden and what does not exist answer alike: thing.missing. */
export function refuseRead(reading: Reading, asker: Asker, context: ReadContext): Refusal | undefined {
  const roles = rolesOf(asker, context);
  const open = readRules[reading].some(
    (way) => way.roles.some((role) => roles.includes(role)) && mayReadBy(way, asker, context),
  );
  return open ? undefined : refuse('thing.missing');
}

/** Whether the asker meets candidates as codes alone: whoever scores here does, whatever else they are, and whoever may not know the person. */
export function readsBlind({ accountId }: Asker, assessorAccounts: readonly string[], seesPerson: boolean): boolean {
  return !seesPerson || assessorAccounts.includes(accountId);
}

/**
 * The refusal as the asker may see it. The ledger has the true code; one that would tell of others' acts becomes general,
 * and its details go with it. The asker's grants are those valid at the request.
 */
export function publicRefusal(refusal: Refusal, asker: Asker): Refusal {
  if (mayKnow(refusal.code, asker)) return refusal;
  return refuse(refusal.kind === 'missing' ? 'thing.missing' : 'access.forbidden');
}

/** What blocks a stage, as the asker may see it: null where it tells of others' acts, as where nothing does. */
export function publicBlock(code: string | null, asker: Asker): string | null {
  return code !== null && mayKnow(code, asker) ? code : null;
}

function mayKnow(code: string, asker: Asker): boolean {
  const knowers = new Map(Object.entries(whoMayKnow)).get(code);
  return knowers === undefined || asker.grants.some((grant) => knowers.includes(grant.role));
}

const office: readonly Role[] = ['secretary', 'hr', 'auditor'];
const committee: readonly Role[] = ['secretary', 'hr', 'auditor', 'chair', 'member'];

/** Refusals that tell of somebody else's act, and the roles that may know it. All others are told to whoever asks. */
const whoMayKnow: Readonly<Partial<Record<RefusalCode, readonly Role[]>>> = {
  'nomination.exists': office,
  'nomination.withdrawn': office,
  'committee.no-quorum': committee,
  'committee.candidate-seated': office,
  'seat.candidate': office,
  'ballot.motion-missing': committee,
  'ballot.motion-closed': committee,
  'ballot.motion-stale': committee,
  'interest.not-possible': ['secretary', 'auditor'],
  'interest.recused-already': committee,
  'choice.candidate-withdrawn': ['authority', ...committee],
  'choice.outside-list': ['authority', ...committee],
  'concurrence.closed': ['authority', ...office],
};

function rolesOf(asker: Asker, context: SelectionContext): readonly Role[] {
  return asker.grants.filter((grant) => isInScope(grant, context)).map((grant) => grant.role);
}

function isInScope(grant: Grant, context: SelectionContext): boolean {
  return isInForce(grant, context) && (grant.selectionId === null || grant.selectionId === context.selectionId);
}

/** A candidate touches the own selection only as its candidate, whatever office they hold. */
function refuseWay(way: Way, asker: Asker, context: SelectionContext): Refusal | undefined {
  if (!way.roles.includes('candidate') && isCandidate(asker, context)) return refuse('access.own-selection');
  return way.standing === undefined ? undefined : standings[way.standing](asker, context);
}

function mayReadBy({ standing, ...way }: ReadWay, asker: Asker, context: ReadContext): boolean {
  if (way.after !== undefined && !context.reached.includes(way.after)) return false;
  if (standing === 'nominator') {
    return context.nominatorAccount === asker.accountId && refuseWay(way, asker, context) === undefined;
  }
  if (standing === 'cleared' && !context.clearedAccounts.includes(asker.accountId)) return false;
  const needed = standing === 'cleared' ? 'seat' : standing;
  return refuseWay(needed === undefined ? way : { ...way, standing: needed }, asker, context) === undefined;
}

const standings: Readonly<Record<Standing, (asker: Asker, context: SelectionContext) => Refusal | undefined>> = {
  // Acting for another candidate answers as if that candidate did not exist.
  own: (asker, { subjectPersonId }) =>
    subjectPersonId !== null && subjectPersonId === asker.personId ? undefined : refuse('thing.missing'),
  seat: ({ accountId }, { seatAccounts }) =>
    seatAccounts.includes(accountId) ? undefined : refuse('access.not-seated'),
  chair: ({ accountId }, { chairAccount }) => (chairAccount === accountId ? undefined : refuse('access.not-chair')),
  assigned: ({ accountId }, { assessorAccounts }) =>
    assessorAccounts.includes(accountId) ? undefined : refuse('access.not-assigned'),
};

function isCandidate({ personId }: Asker, { candidatePersonIds }: SelectionContext): boolean {
  return personId !== null && candidatePersonIds.includes(personId);
}
