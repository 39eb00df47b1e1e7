import { DeploymentFault } from './deployment-fault.ts';
import { TooMany, Unavailable } from './weather.ts';

interface Trace {
  readonly kind: string;
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly message?: string | undefined;
  readonly frames?: readonly string[];
  readonly cause?: Trace | undefined;
}

/**
 * What may be logged of a fault: its kind and code, where it was thrown, and the same of its cause. Its words are left out unless they are
 * our own, since a driver's or a parser's may quote a row or a cell.
 */
export function traceOf(error: unknown): Trace {
  if (!(error instanceof Error)) return { kind: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const code = 'code' in error ? error.code : undefined;
  const constraint = 'constraint' in error ? error.constraint : undefined;
  const isOwn = [Unavailable, TooMany, DeploymentFault].some((own) => error instanceof own);
  const message = isOwn ? error.message : undefined;
  const cause = error.cause === undefined ? undefined : traceOf(error.cause);
  // Not under `name`: the log withholds whatever is called that.
  return { kind: kindOf(error), code, constraint, message, frames, cause };
}

/** The same for a terminal: a line of kind, code and words of our own, then where it was thrown; so of each cause. */
export function describeFault(error: unknown): string {
  return linesOf(traceOf(error)).join('\n');
}

function linesOf({ kind, code, constraint, message, frames = [], cause }: Trace): string[] {
  const known = [kind, code, constraint].filter((part) => typeof part === 'string').join(' ');
  const [first = '', ...rest] = cause === undefined ? [] : linesOf(cause);
  return [
    message === undefined ? known : `${known}: ${message}`,
    ...frames,
    ...(cause === undefined ? [] : [`caused by ${first}`, ...rest]),
  ];
}

/** The class of an error; libraries often leave the name of theirs at `Error`. */
function kindOf({ name, constructor }: Error): string {
  return name === 'Error' ? constructor.name : name;
}
