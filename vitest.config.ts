import { defineConfig } from 'vitest/config';

const postgres = './test/support/postgres-setup.ts';
const temporal = './test/support/temporal-setup.ts';
const demo = './test/support/demo-setup.ts';
const browser = './test/support/browser-setup.ts';
const chromium = './test/support/chromium-setup.ts';

function project(name: string, folders: readonly string[], options: { globalSetup?: string[]; testTimeout?: number }) {
  const include = folders.map((folder) => `test/${folder}/**/*.test.ts`);
  const hookTimeout = (options.testTimeout ?? 10_000) * 2;
  return { extends: true as const, test: { name, include, hookTimeout, testTimeout: 10_000, ...options } };
}

export default defineConfig({
  test: {
    // Threads crash with Temporal's native core.
    pool: 'forks',
    maxWorkers: 2,
    teardownTimeout: 20_000,
    reporters: ['default', './test/support/final-line.ts'],
    projects: [
      project('unit', ['domain', 'ledger', 'schemas', 'platform', 'documents', 'verifier'], { testTimeout: 60_000 }),
      project('database', ['features', 'programs'], { globalSetup: [postgres], testTimeout: 30_000 }),
      project('workflows', ['workflows'], { globalSetup: [postgres, temporal], testTimeout: 60_000 }),
      project('journeys', ['journeys'], { globalSetup: [demo], testTimeout: 180_000 }),
      project('browser', ['browser'], { globalSetup: [browser], testTimeout: 180_000 }),
      project('offline', ['offline'], { globalSetup: [chromium], testTimeout: 180_000 }),
      project('faults', ['faults'], { globalSetup: [postgres, temporal], testTimeout: 180_000 }),
    ],
  },
});
