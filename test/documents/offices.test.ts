import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { officeActs } from '#ledger/merit/office-acts.ts';

/** By type of entry, without its version, the roles of the table in the format of the record. */
function listStated(): Map<string, string> {
  const format = readFileSync('docs/ledger-format.md', 'utf8');
  const [, rest = ''] = format.split('| entries | roles, one of which is held |\n|---|---|\n');
  const [table = ''] = rest.split('\n\n');
  const wordsOf = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
  return new Map(
    table.split('\n').flatMap((line) => {
      const [, entries, roles] = line.split('|');
      return wordsOf(entries).map((type) => [type, wordsOf(roles).sort().join(' ')] as const);
    }),
  );
}

test('the format of the record states for every entry of an act the roles that the product asks for', () => {
  const asked = [...officeActs].map(([type, roles]) => [type.split('/')[0], roles.toSorted().join(' ')] as const);
  expect(Object.fromEntries(listStated())).toEqual(Object.fromEntries(asked));
});
