import { createHash } from 'node:crypto';
import { Refused, refuse } from '#domain/refusal.ts';
import type { RetentionRules } from '#domain/retention.ts';
import { beginOnStream, conductorActor, derivedId, type Ledger } from '#features/audit/service.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import type { Sql, Tx } from '#platform/database.ts';
import { retentionSchema } from '#schemas/retention.ts';
import { findNewestRules, insertRules } from './store.ts';

/** Publishes an agency's rules of retention under their version; the same content again changes nothing. */
export async function publishRetention(
  ledger: Ledger,
  tx: Tx,
  { agency, content }: { readonly agency: string; readonly content: unknown },
): Promise<void> {
  const { version } = retentionSchema.parse(content);
  const bytes = Buffer.from(canonicalBytes(content));
  const digest = createHash('sha256').update(bytes).digest();
  const known = await findNewestRules(tx, agency);
  if (known?.digest.equals(digest) === true) return;
  const stream = `agency/${agency}`;
  const hex = digest.toString('hex');
  const id = derivedId(stream, `retention/${hex}`);
  const act = await beginOnStream(tx, stream, id);
  const open = { digest: hex, version };
  const event = { id, stream, agency, actor: conductorActor, open, act };
  const { entry, at } = await ledger.append(tx, { ...event, type: 'retention.published/1' });
  await insertRules(tx, { agency, version, digest, content: bytes, at, entryId: entry });
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
