import type { Database } from '#platform/database.ts';
import { retryAfterS } from '#platform/weather.ts';
import type { FreezeReason } from '#schemas/audit.ts';
import { Bell } from './bell.ts';
import { measureRecord, type RecordFigures } from './record-figures.ts';
import { openSequencer, SequencerFault, type SequencerFaultCode } from './sequencer.ts';
import { openSigner } from './signer.ts';
import { readSignerState } from './signer-state.ts';

/** What operators and probes may know of a notary. `waiting`: the database is away. A code: it has stopped and needs somebody. */
export interface NotaryState {
  readonly sequencer: 'starting' | 'working' | 'standby' | 'waiting' | SequencerFaultCode;
  readonly signer: 'starting' | 'working' | 'waiting' | FreezeReason;
  /** Size of the newest tree that was signed. */
  readonly signedSize: number;
  /** The last that could be measured. */
  readonly figures: RecordFigures | undefined;
}

export interface NotaryOptions {
  /** As role bukti_sequencer. */
  readonly sequencerDb: Database;
  /** As role bukti_signer. */
  readonly signerDb: Database;
  /** The signer's key, state and public files. */
  readonly folder: string;
  /** Origin of the log. */
  readonly origin: string;
  /** Told at every change, and at least every second while the database answers. */
  readonly onState: (state: NotaryState) => void;
  readonly signal: AbortSignal;
}

interface Run extends NotaryOptions {
  /** Rung when something was sealed. */
  readonly sealed: Bell;
  tell(change: Partial<NotaryState>): void;
}

const idleMs = { first: 100, last: 200 };
const weatherMs = 500;
const figuresMs = 1_000;
const sweepMs = 3_600_000;

/** Sequencer and signer in one process, each as its own role, until told to stop. The weather is waited out; a bug is thrown. */
export async function runNotary(options: NotaryOptions): Promise<void> {
  const broken = new AbortController();
  const signal = AbortSignal.any([options.signal, broken.signal]);
  let state: NotaryState = { sequencer: 'starting', signer: 'starting', signedSize: 0, figures: undefined };
  const run: Run = {
    ...options,
    signal,
    sealed: new Bell(),
    tell(change) {
      const before = state;
      state = { ...state, ...change };
      const isSame = (Object.keys(change) as (keyof NotaryState)[]).every((name) => before[name] === state[name]);
      if (!isSame) options.onState(state);
    },
  };
  const loops = [runSequencer(run), runSigner(run), runFigures(run)];
  for (const loop of loops) loop.catch(() => broken.abort());
  const failed = (await Promise.allSettled(loops)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function runSequencer(run: Run): Promise<void> {
  const readSignedSize = async () => (await readSignerState(run.folder))?.frontier.size ?? 0;
  const sequencer = openSequencer(run.sequencerDb, { readSignedSize });
  let sweptAt = performance.now();
  await repeat(run, new Bell(), async () => {
    try {
      const sweep = performance.now() - sweptAt >= sweepMs;
      const batch = await sequencer.seal({ sweep });
      if (sweep) sweptAt = performance.now();
      run.tell({ sequencer: batch.isStandby ? 'standby' : 'working' });
      if (batch.sealed > 0) run.sealed.ring();
      return batch.isCut ? 'again' : batch.sealed > 0 ? 'worked' : 'idle';
    } catch (error) {
      if (error instanceof SequencerFault) {
        run.tell({ sequencer: error.code });
        return 'over';
      }
      run.tell({ sequencer: 'waiting' });
      return weatherOf(error);
    }
  });
}

async function runSigner(run: Run): Promise<void> {
  const signer = await openSigner(run.signerDb, { folder: run.folder, log: run.origin });
  await repeat(run, run.sealed, async () => {
    try {
      const step = await signer.sign(run.signal);
      run.tell({ signer: step.frozen ?? 'working', signedSize: step.size });
      if (step.frozen !== null) return 'over';
      return step.hasSigned ? 'worked' : 'idle';
    } catch (error) {
      run.tell({ signer: 'waiting' });
      return weatherOf(error);
    }
  });
}

async function runFigures(run: Run): Promise<void> {
  await repeat(run, new Bell(), async () => {
    try {
      run.tell({ figures: await measureRecord(run.signerDb) });
      return 'measured';
    } catch (error) {
      return weatherOf(error);
    }
  });
}

type Outcome = 'again' | 'worked' | 'idle' | 'measured' | 'weather' | 'over';

function weatherOf(error: unknown): 'weather' {
  if (retryAfterS(error) === undefined) throw error;
  return 'weather';
}

/** Repeats a step until it is over or the program stops; the longer nothing happens, the longer the pause. */
async function repeat({ signal }: Run, bell: Bell, step: () => Promise<Outcome>): Promise<void> {
  let pauseMs = idleMs.first;
  while (!signal.aborted) {
    const outcome = await step();
    if (outcome === 'over') return;
    pauseMs = outcome === 'idle' ? Math.min(pauseMs * 1.25, idleMs.last) : idleMs.first;
    if (outcome === 'again') continue;
    const waits = { weather: weatherMs, measured: figuresMs, idle: pauseMs, worked: pauseMs };
    await bell.wait(waits[outcome], signal);
  }
}
