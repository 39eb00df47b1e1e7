import type { Words } from '#domain/citation.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { choosePolicy, type Effective, type PolicyStanding, standingOf } from '#domain/policy-use.ts';
import { type Refusal, Refused, refuse } from '#domain/refusal.ts';
import type { PolicyPin } from '#features/audit/service.ts';
import type { Sql } from '#platform/database.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';
import { findPolicy, findPolicyVersion, listPins, type PublishedPolicy } from './store.ts';

const packs = new Map<string, PolicyPack>();

/** The pack a selection is pinned to. Published content never changes, so it is parsed once. */
export async function getPack(sql: Sql, digest: string): Promise<PolicyPack> {
  const known = packs.get(digest);
  if (known !== undefined) return known;
  const row = await findPolicy(sql, Buffer.from(digest, 'hex'));
  if (row === undefined) throw new Error(`no policy with digest ${digest}`);
  const pack = parsePack(row.content);
  packs.set(digest, pack);
  return pack;
}

export interface PinAsked {
  readonly agency: string;
  /** Name of the pack; null for whichever of the agency. */
  readonly id: string | null;
  /** The day where the agency is. */
  readonly on: string;
}

/** Pin of the version that is taken on a day where nobody names one, by `choosePolicy`; undefined where none is in force. */
export async function findPin(sql: Sql, { agency, id, on }: PinAsked): Promise<PolicyPin | undefined> {
  return choosePolicy(ofPack(await listVersions(sql, agency), id), on)?.pin;
}

/** As `findPin`; refuses policy.not-in-force where none of the published ones is in force, and as told where none is published. */
export async function demandPin(sql: Sql, asked: PinAsked, missing: Refusal): Promise<PolicyPin> {
  const pin = await findPin(sql, asked);
  if (pin !== undefined) return pin;
  const { agency, id, on } = asked;
  const isPublished = (await listPins(sql, agency)).some((known) => id === null || known.id === id);
  throw new Refused(isPublished ? refuse('policy.not-in-force', { on }) : missing);
}

/** A published version with what decides when it is in force. */
export interface DatedPin extends Effective {
  readonly pin: PolicyPin;
  readonly title: Words;
}

/** The published versions of every pack of an agency, in the order of publication. */
async function listVersions(sql: Sql, agency: string): Promise<DatedPin[]> {
  const dated: DatedPin[] = [];
  for (const pin of await listPins(sql, agency)) {
    const { title, effectiveFrom, effectiveUntil } = await getPack(sql, pin.digest);
    dated.push({ pin, title, effectiveFrom, effectiveUntil });
  }
  return dated;
}

/** A published version of a pack. */
export async function findPinOf(
  sql: Sql,
  agency: string,
  version: { readonly id: string; readonly version: string },
): Promise<PolicyPin | undefined> {
  const row = await findPolicyVersion(sql, agency, version);
  return row === undefined ? undefined : pinOf(row);
}

function pinOf(row: PublishedPolicy): PolicyPin {
  return { digest: row.digest.toString('hex'), id: row.id, version: row.version };
}

function parsePack(content: Buffer): PolicyPack {
  return policyPackSchema.parse(JSON.parse(content.toString('utf8')));
}

export interface PolicyView extends PolicyPin {
  readonly title: Words;
}

type DayAsked = Omit<PinAsked, 'id'>;

/** The version of each pack of an agency that is taken on a day, in the order of their names; a pack without one is left out. */
export async function listInForce(sql: Sql, { agency, on }: DayAsked): Promise<PolicyView[]> {
  const versions = await listVersions(sql, agency);
  const ids = [...new Set(versions.map(({ pin }) => pin.id))].toSorted();
  return ids.flatMap((id) => choosePolicy(ofPack(versions, id), on) ?? []).map(({ pin, title }) => ({ ...pin, title }));
}

function ofPack(versions: readonly DatedPin[], id: string | null): DatedPin[] {
  return versions.filter(({ pin }) => id === null || pin.id === id);
}

/** How each published version of an agency stands on a day, by digest. */
export async function readStandings(sql: Sql, { agency, on }: DayAsked): Promise<Map<string, PolicyStanding>> {
  const versions = await listVersions(sql, agency);
  return new Map(
    versions.map((version) => {
      const { id, digest } = version.pin;
      return [digest, standingOf(version, ofPack(versions, id), on)];
    }),
  );
}

/** What a proposed pack is held against: what is in force of its name, else of the agency, else what was published last; not itself. */
export async function findCounterpart(
  sql: Sql,
  { agency, id, on, digest }: DayAsked & PolicyPinName,
): Promise<PolicyPin | undefined> {
  const others = (await listVersions(sql, agency)).filter(({ pin }) => pin.digest !== digest);
  const own = ofPack(others, id);
  return (choosePolicy(own, on) ?? own.at(-1) ?? choosePolicy(others, on) ?? others.at(-1))?.pin;
}

type PolicyPinName = Pick<PolicyPin, 'id' | 'digest'>;
