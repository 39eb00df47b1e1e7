import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';
import { CommandFailed } from './command-failed.ts';
import type { DatabaseRole } from './config.ts';

const leastVersion = 15;

/** Makes the database of the address if the server does not have it; refuses a server that is too old. */
export async function ensureDatabase(adminUrl: string): Promise<void> {
  const url = new URL(adminUrl);
  const name = decodeURIComponent(url.pathname.slice(1));
  url.pathname = '/postgres';
  await withClient(url.href, async (client) => {
    const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version_num') AS version");
    const version = Math.floor(Number(rows[0]?.version) / 10_000);
    if (version < leastVersion) {
      throw new CommandFailed(`Postgres ${version} is too old; Bukti needs ${leastVersion} or newer.`);
    }
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE template0`);
  });
}

/** Gives each role its password. Only a verifier travels, so that no password reaches a log of the server. */
export async function setRolePasswords(
  adminUrl: string,
  passwords: Readonly<Partial<Record<DatabaseRole, string>>>,
): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const statements = Object.entries(passwords).map(
      ([role, password]) => `ALTER ROLE bukti_${role} LOGIN PASSWORD ${client.escapeLiteral(scramVerifier(password))}`,
    );
    if (statements.length > 0) await client.query(statements.join(';\n'));
  });
}

/** The same database, reached as one of the product's roles. */
export function roleUrl(adminUrl: string, role: DatabaseRole, password: string): string {
  const url = new URL(adminUrl);
  url.username = `bukti_${role}`;
  url.password = encodeURIComponent(password);
  return url.href;
}

/** RFC 5802 and 7677, in the form that pg_authid keeps. */
function scramVerifier(password: string): string {
  const iterations = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyOf = (label: string) => createHmac('sha256', salted).update(label).digest();
  const stored = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  const server = keyOf('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`;
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect().catch((error: unknown) => {
    const { host } = new URL(url);
    throw new CommandFailed(
      `Postgres at ${host} does not let us in: ${error instanceof Error ? error.message : 'no answer'}`,
    );
  });
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
