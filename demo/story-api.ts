import { setTimeout as pause } from 'node:timers/promises';
import { type StageKind, type StageStep, stageKinds, stageSteps } from '#domain/stages.ts';

/** Somebody of the story, acting through the API as anybody else would. */
export interface Actor {
  get<Answer>(path: string): Promise<Answer>;
  /** `key`: the same for every run of the story, so that a broken-off first start goes on where it stopped. */
  post<Answer>(
    path: string,
    body: unknown,
    options: { readonly key: string; readonly ifMatch?: string },
  ): Promise<Answer>;
}

export interface StoryApi {
  as(name: string): Promise<Actor>;
}

export interface ApiOptions {
  /** `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly tokenOf: (name: string) => Promise<string>;
  readonly signal: AbortSignal;
}

const patienceMs = 30_000;
const root = '/api/v1';

/** An answer that was not expected: the story cannot go on. */
export class StoryStopped extends Error {
  constructor(method: string, path: string, problem: string) {
    super(`${method} ${path}: ${problem}`);
    this.name = 'StoryStopped';
  }
}

export function openStoryApi({ url, tokenOf, signal }: ApiOptions): StoryApi {
  const actors = new Map<string, Promise<Actor>>();
  const open = async (name: string): Promise<Actor> => {
    const authorization = `Bearer ${await tokenOf(name)}`;
    const ask = (method: string, path: string, init: { headers?: Record<string, string>; body?: string }) =>
      askPatiently({ method, path, signal }, () =>
        fetch(`${url}${root}${path}`, { ...init, method, signal, headers: { ...init.headers, authorization } }),
      );
    return {
      get: <Answer>(path: string) => ask('GET', path, {}) as Promise<Answer>,
      post: <Answer>(path: string, body: unknown, { key, ifMatch }: { key: string; ifMatch?: string }) => {
        const headers = {
          'content-type': 'application/json',
          'idempotency-key': key,
          ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
        };
        return ask('POST', path, { headers, body: JSON.stringify(body) }) as Promise<Answer>;
      },
    };
  };
  return {
    as: (name) => {
      const actor = actors.get(name) ?? open(name);
      actors.set(name, actor);
      return actor;
    },
  };
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly signal: AbortSignal;
}

/** Asks again while a part of the product is away for a moment; every act has its key, so nothing happens twice. */
async function askPatiently({ method, path, signal }: Asked, send: () => Promise<Response>): Promise<unknown> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const answer = await send().catch((error: unknown) => noAnswer(error, signal));
    if (answer instanceof Response && answer.ok) return answer.status === 204 ? undefined : answer.json();
    const mayPass = !(answer instanceof Response) || answer.status === 503 || answer.status === 429;
    if (!mayPass || performance.now() > deadline) {
      const problem = answer instanceof Response ? `${answer.status} ${await answer.text()}` : answer;
      throw new StoryStopped(method, path, problem.slice(0, 400));
    }
    await pause(250, undefined, { signal });
  }
}

/** What kept the server from answering, in words; a story that is told to stop stops. */
function noAnswer(error: unknown, signal: AbortSignal): string {
  signal.throwIfAborted();
  if (!(error instanceof TypeError)) throw error;
  return error.cause instanceof Error ? error.cause.message : error.message;
}

const stageMs = 60_000;

/** Waits until a selection is in a step, or past it: workflows move stages, not the story. */
export async function untilReached(
  actor: Actor,
  selectionId: string,
  step: StageStep | 'placed',
): Promise<SelectionView> {
  const deadline = performance.now() + stageMs;
  for (;;) {
    const selection = await actor.get<SelectionView>(`/selections/${selectionId}`);
    if (step === 'placed' ? selection.state === 'placed' : hasReached(selection, step)) return selection;
    if (performance.now() > deadline) {
      const { kind, state, step: at, blocked } = selection.stages.at(-1) ?? {};
      throw new StoryStopped(
        'GET',
        `/selections/${selectionId}`,
        `waits in ${kind}/${at} (${state}, ${blocked}), not in ${step}`,
      );
    }
    await pause(60);
  }
}

export interface SelectionView {
  readonly id: string;
  readonly state: string;
  readonly stages: readonly {
    readonly kind: StageKind;
    readonly state: string;
    readonly step: StageStep;
    readonly blocked: string | null;
  }[];
}

const stepsInOrder: readonly StageStep[] = stageKinds.flatMap((kind) => stageSteps[kind]);

/** Whether the step is open now, or lies behind. */
function hasReached({ stages }: SelectionView, wanted: StageStep): boolean {
  const place = (step: StageStep) => stepsInOrder.indexOf(step);
  return stages.some(
    ({ state, step }) =>
      place(step) > place(wanted) || (place(step) === place(wanted) && (state === 'open' || state === 'closed')),
  );
}

/** Whether the step is the one that is open. */
export function isIn({ stages }: SelectionView, wanted: StageStep): boolean {
  return stages.some(({ state, step }) => state === 'open' && step === wanted);
}
