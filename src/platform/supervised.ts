import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { DeploymentFault } from './deployment-fault.ts';
import { endProcess, inspectProcess, type ProcessIdentity, type ProcessRegister } from './processes.ts';

/** A process to be kept running. */
export interface ProgramSpec {
  readonly name: string;
  /** Starts the process; called again after every unexpected end. */
  readonly spawn: () => Promise<ChildProcess>;
  /** Settles when the process does its work. `signal` aborts once the process has ended. */
  readonly untilReady: (child: ChildProcess, signal: AbortSignal) => Promise<void>;
  /** A text that its command line contains as long as it is ours. */
  readonly marker: string;
  readonly logFile: string;
  readonly stopSignal: NodeJS.Signals;
  /** After this it is killed. */
  readonly graceMs: number;
}

export interface SupervisedProgram {
  readonly name: string;
  stop(): Promise<void>;
}

interface Surroundings {
  readonly register: ProcessRegister;
  /** One line for the person at the terminal. */
  readonly say: (line: string) => void;
  /** Gives up a start that is under way. */
  readonly stopping?: AbortSignal;
}

/** A program that ran this long has recovered: its next restart is immediate again. */
const healthyAfterMs = 10_000;
const longestDelayMs = 30_000;
const readyWithinMs = 60_000;

interface Run {
  readonly identity: ProcessIdentity;
  readonly ended: Promise<string>;
  /** By the clock that never jumps. */
  readonly readyAt: number;
}

/** Starts a program, waits until it is ready and from then on starts it again whenever it ends. */
export async function supervise(spec: ProgramSpec, surroundings: Surroundings): Promise<SupervisedProgram> {
  const first = await launch(spec, surroundings.register, surroundings.stopping);
  return new KeptProgram(spec, surroundings, first);
}

class KeptProgram implements SupervisedProgram {
  readonly #spec: ProgramSpec;
  readonly #surroundings: Surroundings;
  readonly #stopping = new AbortController();
  readonly #keeping: Promise<void>;
  #run: Run;

  constructor(spec: ProgramSpec, surroundings: Surroundings, first: Run) {
    this.#spec = spec;
    this.#surroundings = surroundings;
    this.#run = first;
    this.#keeping = this.#keep();
  }

  get name(): string {
    return this.#spec.name;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await endProcess(this.#run.identity, this.#spec.stopSignal, this.#spec.graceMs);
    await this.#keeping;
    await this.#surroundings.register.remove(this.#spec.name);
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #keep(): Promise<void> {
    let delayMs = 0;
    for (;;) {
      const how = await this.#run.ended;
      if (this.#isStopping()) return;
      const wasHealthy = performance.now() - this.#run.readyAt >= healthyAfterMs;
      delayMs = await this.#restart(how, wasHealthy ? 0 : nextDelay(delayMs));
      if (this.#isStopping()) return;
    }
  }

  /** Tries until it is ready again; answers the delay that it took in the end. */
  async #restart(how: string, firstDelayMs: number): Promise<number> {
    const { name } = this.#spec;
    const { say, register } = this.#surroundings;
    say(`${name} ended (${how}); starting it again${firstDelayMs === 0 ? '' : ` in ${firstDelayMs / 1000} s`}`);
    for (let delayMs = firstDelayMs; ; delayMs = nextDelay(delayMs)) {
      await pause(delayMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      if (this.#isStopping()) return delayMs;
      try {
        this.#run = await launch(this.#spec, register, this.#stopping.signal);
        say(`${name} is back`);
        return delayMs;
      } catch (error) {
        if (this.#isStopping()) return delayMs;
        say(`${name} did not start: ${messageOf(error)}`);
      }
    }
  }
}

function nextDelay(delayMs: number): number {
  return delayMs === 0 ? 1_000 : Math.min(delayMs * 2, longestDelayMs);
}

/** One run of the program up to readiness. A run that does not become ready is ended before the error is thrown. */
async function launch(spec: ProgramSpec, register: ProcessRegister, stopping?: AbortSignal): Promise<Run> {
  const child = await spec.spawn();
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  const facts = child.pid === undefined ? undefined : await inspectProcess(child.pid);
  if (facts === undefined)
    throw new DeploymentFault(`${spec.name} ended at once (${await ended}); see ${spec.logFile}`);
  const identity = { pid: facts.pid, startedAt: facts.startedAt };
  await register.add({ ...identity, name: spec.name, marker: spec.marker });
  const giveUp = new AbortController();
  const signals = [giveUp.signal, AbortSignal.timeout(readyWithinMs), ...(stopping === undefined ? [] : [stopping])];
  const early = ended.then((how) => {
    throw new DeploymentFault(`${spec.name} ended before it was ready (${how}); see ${spec.logFile}`);
  });
  try {
    await Promise.race([spec.untilReady(child, AbortSignal.any(signals)), early]);
    return { identity, ended, readyAt: performance.now() };
  } catch (error) {
    giveUp.abort();
    await endProcess(identity, 'SIGKILL', 1_000);
    throw error;
  } finally {
    early.catch(() => undefined);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
