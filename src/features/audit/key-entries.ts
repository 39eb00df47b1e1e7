import { toHex } from '#ledger/bytes.ts';
import { parseEntry } from '#ledger/entry.ts';
import type { VerifierKey } from '#ledger/note.ts';
import type { EntryTypeName } from '#ledger/registry.ts';
import type { Database, Tx } from '#platform/database.ts';
import { findEntry } from './queries.ts';
import { conductorActor, derivedId, type Ledger, type Receipt } from './service.ts';
import { beginAct, lockStream } from './store.ts';

export interface RecordParts {
  /** As role bukti_app. */
  readonly db: Database;
  readonly ledger: Ledger;
}

interface SystemEntry {
  readonly id: string;
  readonly type: EntryTypeName;
  readonly open: Readonly<Record<string, unknown>>;
}

/** Writes an entry on `system` once; a later call with its id changes nothing, whatever it says. */
export async function recordOnSystem({ db, ledger }: RecordParts, entry: SystemEntry): Promise<void> {
  await db.transaction('conductor', async (tx) => {
    await lockStream(tx, 'system');
    await appendOnce(ledger, tx, entry);
  });
}

async function appendOnce(ledger: Ledger, tx: Tx, entry: SystemEntry): Promise<Receipt | undefined> {
  const act = await beginAct(tx, entry.id);
  if (act.prior_bytes !== null) return undefined;
  return ledger.append(tx, { ...entry, stream: 'system', agency: null, actor: conductorActor, act });
}

export interface Announcement {
  readonly key: VerifierKey;
  /** Counts from 0: an announcement that was sealed too late counts for nothing and is followed by another. */
  readonly attempt: number;
  readonly firstSize: number;
  /** Where the key before it is lost or stolen. */
  readonly revoked?: { readonly key: VerifierKey; readonly lastSize: number };
}

/** Announces the key, after the revocation of the one before if there is one, in one transaction. */
export async function announceKey({ db, ledger }: RecordParts, announcement: Announcement): Promise<void> {
  const { key, attempt, firstSize, revoked } = announcement;
  await db.transaction('conductor', async (tx) => {
    await lockStream(tx, 'system');
    if (revoked !== undefined) {
      const open = { key: toHex(revoked.key.publicKey), lastSize: revoked.lastSize };
      await appendOnce(ledger, tx, { id: derivedId(open.key, 'revoked'), type: 'key.revoked/1', open });
    }
    const open = { key: toHex(key.publicKey), firstSize };
    await appendOnce(ledger, tx, { id: announcementId(key, attempt), type: 'key.announced/1', open });
  });
}

function announcementId({ publicKey }: VerifierKey, attempt: number): string {
  return derivedId(toHex(publicKey), `announced ${String(attempt)}`);
}

/** Where an announcement stands in the log, and what it says; undefined where there is none. */
export async function findAnnouncement(
  { db, ledger }: RecordParts,
  key: VerifierKey,
  attempt: number,
): Promise<{ readonly position: number | null; readonly firstSize: unknown } | undefined> {
  const row = await findEntry(db, announcementId(key, attempt));
  if (row === undefined) return undefined;
  const parsed = parseEntry(row.bytes, ledger.log);
  if (!parsed.ok) throw new Error(`${parsed.code}: a stored entry cannot be read`);
  return { position: row.position, firstSize: parsed.value.open['firstSize'] };
}

/** The size that the log will have when all that is recorded now is sealed. */
export async function measureLog({ db }: Pick<RecordParts, 'db'>): Promise<number> {
  const { size } = await db.one<{ size: number }>(
    `SELECT h.size + (SELECT count(*) FROM ledger.entries e
       WHERE NOT EXISTS (SELECT FROM ledger.positions p WHERE p.entry_no = e.entry_no)) AS size FROM ledger.head h`,
  );
  return size;
}
