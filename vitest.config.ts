import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

const postgres = './test/support/postgres-setup.ts';
const temporal = './test/support/temporal-setup.ts';
const demo = './test/support/demo-setup.ts';
const browser = './test/support/browser-setup.ts';
const chromium = './test/support/chromium-setup.ts';

interface Options {
  readonly globalSetup?: string[];
  readonly isolate?: boolean;
  readonly testTimeout?: number;
}

function project(name: string, folders: readonly string[], options: Options) {
  const include = folders.map((folder) => `test/${folder}/**/*.test.ts`);
  const hookTimeout = (options.testTimeout ?? 10_000) * 2;
  return { extends: true as const, test: { name, include, hookTimeout, testTimeout: 10_000, ...options } };
}

/**
 * The files that a worker runs one after the other share its modules: reading them anew took longer than most tests. What
 * the product remembers in a module goes by digest or by database, and each file has databases of its own.
 */
const shared = { isolate: false };

export default defineConfig({
  test: {
    // Threads crash with Temporal's native core.
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    teardownTimeout: 20_000,
    reporters: ['default', './test/support/final-line.ts'],
    projects: [
      project('browser', ['browser'], { globalSetup: [browser], testTimeout: 180_000 }),
      project('journeys', ['journeys'], { globalSetup: [demo], testTimeout: 180_000 }),
      project('offline', ['offline'], { globalSetup: [chromium], testTimeout: 180_000 }),
      project('faults', ['faults'], { globalSetup: [postgres, temporal], testTimeout: 180_000 }),
      project('workflows', ['workflows'], { globalSetup: [postgres, temporal], testTimeout: 60_000 }),
      project('database', ['features', 'programs'], { globalSetup: [postgres], testTimeout: 30_000, ...shared }),
      project('unit', ['domain', 'ledger', 'schemas', 'platform', 'documents', 'verifier'], {
        testTimeout: 60_000,
        ...shared,
      }),
    ],
  },
});
