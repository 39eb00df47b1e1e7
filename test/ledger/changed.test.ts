import { expect, test } from 'vitest';
import { kindsOfCases, saidOfCase } from './differential.ts';

/** Those of which `verifier-python.test.ts` asks the other verifier too. */
const cases = 2_000;

test.each(kindsOfCases)(
  'what is said of changed cases of kind %i is what was said',
  async (kind) => {
    const seeds = Array.from({ length: cases }, (_, at) => at + 1).filter(
      (seed) => seed % kindsOfCases.length === kind,
    );
    await expect(seeds.map(saidOfCase).join('\n')).toMatchFileSnapshot(`./said-of-changed/${String(kind)}.txt`);
  },
  60_000,
);
