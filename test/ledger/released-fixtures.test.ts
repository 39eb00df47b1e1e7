import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toUtf8 } from '#ledger/bytes.ts';
import { checkMerit } from '#ledger/merit.ts';
import { verifyBundle } from '#ledger/verify.ts';

/** One folder for each released version, with bundles as it wrote them, and policy.txt and epochs.txt as it published them. */
const released = new URL('../fixtures/released/', import.meta.url);
const versions = readdirSync(released).map((version) => ({ version, folder: new URL(`${version}/`, released) }));
/** From before there was a second epoch: a selection from sealed criteria to a placed official. */
const first = { version: '0.1.0', folder: new URL('../fixtures/bundles/', import.meta.url) };
const bundles = [first, ...versions].flatMap(({ version, folder }) => {
  const read = (name: string) => readFileSync(new URL(name, folder));
  const trust = { policy: read('policy.txt'), epochs: read('epochs.txt') };
  const zips = readdirSync(folder).filter((name) => name.endsWith('.zip'));
  return zips.map((name) => ({ name: `${version}/${name}`, zip: read(name), trust }));
});

describe('what a released version wrote', () => {
  test('is kept for every version', () => {
    expect(bundles.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['0.1.0/selection-placed.zip', '0.1.0/dump-two-epochs.zip']),
    );
  });

  test.each(bundles)('$name still verifies under its own policy and epochs', ({ zip, trust }) => {
    const { exitCode, findings, bundle } = verifyBundle(zip, { ...trust, merit: checkMerit });
    expect({ exitCode, findings }).toEqual({ exitCode: 0, findings: [] });
    expect(bundle?.entries).toBeGreaterThan(0);
  });

  test.each(bundles)(
    '$name is note.epoch where the epoch of the key that signed it was over before',
    ({ zip, trust }) => {
      const isOver = trust.epochs.toString('utf8').replaceAll(/ -$/gm, ' 1');
      const { findings } = verifyBundle(zip, {
        ...trust,
        epochs: toUtf8(isOver.replaceAll(/ [0-9]+ 1$/gm, ' 0 1')),
        merit: checkMerit,
      });
      expect(findings.map(({ code }) => code)).toEqual(['note.epoch']);
    },
  );
});
