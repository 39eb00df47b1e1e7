import { expect, test } from 'vitest';
import { sound } from './merit-bundle.ts';
import { saidOfChanged } from './merit-finds.ts';

/** Enough that each rule meets what breaks it; of the first hundred `verifier-python.test.ts` asks the other verifier too. */
const hundreds = [1, 101, 201];

test.each(hundreds)(
  'what is said of a selection that is changed by chance, from %i on, is what was said',
  async (first) => {
    const lines = Array.from({ length: 100 }, (_, at) => saidOfChanged(sound, first + at));
    await expect(lines.join('\n')).toMatchFileSnapshot(`./merit-changed/a-selection-${String(first)}.txt`);
  },
  60_000,
);
