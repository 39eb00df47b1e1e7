import { concatBytes, toUtf8 } from '#ledger/bytes.ts';
import { sha256 } from '#ledger/crypto.ts';
import { parseNote } from '#ledger/note.ts';
import { type Certificate, parsePem } from '#ledger/stamps/certificate.ts';
import { openStamp } from '#ledger/stamps/token.ts';
import type { Database, Sql } from '#platform/database.ts';
import { DeploymentFault } from '#platform/deployment-fault.ts';
import { askOutside } from '#platform/outside.ts';
import { announcements } from './announcements.ts';

/** A time-stamping authority (RFC 3161) that is asked over HTTP. */
export interface StampAuthority {
  readonly url: string;
  /** Certificates that its answers must lead to: PEM. */
  readonly authorities: Uint8Array;
  /** Seconds between two stamps; what announces a decision does not wait. */
  readonly everyS: number;
}

/** `away`: the authority did not answer, or not with a stamp that is trusted. Nothing waits for it. */
export type StampStep = 'idle' | 'stamped' | 'away';

export interface Stamper {
  /** Has the newest published checkpoint stamped where that is due. */
  stamp(signal?: AbortSignal): Promise<StampStep>;
}

const patienceMs = 10_000;
const largestAnswer = 65_536;

/** As role bukti_signer. Throws where the file of authorities holds no certificate. */
export function openStamper(db: Database, authority: StampAuthority): Stamper {
  const pinned = parsePem(authority.authorities);
  if (pinned === undefined) throw new DeploymentFault('the file of time-stamping authorities holds no certificate');
  const name = new URL(authority.url).host;
  return {
    async stamp(signal) {
      const due = await findDue(db, authority.everyS);
      if (due === undefined) return 'idle';
      const note = parseNote(toUtf8(due.note));
      if (!note.ok) throw new Error(`${note.code}: a stored checkpoint cannot be read`);
      const stamped = toUtf8(note.value.text);
      const answer = await ask(authority.url, stamped, signal);
      if (answer === undefined || !isTrusted(answer, stamped, pinned)) return 'away';
      await putStamp(db, { size: due.size, name, answer });
      return 'stamped';
    },
  };
}

function isTrusted(answer: Uint8Array, stamped: Uint8Array, pinned: readonly Certificate[]): boolean {
  return openStamp(answer, { stamped, pinned }).ok;
}

/** The newest published checkpoint, where the last stamp is old enough or a decision was announced since. */
async function findDue(sql: Sql, everyS: number): Promise<{ size: number; note: string } | undefined> {
  return sql.maybe<{ size: number; note: string }>(
    `SELECT c.size, c.note FROM ledger.checkpoints c
     LEFT JOIN LATERAL (SELECT size, stamped_at FROM ledger.stamps ORDER BY size DESC LIMIT 1) s ON true
     WHERE c.size > coalesce(s.size, 0) AND c.size = (SELECT max(size) FROM ledger.published)
       AND (s.size IS NULL OR ledger.clock() - s.stamped_at >= $1 * interval '1 second' OR EXISTS (
         SELECT FROM ledger.positions p JOIN ledger.entries e USING (entry_no)
         WHERE p.position >= s.size AND p.position < c.size AND e.type = ANY ($2)))`,
    [everyS, [...announcements]],
  );
}

async function putStamp(
  sql: Sql,
  { size, name, answer }: { size: number; name: string; answer: Uint8Array },
): Promise<void> {
  await sql.run('INSERT INTO ledger.stamps (size, authority, token) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    size,
    name,
    Buffer.from(answer),
  ]);
}

/** TimeStampReq (RFC 3161, section 2.4.1): version 1, SHA-256 of what is stamped, and the authority's certificates wanted. */
function queryFor(stamped: Uint8Array): Uint8Array {
  const sha256Name = Uint8Array.of(
    0x30,
    0x0d,
    0x06,
    0x09,
    0x60,
    0x86,
    0x48,
    0x01,
    0x65,
    0x03,
    0x04,
    0x02,
    0x01,
    0x05,
    0x00,
  );
  const imprint = concatBytes(Uint8Array.of(0x30, 0x31), sha256Name, Uint8Array.of(0x04, 0x20), sha256(stamped));
  const version = Uint8Array.of(0x02, 0x01, 0x01);
  const wantsCertificates = Uint8Array.of(0x01, 0x01, 0xff);
  const body = concatBytes(version, imprint, wantsCertificates);
  return concatBytes(Uint8Array.of(0x30, body.length), body);
}

/** What the authority answers; nothing where it is away, slow, or answers something else. */
async function ask(url: string, stamped: Uint8Array, signal?: AbortSignal): Promise<Uint8Array | undefined> {
  const answer = await askOutside(url, {
    body: Buffer.from(queryFor(stamped)),
    headers: { 'content-type': 'application/timestamp-query' },
    patienceMs,
    mostBytes: largestAnswer,
    signal,
  });
  return answer !== undefined && answer.status >= 200 && answer.status < 300 ? answer.body : undefined;
}
