import { createHash } from 'node:crypto';
import { Socket } from 'node:net';
import pg from 'pg';

/** Runs SQL. Statements are prepared once per connection, so the text must be constant and values must go through `$n`. */
export interface Sql {
  rows<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Exactly one row; anything else is a bug. */
  one<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row>;
  maybe<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row | undefined>;
  /** Number of rows touched. */
  run(text: string, values?: readonly unknown[]): Promise<number>;
}

/** An open transaction. Never catch inside one: Postgres has aborted it, only a rollback is left. */
export interface Tx extends Sql {
  readonly viewer: Viewer;
  /**
   * Sends the commit right behind the statements under way, in their round trip: where one of them fails Postgres rolls back.
   * Nothing may follow.
   */
  finish(): void;
}

/** Whose eyes row-level security uses: an account's id, or `conductor` for activities, imports and the command line. */
export type Viewer = string;

export interface Database extends Sql {
  /**
   * One transaction, READ COMMITTED. Begin and viewer travel in one round trip. Where it concerns one selection, row-level security
   * looks for no rights in another: whoever has a part in hundreds reads one as fast as whoever has a part in it alone.
   */
  transaction<T>(viewer: Viewer, work: (tx: Tx) => Promise<T>, selectionId?: string): Promise<T>;
  /** A connection of its own that listens on `channel` until `close`. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  readonly applicationName: string;
  /** How long a statement waits for a lock before it fails (55P03); without it for ever. */
  readonly lockTimeoutMs?: number;
  /** Told of every statement that is sent; beginning and commit travel with the others and are none. */
  readonly onStatement?: () => void;
}

const viewerForm = /^(conductor|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const selectionForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Instants stay text with microseconds (`2026-03-25T08:03:00.123456Z`), dates stay `YYYY-MM-DD`, numerics stay text. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, toInstant);
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
types.setTypeParser(pg.types.builtins.INT8, toSafeInteger);

function toInstant(text: string): string {
  const [day, time] = text.split(' ');
  const [clock, fraction = ''] = (time ?? '').replace(/\+00$/, '').split('.');
  return `${day}T${clock}.${fraction.padEnd(6, '0')}Z`;
}

/** The same spelling for an instant inside a JSON value of the database. */
export function instantFromJson(text: string): string {
  return toInstant(text.replace('T', ' ').replace('+00:00', ''));
}

function toSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`bigint beyond 2^53: ${text}`);
  return value;
}

/** Statements that do not wait for each other travel in one round trip, and are carried out in their order. */
const pipelined = { pipeline: true, stream: openGathering };

/** A socket that sends what is written in one turn of the event loop at once: the driver hands over each statement by itself. */
function openGathering(): Socket {
  const socket = new Socket();
  // Connecting puts back the write of all sockets, so ours comes after.
  socket.once('connect', () => {
    const write = socket.write.bind(socket);
    let isGathering = false;
    const gather = (...written: Parameters<typeof write>) => {
      if (!isGathering) {
        isGathering = true;
        socket.cork();
        process.nextTick(() => {
          isGathering = false;
          socket.uncork();
        });
      }
      return write(...written);
    };
    Object.assign(socket, { write: gather });
  });
  return socket;
}

/** Opens a pool. Nothing connects before the first statement. */
export function openDatabase(options: DatabaseOptions): Database {
  const { onStatement = () => undefined, lockTimeoutMs = 0 } = options;
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize,
    application_name: options.applicationName,
    options: `-c timezone=UTC -c datestyle=ISO -c lock_timeout=${lockTimeoutMs}`,
    types,
    ...pipelined,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
  });
  // A connection that dies while idle is replaced by the pool; the next act sees the error itself.
  pool.on('error', () => undefined);
  return {
    ...sqlOver(pool, onStatement),
    transaction: (viewer, work, selectionId) => transact({ pool, onStatement, viewer, selectionId }, work),
    close: () => pool.end(),
  };
}

interface Transacting {
  readonly pool: pg.Pool;
  readonly onStatement: () => void;
  readonly viewer: Viewer;
  readonly selectionId: string | undefined;
}

async function transact<T>(
  { pool, onStatement, viewer, selectionId }: Transacting,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (!viewerForm.test(viewer)) throw new Error('a viewer is an account id or "conductor"');
  if (selectionId !== undefined && !selectionForm.test(selectionId)) throw new Error('a selection is named by its id');
  const narrowing = selectionId === undefined ? '' : `; SET LOCAL bukti.selection = '${selectionId}'`;
  const client = await pool.connect();
  // A connection that dies in use fails its statement; the event, which nobody else hears then, would end the process.
  const hear = () => undefined;
  client.on('error', hear);
  let failure: Error | undefined;
  let isOver = false;
  try {
    const begun = client.query(`BEGIN; SET LOCAL bukti.viewer = '${viewer}'${narrowing}`);
    let committing: Promise<pg.QueryResult> | undefined;
    const finish = () => {
      committing = client.query('COMMIT');
      // Heard below, unless a statement before it has failed and says why.
      committing.catch(() => undefined);
    };
    const before = () => {
      if (committing !== undefined || isOver) throw new Error('a statement after the last of its transaction');
      onStatement();
    };
    const [result] = await Promise.all([work({ ...sqlOver(client, before), viewer, finish }), begun]);
    const { command } = await (committing ?? client.query('COMMIT'));
    // Postgres answers COMMIT with ROLLBACK where a statement had failed and somebody went on all the same.
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back by Postgres');
    return result;
  } catch (error) {
    // What else the work has begun must not go on in the transaction of whoever gets the connection next.
    isOver = true;
    await client.query('ROLLBACK').catch((broken: unknown) => {
      failure = broken instanceof Error ? broken : new Error('rollback failed');
    });
    throw error;
  } finally {
    isOver = true;
    client.off('error', hear);
    client.release(failure);
  }
}

const byteaOid = 17;

/** A value of type `bytea[]` as Postgres reads it in binary: the driver by itself spells each in hexadecimal digits. */
export function byteaArray(values: readonly Uint8Array[]): Buffer {
  const headBytes = 20;
  const all = Buffer.allocUnsafe(values.reduce((sum, { length }) => sum + 4 + length, headBytes));
  // Dimensions (none where it is empty), nulls, type of the elements; then the length of the only dimension and its lower bound.
  [values.length === 0 ? 0 : 1, 0, byteaOid, values.length, 1].forEach((word, index) =>
    all.writeInt32BE(word, index * 4),
  );
  if (values.length === 0) return all.subarray(0, 12);
  let at = headBytes;
  for (const value of values) {
    at = all.writeInt32BE(value.length, at);
    all.set(value, at);
    at += value.length;
  }
  return all;
}

const statementNames = new Map<string, string>();

function nameOf(text: string): string {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
    statementNames.set(text, name);
  }
  return name;
}

/** Statements within a transaction that somebody else has begun, and will end. */
export function joinTransaction(client: pg.ClientBase): Sql {
  return sqlOver(client, () => undefined);
}

function sqlOver(client: pg.Pool | pg.ClientBase, before: () => void): Sql {
  const query = (text: string, values: readonly unknown[] = []) => {
    before();
    return client.query({ name: nameOf(text), text, values: [...values] });
  };
  return {
    rows: async <Row extends object>(text: string, values?: readonly unknown[]) =>
      (await query(text, values)).rows as Row[],
    one: async <Row extends object>(text: string, values?: readonly unknown[]) => {
      const { rows } = await query(text, values);
      if (rows.length !== 1) throw new Error(`expected one row, got ${rows.length}: ${text.slice(0, 80)}`);
      return rows[0] as Row;
    },
    maybe: async <Row extends object>(text: string, values?: readonly unknown[]) => {
      const { rows } = await query(text, values);
      if (rows.length > 1) throw new Error(`expected at most one row, got ${rows.length}: ${text.slice(0, 80)}`);
      return rows[0] as Row | undefined;
    },
    run: async (text, values) => (await query(text, values)).rowCount ?? 0,
  };
}

/** The Postgres error of a violated named constraint, so that a service can turn that one into its refusal. */
export function violatedConstraint(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.constraint : undefined;
}
