import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PersonRecord } from '#domain/person-record.ts';
import { cutDelivery, readFolder } from '#features/people/delivery.ts';
import { sealedText } from '#features/people/record-text.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';
import { type ReadWhole, readWhole } from '#test/support/read-whole.ts';

const fixtures = join(import.meta.dirname, '../fixtures/kota-contoh');
const packFile = join(import.meta.dirname, '../../policies/asn/pack.json');

let read: ReadWhole;
beforeAll(async () => {
  const { files } = await cutDelivery(await readFolder(fixtures));
  const pack = policyPackSchema.parse(JSON.parse(readFileSync(packFile, 'utf8')));
  read = await readWhole(files, { asOf: '2026-06-15', pack });
});

/** The codes of a CSV line or of a JSON row's id, in the order of reading, without the plain lack of a link. */
function codesAt(place: number | string): string[] {
  return read.findings
    .filter(({ file, line, record }) =>
      typeof place === 'number' ? file === 'siasn-profile.csv' && line === place : record === place,
    )
    .map(({ code }) => code)
    .filter((code) => code !== 'post.unlinked' && code !== 'history.person-missing');
}

function recordOf(nip: string): PersonRecord {
  const person = read.people.find((one) => one.nip === nip);
  if (person === undefined) throw new Error(`no ${nip}`);
  return person.record;
}

describe('every planted mistake of the profile is found under its code', () => {
  test.each<[number, string[]]>([
    [3, ['name.case']],
    [5, ['nip.prefix']],
    [6, ['rank.notation']],
    [7, ['title.case']],
    [8, ['title.contains-unit']],
    [9, ['nip.spaces']],
    [10, ['date.format']],
    [11, ['date.missing']],
    [12, ['nip.duplicate']],
    [13, ['rank.conflict']],
    [14, ['nip.not-digits']],
    [16, ['education.status-0']],
    [17, ['nip.birth-conflict']],
    [18, ['status.case']],
    [19, ['status.conflict']],
    [20, ['nip.sex-conflict']],
    [21, ['reference.deleted']],
    [23, ['email.format']],
    [24, ['nik.length']],
    [25, ['row.columns']],
    [26, ['nip.start-conflict']],
    [27, ['status.not-active']],
    [28, ['person.two-agencies']],
    [29, ['code.label']],
    [31, ['person.two-agencies']],
    [32, ['age.over']],
    [34, ['name.spaces']],
    [35, ['degree.notation']],
    [36, ['title.acting', 'rank.below-minimum', 'acting.level-unknown']],
    [37, ['nip.prefix']],
    [39, ['nip.birth-conflict', 'nip.sex-conflict', 'nip.duplicate']],
    [40, ['employee-type.case', 'nip.pppk']],
    [41, ['nip.pppk']],
  ])('line %i: %j', (line, codes) => {
    expect(codesAt(line)).toEqual(codes);
  });

  test('a line without a planted mistake has no finding', () => {
    const planted = [
      3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29, 31, 32, 34, 35, 36, 37,
      39, 40, 41,
    ];
    const others = Array.from({ length: 40 }, (_unused, index) => index + 2).filter((line) => !planted.includes(line));
    expect(others.filter((line) => codesAt(line).length > 0)).toEqual([]);
  });
});

describe('every planted mistake of the histories is found under its code', () => {
  test.each<[string, string[]]>([
    ['JAB-003', ['title.case']],
    ['JAB-006', ['eselon.label']],
    ['JAB-008', ['date.missing']],
    ['JAB-011', ['title.contains-unit']],
    ['JAB-013', ['date.format']],
    ['JAB-016', ['decree.duplicate']],
    ['JAB-018', ['reference.deleted']],
    ['JAB-035', ['title.contains-unit', 'date.missing']],
    ['KIN-003', ['performance.quadrant-conflict']],
    ['KIN-008', ['performance.quadrant-conflict']],
    ['KIN-011', ['performance.rating-missing']],
    ['KIN-014', ['performance.label']],
    ['KIN-017', ['rater.self']],
    ['KIN-020', ['year.format']],
    ['KIN-023', ['performance.year-missing']],
    ['KIN-026', ['performance.quadrant-label']],
    ['KIN-029', ['rater.outside']],
    ['DIK-003', ['certificate.no-number']],
    ['DIK-005', ['certificate.number-shared']],
    ['DIK-007', ['date.order']],
    ['DIK-009', ['hours.notation']],
    ['KUR-002', ['certificate.duplicate']],
    ['KUR-010', ['certificate.no-number']],
    ['KUR-011', ['certificate.no-number']],
    ['KUR-014', ['date.missing']],
    ['KUR-017', ['certificate.duplicate']],
    ['HUK-002', ['sanction.old-era']],
    ['HUK-003', ['sanction.end-derived']],
    ['HUK-004', ['sanction.revoked']],
    ['HUK-005', ['sanction.instant']],
    ['HUK-006', ['sanction.end-unknown']],
    ['PGH-004', ['award.level-case']],
    ['PGH-005', ['award.year-conflict']],
    ['PGH-006', ['award.level-missing']],
    ['KOM-003', ['jpm.conflict']],
    ['KOM-004', ['assessment.status-conflict']],
    ['KOM-005', ['assessment.post-missing']],
    ['KOM-006', ['jpm.method']],
    ['KOM-007', ['level.label']],
  ])('%s: %j', (id, codes) => {
    expect(codesAt(id)).toEqual(codes);
  });

  test('nineteen rows of the post history have no link to a master post', () => {
    const unlinked = read.findings.filter(({ code }) => code === 'post.unlinked').map(({ record }) => record);
    const ids = [2, 4, 5, 7, 9, 10, 12, 14, 15, 17, 19, 21, 22, 24, 26, 28, 30, 32, 35];
    expect(unlinked).toEqual(ids.map((id) => `JAB-${String(id).padStart(3, '0')}`));
  });

  test('no other history row has a finding', () => {
    const rows = new Set(
      read.findings.filter(({ code }) => code !== 'history.person-missing').map(({ record }) => record),
    );
    expect(rows.size).toBe(1 + 39 + 19 - 1);
  });

  test('deleted units and a unit named twice are found in the reference list', () => {
    const found = read.findings.filter(({ file }) => file === 'referensi-unor.json');
    expect(found.map(({ line, code }) => [line, code])).toEqual([
      [11, 'reference.deleted'],
      [12, 'reference.deleted'],
      [13, 'reference.duplicate'],
    ]);
  });
});

describe('what a record says after the import', () => {
  test('a refused row never stops the import', () => {
    expect(read.people).toHaveLength(36);
    const profile = read.refusedRows.filter(({ file }) => file === 'siasn-profile.csv');
    expect(profile.map(({ line }) => line).toSorted((left, right) => left - right)).toEqual([12, 14, 25, 39]);
  });

  test('numbers are read without quotes and spaces', () => {
    const nips = new Set(read.people.map(({ nip }) => nip));
    for (const nip of ['197402282000032001', '198008142005011001', '198307152009012001']) expect(nips).toContain(nip);
  });

  test.each<[string, string, (record: PersonRecord) => unknown, unknown]>([
    ['IV.b is IV/b, id 42', '197607192001031001', ({ rank }) => rank.value, '42'],
    ['an ISO date is the same day', '198101092006012001', ({ bornOn }) => bornOn.value, '1981-01-09'],
    ['a post without start has none', '197706252002121001', ({ currentPost }) => currentPost.value?.startedOn, null],
    [
      'a unit pasted into the title is taken out',
      '197903212003122001',
      ({ currentPost }) => currentPost.value?.title,
      'Kepala Bidang Perizinan',
    ],
    ['two ranks are none', '198305032009011001', ({ rank }) => [rank.value, rank.conflict], [null, 'rank.conflict']],
    ['education status 0 is no education', '198609262015051001', ({ education }) => education.value, null],
    [
      'two birth dates are none',
      '198704082015052001',
      ({ bornOn }) => [bornOn.value, bornOn.conflict],
      [null, 'nip.birth-conflict'],
    ],
    [
      'a status whose name disagrees is open',
      '198807072015032001',
      ({ status }) => [status.value, status.conflict],
      [null, 'status.conflict'],
    ],
    ['the code of the status decides', '198401312009011001', ({ status }) => status.value, '01'],
    ['unpaid leave is not active', '199403252022032001', ({ status }) => status.value, '02'],
    [
      'a live id decides the unit',
      '198611232014032001',
      ({ currentPost }) => currentPost.value?.unit,
      'Dinas Contoh Perhubungan',
    ],
    [
      'code 4 is staff, whatever its label says',
      '199501172022032001',
      ({ currentPost }) => currentPost.value?.level,
      'pelaksana',
    ],
    ['an NI PPPK is no NIP', '199103032024212001', ({ kind }) => kind.value, 'PPPK'],
    ['digits 13 and 14 of an NI PPPK are no month', '199103032024212001', ({ bornOn }) => bornOn.value, '1991-03-03'],
    ['an acting title is no definitive post', '197910012003121001', ({ currentPost }) => currentPost.value, null],
    [
      'a year with a space behind is that year',
      '197706252002121001',
      ({ performance }) => performance.items?.map(({ year }) => year),
      [2024, 2025],
    ],
    [
      'a misspelt level is JPT Pratama',
      '197706252002121001',
      ({ assessments }) => assessments.items?.[0]?.referenceLevel,
      'jpt-pratama',
    ],
    [
      'an award of two years is open',
      '198008142005011001',
      ({ awards }) => awards.items?.[0]?.conflict,
      'award.year-conflict',
    ],
    ['an award without level says none', '198101092006012001', ({ awards }) => awards.items?.[0]?.level, null],
    ['a revoked sanction stays, revoked', '198512182011012001', ({ sanctions }) => sanctions.items?.[0]?.revoked, true],
    [
      'a light sanction without duration is instant',
      '198704082015052001',
      ({ sanctions }) => sanctions.items?.[0]?.instant,
      true,
    ],
    ['hours lose their unit', '198101092006012001', ({ trainings }) => trainings.items?.[0]?.hours, 900],
    [
      'a training that ends before it starts has no end',
      '197903212003122001',
      ({ trainings }) => trainings.items?.[0]?.endedOn,
      null,
    ],
    ['a history that was not delivered is not checked', '197104171998031001', ({ teams }) => teams.items, null],
    ['a delivered history without rows says none', '197104171998031001', ({ sanctions }) => sanctions.items, []],
  ])('%s', (_rule, nip, pick, expected) => {
    expect(pick(recordOf(nip))).toEqual(expected);
  });

  test('records are spelled as the ledger spells them', () => {
    for (const { record } of read.people)
      expect(sealedText(record)).toBe(Buffer.from(canonicalBytes(record)).toString());
  });
});
