import { createHash } from 'node:crypto';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Calendar, Zone } from '#domain/working-days.ts';
import { openWorkingTime, type WorkingTime } from '#domain/working-time.ts';
import {
  type ActRow,
  beginOnStream,
  conductorActor,
  derivedId,
  type Ledger,
  lockStream,
  type PolicyPin,
  type Receipt,
} from '#features/audit/service.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import type { Sql, Tx } from '#platform/database.ts';
import { DeploymentFault } from '#platform/deployment-fault.ts';
import { calendarSchema } from '#schemas/calendar.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';
import {
  findPolicy,
  findPolicyVersion,
  hasAgency,
  insertCalendar,
  insertPolicy,
  listCalendarRevisions,
  listCalendars,
  listCalendarsOf,
  listDigests,
  type PublishedCalendar,
  type PublishedPolicy,
} from './store.ts';

export { demandPin, findCounterpart, findPin, findPinOf, getPack, readStandings } from './pins.ts';

interface Publishing {
  readonly agency: string;
  /** Pack or calendar as parsed JSON; checked here. */
  readonly content: unknown;
}

/**
 * Publishes a pack under its id and version as a program does that founds an agency, before it has anybody; the same content again
 * changes nothing. From then on packs are proposed and approved (`src/features/proposals`).
 */
export async function publishPolicy(ledger: Ledger, tx: Tx, { agency, content }: Publishing): Promise<PolicyPin> {
  const pack = policyPackSchema.parse(content);
  const bytes = Buffer.from(canonicalBytes(content));
  const digest = createHash('sha256').update(bytes).digest();
  const pin = { digest: digest.toString('hex'), id: pack.id, version: pack.version };
  const known = await findPolicyVersion(tx, agency, pack);
  if (known !== undefined) {
    if (!known.digest.equals(digest))
      throw new DeploymentFault(`policy ${pack.id} ${pack.version} is published with other content; raise its version`);
    return pin;
  }
  const receipt = await publish(ledger, tx, {
    agency,
    type: 'policy.published/1',
    name: `policy/${pin.digest}`,
    open: { digest: pin.digest, pack: pack.id, version: pack.version },
  });
  await insertPolicy(tx, {
    agency,
    id: pack.id,
    version: pack.version,
    digest,
    content: bytes,
    at: receipt.at,
    entryId: receipt.entry,
  });
  return pin;
}

/** What is published under the name and version of a pack: nothing, the same content, or another. */
export async function comparePublished(
  sql: Sql,
  { agency, id, version }: { readonly agency: string; readonly id: string; readonly version: string },
  digest: Buffer,
): Promise<'nothing' | 'same' | 'other'> {
  const known = await findPolicyVersion(sql, agency, { id, version });
  if (known === undefined) return 'nothing';
  return known.digest.equals(digest) ? 'same' : 'other';
}

export interface ProposedPublication {
  readonly pack: PublishedPolicy;
  /** The proposal that was approved just now, in this transaction, under the lock of the agency's stream. */
  readonly proposal: string;
  readonly act: ActRow;
}

/** Publishes a pack that one has proposed and another approved. */
export async function publishProposed(
  ledger: Ledger,
  tx: Tx,
  { pack, proposal, act }: ProposedPublication,
): Promise<Receipt> {
  const { agency, id, version, digest } = pack;
  const open = { digest: digest.toString('hex'), pack: id, proposal, version };
  const event = {
    id: derivedId(proposal, 'published'),
    stream: `agency/${agency}`,
    agency,
    actor: conductorActor,
    act,
  };
  const receipt = await ledger.append(tx, { ...event, type: 'policy.published/2', open });
  await insertPolicy(tx, { ...pack, at: receipt.at, entryId: receipt.entry });
  return receipt;
}

/** How a calendar is to those that an agency has published of its year. */
interface ComparedCalendar {
  readonly year: number;
  /** `stands`: the newest revision; `superseded`: an earlier one; `other`: its year has others. */
  readonly is: 'first' | 'stands' | 'superseded' | 'other';
}

export async function compareCalendar(sql: Sql, { agency, content }: Publishing): Promise<ComparedCalendar> {
  const { year } = calendarSchema.parse(content);
  const digest = digestOf(content);
  const revisions = (await listCalendarRevisions(sql, agency)).filter((known) => known.year === year);
  const place = revisions.findIndex((known) => known.digest.equals(digest));
  if (revisions.length === 0) return { year, is: 'first' };
  if (place === -1) return { year, is: 'other' };
  return { year, is: place === revisions.length - 1 ? 'stands' : 'superseded' };
}

/**
 * Publishes a decree calendar; one that stands already changes nothing. A revision stands beside the older one; clocks keep the revision
 * they started with. Refuses agency.missing and calendar.superseded. Answers whether it is new.
 */
export async function publishCalendar(ledger: Ledger, tx: Tx, publishing: Publishing): Promise<boolean> {
  const { agency, content } = publishing;
  await lockStream(tx, `agency/${agency}`);
  if (!(await hasAgency(tx, agency))) throw new Refused(refuse('agency.missing'));
  const { year, is } = await compareCalendar(tx, publishing);
  if (is === 'stands') return false;
  if (is === 'superseded') throw new Refused(refuse('calendar.superseded', { year }));
  const bytes = Buffer.from(canonicalBytes(content));
  const digest = digestOf(content);
  const hex = digest.toString('hex');
  const receipt = await publish(ledger, tx, {
    agency,
    type: 'calendar.published/1',
    name: `calendar/${hex}`,
    open: { digest: hex, year },
  });
  await insertCalendar(tx, { agency, year, digest, content: bytes, at: receipt.at, entryId: receipt.entry });
  return true;
}

function digestOf(content: unknown): Buffer {
  return createHash('sha256').update(canonicalBytes(content)).digest();
}

interface Published {
  readonly agency: string;
  readonly type: 'policy.published/1' | 'calendar.published/1';
  readonly name: string;
  readonly open: Readonly<Record<string, unknown>>;
}

async function publish(ledger: Ledger, tx: Tx, { agency, type, name, open }: Published): Promise<Receipt> {
  const stream = `agency/${agency}`;
  const id = derivedId(stream, name);
  const act = await beginOnStream(tx, stream, id);
  return ledger.append(tx, { id, stream, type, agency, actor: conductorActor, open, act });
}

/** The published bytes of a pack; undefined where none is published, or they are not those of the digest. */
export async function findPolicyContent(sql: Sql, digest: string): Promise<Buffer | undefined> {
  const row = await findPolicy(sql, Buffer.from(digest, 'hex'));
  if (row === undefined) return undefined;
  return createHash('sha256').update(row.content).digest('hex') === digest ? row.content : undefined;
}

/** Digests under which any agency has published this version of a pack: one, unless two agencies use the same name for different rules. */
export function listPolicyDigests(sql: Sql, version: { id: string; version: string }): Promise<string[]> {
  return listDigests(sql, version);
}

/** The published bytes of a pack, for a bundle. */
export async function getPolicyContent(sql: Sql, digest: string): Promise<Buffer> {
  const row = await findPolicy(sql, Buffer.from(digest, 'hex'));
  if (row === undefined) throw new Error(`no policy with digest ${digest}`);
  return row.content;
}

/** Decree calendars in force, and the digest that pins this set of revisions. */
export interface CalendarShelf {
  readonly calendars: readonly Calendar[];
  readonly digest: string;
  /** Canonical bytes of what the digest covers: the list of calendars in order of year. */
  readonly content: Uint8Array;
}

/** The newest revision of every year that the agency has published. */
export async function readCalendars(sql: Sql, agency: string): Promise<CalendarShelf> {
  return shelve(await listCalendars(sql, agency));
}

/** The set of revisions that once had this digest. Each publication made one new set, so trying all of them is quick. */
export async function getCalendarContent(sql: Sql, agency: string, digest: string): Promise<Uint8Array> {
  const content = await findCalendarContent(sql, agency, digest);
  if (content === undefined) throw new Error(`no set of calendars with digest ${digest}`);
  return content;
}

/** As `getCalendarContent`; undefined where no set had this digest. */
export async function findCalendarContent(sql: Sql, agency: string, digest: string): Promise<Uint8Array | undefined> {
  const byYear = new Map<number, PublishedCalendar>();
  const empty = shelve([]);
  if (empty.digest === digest) return empty.content;
  for (const revision of await listCalendarRevisions(sql, agency)) {
    byYear.set(revision.year, revision);
    const shelf = shelve([...byYear.values()].sort((one, other) => one.year - other.year));
    if (shelf.digest === digest) return shelf.content;
  }
  return undefined;
}

const workingTimes = new Map<string, WorkingTime>();

/** Working time in each of some agencies, by the calendars in force and the zone of the agency; counted once per revision. */
export async function readWorkingTimes(sql: Sql, agencies: readonly string[]): Promise<Map<string, WorkingTime>> {
  const rows = await listCalendarsOf(sql, agencies);
  const found = new Map<string, WorkingTime>();
  for (const agency of agencies) {
    const own = rows.filter((row) => row.agency === agency);
    const [first] = own;
    if (first === undefined) continue;
    const key = [first.zone, ...own.map(({ digest }) => digest.toString('hex'))].join(' ');
    const time = workingTimes.get(key) ?? openWorkingTime(shelve(own).calendars, { zone: first.zone as Zone });
    if (workingTimes.size >= mostWorkingTimes) workingTimes.clear();
    workingTimes.set(key, time);
    found.set(agency, time);
  }
  return found;
}

const mostWorkingTimes = 1_000;

function shelve(rows: readonly PublishedCalendar[]): CalendarShelf {
  const contents = rows.map(({ content }) => JSON.parse(content.toString('utf8')) as unknown);
  const content = canonicalBytes(contents);
  return {
    calendars: contents.map((calendar) => calendarSchema.parse(calendar)),
    digest: createHash('sha256').update(content).digest('hex'),
    content,
  };
}
