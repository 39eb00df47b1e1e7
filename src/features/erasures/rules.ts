import { createHash } from 'node:crypto';
import { Refused, refuse } from '#domain/refusal.ts';
import type { RetentionRules } from '#domain/retention.ts';
import { beginOnStream, conductorActor, derivedId, type Ledger, lockStream } from '#features/audit/service.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import type { Sql, Tx } from '#platform/database.ts';
import { retentionSchema } from '#schemas/retention.ts';
import { findNewestRules, findRulesVersion, hasAgency, insertRules } from './store.ts';

/**
 * Publishes an agency's rules of retention under their version; content that was published already changes nothing. Refuses
 * thing.missing (no such agency) and retention.version-taken. Answers whether they are new.
 */
export async function publishRetention(
  ledger: Ledger,
  tx: Tx,
  { agency, content }: { readonly agency: string; readonly content: unknown },
): Promise<boolean> {
  const { version } = retentionSchema.parse(content);
  if (!(await hasAgency(tx, agency))) throw new Refused(refuse('thing.missing'));
  const bytes = Buffer.from(canonicalBytes(content));
  const digest = createHash('sha256').update(bytes).digest();
  const stream = `agency/${agency}`;
  await lockStream(tx, stream);
  const known = await findRulesVersion(tx, agency, version);
  if (known?.digest.equals(digest) === true) return false;
  if (known !== undefined) throw new Refused(refuse('retention.version-taken', { version }));
  const hex = digest.toString('hex');
  const id = derivedId(stream, `retention/${hex}`);
  const act = await beginOnStream(tx, stream, id);
  const open = { digest: hex, version };
  const event = { id, stream, agency, actor: conductorActor, open, act };
  const { entry, at } = await ledger.append(tx, { ...event, type: 'retention.published/1' });
  await insertRules(tx, { agency, version, digest, content: bytes, at, entryId: entry });
  return true;
}

export interface RulesInForce {
  readonly rules: RetentionRules;
  readonly digest: Buffer;
}

/** Refuses `erasure.rules-missing`. */
export async function getRules(sql: Sql, agency: string): Promise<RulesInForce> {
  const found = await findRules(sql, agency);
  if (found === undefined) throw new Refused(refuse('erasure.rules-missing'));
  return found;
}

/** The rules published last. */
export async function findRules(sql: Sql, agency: string): Promise<RulesInForce | undefined> {
  const row = await findNewestRules(sql, agency);
  if (row === undefined) return undefined;
  return { rules: retentionSchema.parse(JSON.parse(row.content.toString('utf8'))), digest: row.digest };
}
