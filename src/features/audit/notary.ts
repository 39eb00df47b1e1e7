import { mkdir } from 'node:fs/promises';
import { toUtf8 } from '#ledger/bytes.ts';
import { parsePolicyFile, type WitnessPolicy } from '#ledger/policy-file.ts';
import type { Database } from '#platform/database.ts';
import { DeploymentFault } from '#platform/deployment-fault.ts';
import { type FolderHold, tryToHold } from '#platform/folder-hold.ts';
import { retryAfterS } from '#platform/weather.ts';
import type { FreezeReason } from '#schemas/audit.ts';
import { Bell } from './bell.ts';
import { openPublishers, type Publisher, type WitnessStanding } from './publisher.ts';
import { measureRecord, type RecordFigures } from './record-figures.ts';
import { openSequencer, SequencerFault, type SequencerFaultCode } from './sequencer.ts';
import { openSigner, type Signer } from './signer.ts';
import { readSignerState, readTrust } from './signer-state.ts';
import { openStamper, type StampAuthority, type StampStep } from './stamper.ts';

/**
 * What operators and probes may know of a notary. `standby`: another one does it. `waiting`: the database is away. A code: it
 * has stopped and needs somebody.
 */
export interface NotaryState {
  readonly sequencer: 'starting' | 'working' | 'standby' | 'waiting' | SequencerFaultCode;
  readonly signer: 'starting' | 'working' | 'standby' | 'waiting' | FreezeReason;
  /** Size of the newest tree that was signed. */
  readonly signedSize: number;
  /** The last that could be measured. */
  readonly figures: RecordFigures | undefined;
  /** By the label of the policy. */
  readonly witnesses: Readonly<Record<string, WitnessStanding>>;
  /** What came of the last question to the time-stamping authority; nothing where none is asked. */
  readonly stamps: StampStep | undefined;
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
  /** Lines of a policy file that name witnesses and quorum; without them nobody is asked to witness. */
  readonly witnesses?: string | undefined;
  /** Between the checkpoints that are taken to the witnesses, where nothing is announced and nobody waits. */
  readonly publishEveryMs?: number;
  /** Whom to ask for time stamps; without it none are asked for. */
  readonly stamps?: StampAuthority;
  /** Told at every change, and at least every second while the database answers. */
  readonly onState: (state: NotaryState) => void;
  readonly signal: AbortSignal;
}

interface Run extends NotaryOptions {
  /** Rung when something was sealed. */
  readonly sealed: Bell;
  /** One for each witness, rung when something announced was signed. */
  readonly announced: Bell[];
  readonly standings: Map<string, WitnessStanding>;
  tell(change: Partial<NotaryState>): void;
  /** Ends all loops, where one has failed. */
  readonly stopAll: () => void;
}

const idleMs = { first: 100, last: 200 };
const weatherMs = 500;
const standbyMs = 1_000;
const figuresMs = 1_000;
const awayMs = 30_000;
const sweepMs = 3_600_000;
const publishEveryMs = 60_000;
const publishLookMs = 500;
/** What was signed last is still taken to the witnesses when the notary stops. */
const farewellMs = 700;

/**
 * Sequencer and signer in one process, each as its own role, until told to stop. The weather is waited out; a bug is thrown. One
 * process at a time signs by a folder: another waits for it, as sequencers stand by for each other through the database.
 */
export async function runNotary(options: NotaryOptions): Promise<void> {
  await mkdir(options.folder, { recursive: true, mode: 0o755 });
  const broken = new AbortController();
  const signal = AbortSignal.any([options.signal, broken.signal]);
  let state: NotaryState = {
    sequencer: 'starting',
    signer: 'starting',
    signedSize: 0,
    figures: undefined,
    witnesses: {},
    stamps: undefined,
  };
  const run: Run = {
    ...options,
    signal,
    sealed: new Bell(),
    announced: [],
    standings: new Map(),
    stopAll: () => broken.abort(),
    tell(change) {
      const before = new Map<string, unknown>(Object.entries(state));
      state = { ...state, ...change };
      const isSame = Object.entries(change).every(([name, value]) => before.get(name) === value);
      if (!isSame) options.onState(state);
    },
  };
  await together(run, [runSequencer(run), runFigures(run), runSigning(run)]);
}

async function together({ stopAll }: Run, loops: readonly Promise<void>[]): Promise<void> {
  for (const loop of loops) loop.catch(stopAll);
  const failed = (await Promise.allSettled(loops)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** What needs the folder: the signer, and those who take its checkpoints further. */
async function runSigning(run: Run): Promise<void> {
  const hold = await untilHeld(run);
  if (hold === undefined) return;
  try {
    // The signer publishes the policy; who witnesses is read from there.
    const signer = await openSigner(run.signerDb, { folder: run.folder, log: run.origin, witnesses: run.witnesses });
    const publishers = await openPublishing(run);
    await together(run, [runSigner(run, signer), runStamper(run), ...publishers.map((go) => go())]);
  } finally {
    await hold.release();
  }
}

/** Nothing where the program is told to stop before that. */
async function untilHeld(run: Run): Promise<FolderHold | undefined> {
  const bell = new Bell();
  while (!run.signal.aborted) {
    const hold = await tryToHold(run.folder);
    if (hold !== undefined) return hold;
    run.tell({ signer: 'standby' });
    await bell.wait(standbyMs, run.signal);
  }
  return undefined;
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

async function runSigner(run: Run, signer: Signer): Promise<void> {
  await repeat(run, run.sealed, async () => {
    try {
      const step = await signer.sign(run.signal);
      run.tell({ signer: step.frozen ?? 'working', signedSize: step.size });
      if (step.hasAnnounced) for (const bell of run.announced) bell.ring();
      if (step.frozen !== null) return 'over';
      return step.hasSigned ? 'worked' : 'idle';
    } catch (error) {
      run.tell({ signer: 'waiting' });
      return weatherOf(error);
    }
  });
}

/** Nothing waits for a stamp: an authority that is away is asked again. */
async function runStamper(run: Run): Promise<void> {
  if (run.stamps === undefined) return;
  const stamper = openStamper(run.signerDb, run.stamps);
  await repeat(run, new Bell(), async () => {
    try {
      const step = await stamper.stamp(run.signal);
      if (step !== 'idle') run.tell({ stamps: step });
      return step === 'away' ? 'away' : 'measured';
    } catch (error) {
      return weatherOf(error);
    }
  });
}

/** A loop for each witness of the policy, so that none waits for another. */
async function openPublishing(run: Run): Promise<(() => Promise<void>)[]> {
  const readPolicy = () => readPublishedPolicy(run.folder);
  const everyMs = run.publishEveryMs ?? publishEveryMs;
  const options = { db: run.signerDb, log: run.origin, policy: await readPolicy(), readPolicy, everyMs };
  return [...openPublishers(options)].map(
    ([label, publisher]) =>
      () =>
        runPublisher(run, label, publisher),
  );
}

async function readPublishedPolicy(folder: string): Promise<WitnessPolicy> {
  const trust = await readTrust(folder);
  const policy = parsePolicyFile(toUtf8(trust?.policy ?? ''));
  if (!policy.ok) throw new DeploymentFault(`${folder}: ${policy.code}`);
  return policy.value;
}

async function runPublisher(run: Run, label: string, publisher: Publisher): Promise<void> {
  const bell = new Bell();
  run.announced.push(bell);
  const publish = async (isUrgent: boolean, signal: AbortSignal) => {
    const standing = await publisher.step({ isUrgent, signal }).catch(weatherOf);
    if (standing === undefined || standing === 'weather' || run.standings.get(label) === standing) return;
    run.standings.set(label, standing);
    run.tell({ witnesses: Object.fromEntries(run.standings) });
  };
  let isUrgent = false;
  while (!run.signal.aborted) {
    await publish(isUrgent, run.signal);
    isUrgent = await bell.wait(publishLookMs, run.signal);
  }
  await publish(true, AbortSignal.timeout(farewellMs));
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

type Outcome = 'again' | 'worked' | 'idle' | 'measured' | 'away' | 'weather' | 'over';

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
    const waits = { weather: weatherMs, measured: figuresMs, away: awayMs, idle: pauseMs, worked: pauseMs };
    await bell.wait(waits[outcome], signal);
  }
}
