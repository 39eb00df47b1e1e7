import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '#domain/roles.ts';
import { giveGrant, openAccount } from '#features/access/service.ts';
import { agencyHolder, conductorActor, type PolicyPin } from '#features/audit/service.ts';
import { publishCalendar } from '#features/policies/service.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { demoRealm } from '#platform/identity-provider.ts';
import { digestOf, type TestRecord } from './record.ts';

export const agency = 'kota-contoh';

export function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../..', path), 'utf8')) as Record<string, unknown>;
}

export interface RecordScene {
  readonly selectionId: string;
  readonly stream: string;
  readonly postId: string;
  readonly policy: PolicyPin;
}

/** An agency with published rules, one account per role, a post, and a selection for it that was just opened. */
export async function openRecordScene(record: TestRecord, roles: readonly Role[]): Promise<RecordScene> {
  const { db, ledger } = record;
  const selectionId = randomUUID();
  const stream = `selection/${selectionId}`;
  const postId = randomUUID();
  const founded = await record.record(
    {
      stream: `agency/${agency}`,
      type: 'agency.founded/1',
      committed: { name: { value: 'Kota Contoh', holder: agencyHolder(agency) } },
    },
    async (tx, { entry }) => {
      await tx.run('INSERT INTO agencies (code, name, zone, entry_id) VALUES ($1, $2, $3, $4)', [
        agency,
        'Kota Contoh',
        'Asia/Jakarta',
        entry,
      ]);
      const post = 'INSERT INTO posts (id, agency, code, title, level, entry_id) VALUES ($1, $2, $3, $4, $5, $6)';
      await tx.run(post, [postId, agency, 'P-1', 'Kepala Bidang', 'administrator', entry]);
    },
  );
  const content = readJson('calendars/id-2026.json');
  await db.transaction('conductor', (tx) => publishCalendar(ledger, tx, { agency, content }));
  const policy = await publishSomePolicy(record);
  const accounts = new Map<Role, string>();
  for (const role of roles) accounts.set(role, await openRole(record, role, founded.at));
  const vacancy = { value: { title: 'Kepala Bidang' }, holder: agencyHolder(agency) };
  const opening = {
    stream,
    type: 'selection.opened/1',
    open: { number: 1, post: postId },
    committed: { vacancy },
    policy,
  } as const;
  await record.record(opening, async (tx, { entry, at }) => {
    await tx.run(
      `INSERT INTO selections (id, agency, number, code, post_id, planned_on, policy_id, policy_version, policy_digest, state, opened_at, opened_by, entry_id)
       VALUES ($1, $2, 1, 'SEL-2026-001', $3, '2026-06-15', $4, $5, $6, 'draft', $7, $8, $9)`,
      [
        selectionId,
        agency,
        postId,
        policy.id,
        policy.version,
        Buffer.from(policy.digest, 'hex'),
        at,
        accounts.get('hr'),
        entry,
      ],
    );
  });
  return { selectionId, stream, postId, policy };
}

/** Content that only its digest is asked of. */
async function publishSomePolicy(record: TestRecord): Promise<PolicyPin> {
  const content = Buffer.from(canonicalBytes({ rules: 'for tests of the record' }));
  const policy = { digest: createHash('sha256').update(content).digest('hex'), id: 'uji', version: '1' };
  const open = { digest: policy.digest, pack: policy.id, version: policy.version };
  const act = { stream: `agency/${agency}`, type: 'policy.published/1', open } as const;
  await record.record(act, async (tx, { entry, at }) => {
    await tx.run(
      'INSERT INTO policies (agency, id, version, digest, content, published_at, entry_id) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [agency, policy.id, policy.version, Buffer.from(policy.digest, 'hex'), content, at, entry],
    );
  });
  return policy;
}

async function openRole({ db, ledger }: TestRecord, role: Role, from: string): Promise<string> {
  const accountId = randomUUID();
  const act = { agency, actor: conductorActor, accountId };
  await db.transaction('conductor', async (tx) => {
    const person = { realm: demoRealm, subject: role, displayName: role, personId: null };
    await openAccount(ledger, tx, { ...act, ...person, id: randomUUID() });
    const grant = { role, agency, selectionId: null, from, until: null };
    await giveGrant(ledger, tx, { ...act, id: randomUUID(), grant });
  });
  return accountId;
}

/** A ballot as the ledger knows it, its choice and reason sealed for its caster. */
export function ballotOn(scene: RecordScene, motion: string, seat: number) {
  const holder = randomUUID();
  const committed = { choice: { value: 'support', holder }, reason: { value: `Alasan kursi ${seat}`, holder } };
  const open = { motion: digestOf(motion), seat, selection: scene.selectionId };
  return { stream: scene.stream, type: 'ballot.cast/1', open, committed, policy: scene.policy } as const;
}

/** The result that opens the ballots of its motion. */
export function outcomeOf(scene: RecordScene, motion: string) {
  const counts = { abstaining: 0, against: 0, cast: 1, eligible: 1, required: 1, supporting: 1 };
  const open = { ...counts, motion: digestOf(motion), outcome: 'approved' };
  return { stream: scene.stream, type: 'outcome.derived/1', open, policy: scene.policy } as const;
}
