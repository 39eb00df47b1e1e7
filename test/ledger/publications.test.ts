import { expect, test } from 'vitest';
import type { Canonical } from '#ledger/canonical.ts';
import { PublicationsInMaking } from '#ledger/checks/publications.ts';
import { parseEntry } from '#ledger/entry.ts';
import { codesOf, log } from './bundles.ts';
import { otherUses, publishedByOne } from './publications.ts';

/** What is told where all entries of a policy by one person stand on this stream. */
function told(stream: string): readonly string[] {
  const publications = new PublicationsInMaking({ isWhole: false });
  const person: Canonical = { nip: '198506152010012004' };
  for (const { bytes } of publishedByOne.entries) {
    const parsed = parseEntry(bytes, log);
    if (!parsed.ok) throw new Error(parsed.code);
    const envelope = { ...parsed.value, stream };
    publications.add({ envelope, place: '' });
    publications.know(envelope, new Map([['person', person]]));
  }
  return publications.list().map(({ code }) => code);
}

test('who is bound is kept of the streams of agencies, and of no other', () => {
  expect([told('agency/kota-contoh'), told('selection/x')]).toEqual([['merit.publication'], []]);
});

test.each(otherUses)('is no fault of publication: %s', (_title, codes, input) => {
  expect(codesOf(input)).toEqual(codes);
});
