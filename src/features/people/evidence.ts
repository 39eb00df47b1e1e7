import { createHash } from 'node:crypto';
import type { PersonRecord } from '#domain/person-record.ts';
import { type PlanEvidence, withEvidence } from '#domain/plan-evidence.ts';
import { lockStream } from '#features/audit/service.ts';
import type { Sql, Tx } from '#platform/database.ts';
import { contentText, sealedText } from './record-text.ts';

/** Evidence from confirmed actions of development plans, by person, in the order of their confirmation. */
export async function readEvidence(sql: Sql, agency: string): Promise<ReadonlyMap<string, readonly PlanEvidence[]>> {
  const rows = await sql.rows<PlanEvidence & { personId: string }>(
    `SELECT p.person_id AS "personId", a.register, a.evidence AS row FROM plan_actions a JOIN plans p ON p.id = a.plan_id
     WHERE p.agency = $1 AND a.register IS NOT NULL AND a.evidence IS NOT NULL ORDER BY a.confirmed_at, a.id`,
    [agency],
  );
  const evidence = new Map<string, PlanEvidence[]>();
  for (const { personId, register, row } of rows)
    evidence.set(personId, [...(evidence.get(personId) ?? []), { register, row }]);
  return evidence;
}

/** Nobody imports into the agency meanwhile: an import reads everybody before it writes. To be taken before any other lock. */
export function lockRecords(tx: Tx, agency: string): Promise<void> {
  return lockStream(tx, `people/${agency}`);
}

/** Adds a row to a person's record, under the entry that confirmed it. What a selection has frozen is a copy, and stays. */
export async function addEvidence(
  tx: Tx,
  { personId, evidence, entryId }: { personId: string; evidence: PlanEvidence; entryId: string },
): Promise<void> {
  const { record } = await tx.one<{ record: PersonRecord }>(
    'SELECT record FROM people WHERE id = $1 FOR NO KEY UPDATE',
    [personId],
  );
  const added = withEvidence(record, [evidence]);
  if (added === record) return;
  const digestOf = (text: string) => createHash('sha256').update(text).digest();
  await tx.run('UPDATE people SET record = $2, record_digest = $3, content_digest = $4, entry_id = $5 WHERE id = $1', [
    personId,
    sealedText(added),
    digestOf(sealedText(added)),
    digestOf(contentText(added)),
    entryId,
  ]);
}
