import { randomUUID } from 'node:crypto';
import type { Event } from '#features/audit/service.ts';
import { conductorActor } from '#features/audit/service.ts';
import type { Tx } from '#platform/database.ts';
import { agency, type World } from './world.ts';
import type { WorldEdge } from './world-edge.ts';

/** Changes rows of the personnel record under an entry, as an import does. */
export async function changePeople(
  { house }: World,
  change: (tx: Tx, entryId: string) => Promise<void>,
): Promise<void> {
  await house.db.transaction('conductor', async (tx) => {
    const stream = `agency/${agency}`;
    const id = randomUUID();
    await tx.run('SELECT ledger.lock_stream($1)', [stream]);
    const act = await tx.one<Event['act']>('SELECT * FROM ledger.begin_act($1)', [id]);
    const open = { batch: id, files: [], findings: 0, people: 1 };
    const event = { id, stream, agency, actor: conductorActor, open, act };
    const { entry, at } = await house.ledger.append(tx, { ...event, type: 'people.imported/1' });
    await tx.run(
      `INSERT INTO import_batches (id, agency, files, counts, imported_at, entry_id) VALUES ($1, $2, '[]', '{"people": 1}', $3, $4)`,
      [id, agency, at, entry],
    );
    await change(tx, entry);
  });
}

/** The person retires: the post has no holder any more. */
export function retire(world: World, personId: string): Promise<void> {
  return changePeople(world, async (tx, entryId) => {
    await tx.run('UPDATE posts SET holder_id = NULL, held_since = NULL, entry_id = $2 WHERE holder_id = $1', [
      personId,
      entryId,
    ]);
    await tx.run('UPDATE people SET post_id = NULL, entry_id = $2 WHERE id = $1', [personId, entryId]);
  });
}

export interface Said {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: Record<string, unknown>;
}

/** The acts of a persona over HTTP, each under a fresh key unless one is given. */
export function post(edge: WorldEdge, by: string) {
  return async (path: string, body: unknown = {}, key: string = randomUUID()): Promise<Said> => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const answer = await edge.ask(by, path, { method: 'POST', body: JSON.stringify(body), headers });
    const said = (await answer.json()) as Record<string, unknown>;
    return { status: answer.status, code: said['code'] as string | undefined, body: said };
  };
}

export interface ErasureOf {
  readonly person: string;
  readonly basis?: string;
}

export function request(edge: WorldEdge, by: string, { person, basis = 'subject-request' }: ErasureOf): Promise<Said> {
  return post(edge, by)('/erasures', { agency, person, basis, reason: 'Permohonan tertulis.' });
}

/** Requested by the personnel office, approved by the auditor. */
export async function erase(edge: WorldEdge, asked: ErasureOf): Promise<Said> {
  const { body } = await request(edge, 'hr', asked);
  return post(edge, 'auditor')(`/erasures/${String(body['erasureId'])}/approval`);
}
