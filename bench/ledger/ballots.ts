import { randomBytes, randomUUID } from 'node:crypto';
import { type ActRow, agencyHolder, type Head, type Receipt } from '#features/audit/service.ts';
import { sealOpening } from '#features/audit/vault.ts';
import { toHex } from '#ledger/bytes.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { commit } from '#ledger/commitment.ts';
import { randomSalt } from '#ledger/crypto.ts';
import { assembleEntry, encodeAround } from '#ledger/entry.ts';
import { origin, type Scene } from './scene.ts';

/** A ballot: the case locked, its state and the seat's earlier ballot asked for, the ballot and what is kept of it written. */
export type Act = (scene: Scene, caseId: string) => Promise<Receipt | undefined>;

/** Each case is voted on by somebody else, whose key encrypts the openings. */
function holderOf(caseId: string): string {
  return agencyHolder(`seat-${cases.indexOf(caseId) % 64}`);
}

const reason =
  'Strong record in two postings; led the reform of the licensing unit; peers confirm integrity and calm under pressure. '.repeat(
    2,
  );
const content = { choice: 'approve', reason };

export const cases: readonly string[] = Array.from({ length: 256 }, () => randomUUID());

/** Tables of the benchmark: those of a feature, and a plain audit table with the columns of `ledger.entries`. */
export async function layTables({ admin }: Scene): Promise<void> {
  await admin.run('CREATE SCHEMA bench');
  await admin.run('CREATE TABLE bench.cases (id uuid PRIMARY KEY, is_open boolean NOT NULL DEFAULT true)');
  for (const table of ['ballots', 'bare_ballots']) {
    await admin.run(
      `CREATE TABLE bench.${table} (case_id uuid NOT NULL, motion bytea NOT NULL, seat integer NOT NULL, at timestamptz NOT NULL,
         entry_id uuid NOT NULL, PRIMARY KEY (case_id, motion, seat))`,
    );
  }
  await admin.run(
    `CREATE TABLE bench.audit (entry_no bigint GENERATED ALWAYS AS IDENTITY, id uuid NOT NULL UNIQUE, stream text NOT NULL,
       stream_seq bigint NOT NULL, type text NOT NULL, bytes bytea NOT NULL,
       leaf bytea NOT NULL GENERATED ALWAYS AS (sha256('\\x00'::bytea || bytes)) STORED,
       xid bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
       written_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  );
  await admin.run(
    'CREATE TABLE bench.openings (entry_id uuid, field text, key_id uuid NOT NULL, sealed bytea NOT NULL, PRIMARY KEY (entry_id, field))',
  );
  await admin.run(
    `CREATE FUNCTION bench.write_plain(p_id uuid, p_stream text, p_type text, p_bytes bytea, p_fields text[], p_keys uuid[],
       p_sealed bytea[]) RETURNS void LANGUAGE plpgsql AS $$
     BEGIN
       INSERT INTO bench.audit (id, stream, stream_seq, type, bytes) VALUES (p_id, p_stream, 1, p_type, p_bytes);
       INSERT INTO bench.openings (entry_id, field, key_id, sealed)
         SELECT p_id, o.field, o.key_id, o.sealed FROM unnest(p_fields, p_keys, p_sealed) AS o (field, key_id, sealed);
     END $$`,
  );
  await layOpenings({ admin });
  await admin.run('INSERT INTO bench.cases (id) SELECT unnest($1::uuid[])', [cases]);
  await admin.run("SELECT ledger.couple('bench.ballots')");
  await admin.run('GRANT USAGE ON SCHEMA bench TO bukti_app');
  await admin.run('GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA bench TO bukti_app');
}

const insertBallot = (table: string) =>
  `INSERT INTO bench.${table} (case_id, motion, seat, at, entry_id) VALUES ($1, $2, 1, $3, $4)`;

/** Lock, checks and the instant, in one call; for a recorded act also what `append` is given, read as `lock_selection` does. */
async function layOpenings({ admin }: Pick<Scene, 'admin'>): Promise<void> {
  const common = `PERFORM FROM bench.cases WHERE id = p_case AND is_open FOR NO KEY UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'closed'; END IF;`;
  const refused = (table: string) =>
    `IF EXISTS (SELECT FROM bench.${table} WHERE case_id = p_case AND motion = p_motion AND seat = 1) THEN RAISE EXCEPTION 'twice'; END IF;`;
  await admin.run(
    `CREATE FUNCTION bench.begin_bare(p_case uuid, p_motion bytea, OUT at timestamptz) LANGUAGE plpgsql AS $$
     BEGIN ${common} ${refused('bare_ballots')} at := ledger.clock(); END $$`,
  );
  await admin.run(
    `CREATE FUNCTION bench.begin_recorded(p_case uuid, p_motion bytea, p_id uuid, OUT at timestamptz, OUT seen_size bigint,
       OUT seen_root bytea, OUT prior_leaf bytea, OUT seq bigint, OUT leaf bytea) LANGUAGE plpgsql AS $$
     DECLARE v_stream text := 'selection/' || p_case;
     BEGIN ${common} ${refused('ballots')}
       SELECT ledger.clock(), k.size, k.root, h.stream_seq, h.leaf, e.leaf
         INTO begin_recorded.at, seen_size, seen_root, seq, begin_recorded.leaf, prior_leaf
         FROM (SELECT 1) AS always
         LEFT JOIN (SELECT c.size, c.root FROM ledger.published c ORDER BY c.size DESC LIMIT 1) k ON true
         LEFT JOIN (SELECT n.stream_seq, n.leaf FROM ledger.entries n WHERE n.stream = v_stream
           ORDER BY n.stream_seq DESC LIMIT 1) h ON true
         LEFT JOIN ledger.entries e ON e.id = p_id;
     END $$`,
  );
}

/** The act without any record beside the row. */
export const bare: Act = (scene, caseId) =>
  scene.app.transaction('conductor', async (tx) => {
    const motion = randomBytes(32);
    const { at } = await tx.one<{ at: string }>('SELECT bench.begin_bare($1, $2) AS at', [caseId, motion]);
    const writing = tx.run(insertBallot('bare_ballots'), [caseId, motion, at, randomUUID()]);
    tx.finish();
    await writing;
    return undefined;
  });

/** The act with the same bytes in a row of the plain audit table, and the same two openings. */
export const plain: Act = (scene, caseId) =>
  scene.app.transaction('conductor', async (tx) => {
    const [id, motion] = [randomUUID(), randomBytes(32)];
    const { at } = await tx.one<{ at: string }>('SELECT bench.begin_bare($1, $2) AS at', [caseId, motion]);
    const holder = holderOf(caseId);
    const key = (await scene.keys.keysOf(tx, [holder])).get(holder);
    if (key === undefined) throw new Error('no key');
    const openings = Object.entries(content).map(([field, value]) => {
      const place = { log: origin, entry: id, type: envelope.type, field };
      const salted = { salt: randomSalt(), value: canonicalBytes(value) };
      return { field, commitment: commit(place, salted.salt, salted.value), sealed: sealOpening(key, place, salted) };
    });
    const parts = encodeAround({
      ...envelope,
      at,
      committed: Object.fromEntries(openings.map(({ field, commitment }) => [field, commitment])),
      id,
      open: openOf(caseId, motion),
      stream: streamOf(caseId),
    });
    if (!parts.ok) throw new Error(parts.code);
    const writing = [
      tx.run('SELECT bench.write_plain($1, $2, $3, $4, $5, $6, $7)', [
        id,
        streamOf(caseId),
        envelope.type,
        assembleEntry(parts.value, toHex(motion), 1),
        openings.map(({ field }) => field),
        openings.map(() => key.keyId),
        openings.map(({ sealed }) => sealed),
      ]),
      tx.run(insertBallot('bare_ballots'), [caseId, motion, at, id]),
    ];
    tx.finish();
    await Promise.all(writing);
    return undefined;
  });

const envelope = {
  actor: { ref: randomUUID(), role: 'member', session: 'ab'.repeat(32) },
  agency: 'kota-contoh',
  build: '1.0.0',
  log: origin,
  policy: { digest: 'ab'.repeat(32), id: 'asn', version: '1.0.0' },
  seen: null,
  type: 'ballot.cast/1',
  v: 1,
} as const;

function openOf(caseId: string, motion: Uint8Array) {
  return { motion: toHex(motion), seat: 1, selection: caseId };
}

function streamOf(caseId: string): string {
  return `selection/${caseId}`;
}

interface Begun extends Pick<ActRow, 'at' | 'seen_size' | 'seen_root'> {
  readonly seq: Head['seq'] | null;
  readonly leaf: Head['leaf'] | null;
}

/** The act with its entry, as services record it. */
export const recorded: Act = ({ app, ledger }, caseId) =>
  app.transaction('conductor', async (tx) => {
    const [id, motion] = [randomUUID(), randomBytes(32)];
    const [stream, holder] = [streamOf(caseId), holderOf(caseId)];
    const act = await tx.one<Begun>('SELECT * FROM bench.begin_recorded($1, $2, $3)', [caseId, motion, id]);
    const { seq, leaf } = act;
    return ledger.append(tx, {
      id,
      stream,
      type: envelope.type,
      agency: envelope.agency,
      actor: envelope.actor,
      policy: envelope.policy,
      open: openOf(caseId, motion),
      committed: { choice: { value: content.choice, holder }, reason: { value: content.reason, holder } },
      act,
      alongside: async () => {
        await tx.run(insertBallot('ballots'), [caseId, motion, act.at, id]);
      },
      ...(seq === null || leaf === null ? {} : { lastAfter: { seq, leaf } }),
    });
  });
