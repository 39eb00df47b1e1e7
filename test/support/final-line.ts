import { writeSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Ends the output of a run with one plain line, `N passed, N failed`, for people and programs that read only that. */
export default class FinalLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const counts = countTests(modules, unhandled);
    // At the exit, behind everything that other reporters and the global teardowns still print.
    process.once('exit', (code) => {
      // A run that failed before any test, as in a global setup, is not "0 failed".
      if (code !== 0 && counts.failed === 0) counts.failed = 1;
      writeSync(1, `${describeCounts(counts)}\n`);
    });
  }
}

function countTests(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Counts {
  const counts: Counts = { passed: 0, failed: unhandled.length, skipped: 0 };
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed' || state === 'failed' || state === 'skipped') counts[state] += 1;
      // A test that never came to an end has not passed.
      else counts.failed += 1;
    }
    // A file that could not be read, or a hook that failed, counts once.
    const suites = [...module.children.allSuites()];
    const broken = module.errors().length + suites.flatMap((suite) => suite.errors()).length;
    if (broken > 0) counts.failed += 1;
  }
  return counts;
}

function describeCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
