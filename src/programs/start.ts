import { setInterval } from 'node:timers';
import { stopwatch } from '#platform/clock.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { keepSecrets } from '#platform/folder-secrets.ts';
import { announceInstance, type InstanceSettings, withdrawInstance } from '#platform/instance.ts';
import { openLifecycle, untilStopped } from '#platform/lifecycle.ts';
import { findFreePort, isPortFree } from '#platform/ports.ts';
import { isRunning, openProcessRegister, type ProcessIdentity } from '#platform/processes.ts';
import { claimDataFolder } from '#platform/start-claim.ts';
import type { SupervisedProgram } from '#platform/supervised.ts';
import { type StartParts, startChildren, startConductor, startRecord } from './start-parts.ts';
import { type DemoWitnesses, prepareWitnesses } from './start-witnesses.ts';

/** What `start` does for the demo, handed in by the command line. */
export interface StartHooks {
  /** On a migrated database, before the programs run. Must do nothing when it was done before. */
  readonly prepare?: (step: StartStep) => Promise<void>;
  /** With everything running, before the ready line. Must do nothing when it was done before. */
  readonly firstStart?: (step: StartStep) => Promise<void>;
  /** Lines printed after the ready line. */
  readonly greeting?: (step: StartStep) => Promise<readonly string[]>;
}

export interface StartStep {
  /** All settings as decided, for `loadConfig`. */
  readonly settings: InstanceSettings;
  readonly say: (line: string) => void;
  readonly stopping: AbortSignal;
}

export interface StartOptions {
  readonly hooks?: StartHooks;
  /** Another program than `bin/bukti.js` for the children, for tests. */
  readonly childProgram?: string;
}

/** Programs in the order in which they stop: those who use come before what they use. */
const stopOrder = ['server', 'worker', 'notary', 'witness', 'temporal', 'postgres'];
/** Seconds between the checkpoints that the demo takes to its witnesses. */
const demoPublishS = 2;

/** Runs everything until it is told to stop; answers the exit code. */
export async function runStart(config: Config, options: StartOptions = {}): Promise<number> {
  const elapsed = stopwatch();
  // A closed terminal or pipe is no reason to leave without stopping the children.
  process.stdout.on('error', () => undefined);
  const { stopping, stop } = openStop();
  const claim = await claimDataFolder(config.dataDir, config.launchedByNpm);
  if (claim.launcher !== undefined) watchLauncher(claim.launcher, stop);
  const running: SupervisedProgram[] = [];
  try {
    const step = await startEverything({ config, options, running, stopping });
    if (stopping.aborted) return 0;
    say(`Started in ${elapsed().toFixed(1)} s; logs are in ${config.dataDir}/log`);
    say(`Bukti is ready: http://127.0.0.1:${step.settings['PORT']}`);
    for (const line of (await options.hooks?.greeting?.(step)) ?? []) say(line);
    await untilStopped({ stopping });
    return 0;
  } catch (error) {
    if (stopping.aborted) return 0;
    throw error;
  } finally {
    await stopEverything(running);
    await withdrawInstance(config.dataDir);
    await claim.release();
  }
}

interface Start {
  readonly config: Config;
  readonly options: StartOptions;
  readonly running: SupervisedProgram[];
  readonly stopping: AbortSignal;
}

async function startEverything(start: Start): Promise<StartStep> {
  const { config, options, running, stopping } = start;
  const register = openProcessRegister(config.dataDir);
  const leftovers = await register.endLeftovers();
  if (leftovers.length > 0) say(`Ended what a killed start had left running: ${leftovers.join(', ')}`);
  const port = await choosePort(config);
  const secrets = await keepSecrets(config.dataDir);
  const parts = { config, childProgram: options.childProgram, running, stopping, register, secrets, say };
  const [record, conductor] = await bothOrNeither(startRecord(parts), startConductor(parts));
  const witnesses = await startingWitnesses(parts);
  const demo = (config.demo ?? true) ? '1' : '0';
  const own = { PORT: String(port), BUKTI_DATA_DIR: config.dataDir, BUKTI_DEMO: demo };
  const settings = { ...own, ...record, ...conductor, ...witnesses.settings };
  const step = { settings, say, stopping };
  await options.hooks?.prepare?.(step);
  await startChildren(parts, settings, witnesses.specs);
  await announceInstance(config.dataDir, settings);
  await options.hooks?.firstStart?.(step);
  return step;
}

/** The demo has witnesses of its own, unless the operator names others. */
async function startingWitnesses({ config, childProgram }: StartParts): Promise<DemoWitnesses> {
  const none = { specs: [], settings: {} };
  if (config.demo === false || config.witnessesFile !== undefined) return none;
  const { specs, settings } = await prepareWitnesses({ dataDir: config.dataDir, childProgram });
  return { specs, settings: { ...settings, BUKTI_PUBLISH_S: String(config.publishEveryS ?? demoPublishS) } };
}

/** Waits for both even when one fails, so that nothing comes up behind the back of the stop that follows. */
async function bothOrNeither<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === 'rejected') throw a.reason;
  if (b.status === 'rejected') throw b.reason;
  return [a.value, b.value];
}

async function choosePort({ port, host }: Config): Promise<number> {
  if (port === 0) return findFreePort();
  if (await isPortFree(port, host)) return port;
  throw new CommandFailed(`Port ${port} is taken by another program. Choose another: PORT=${port + 1} npm start`);
}

function openStop(): { stopping: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const stop = () => controller.abort();
  openLifecycle().stopping.addEventListener('abort', stop, { once: true });
  return { stopping: controller.signal, stop };
}

function watchLauncher(launcher: ProcessIdentity, stop: () => void): void {
  const watch = async () => {
    if (!(await isRunning(launcher))) stop();
  };
  setInterval(() => void watch(), 500).unref();
}

async function stopEverything(running: readonly SupervisedProgram[]): Promise<void> {
  const elapsed = stopwatch();
  if (running.length > 0) say('Stopping');
  for (const name of stopOrder) {
    const named = running.filter((program) => program.name.split('-')[0] === name);
    await Promise.all(named.map((program) => program.stop()));
  }
  if (running.length > 0) say(`Stopped in ${elapsed().toFixed(1)} s`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
