import { TooMany, Unavailable } from './weather.ts';

/**
 * What may be logged of a fault: its kind and code, where it was thrown, and the same of its cause. Its words are left out unless they are
 * our own, since a driver's or a parser's may quote a row or a cell.
 */
export function traceOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const code = 'code' in error ? error.code : undefined;
  const constraint = 'constraint' in error ? error.constraint : undefined;
  const message = error instanceof Unavailable || error instanceof TooMany ? error.message : undefined;
  const cause = error.cause === undefined ? undefined : traceOf(error.cause);
  // Not under `name`: the log withholds whatever is called that.
  return { kind: kindOf(error), code, constraint, message, frames, cause };
}

/** The class of an error; libraries often leave the name of theirs at `Error`. */
function kindOf({ name, constructor }: Error): string {
  return name === 'Error' ? constructor.name : name;
}
