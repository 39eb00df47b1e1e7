import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findFreePort } from '#platform/ports.ts';
import { findTemporalProgram } from '#platform/temporal-program.ts';
import { prepareTemporalServer } from '#platform/temporal-server.ts';
import { prepareWorkflowBundle } from '#platform/workflow-bundle.ts';
import { openTestServers, share, testCache } from './test-servers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    temporalAddress: string;
    /** Path of the bundled workflow code. */
    workflowBundle: string;
  }
}

/** The server can skip a workflow's time; the second setting makes each skip ten times faster. */
const timeSkipping = ['frontend.WorkflowTimeSkippingEnabled=true', 'history.timerProcessorMaxTimeShift="1ms"'];

/** One Temporal server in memory and one workflow bundle per run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { value, leave } = await share('temporal', openServer, ({ stop }) => stop());
  project.provide('temporalAddress', value.address);
  project.provide('workflowBundle', value.codePath);
  return leave;
}

async function openServer(): Promise<{ address: string; codePath: string; stop: () => Promise<void> }> {
  const servers = await openTestServers();
  try {
    const port = await findFreePort();
    const program = await findTemporalProgram({
      cacheFolders: [testCache],
      say: (line) => process.stderr.write(`${line}\n`),
    });
    const logFile = join(servers.folder, 'temporal.log');
    const spec = await prepareTemporalServer({ program, port, logFile, dynamicConfig: timeSkipping });
    // Nothing of a test's server is worth an orderly end.
    await servers.start({ ...spec, stopSignal: 'SIGKILL' });
    const { codePath } = await prepareWorkflowBundle({ cache: testCache });
    return { address: `127.0.0.1:${port}`, codePath, stop: () => servers.stop() };
  } catch (error) {
    await servers.stop();
    throw error;
  }
}
