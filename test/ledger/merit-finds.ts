import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { MeritBundle } from '#ledger/examination.ts';
import { checkMerit } from '#ledger/merit.ts';
import { mutatedMerit } from './merit-mutation.ts';
import { drawer } from './mutation.ts';
import { hasPython, type OfficeBundle, replayBoth } from './python-verifier.ts';

/** The codes of the findings, each once. */
export function codesOf(bundle: MeritBundle): string[] {
  return [...new Set(checkMerit(bundle).map(({ code }) => code))].sort();
}

/** Each finding with what was expected and what was found. */
function saidOf(bundle: MeritBundle): string[] {
  return checkMerit(bundle).map(({ code, place, expected, found }) =>
    [code, place, expected ?? '-', found ?? '-'].join(' | '),
  );
}

/** The codes of what is found in a bundle that is changed by chance, and a digest of all that is said of it. */
export function saidOfChanged(bundle: MeritBundle, seed: number): string {
  const said = saidOf(mutatedMerit(drawer(seed), bundle));
  const codes = new Set(said.map((line) => line.split(' | ')[0]));
  return [seed, ...codes, hash('sha256', said.join('\n')).slice(0, 12)].join(' ');
}

/** Another one for each, and the same whatever stands beside it. */
function seedOf(rule: string): number {
  return Buffer.from(hash('sha256', rule), 'hex').readUInt16BE();
}

function fileName({ suite }: { readonly suite?: { readonly name: string } }): string {
  return (suite?.name ?? '').toLowerCase().replaceAll(/[^a-z]+/g, '-');
}

/** A way to go wrong, the codes that find it, and a bundle that went that way. */
export type Wrong = readonly [rule: string, codes: string, bundle: () => OfficeBundle];

/** Each is found by exactly its codes: what is wrong is told, and what follows from it soundly is not blamed. */
export function findsEach(cases: readonly Wrong[]): void {
  test.each(cases)('%s: %s', (_rule, codes, bundle) => {
    expect(codesOf(bundle()).join(' ')).toBe(codes);
  });

  test('what is said of each is said with place, expected and found', async ({ task }) => {
    const lines = cases.flatMap(([rule, , bundle]) => [`# ${rule}`, ...saidOf(bundle()), '']);
    await expect(lines.join('\n')).toMatchFileSnapshot(`./merit-said/${fileName(task)}.txt`);
  });

  test('what is said of each with more changed in it by chance is what was said', async ({ task }) => {
    const lines = cases.map(([rule, , bundle]) => `${saidOfChanged(bundle(), seedOf(rule))} | ${rule}`);
    await expect(lines.join('\n')).toMatchFileSnapshot(`./merit-changed/${fileName(task)}.txt`);
  });

  test.skipIf(!hasPython)(
    'the verifier in Python finds the same of each',
    () => {
      const said = replayBoth(cases.map(([, , bundle]) => bundle()));
      for (const [index, { product, python }] of said.entries())
        expect([cases[index]?.[0], python]).toEqual([cases[index]?.[0], product]);
    },
    120_000,
  );
}
