import { describe, expect, test } from 'vitest';
import { altered, nudged } from './merit-bundle.ts';
import { drawer } from './mutation.ts';
import { hasPython, replayBoth } from './python-verifier.ts';
import { ratedMap } from './rated-maps.ts';

const seed = Number(process.env['BUKTI_SEED'] ?? 1);
const derivations = Math.ceil(Number(process.env['BUKTI_DIFFERENTIAL'] ?? 2_000) / 40);

describe.skipIf(!hasPython)('the verifier in Python', () => {
  test("places people alike by an agency's own ratings and by assignments that still run", () => {
    const maps = Array.from({ length: derivations }, (_, index) => ratedMap(drawer(seed + index)));
    const said = replayBoth(maps);
    expect(said.filter(({ product, python }) => product.length + python.length > 0).slice(0, 3)).toEqual([]);
    const { entries, ...rest } = ratedMap(drawer(seed));
    const wrong = entries.map((entry) =>
      altered(entry, ({ openings }) => {
        const known = openings.get('derivation');
        return known === undefined ? {} : { openings: { derivation: nudged(known, ['missing'], ['Z']) } };
      }),
    );
    const [found] = replayBoth([{ ...rest, entries: wrong }]);
    expect(found?.python).toEqual(found?.product);
    expect(found?.product).toHaveLength(entries.length - 2);
  });
});
