import { gatherMinutes, isDissent, type MinutesSources } from '#domain/minutes.ts';
import type { MotionContent } from '#domain/motions.ts';
import type { Ranking } from '#domain/ranking.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { listCandidateNames } from '#features/nominations/service.ts';
import { getPack } from '#features/policies/service.ts';
import { admitReader } from '#features/readings/service.ts';
import { toHex } from '#ledger/bytes.ts';
import { parseEntry } from '#ledger/entry.ts';
import type { Database, Tx } from '#platform/database.ts';
import {
  type BallotRow,
  type ClosedMotionRow,
  findClosedMotion,
  findRanking,
  getCase,
  getPlace,
  listBallots,
  listEntries,
  listSeats,
  type SeatRow,
} from './queries.ts';

export interface MinutesHouse {
  readonly db: Database;
  readonly ledger: { readonly log: string };
}

/**
 * What the minutes of the committee's last closed motion are made of, each part with the entries it comes from. Refused
 * (`thing.missing`) to whoever may not read the outcome; ballots only for those who may read them.
 */
export function readMinutes({ db, ledger }: MinutesHouse, { asker, selectionId }: MinutesAsked) {
  return db.transaction(asker.accountId, (tx) => gather(tx, ledger.log, { asker, selectionId }), selectionId);
}

interface MinutesAsked {
  readonly asker: Asker;
  readonly selectionId: string;
}

async function gather(tx: Tx, log: string, { asker, selectionId }: MinutesAsked) {
  const { selection, mayRead } = await admitReader(tx, { asker, selectionId, needs: 'outcome', as: 'minutes' });
  const motion = await findClosedMotion(tx, selectionId);
  if (motion === undefined) throw new Refused(refuse('thing.missing'));
  const digest = toHex(motion.digest);
  const entries = await readEntries(tx, log, selectionId);
  const sources = gatherMinutes({ entries, attempt: motion.attempt, motion: digest });
  const pack = await getPack(tx, selection.policy);
  const told = await readCandidates(tx, selectionId, motion);
  const { title, level, unit, ...found } = await getCase(tx, selectionId);
  const ballots = mayRead('ballots') ? await listBallots(tx, motion.id) : null;
  const { outcome, quorum, ...counts } = motion.tally;
  const outcomeEntries = sources.outcome === undefined ? [] : [sources.outcome.id];
  return {
    selection: { id: selectionId, agency: selection.agency, ...found },
    post: { title, level, unit },
    attempt: motion.attempt,
    sessions: sources.sessions,
    seats: (await listSeats(tx, selectionId)).map((seat) => tellSeat(seat, sources)),
    quorum: { ...quorum, rule: pack.committee.quorum, citation: pack.committee.citation, entries: outcomeEntries },
    motion: { version: motion.version, digest, putAt: motion.putAt, candidates: told, entries: sources.motion },
    tally: {
      ...counts,
      outcome,
      closedAt: motion.closedAt,
      rule: pack.committee.majority,
      entries: outcomeEntries,
    },
    ballots: ballots?.map((ballot) => tellBallot(ballot, motion, sources)) ?? null,
    recommendation: outcome === 'approved' ? told : null,
    checkpoint: sources.outcome === undefined ? null : await readCheckpoint(tx, log, sources.outcome.id),
  };
}

async function readEntries(tx: Tx, log: string, selectionId: string) {
  const rows = await listEntries(tx, `selection/${selectionId}`);
  return rows.map(({ bytes }) => {
    const parsed = parseEntry(bytes, log);
    if (!parsed.ok) throw new Error(`${parsed.code}: a stored entry cannot be read`);
    return parsed.value;
  });
}

/** The proposed names in their order, with the places that the ranking gave them. */
async function readCandidates(tx: Tx, selectionId: string, { content }: ClosedMotionRow) {
  const { candidates, rankingDigest } = JSON.parse(content.toString('utf8')) as MotionContent;
  const row = await findRanking(tx, selectionId, rankingDigest);
  const ranked = row === undefined ? [] : (JSON.parse(row.content.toString('utf8')) as Ranking).ranked;
  const known = await listCandidateNames(tx, selectionId);
  return candidates.map((ref) => {
    const { code = '', name = null } = known.find((candidate) => candidate.ref === ref) ?? {};
    const { rank = null, total = null } = ranked.find((candidate) => candidate.ref === ref) ?? {};
    return { ref, code, name, rank, total };
  });
}

/** Presence as recorded last in the session that voted. */
function tellSeat(row: SeatRow, { sessions, seats }: MinutesSources) {
  const isPresent = row.removedAt === null && (sessions.at(-1)?.present.includes(row.seat) ?? false);
  return { ...row, isPresent, entries: seats.get(row.seat) ?? [] };
}

function tellBallot(row: BallotRow, { tally }: ClosedMotionRow, { ballots }: MinutesSources) {
  return { ...row, isDissent: isDissent(row.choice, tally.outcome), entry: ballots.get(row.seat) ?? null };
}

/** Where the outcome stands in the log; null until a checkpoint covers it. */
async function readCheckpoint(tx: Tx, origin: string, entry: string) {
  const { leaf, position, size, root } = await getPlace(tx, entry);
  if (position === null || size === null || root === null) return null;
  return { origin, size, root: toHex(root), entry, position, leaf: toHex(leaf) };
}
