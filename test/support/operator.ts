import { execFile } from 'node:child_process';
import type { TestDatabase } from './database.ts';
import { realProgram } from './start-process.ts';

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Deployment {
  readonly dataDir: string;
  readonly origin: string;
  readonly database: TestDatabase;
}

/** Runs `bukti` with these arguments to its end, as the operator of a deployment does. */
export function runBukti({ dataDir, origin, database }: Deployment, args: readonly string[]): Promise<Answer> {
  const env = {
    PATH: process.env['PATH'],
    BUKTI_DATA_DIR: dataDir,
    BUKTI_ORIGIN: origin,
    DATABASE_APP_URL: database.appUrl,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [realProgram, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}
