/** A part that is needed is not there now; the edge answers 503 with `Retry-After`, nothing is half done. */
export class Unavailable extends Error {
  readonly retryAfterS: number;
  constructor(message: string, options: { readonly retryAfterS?: number; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'Unavailable';
    this.retryAfterS = options.retryAfterS ?? 2;
  }
}

/** The record takes no entries until an operator has acted: 503, while everything can be read. */
export class ReadOnly extends Unavailable {
  constructor(why: string) {
    super(why, { retryAfterS: 60 });
    this.name = 'ReadOnly';
  }
}

/** More requests than the limit allows; the edge answers 429 with `Retry-After`. */
export class TooMany extends Error {
  readonly retryAfterS: number;
  constructor(retryAfterS: number) {
    super('too many requests');
    this.name = 'TooMany';
    this.retryAfterS = retryAfterS;
  }
}

/** SQLSTATE: 08 connection, 53 resources, 57P shutting down or not yet up, 40 lost a race, 55P03 lock, 25006 standby, 25P03 stopped too long. */
const weatherStates = /^(08|53|57P|40|55P03|25006|25P03)/;

const brokenSockets = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN']);

/** gRPC: deadline exceeded, resource exhausted, unavailable. */
const brokenCalls = new Set([4, 8, 14]);

/** pg reports these without a code. */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection)/;

/** Seconds after which to try again when the error is the weather (something needed is down or busy), else nothing. */
export function retryAfterS(error: unknown): number | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if (cause instanceof Unavailable || cause instanceof TooMany) return cause.retryAfterS;
    if (lostConnection.test(cause.message) || isBroken(cause)) return 2;
    if (cause instanceof AggregateError && cause.errors.some((one) => retryAfterS(one) !== undefined)) return 2;
  }
  return undefined;
}

function isBroken(error: Error): boolean {
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'number') return brokenCalls.has(code);
  if (typeof code !== 'string') return false;
  // ENOENT is the weather only for a socket: Postgres listens on a path that is not there yet.
  if (code === 'ENOENT') return 'syscall' in error && error.syscall === 'connect';
  return brokenSockets.has(code) || weatherStates.test(code);
}
