import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  /** How much of the total is done. */
  update(done: number): void;
  close(): void;
}

/** A bar for long work, on standard error and only for a person at a terminal: programs read standard output. */
export function openProgress(what: string, total: number): Progress {
  if (!process.stderr.isTTY) return { update: () => undefined, close: () => undefined };
  const bar = new SingleBar(
    { format: `${what} {bar} {value}/{total} {eta_formatted}`, stream: process.stderr, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { update: (done) => bar.update(done), close: () => bar.stop() };
}
