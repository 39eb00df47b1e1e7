import { randomUUID } from 'node:crypto';
import {
  type Binding,
  beginOnStream,
  conductorActor,
  derivedId,
  insertRef,
  type Ledger,
  lockStream,
} from '#features/audit/service.ts';
import type { Sql, Tx } from '#platform/database.ts';

export interface SubjectBinding extends Pick<Binding, 'agency' | 'identity'> {
  readonly personId: string;
}

/** The stream about a person, `person/<ref>`; the first time it is drawn, and bound to the person by its first entry. */
export async function bindSubject(
  ledger: Ledger,
  tx: Tx,
  { agency, identity, personId }: SubjectBinding,
): Promise<string> {
  await lockStream(tx, `subject/${personId}`);
  const known = await findSubjectStream(tx, personId);
  if (known !== undefined) return known;
  const ref = randomUUID();
  const stream = `person/${ref}`;
  const id = derivedId(ref, 'bound');
  await ledger.append(tx, {
    id,
    stream,
    type: 'person.bound/1',
    agency,
    actor: conductorActor,
    open: { ref, role: 'subject' },
    committed: { person: { value: identity, holder: personId } },
    act: await beginOnStream(tx, stream, id),
  });
  await insertRef(tx, { stream, holder: personId, ref, entryId: id });
  return stream;
}

async function findSubjectStream(sql: Sql, personId: string): Promise<string | undefined> {
  const row = await sql.maybe<{ stream: string }>(
    `SELECT stream FROM refs WHERE holder = $1 AND stream = 'person/' || ref`,
    [personId],
  );
  return row?.stream;
}
