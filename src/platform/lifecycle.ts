/** The life of one program, alone or under `bukti start`. */
export interface Lifecycle {
  /** Aborts when the program shall end: SIGTERM, Ctrl-C, or the death of the start that watches over it. */
  readonly stopping: AbortSignal;
  /** Tells the start that watches over it that the work has begun. */
  readonly ready: () => void;
}

/** What a supervised program sends once it works. */
export const readyMessage = 'ready';

/** An orphan has this long to finish what it is doing; whatever holds it up then dies with it. */
const orphanMs = 800;

/** Installs the signal handlers of a program. */
export function openLifecycle(): Lifecycle {
  const stop = new AbortController();
  process.on('SIGTERM', () => stop.abort());
  process.on('SIGINT', () => stop.abort());
  // The parent is listened to, but that alone keeps nobody alive.
  process.channel?.unref();
  process.once('disconnect', () => {
    stop.abort();
    setTimeout(() => process.exit(1), orphanMs).unref();
  });
  return { stopping: stop.signal, ready: () => void process.send?.(readyMessage) };
}

/** Settles when the program shall end. */
export async function untilStopped({ stopping }: Pick<Lifecycle, 'stopping'>): Promise<void> {
  if (stopping.aborted) return;
  await new Promise<void>((resolve) => stopping.addEventListener('abort', () => resolve(), { once: true }));
}
