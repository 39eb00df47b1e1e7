import { refuseComposition, type Seat } from '#domain/committee.ts';
import {
  mapRoles,
  possibleMoves,
  type Resolved,
  recusedFrom,
  refuseMove,
  refuseMoveReason,
  refusePublication,
  refuseVote,
  resolve,
} from '#domain/map-resolutions.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { type Asker, agencyRoles } from '#domain/roles.ts';
import type { BallotChoice } from '#domain/tally.ts';
import { admitAgencyReading } from '#features/access/service.ts';
import { demand } from '#features/acts/service.ts';
import { conductorActor, derivedId, lockHolder, type Receipt } from '#features/audit/service.ts';
import { getPack } from '#features/policies/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import {
  countOpenMoves,
  findBox,
  findResolution,
  hasOpen,
  insertResolution,
  insertVote,
  listCommittee,
  listVotes,
  type ResolutionRow,
  setDecided,
  setMoved,
} from './review-store.ts';
import { appendAsked, memberRef, type ReviewHouse, type ReviewRequest, type ReviewScene, review } from './reviewing.ts';
import { findRun, type RunRow } from './store.ts';

export interface MoveProposed {
  readonly mapId: string;
  readonly personId: string;
  readonly to: number;
  readonly ground: string;
  readonly reason: string;
  readonly evidence: string;
}

export interface Proposed {
  readonly resolutionId: string;
  readonly receipt: Receipt;
}

/** Asks the committee to move a person by a box; see `refuseMove` and `refuseMoveReason` for what is refused, and committee.* where none can sit. */
export async function proposeMove(house: ReviewHouse, request: ReviewRequest, asked: MoveProposed): Promise<Proposed> {
  const { mapId, personId, to, ground, reason, evidence } = asked;
  const resolutionId = derivedId(request.entryId, 'resolution');
  const receipt = await review(house, request, {
    mapId,
    roles: mapRoles.propose,
    content: asked,
    perform: async (scene) => {
      const { tx } = scene;
      const { ref, box: from } = await admitMove(scene, asked);
      const committee = await seatCommittee(scene, personId);
      const content = { from, to, ground, reason, evidence };
      const { members, chair, recused } = committee;
      const receiptOfMove = await appendAsked(scene, {
        type: 'move.proposed/1',
        open: { resolution: resolutionId, person: ref, members, chair, recused },
        committed: { content: { value: content, holder: personId } },
      });
      const row = { id: resolutionId, runId: mapId, personRef: ref, ground, content, ...committee };
      await insertResolution(tx, { ...row, kind: 'move', ...proposalOf(scene, receiptOfMove) });
      return receiptOfMove;
    },
  });
  return { resolutionId, receipt };
}

/** What the rule of a move asks, beside the box and the words; and where the person stands. */
async function moveAsked(tx: Tx, { run, pack, asker, personId }: Moving) {
  const place = await findBox(tx, run.id, personId);
  if (place === undefined) throw new Refused(refuse('thing.missing'));
  const asked = {
    state: run.state,
    isSuperseded: run.isSuperseded,
    rule: pack.boxes,
    from: place.box,
    derived: place.derived,
    asker,
    personId,
    hasOpenMove: await hasOpen(tx, run.id, { kind: 'move', personRef: place.ref }),
    isPublishing: await hasOpen(tx, run.id, { kind: 'publish', personRef: null }),
  };
  return { place, asked };
}

interface Moving {
  readonly run: RunRow;
  readonly pack: PolicyPack;
  readonly asker: Asker;
  readonly personId: string;
}

export interface MovesAsked {
  readonly asker: Asker;
  readonly mapId: string;
  readonly personId: string;
}

/** A move departs from what was derived, as a choice beside the order does: its reason is as long, in characters. */
function leastReason({ deviation }: PolicyPack): number {
  return deviation.reasonMinLength;
}

/** Where a person may be moved now, for whoever may list the people and propose; refuses what stands in the way of every move. */
export function readMoves(db: Database, { asker, mapId, personId }: MovesAsked) {
  return db.transaction('conductor', async (tx) => {
    const run = await findRun(tx, mapId);
    if (run === undefined) throw new Refused(refuse('thing.missing'));
    const { now } = await admitAgencyReading(tx, { asker, agency: run.agency, reading: 'map-people' });
    if (agencyRoles(asker, { agency: run.agency, now }, mapRoles.propose).length === 0)
      throw new Refused(refuse('thing.missing'));
    const pack = await getPack(tx, run.policy.digest);
    const { place, asked } = await moveAsked(tx, { run, pack, asker, personId });
    const possible = possibleMoves(asked);
    if (!Array.isArray(possible)) throw new Refused(possible);
    const { layout, meanings } = pack.boxes;
    const boxes = possible.map((box) => ({ box, label: meanings.find((one) => one.box === box)?.meaning ?? null }));
    const rows = layout.map(({ low, medium, high }) => [low, medium, high]);
    return { from: place.box, boxes, layout: rows, reasonMinLength: leastReason(pack) };
  });
}

/** Where the person stands, once the rules let the committee be asked to move them; nobody erases them meanwhile. */
async function admitMove({ tx, run, pack, request }: ReviewScene, { personId, to, reason, evidence }: MoveProposed) {
  const { place, asked } = await moveAsked(tx, { run, pack, asker: request.asker, personId });
  if (!(await lockHolder(tx, personId))) throw new Refused(refuse('thing.missing'));
  demand(refuseMove({ ...asked, to, reason, evidence }) ?? refuseMoveReason(reason, leastReason(pack)));
  return place;
}

/** Asks the committee to publish the map as it now stands; see `refusePublication`. */
export async function proposePublication(house: ReviewHouse, request: ReviewRequest, mapId: string): Promise<Proposed> {
  const resolutionId = derivedId(request.entryId, 'resolution');
  const receipt = await review(house, request, {
    mapId,
    roles: mapRoles.propose,
    content: { publish: mapId },
    perform: async (scene) => {
      const { tx, run } = scene;
      const openMoves = await countOpenMoves(tx, mapId);
      const isPublishing = await hasOpen(tx, mapId, { kind: 'publish', personRef: null });
      const { state, isSuperseded } = run;
      demand(refusePublication(state, { isSuperseded, openMoves, isPublishing }));
      const committee = await seatCommittee(scene, null);
      const { members, chair } = committee;
      const open = { resolution: resolutionId, members, chair };
      const written = await appendAsked(scene, { type: 'publication.proposed/1', open });
      const row = { id: resolutionId, runId: mapId, personRef: null, ground: null, content: null, ...committee };
      await insertResolution(tx, { ...row, kind: 'publish', ...proposalOf(scene, written) });
      return written;
    },
  });
  return { resolutionId, receipt };
}

function proposalOf({ request }: ReviewScene, { at, entry }: Receipt) {
  return { proposedBy: request.asker.accountId, proposedAt: at, entryId: entry };
}

/** Refs of those who are to decide: the agency's chair and members now, as the policy composes a committee. */
async function seatCommittee(scene: ReviewScene, personId: string | null) {
  const { tx, run, pack } = scene;
  const seats = await listCommittee(tx, run.agency);
  demand(refuseComposition(pack.committee, seats));
  const members: string[] = [];
  for (const { accountId, role } of seats) members.push(await memberRef(scene, { accountId, role }));
  const refOf = (wanted: Seat | undefined) => (wanted === undefined ? null : (members[wanted.seat - 1] ?? null));
  const recused = recusedFrom(seats, personId).flatMap((seat) => members[seat - 1] ?? []);
  return { members, chair: refOf(seats.find(({ role }) => role === 'chair')), recused };
}

export interface VoteAsked {
  readonly mapId: string;
  readonly resolutionId: string;
  readonly choice: BallotChoice;
  readonly reason: string | null;
}

/** Casts a vote; with the one after which nothing can change the outcome, the resolution is decided. See `refuseVote`. */
export function voteOnResolution(house: ReviewHouse, request: ReviewRequest, asked: VoteAsked): Promise<Receipt> {
  const { mapId, resolutionId, choice, reason } = asked;
  return review(house, request, {
    mapId,
    roles: mapRoles.vote,
    content: asked,
    perform: async (scene) => {
      const { tx } = scene;
      const resolution = await getResolution(tx, mapId, resolutionId);
      const { accountId } = request.asker;
      const { seats, personId } = resolution;
      const own = seats.find((seat) => seat.accountId === accountId);
      const votes = await listVotes(tx, resolutionId);
      const hasVoted = own !== undefined && votes.some(({ seat }) => seat === own.seat);
      const { state, isSuperseded } = scene.run;
      const isOpen = resolution.outcome === null;
      demand(
        refuseVote({ state, isSuperseded, isOpen, seats, voter: request.asker, personId, hasVoted, choice, reason }),
      );
      const member = own === undefined ? undefined : resolution.members[own.seat - 1];
      // The person sits through another account of theirs, in which they have to act.
      if (own === undefined || member === undefined) throw new Refused(refuse('ballot.not-seated'));
      const receipt = await appendAsked(scene, {
        type: 'resolution.voted/1',
        open: { resolution: resolutionId },
        committed: { choice: { value: choice, holder: accountId }, reason: { value: reason, holder: accountId } },
      });
      await insertVote(tx, { resolutionId, member, choice, reason, at: receipt.at, entryId: receipt.entry });
      const ballots = [...votes, { seat: own.seat, choice }];
      const resolved = resolve({
        algorithm: scene.pack.algorithms.outcome,
        rule: scene.pack.committee,
        seats,
        recused: resolution.recused,
        ballots,
      });
      if (resolved !== undefined) await decide(scene, resolution, resolved);
      return receipt;
    },
  });
}

async function getResolution(tx: Tx, mapId: string, resolutionId: string): Promise<ResolutionRow> {
  const resolution = await findResolution(tx, mapId, resolutionId);
  if (resolution === undefined) throw new Refused(refuse('thing.missing'));
  return resolution;
}

async function decide(scene: ReviewScene, resolution: ResolutionRow, { outcome, tally }: Resolved): Promise<void> {
  const { tx, ledger, run, stream, act } = scene;
  const { approve, reject, abstain } = tally;
  const { at, entry } = await ledger.append(tx, {
    id: derivedId(resolution.id, 'decided'),
    stream,
    agency: run.agency,
    policy: run.policy,
    actor: conductorActor,
    act,
    type: 'resolution.decided/1',
    open: { resolution: resolution.id, outcome, approve, reject, abstain },
  });
  await setDecided(tx, { id: resolution.id, outcome, at, entryId: entry });
  const { personRef, to } = resolution;
  if (outcome === 'adopted' && personRef !== null && to !== null)
    await setMoved(tx, { runId: run.id, ref: personRef, to, entryId: entry });
}
