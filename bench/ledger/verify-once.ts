import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyFile } from '#features/audit/bundle-file.ts';
import { checkMerit } from '#ledger/merit.ts';

/** A process of its own for one verification with rules, since only that shows what it needs of memory. Says so in JSON. */
const [folder = ''] = process.argv.slice(2);
const read = (name: string): Buffer => readFileSync(join(folder, name));
const { exitCode, bundle } = verifyFile(join(folder, 'dump.zip'), {
  policy: read('policy.txt'),
  epochs: read('epochs.txt'),
  merit: checkMerit,
});
// Not `maxRSS`, in which Linux counts what the parent had when it started this process.
const [, peakKb = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
process.stdout.write(JSON.stringify({ exitCode, entries: bundle?.entries, peakBytes: Number(peakKb) * 1_024 }));
