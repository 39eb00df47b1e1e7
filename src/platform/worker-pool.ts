import { Worker } from 'node:worker_threads';

/** What is sent to a worker and comes back under the same number: an answer, or why there is none. */
export type Asked<Job> = readonly [number: number, job: Job];
/** Under number 0: what every job is done with from now on; it has no answer. */
export type Told<Common> = readonly [number: 0, common: Common];
export type Answered<Answer> =
  | readonly [number: number, answer: Answer, fault?: undefined]
  | readonly [number: number, answer: undefined, fault: string];

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

interface Lane<Answer> {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting<Answer>>;
}

/**
 * Threads that all run one program, which answers each job it is sent. Where one of them dies, or an answer cannot be read, no job
 * is answered any more.
 */
export class WorkerPool<Job, Answer> {
  readonly #lanes: readonly Lane<Answer>[];
  #sent = 0;
  #broken: Error | undefined;

  /** The program begins at once, with this value as its `workerData`. */
  constructor({ program, count, data }: { readonly program: URL; readonly count: number; readonly data: unknown }) {
    this.#lanes = Array.from({ length: count }, () => this.#open(program, data));
  }

  /** Sends a job to the thread with the least to do; what is transferred is no longer the sender's. */
  run(job: Job, transferred: readonly ArrayBuffer[] = []): Promise<Answer> {
    const [lane] = this.#lanes.toSorted((one, other) => one.waiting.size - other.waiting.size);
    if (this.#broken !== undefined || lane === undefined)
      return Promise.reject(this.#broken ?? new Error('a pool without workers'));
    this.#sent += 1;
    const number = this.#sent;
    return new Promise((resolve, reject) => {
      lane.worker.postMessage([number, job] satisfies Asked<Job>, [...transferred]);
      lane.waiting.set(number, { resolve, reject });
    });
  }

  /** Tells every thread something, before it takes the jobs that are sent after it. */
  tell(common: unknown): void {
    for (const { worker } of this.#lanes) worker.postMessage([0, common] satisfies Told<unknown>);
  }

  async close(): Promise<void> {
    this.#broken ??= new Error('the pool of workers is closed');
    await Promise.all(this.#lanes.map(({ worker }) => worker.terminate()));
  }

  #open(program: URL, data: unknown): Lane<Answer> {
    // The program is one that any Node can begin; it brings its own loader.
    const worker = new Worker(program, { execArgv: [], workerData: data });
    const lane: Lane<Answer> = { worker, waiting: new Map() };
    worker.on('message', ([number, answer, fault]: Answered<Answer>) => {
      const waiting = lane.waiting.get(number);
      lane.waiting.delete(number);
      if (fault === undefined) waiting?.resolve(answer);
      else waiting?.reject(new Error(fault));
    });
    worker.on('messageerror', (error) => this.#break(`its answer cannot be read: ${error.message}`));
    worker.on('error', (error) => this.#break(error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => this.#break(`it ended with code ${code}`));
    return lane;
  }

  #break(reason: string): void {
    this.#broken ??= new Error(`a worker failed: ${reason}`);
    for (const { waiting } of this.#lanes) {
      for (const { reject } of waiting.values()) reject(this.#broken);
      waiting.clear();
    }
  }
}
