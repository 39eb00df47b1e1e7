import { Client, Connection } from '@temporalio/client';
import type { WorkerOptions } from '@temporalio/worker';
import type { Config } from './config.ts';

/** A way to the conductor that opens while it is down; every call on it goes through `within`. */
export interface Conductor {
  readonly client: Client;
  /** Runs calls with a deadline; one that passes it ends as gRPC status 4, which the edges answer with 503. */
  readonly within: <T>(ms: number, calls: () => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

export function openConductor(address: string, namespace: string): Conductor {
  // Connects at the first call: a server starts, and facts are accepted, while Temporal is away.
  const connection = Connection.lazy({ address });
  const client = new Client({ connection, namespace });
  return {
    client,
    within: (ms, calls) => client.withDeadline(Date.now() + ms, calls),
    close: () => connection.close(),
  };
}

type WorkerTuning = Pick<
  WorkerOptions,
  | 'maxCachedWorkflows'
  | 'maxConcurrentActivityTaskExecutions'
  | 'stickyQueueScheduleToStartTimeout'
  | 'shutdownGraceTime'
  | 'shutdownForceTime'
>;

/** What every worker sets on purpose. Activities never wait for a database connection: there are at most as many. */
export function workerTuning({ worker }: Config): WorkerTuning {
  return {
    maxCachedWorkflows: worker.cachedWorkflows,
    maxConcurrentActivityTaskExecutions: worker.activities,
    // A killed worker costs each workflow it had cached one such wait before the next message is handled.
    stickyQueueScheduleToStartTimeout: '2s',
    shutdownGraceTime: '1s',
    shutdownForceTime: '2s',
  };
}
