import { createHash } from 'node:crypto';
import { Refused, refuse } from '#domain/refusal.ts';
import { type AccessAsked, arrangeAccess } from '#features/access/service.ts';
import {
  agencyHolder,
  beginOnStream,
  conductorActor,
  derivedId,
  type Ledger,
  priorReceipt,
  type Receipt,
} from '#features/audit/service.ts';
import { publishRetention } from '#features/erasures/service.ts';
import { compareCalendar, comparePublished, publishCalendar, publishPolicy } from '#features/policies/service.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import type { Tx } from '#platform/database.ts';
import { type Agency, findAgency } from './queries.ts';
import { insertAgency } from './store.ts';

/** The first entry of an agency's stream. Founded again, it answers the first receipt. */
export async function foundAgency(ledger: Ledger, tx: Tx, { code, name, zone }: Agency): Promise<Receipt> {
  const stream = `agency/${code}`;
  const id = derivedId(stream, 'founded');
  const act = await beginOnStream(tx, stream, id);
  const content = { code, name, zone };
  const prior = priorReceipt(ledger, act, content);
  if (prior !== undefined) return prior;
  const receipt = await ledger.append(tx, {
    id,
    stream,
    type: 'agency.founded/1',
    agency: code,
    actor: conductorActor,
    open: {},
    committed: { name: { value: name, holder: agencyHolder(code) } },
    act,
    content,
  });
  await insertAgency(tx, { code, name, zone, entryId: receipt.entry });
  return receipt;
}

/** A pack that the linter has found sound, as parsed JSON. */
export interface FoundingPack {
  readonly id: string;
  readonly version: string;
  readonly content: unknown;
}

export interface Founding extends Omit<AccessAsked, 'agency'> {
  readonly agency: Agency;
  /** As parsed JSON. */
  readonly calendars: readonly unknown[];
  readonly policies: readonly FoundingPack[];
  /** Rules of retention as parsed JSON; null where they are published later. */
  readonly retention: unknown;
}

/**
 * An agency with all that it begins with. What stands already is left as it is, and what is missing is added, but for a policy: from its
 * founding on that needs two people. Answers the numbers of the accounts that wait for their people. Refuses agency.stands-otherwise,
 * agency.calendar-otherwise, agency.policy-after-founding, retention.version-taken, and what `arrangeAccess` refuses.
 */
export async function establishAgency(ledger: Ledger, tx: Tx, founding: Founding): Promise<number[]> {
  const { agency, retention, accounts, newId } = founding;
  const standing = await findAgency(tx, agency.code);
  if (standing === undefined) await foundAgency(ledger, tx, agency);
  else if (standing.name !== agency.name || standing.zone !== agency.zone)
    throw new Refused(refuse('agency.stands-otherwise'));
  for (const content of founding.calendars) await addCalendar(ledger, tx, { agency: agency.code, content });
  const isNew = standing === undefined;
  for (const pack of founding.policies) await addPolicy(ledger, tx, { agency: agency.code, pack, isNew });
  if (retention !== null) await publishRetention(ledger, tx, { agency: agency.code, content: retention });
  return arrangeAccess(ledger, tx, { agency: agency.code, accounts, ...(newId === undefined ? {} : { newId }) });
}

async function addCalendar(
  ledger: Ledger,
  tx: Tx,
  { agency, content }: { readonly agency: string; readonly content: unknown },
): Promise<void> {
  const { year, is } = await compareCalendar(tx, { agency, content });
  if (is === 'other') throw new Refused(refuse('agency.calendar-otherwise', { year }));
  if (is === 'first') await publishCalendar(ledger, tx, { agency, content });
}

async function addPolicy(
  ledger: Ledger,
  tx: Tx,
  { agency, pack, isNew }: { readonly agency: string; readonly pack: FoundingPack; readonly isNew: boolean },
): Promise<void> {
  const { id, version, content } = pack;
  if (!isNew) {
    const digest = createHash('sha256').update(canonicalBytes(content)).digest();
    if ((await comparePublished(tx, { agency, id, version }, digest)) === 'same') return;
    throw new Refused(refuse('agency.policy-after-founding', { policy: `${id} ${version}` }));
  }
  await publishPolicy(ledger, tx, { agency, content });
}
