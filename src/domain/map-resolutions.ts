import { type CommitteeRule, isBlank, type Seat } from './committee.ts';
import type { BoxRule } from './policy-pack.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Hand, isSameHand, type Role } from './roles.ts';
import { type CountedBallot, type Tally, type TallyAlgorithm, tally } from './tally.ts';

/** How far a map has come: its people are drawn, then the committee reviews it, then it is published; or it was abandoned while it was drawn. */
export type MapState = 'drawing' | 'drawn' | 'published' | 'abandoned';

/** What the committee that reviews a map may resolve: to move a person by a box, or to publish the map. */
export type ResolutionKind = 'move' | 'publish';

/** Who may do what about a map, by a role in the agency as a whole. */
export const mapRoles = {
  begin: ['hr', 'secretary'],
  abandon: ['hr', 'secretary'],
  propose: ['chair', 'member', 'secretary', 'hr'],
  vote: ['chair', 'member'],
} as const satisfies Record<string, readonly Role[]>;

/** Why the committee moves somebody; the words say what exactly. */
export const moveGrounds = ['recent-achievement', 'wider-evidence', 'assessment-doubt', 'conduct'] as const;
export type MoveGround = (typeof moveGrounds)[number];

/** A map as whoever proposes something finds it. */
interface Reviewed {
  readonly state: MapState;
  /** Whether a map of the agency that was begun later is published; the entries of one map alone do not tell. */
  readonly isSuperseded?: boolean | undefined;
}

export interface MoveAsked extends Reviewed {
  readonly rule: BoxRule;
  /** Where the person stands now, earlier moves included; null in the holding area. */
  readonly from: number | null;
  /** The box that was derived, which all moves together leave by the steps that the policy allows; null where that is not known. */
  readonly derived: number | null;
  readonly to: number;
  readonly asker: Hand;
  readonly personId: string;
  readonly reason: string | null;
  readonly evidence: string | null;
  /** Whether a move of this person waits for its decision. */
  readonly hasOpenMove: boolean;
  /** Whether a publication waits for its decision, or is resolved: what is voted on is what is published. */
  readonly isPublishing: boolean;
}

/**
 * Whether a move may be proposed: map.not-drawn, map.abandoned, map.published, map.superseded, map.moves-forbidden, map.own-box, map.person-held, map.same-box,
 * map.too-far, map.reason-missing, map.resolution-open. Source: PMK 38/2025 article 21 for one step, with reason and quorum.
 */
export function refuseMove(asked: MoveAsked): Refusal | undefined {
  const { rule, from, to, asker, personId } = asked;
  const early = refuseReview(asked);
  if (early !== undefined) return early;
  if (!rule.move.allowed) return refuse('map.moves-forbidden');
  if (asker.personId === personId) return refuse('map.own-box');
  if (from === null) return refuse('map.person-held');
  if (from === to) return refuse('map.same-box', { box: to });
  for (const start of [from, asked.derived ?? from]) {
    const steps = stepsBetween(rule, { from: start, to });
    if (steps > rule.move.maxSteps) return refuse('map.too-far', { from: start, to, steps, most: rule.move.maxSteps });
  }
  if (isBlank(asked.reason) || isBlank(asked.evidence)) return refuse('map.reason-missing');
  return asked.hasOpenMove || asked.isPublishing ? refuse('map.resolution-open') : undefined;
}

/**
 * Whether the reason of a move that is proposed now says enough: map.reason-short below `minimum` characters. Apart from `refuseMove`, by
 * which the verifiers judge moves of earlier maps, whose reasons had no least length.
 */
export function refuseMoveReason(reason: string, minimum: number): Refusal | undefined {
  return reason.trim().length < minimum ? refuse('map.reason-short', { minimum }) : undefined;
}

export interface PublicationAsked extends Pick<Reviewed, 'isSuperseded'> {
  readonly openMoves: number;
  readonly isPublishing: boolean;
}

/** Whether a map may be begun: map.drawing while another of the agency is. */
export function refuseBeginning({ isDrawing }: { readonly isDrawing: boolean }): Refusal | undefined {
  return isDrawing ? refuse('map.drawing') : undefined;
}

type UnreadState = Extract<MapState, 'drawing' | 'abandoned'>;

/** Of such a map nobody reads a box: not everybody is on it. */
export function isUnread(state: MapState | null): state is UnreadState {
  return state === 'drawing' || state === 'abandoned';
}

/** What a reader of such a map is told: map.not-drawn, map.abandoned. */
export function refuseUnread(state: UnreadState): Refusal {
  return refuse(state === 'drawing' ? 'map.not-drawn' : 'map.abandoned');
}

/**
 * Whether a map may be abandoned: map.abandoned, map.already-drawn, map.abandoning-unexplained. Only while it is drawn: nobody has read a box of
 * it by then, so that none is dropped for what it shows.
 */
export function refuseAbandoning(state: MapState, reason: string | null): Refusal | undefined {
  if (state === 'abandoned') return refuse('map.abandoned');
  if (state !== 'drawing') return refuse('map.already-drawn');
  return isBlank(reason) ? refuse('map.abandoning-unexplained') : undefined;
}

/**
 * Whether the committee may be asked to publish: map.not-drawn, map.abandoned, map.published, map.superseded, map.moves-open, map.resolution-open.
 * What is published last is always what was begun last, so that nobody is placed by an older record than before.
 */
export function refusePublication(
  state: MapState,
  { isSuperseded, openMoves, isPublishing }: PublicationAsked,
): Refusal | undefined {
  const early = refuseReview({ state, isSuperseded });
  if (early !== undefined) return early;
  if (openMoves > 0) return refuse('map.moves-open', { count: openMoves });
  return isPublishing ? refuse('map.resolution-open') : undefined;
}

function refuseReview({ state, isSuperseded }: Reviewed): Refusal | undefined {
  if (isUnread(state)) return refuseUnread(state);
  if (state === 'published') return refuse('map.published');
  return isSuperseded ? refuse('map.superseded') : undefined;
}

/**
 * The boxes to which a person may be moved now, by the rule of the act itself; what stands in the way of every move, if nothing but
 * reason and evidence were still to be said.
 */
export function possibleMoves(asked: Omit<MoveAsked, 'to' | 'reason' | 'evidence'>): number[] | Refusal {
  const said = { reason: '-', evidence: '-' };
  const all = asked.rule.layout.flatMap(({ low, medium, high }) => [low, medium, high]).toSorted((a, b) => a - b);
  const tried = all.map((to) => ({ to, refusal: refuseMove({ ...asked, ...said, to }) }));
  const ofAll = tried.find(({ refusal }) => refusal !== undefined && !ofOneBox.includes(refusal.code))?.refusal;
  return ofAll ?? tried.filter(({ refusal }) => refusal === undefined).map(({ to }) => to);
}

/** What is wrong with one box and not with another. */
const ofOneBox: readonly string[] = ['map.same-box', 'map.too-far'];

/** A step is one level on one axis: from 5 to 9 it is two. */
export function stepsBetween(
  { layout }: BoxRule,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  const [one, other] = [placeOf(layout, from), placeOf(layout, to)];
  if (one === undefined || other === undefined) throw new Error('a box that the layout does not have');
  return Math.abs(one.row - other.row) + Math.abs(one.column - other.column);
}

const rows = ['below', 'meets', 'above'] as const;
const columns = ['low', 'medium', 'high'] as const;

function placeOf(
  layout: BoxRule['layout'],
  box: number,
): { readonly row: number; readonly column: number } | undefined {
  for (const cells of layout) {
    const column = columns.findIndex((level) => cells[level] === box);
    if (column >= 0) return { row: rows.indexOf(cells.performance), column };
  }
  return undefined;
}

export interface VoteAsked {
  readonly state: MapState;
  /** Whether a map of the agency that was begun later is published: nothing comes of a vote on this one. */
  readonly isSuperseded: boolean;
  readonly isOpen: boolean;
  readonly seats: readonly Seat[];
  readonly voter: Hand;
  /** Whom the move is about; null for a publication. */
  readonly personId: string | null;
  readonly hasVoted: boolean;
  readonly choice: CountedBallot['choice'];
  readonly reason: string | null;
}

/**
 * Whether a vote may be cast: ballot.not-seated, map.own-box, map.published, map.superseded, map.resolution-closed,
 * map.voted-already, ballot.reason-missing for a rejection.
 */
export function refuseVote(asked: VoteAsked): Refusal | undefined {
  const { voter, personId } = asked;
  if (!asked.seats.some((seat) => isSameHand(seat, voter))) return refuse('ballot.not-seated');
  if (personId !== null && voter.personId === personId) return refuse('map.own-box');
  if (asked.state === 'published') return refuse('map.published');
  if (asked.isSuperseded) return refuse('map.superseded');
  if (!asked.isOpen) return refuse('map.resolution-closed');
  if (asked.hasVoted) return refuse('map.voted-already');
  return asked.choice === 'reject' && isBlank(asked.reason) ? refuse('ballot.reason-missing') : undefined;
}

/** Whether a vote is still awaited of somebody: one that could be cast. */
export function isVoteAwaited(asked: Omit<VoteAsked, 'choice' | 'reason'>): boolean {
  return refuseVote({ ...asked, choice: 'abstain', reason: null }) === undefined;
}

export interface Voting {
  readonly algorithm: TallyAlgorithm;
  readonly rule: CommitteeRule;
  readonly seats: readonly Seat[];
  /** Seats whose holder the move is about. */
  readonly recused: readonly number[];
  readonly ballots: readonly CountedBallot[];
}

export interface Resolved {
  /** Only an approval adopts: a tie, and a vote without its quorum, does not. */
  readonly outcome: 'adopted' | 'not-adopted';
  readonly tally: Tally;
}

/** What came of a vote once nothing that is still to be cast can change it; until then nothing, whoever is silent. */
export function resolve(voting: Voting): Resolved | undefined {
  const { algorithm, rule, seats, recused, ballots } = voting;
  const cast = new Set(ballots.map(({ seat }) => seat));
  const missing = seats.map(({ seat }) => seat).filter((seat) => !cast.has(seat) && !recused.includes(seat));
  const outcomeWith = (rest: readonly CountedBallot[]) =>
    tally(algorithm, rule, { seats, recused, ballots: [...ballots, ...rest] });
  const now = outcomeWith([]);
  const isAdopted = now.outcome === 'approved';
  for (const choice of ['approve', 'reject', 'abstain'] as const) {
    const then = outcomeWith(missing.map((seat) => ({ seat, choice })));
    if ((then.outcome === 'approved') !== isAdopted) return undefined;
  }
  return { outcome: isAdopted ? 'adopted' : 'not-adopted', tally: now };
}

/** Whoever a move is about reads nothing of it, in whatever office: what they are told stands on their own place. */
export function isAboutReader(personId: string | null, reader: Hand): boolean {
  return personId !== null && reader.personId === personId;
}

/** The seats of whoever the move is about. */
export function recusedFrom(seats: readonly Seat[], personId: string | null): number[] {
  if (personId === null) return [];
  return seats.filter((seat) => seat.personId === personId).map(({ seat }) => seat);
}
