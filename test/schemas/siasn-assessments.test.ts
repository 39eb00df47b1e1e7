import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { measureRecord } from '#domain/measures.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { cutDelivery } from '#features/people/delivery.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';
import { readWhole } from '#test/support/read-whole.ts';
import { asOf, profileFile, profileRow } from '#test/support/siasn-profile.ts';

const nipBaru = '197104171998031001';
const packOf = (name: string) =>
  policyPackSchema.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, `../../policies/${name}/pack.json`), 'utf8')),
  );
const asn = packOf('asn');
const nine = [4, 4, 4, 4, 4, 4, 4, 4, 4];
const whole = { tanggalPenilaian: '10-02-2026', jabatanAcuan: 'JPT Pratama', standar: 4, level: nine };

/** What these rows of one person find, and the job person match that they leave on the day of the import. */
async function readRows(rows: readonly object[], pack: PolicyPack | null = asn) {
  const list = rows.map((row, index) => ({ id: `KOM-${index + 1}`, nipBaru, ...whole, ...row }));
  const history = { name: 'riwayat-kompetensi.json', bytes: Buffer.from(JSON.stringify(list)) };
  const { files } = await cutDelivery([profileFile([profileRow()]), history]);
  const { people, findings } = await readWhole(files, { asOf, pack });
  const record = people[0]?.record;
  const rule = (pack ?? asn).indicators.find(({ measure }) => measure === 'jpm');
  if (record === undefined || rule === undefined) throw new Error('nobody was read');
  const context = { asOf, targetLevel: null, fieldsOfStudy: null };
  const { observed, reason } = measureRecord(rule, { record, pack: pack ?? asn, context });
  const found = findings.filter(({ file }) => file === history.name);
  return { observed, reason, found: found.map(({ line, code, value }) => `${line} ${code} ${value}`) };
}

describe('an assessment covers the competencies of the policy', () => {
  test.each<[string, PolicyPack]>([
    ['asn', asn],
    ['generic-merit', packOf('generic-merit')],
  ])('all of %s', async (_name, pack) => {
    expect(await readRows([{}], pack)).toEqual({ observed: '100', reason: null, found: [] });
  });

  test('one level alone is no match', async () => {
    expect(await readRows([{ level: [4] }])).toEqual({
      observed: null,
      reason: 'assessment.levels-missing',
      found: [`1 assessment.levels-missing ${asn.jpm.competencies.slice(1).join(', ')}`],
    });
  });

  test('eight of nine neither, with a standard for each', async () => {
    expect(await readRows([{ level: nine.slice(1), standar: nine.slice(1) }])).toMatchObject({
      observed: null,
      found: ['1 assessment.levels-missing perekat-bangsa'],
    });
  });

  test('nor more than the policy has', async () => {
    expect(await readRows([{ level: [...nine, 4] }])).toEqual({
      observed: null,
      reason: 'assessment.levels-surplus',
      found: ['1 assessment.levels-surplus 10 / 9'],
    });
  });

  test('by the policy that has as many', async () => {
    const five = { ...asn, jpm: { ...asn.jpm, competencies: asn.jpm.competencies.slice(0, 5) } };
    expect(await readRows([{ level: nine.slice(0, 5) }], five)).toEqual({ observed: '100', reason: null, found: [] });
  });

  test('also where it was read before a policy was in force', async () => {
    expect(await readRows([{ level: [4] }], null)).toEqual({ observed: null, reason: null, found: [] });
  });
});

describe('assessments of one day', () => {
  const lower = { level: [3, ...nine.slice(1)] };
  const conflict = { observed: null, reason: 'assessment.day-conflict' };

  test.each<[string, object]>([
    ['levels', lower],
    ['aspects of potential', { potensi: [1, 2, 3, 4, 5, 1, 2, 3] }],
    ['standards of one post', { standar: 5 }],
  ])('that contradict each other in %s are both in doubt', async (_name, row) => {
    const first = { potensi: [5, 5, 5, 5, 5, 5, 5, 5] };
    const found = ['2 assessment.day-conflict 2026-02-10'];
    expect(await readRows([first, row])).toEqual({ ...conflict, found });
    const turned = await readRows([row, first]);
    expect([turned.observed, turned.reason]).toEqual([null, 'assessment.day-conflict']);
  });

  test.each<[string, readonly object[]]>([
    ['say the same', [{}, {}]],
    ['differ in the standards of different posts', [{ standar: 3, jabatanAcuan: 'Administrator' }, {}]],
    ['differ in the levels for different posts', [{ ...lower, jabatanAcuan: 'Administrator' }, {}]],
    ['are of different days', [{ ...lower, tanggalPenilaian: '09-02-2026' }, {}]],
  ])('that %s are not', async (_name, rows) => {
    expect(await readRows(rows)).toEqual({ observed: '100', reason: null, found: [] });
  });

  test('of different posts yield the same whichever of them stands first in the file', async () => {
    const [own, other] = [{}, { ...lower, jabatanAcuan: 'Administrator' }];
    const [one, turned] = [await readRows([own, other]), await readRows([other, own])];
    expect(one).toEqual({ observed: '100', reason: null, found: [] });
    expect(turned).toEqual(one);
  });

  test('what an earlier row leaves open a later one fills, and a third must agree', async () => {
    const open = { level: [null, ...nine.slice(1)] };
    expect((await readRows([open, {}])).found).toEqual([]);
    expect((await readRows([open, {}, lower])).found).toEqual(['3 assessment.day-conflict 2026-02-10']);
  });
});
