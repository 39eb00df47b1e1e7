import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { localDayOf } from '#domain/working-days.ts';
import { admitAgencyReading } from '#features/access/service.ts';
import { findAgency } from '#features/agencies/service.ts';
import { findCounterpart, readStandings } from '#features/policies/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { findPack, findWholeProposal, listProposals, listVersions, type VersionView } from './queries.ts';

export interface PoliciesAsked {
  readonly asker: Asker;
  readonly agency: string;
}

interface Day {
  readonly agency: string;
  /** The day where the agency is. */
  readonly on: string;
}

async function dayOf(tx: Tx, { agency, now }: { readonly agency: string; readonly now: string }): Promise<Day> {
  const found = await findAgency(tx, agency);
  if (found === undefined) throw new Refused(refuse('thing.missing'));
  return { agency, on: localDayOf(now, found.zone) };
}

/** Every published version of an agency with how it stands today, the newest first. */
export function readVersions(db: Database, asked: PoliciesAsked) {
  return readAsConductor(db, asked, async (tx, day) => withStandings(tx, day, await listVersions(tx, day.agency)));
}

/** A published pack with its rules, and how it stands today; `thing.missing` where the agency has none of this digest. */
export function readPack(db: Database, { digest, ...asked }: PoliciesAsked & { readonly digest: string }) {
  return readAsConductor(db, asked, async (tx, day) => {
    const found = await findPack(tx, day.agency, digest);
    const [pack] = await withStandings(tx, day, found === undefined ? [] : [found]);
    if (pack === undefined) throw new Refused(refuse('thing.missing'));
    return pack;
  });
}

async function withStandings<View extends VersionView>(tx: Tx, day: Day, views: readonly View[]) {
  const standings = await readStandings(tx, day);
  return views.map((view) => ({ ...view, standing: standings.get(view.digest) ?? ('ended' as const) }));
}

/** What was proposed as a policy of an agency, for those who keep its policies. */
export function readProposals(db: Database, { asker, agency }: PoliciesAsked) {
  return db.transaction(asker.accountId, async (tx) => {
    await admitAgencyReading(tx, { asker, agency, reading: 'policy-proposals' });
    return listProposals(tx, agency, asker);
  });
}

/** A proposal with its rules and those that it is held against; see `findCounterpart`. */
export function readProposal(db: Database, asker: Asker, proposalId: string) {
  return db.transaction(asker.accountId, async (tx) => {
    const found = await findWholeProposal(tx, proposalId, asker);
    if (found === undefined) throw new Refused(refuse('thing.missing'));
    const place = await admitAgencyReading(tx, { asker, agency: found.agency, reading: 'policy-proposals' });
    const { digest, policy: id } = found;
    const pin = await findCounterpart(tx, { ...(await dayOf(tx, place)), id, digest });
    const counterpart = pin && (await findPack(tx, found.agency, pin.digest));
    return { ...found, inForce: counterpart === undefined ? null : rulesOf(counterpart) };
  });
}

function rulesOf({ id, version, digest, content }: NonNullable<Awaited<ReturnType<typeof findPack>>>) {
  return { id, version, digest, content };
}

/** Who proposed and published, and how many selections are pinned, is told to everybody of the agency: no row rule is asked. */
function readAsConductor<Answer>(
  db: Database,
  { asker, agency }: PoliciesAsked,
  read: (tx: Tx, day: Day) => Promise<Answer>,
): Promise<Answer> {
  return db.transaction('conductor', async (tx) =>
    read(tx, await dayOf(tx, await admitAgencyReading(tx, { asker, agency, reading: 'agency' }))),
  );
}
