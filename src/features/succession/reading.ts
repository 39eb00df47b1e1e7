import { type Departure, departureOf, forecastVacancies } from '#domain/forecast.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { orderSuccessors, type Readiness } from '#domain/readiness-of-successors.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { countReadiness, coverageOf } from '#domain/succession.ts';
import { localDayOf, type Zone } from '#domain/working-days.ts';
import { admitAgencyReading } from '#features/access/service.ts';
import { findAgency } from '#features/agencies/service.ts';
import { getPack } from '#features/policies/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { demandGoverning } from './acting.ts';
import {
  type CriticalPostRow,
  getPostView,
  listCriticalPosts,
  listFormer,
  listGroup,
  listHeldPosts,
  listRecorded,
  listStanding,
  listTold,
  type PostHeldRow,
  type StandingRow,
} from './queries.ts';
import { readinessFor } from './service.ts';
import { findPost, findPublishedMap } from './store.ts';

export interface AgencyAsked {
  readonly asker: Asker;
  readonly agency: string;
}

interface Reading {
  readonly tx: Tx;
  readonly agency: string;
  /** The local day. */
  readonly on: string;
  readonly policy: { readonly id: string; readonly version: string };
  readonly pack: PolicyPack;
}

/** For whoever may read the succession of an agency, by its governing policy today; `thing.missing` for others, and as `demandGoverning`. */
function readAs<Answer>(
  db: Database,
  { asker, agency }: AgencyAsked,
  read: (reading: Reading) => Promise<Answer>,
): Promise<Answer> {
  return db.transaction(asker.accountId, async (tx) => {
    const { now } = await admitAgencyReading(tx, { asker, agency, reading: 'succession' });
    const found = await findAgency(tx, agency);
    if (found === undefined) throw new Refused(refuse('thing.missing'));
    const zone: Zone = found.zone;
    const on = localDayOf(now, zone);
    const { id, version, digest } = await demandGoverning(tx, { agency, on });
    return read({ tx, agency, on, policy: { id, version }, pack: await getPack(tx, digest) });
  });
}

/** When each structural post falls vacant, and how many do by month. */
export function readForecast(db: Database, asked: AgencyAsked) {
  return readAs(db, asked, async ({ tx, agency, on, policy, pack }) => {
    const rows = await listHeldPosts(tx, agency);
    const { months, ...others } = forecastVacancies(rows.map(heldOf), { pack, today: on });
    const critical = new Set(rows.filter(({ isCritical }) => isCritical).map(({ id }) => id));
    const proposed = new Set(rows.filter(({ isProposed }) => isProposed).map(({ id }) => id));
    const countOf = (posts: readonly string[]) => ({
      all: posts.length,
      critical: posts.filter((post) => critical.has(post)).length,
      proposed: posts.filter((post) => proposed.has(post)).length,
    });
    return {
      on,
      policy,
      vacant: countOf(others.vacant),
      reached: countOf(others.reached),
      months: months.map(({ month, posts }) => ({ month, ...countOf(posts) })),
      later: countOf(others.later),
      unknown: countOf(others.unknown.map(({ post }) => post)),
      posts: rows.map((row) => ({ ...shownPost(row), departure: shownDeparture(departureOf(heldOf(row), pack), on) })),
    };
  });
}

function heldOf({ id, level, holder, bornOn }: Pick<PostHeldRow, 'id' | 'level' | 'holder' | 'bornOn'>) {
  return { post: id, level, holder: holder === null || bornOn === null ? null : { bornOn } };
}

function shownPost({ id, title, level, unit, holder, isCritical, isProposed }: PostHeldRow) {
  return { id, title, level, unit, holder, isCritical, isProposed };
}

function shownDeparture(departure: Departure, today: string) {
  const open = { on: null, retirementAge: null, missing: [] as string[], reason: null };
  if (departure.status === 'VACANT') return { ...open, status: 'vacant' as const };
  if (departure.status === 'UNKNOWN')
    return { ...open, status: 'unknown' as const, missing: [...departure.missing], reason: departure.reason };
  const { on, retirementAge } = departure;
  return { ...open, status: on <= today ? ('reached' as const) : ('dated' as const), on, retirementAge };
}

/** Critical posts with who is ready to succeed: the readiness is derived anew, by the record as it is now. */
export function readCoverage(db: Database, asked: AgencyAsked) {
  return readAs(db, asked, async (reading) => {
    const { tx, agency, on, policy } = reading;
    const posts = await listCriticalPosts(tx, agency);
    const standing = await listStanding(
      tx,
      posts.map(({ id }) => id),
    );
    const items = posts.map((post) => {
      const successors = standing
        .filter((one) => one.post === post.id)
        .map((one) => ({ ...one, ...readinessFor(post, { record: one.record, pack: reading.pack, on }) }));
      return { ...criticalPost(post, reading), successors: successors.length, ...coveredBy(successors, post) };
    });
    return { on, policy, map: await shownMap(reading), items };
  });
}

/** What the plan amounts to: who is proposed is counted apart, and covers nothing yet; so is a post that is. */
function coveredBy(
  successors: readonly { readonly decidedAt: string | null; readonly readiness: Readiness }[],
  post: CriticalPostRow,
) {
  const decided = successors.filter(({ decidedAt }) => decidedAt !== null);
  const proposed = successors.length - decided.length;
  const counts = countReadiness(decided);
  const isUnconfirmed = post.designation !== null && confirmationOf(post) === null;
  return { counts, proposed, coverage: coverageOf(counts, { proposed, isUnconfirmed }) };
}

function criticalPost(post: CriticalPostRow, { pack, on }: Reading) {
  const { id, title, level, eselon, unit, holder, holderSince } = post;
  const departure = shownDeparture(departureOf(heldOf(post), pack), on);
  return { id, title, level, eselon, unit, holder, holderSince, departure, ...designationOf(post) };
}

function designationOf(post: CriticalPostRow) {
  const { designation, ground, reason, designatedAt, entry } = post;
  const stands = designation !== null && ground !== null && reason !== null && designatedAt !== null && entry !== null;
  if (!stands) return { designation: null };
  const { withdrawalProposedAt: proposedAt, withdrawalReason } = post;
  const withdrawal = proposedAt === null ? null : { proposedAt, reason: withdrawalReason };
  const confirmed = confirmationOf(post);
  return { designation: { id: designation, ground, reason, designatedAt, confirmed, withdrawal, entry } };
}

/** When and by which act the authority made the designation official; null while it is proposed. */
function confirmationOf({ confirmedAt, decidedAt }: Pick<CriticalPostRow, 'confirmedAt' | 'decidedAt'>) {
  if (confirmedAt !== null) return { at: confirmedAt, by: 'confirmation' as const };
  return decidedAt === null ? null : { at: decidedAt, by: 'decision' as const };
}

async function shownMap({ tx, agency }: Reading) {
  const map = await findPublishedMap(tx, agency);
  if (map === undefined) return null;
  const { boxes } = await getPack(tx, map.digest);
  return { id: map.id, on: map.on, publishedAt: map.publishedAt, boxes: [...boxes.succession] };
}

/** A post with its successors in order, what stands between each of them and the post, and what was recorded before. */
export async function readPlan(db: Database, { asker, postId }: { readonly asker: Asker; readonly postId: string }) {
  const agency = await agencyOf(db, postId);
  return readAs(db, { asker, agency }, async (reading) => {
    const post = await getPostView(reading.tx, postId);
    const rows = await listStanding(reading.tx, [postId]);
    const recorded = await listRecorded(
      reading.tx,
      rows.map(({ id }) => id),
    );
    const derived = rows.map((row) => successorOf(row, { post, reading }));
    const successors = orderSuccessors(derived).map((one) => ({
      ...one,
      recorded: recorded.filter(({ successor }) => successor === one.id).map(({ successor: _of, ...told }) => told),
    }));
    const head = { agency, on: reading.on, policy: reading.policy, map: await shownMap(reading) };
    const former = await listFormer(reading.tx, postId);
    const history = await listTold(reading.tx, postId);
    return {
      ...head,
      ...criticalPost(post, reading),
      ...coveredBy(successors, post),
      successors,
      former,
      history,
    };
  });
}

interface Succeeding {
  readonly post: CriticalPostRow;
  readonly reading: Reading;
}

function successorOf({ record, post: _post, ...row }: StandingRow, { post, reading: { pack, on } }: Succeeding) {
  const { readiness, readyOn, missing, gates } = readinessFor(post, { record, pack, on });
  return { ...row, readiness, readyOn, missing, gates };
}

/** Of a post, whatever the asker may read; `thing.missing` where there is no such post. */
async function agencyOf(db: Database, postId: string): Promise<string> {
  const post = await db.transaction('conductor', (tx) => findPost(tx, postId));
  if (post === undefined) throw new Refused(refuse('thing.missing'));
  return post.agency;
}

export interface GroupPageAsked {
  readonly asker: Asker;
  readonly postId: string;
  /** Who was shown last. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** The succession group by talent value, each with the readiness for this post; empty where no map is published. */
export async function listTalents(db: Database, { asker, postId, after, limit }: GroupPageAsked) {
  const agency = await agencyOf(db, postId);
  return readAs(db, { asker, agency }, async (reading) => {
    // Boxes and values by name are for whoever may list the people of the map.
    await admitAgencyReading(reading.tx, { asker, agency, reading: 'map-people' });
    const map = await shownMap(reading);
    if (map === null) return [];
    const post = await getPostView(reading.tx, postId);
    const rows = await listGroup(reading.tx, { postId, mapId: map.id, boxes: map.boxes, after, limit });
    const { pack, on } = reading;
    return rows.map(({ record, ...row }) => {
      const { readiness, readyOn, missing, gates } = readinessFor(post, { record, pack, on });
      const standing = gates.filter(({ result }) => result === 'FAIL').map(({ rule }) => rule);
      return { ...row, readiness, readyOn, missing: [...missing], standing };
    });
  });
}
