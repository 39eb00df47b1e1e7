import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { evaluateIndicators } from '#domain/indicators.ts';
import { predicateOfYear } from '#domain/measures.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { cutDelivery, readFolder } from '#features/people/delivery.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';
import { type ReadWhole, readWhole } from '#test/support/read-whole.ts';

const root = join(import.meta.dirname, '../..');

let read: ReadWhole;
let pack: PolicyPack;
beforeAll(async () => {
  const { files } = await cutDelivery(await readFolder(join(root, 'test/fixtures/kota-contoh')));
  pack = policyPackSchema.parse(JSON.parse(readFileSync(join(root, 'policies/asn/pack.json'), 'utf8')));
  read = await readWhole(files, { asOf: '2026-06-15', pack: null });
});

function recordOf(nip: string): PersonRecord {
  const person = read.people.find((one) => one.nip === nip);
  if (person === undefined) throw new Error(`no ${nip}`);
  return person.record;
}

/** What an indicator (or its part) observes in the imported record on a day; null is UNKNOWN. */
function observed(nip: string, code: string, asOf: string): unknown {
  const all = evaluateIndicators(recordOf(nip), pack, { asOf, targetLevel: null, fieldsOfStudy: null });
  return all.flatMap((one) => [one, ...one.parts]).find((one) => one.code === code)?.observed;
}

describe('imported fixtures under the rules', () => {
  test.each([
    ['197402282000032001', '6'],
    ['197607192001031001', '6'],
    ['197812052002121001', '3'],
    ['197903212003122001', '3'],
    ['198008142005011001', '0'],
    ['198101092006012001', '7'],
  ])('certificates of %s that count on 1 June 2026: %s', (nip, count) => {
    expect(observed(nip, 'D.cert', '2026-06-01')).toBe(count);
  });

  test.each([
    ['being served', '198807072015032001', '2026-06-15', 'sedang menjalani'],
    ['ended less than five years ago', '198305032009011001', '2026-06-15', 'berat'],
    ['ended five years ago', '198305032009011001', '2026-07-15', 'tidak pernah'],
    ['revoked', '198512182011012001', '2026-06-15', 'tidak pernah'],
    ['light and without duration', '198704082015052001', '2026-06-15', 'ringan'],
    ['without end and duration', '198503162011011001', '2026-06-15', null],
  ])('a sanction %s', (_case, nip, asOf, word) => {
    expect(observed(nip, 'I', asOf)).toBe(word);
  });

  test.each([
    ['of 2019 no longer counts', '197812052002121001', 'tidak ada'],
    ['in capitals is its level', '197903212003122001', 'nasional'],
    ['without level is unknown', '198101092006012001', null],
  ])('an award %s', (_case, nip, word) => {
    expect(observed(nip, 'H', '2026-06-01')).toBe(word);
  });

  test.each([
    ['197309021999032001', 2024, 'Kurang'],
    ['197402282000032001', 2025, 'Baik'],
    ['197812052002121001', 2024, null],
    ['197903212003122001', 2025, 'Baik'],
    ['198305032009011001', 2025, null],
  ])('the ratings decide: %s in %i is %s', (nip, year, predicate) => {
    expect(predicateOfYear(recordOf(nip), year).predicate).toBe(predicate);
  });
});
