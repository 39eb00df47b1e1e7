import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { cutDelivery, type DeliveredFile, readFolder } from '#features/people/delivery.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';
import { type ReadWhole, readWhole } from '#test/support/read-whole.ts';

const fixtures = join(import.meta.dirname, '../fixtures/kota-contoh');
const pack = policyPackSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../policies/asn/pack.json'), 'utf8')),
);
const name = 'simata-talent.csv';

async function readAll(files: readonly DeliveredFile[]): Promise<ReadWhole> {
  return readWhole((await cutDelivery(files)).files, { asOf: '2026-06-01', pack });
}

/** Codes, columns and values of a line of the talent export, without what the records say. */
function foundAt(read: ReadWhole, line: number): string[] {
  return read.findings
    .filter((finding) => finding.file === name && finding.line === line && finding.code !== 'claim.record-differs')
    .map(({ code, field, value }) => `${code} ${field} ${value}`.trim());
}

describe('a talent export is recomputed from its components', () => {
  let read: ReadWhole;
  let alone: ReadWhole;
  beforeAll(async () => {
    const files = await readFolder(fixtures);
    read = await readAll(files);
    alone = await readAll(files.filter((file) => file.name === name));
  });

  test.each<[number, string, string[]]>([
    [2, 'twice in the file', ['nip.duplicate NIP 197402282000032001']],
    [6, 'axes swapped', ['claim.axis-differs Nilai Y 76.38 / 70.000', 'claim.axis-differs Nilai X 70 / 76.375']],
    [7, 'a box by default', ['claim.box-differs Box 5 / 6']],
    [8, 'a box typed by hand', ['claim.box-differs Box 9 / 5']],
    [
      9,
      'a missing component that counts as 100',
      ['claim.component-missing Nilai X 86.51 / UNKNOWN I', 'claim.box-differs Box 9 / UNKNOWN I'],
    ],
    [10, 'another numbering of boxes', ['claim.box-differs Box 2 / 3']],
    [13, 'a decimal comma', ['claim.number-format Nilai Y 63,50']],
    [14, 'a NIP as a number', ['nip.not-digits NIP 1.98409E+17']],
    [15, 'an apostrophe before the NIP', ["nip.prefix NIP '198609262015051001"]],
    [18, 'a score above 100', ['claim.component-range X - Penilaian Kompetensi 115.10']],
    [22, 'twice in the file', ['nip.duplicate NIP 197402282000032001']],
  ])('line %i: %s', (line, _name, expected) => {
    expect(foundAt(read, line)).toEqual(expected);
  });

  test('lines without a planted mistake agree with what they claim', () => {
    const lines = [4, 5, 11, 16, 19, 21];
    expect(lines.flatMap((line) => foundAt(alone, line))).toEqual([]);
  });

  test('zeros that were filled with the axis differ from the record, which knows no award', () => {
    const differing = read.findings.find(({ code, line }) => code === 'claim.record-differs' && line === 3);
    expect(differing?.value).toContain('H 56 / 0');
  });

  test('no claim becomes a fact: the records are those of the same delivery without it', async () => {
    const without = await readAll((await readFolder(fixtures)).filter((file) => file.name !== name));
    expect(read.people).toEqual(without.people);
  });

  test('claims alone import nobody and say nothing about who is missing', () => {
    expect([alone.people, alone.profile, alone.claims?.rows.length]).toEqual([[], null, 18]);
  });

  test('axes that are named otherwise are refused by their columns', async () => {
    const [file] = (await readFolder(fixtures)).filter((one) => one.name === name);
    const text = Buffer.from(file?.bytes ?? [])
      .toString()
      .replace('Y - Penilaian Kinerja', 'X - Penilaian Kinerja');
    await expect(cutDelivery([{ name, bytes: Buffer.from(text) }])).rejects.toThrow('import.header');
  });

  test('without a policy in force nothing is compared, and that is said', async () => {
    const { files } = await cutDelivery(await readFolder(fixtures));
    const { findings } = await readWhole(files, { asOf: '2026-06-01', pack: null });
    expect(findings.filter(({ code }) => code.startsWith('claim.')).map(({ code }) => code)).toEqual([
      'claim.not-compared',
      'claim.number-format',
      'claim.component-range',
    ]);
  });
});
