import { describe, expect, test } from 'vitest';
import type { Course } from '#domain/person-record.ts';
import { dateOfSource, describeRecord, type RecordLine, traceRow } from '#domain/record-rows.ts';
import { absent, record, register, stated } from '#test/support/merit.ts';
import { pack } from './vectors/reader.ts';

type Changes = Parameters<typeof record>[0];

const linesOf = (field: RecordLine['field'], changes: Changes = {}, blind = false) =>
  describeRecord(record(changes), { blind, pack })
    .filter((line) => line.field === field)
    .map(({ value, date }) => [value, date]);
const row = { source: 'history.json:7', conflict: null };
const post = { ...row, title: 'Kepala', level: 'pengawas', eselon: '41', unit: 'Dinas', agency: 'Kota' } as const;
const course: Course = {
  ...row,
  title: 'Kursus',
  type: 'T',
  number: 'S-1',
  endedOn: '2025-05-07',
  hours: 24,
  validUntil: null,
};

describe('a record tells', () => {
  test.each([
    ['kind', [['PNS', null]]],
    ['status', [['aktif', null]]],
    ['bornOn', [['1976-02-28', null]]],
    ['rank', [['IV/b', '2022-04-01']]],
    ['rankSince', [['2022-04-01', null]]],
    ['currentPost', [['Kepala Bidang Kinerja · Badan Contoh Kepegawaian', '2021-01-04']]],
    ['acting', [['Plt lebih tinggi', '2024-02-01']]],
    [
      'performance',
      [
        ['2024 · sesuai ekspektasi · sesuai ekspektasi', '2024-12-31'],
        ['2025 · di atas ekspektasi · di atas ekspektasi', '2025-12-31'],
      ],
    ],
    ['feedback360', [['80', null]]],
    ['teams', [['ketua internal', '2025-01-10']]],
    ['awards', [['instansi', '2024-08-17']]],
    ['education', [['S-2', null]]],
    ['fieldOfStudy', [['s-2 administrasi publik', null]]],
    ['trainings', [['PKA · PIM/1 · 900 JP', '2022-06-30']]],
    ['wealthReport', [['2026-03-15', '2026-04-01']]],
    ['sanctions', [[null, null]]],
  ] as const)('%s with its value and its day', (field, expected) => {
    expect(linesOf(field)).toEqual(expected);
  });

  test.each([
    ['status', { status: stated('77') }, [['77', null]]],
    ['rank', { rank: stated('00'), rankSince: absent() }, [['00', null]]],
    ['education', { education: stated('99') }, [['99', null]]],
    ['wealthReport', { wealthReport: stated({ checkedOn: '2026-04-01', filedOn: null }) }, [['-', '2026-04-01']]],
    ['wealthReport', { wealthReport: absent() }, [[null, null]]],
    ['currentPost', { currentPost: absent() }, [[null, null]]],
  ] as const satisfies readonly (readonly [RecordLine['field'], Changes, unknown])[])(
    '%s as the source has it where no word is known for it',
    (field, changes, expected) => {
      expect(linesOf(field, changes)).toEqual(expected);
    },
  );

  test('posts with their span, an open one without an end, one without a beginning without a span', () => {
    const posts = register([
      { ...post, startedOn: '2015-03-01', endedOn: '2021-01-04' },
      { ...post, startedOn: '2021-01-04', endedOn: null },
      { ...post, unit: '', startedOn: null, endedOn: null },
    ]);
    expect(linesOf('posts', { posts, currentPost: absent() })).toEqual([
      ['Kepala · Dinas · pengawas · 2015-03-01 – 2021-01-04', '2015-03-01'],
      ['Kepala · Dinas · pengawas · 2021-01-04 –', '2021-01-04'],
      ['Kepala · pengawas', null],
    ]);
    expect(linesOf('posts', { posts, currentPost: absent() }, true)).toEqual([
      ['pengawas · 2015-03-01 – 2021-01-04', '2015-03-01'],
      ['pengawas · 2021-01-04 –', '2021-01-04'],
      ['pengawas', null],
    ]);
  });

  test.each([
    ['its number and hours', {}, 'Kursus · S-1 · 24 JP'],
    ['no number that is a mere dash', { number: '-' }, 'Kursus · 24 JP'],
    ['no hours where none are stated', { hours: null }, 'Kursus · S-1'],
    ['its own validity', { validUntil: '2027-01-01' }, 'Kursus · S-1 · 24 JP · 2025-05-07 – 2027-01-01'],
    [
      'its validity without a beginning',
      { validUntil: '2027-01-01', endedOn: null },
      'Kursus · S-1 · 24 JP · – 2027-01-01',
    ],
  ])('of a certificate %s', (_title, changes, value) => {
    const courses = register([{ ...course, ...changes }]);
    expect(linesOf('courses', { courses }).map(([told]) => told)).toEqual([value]);
  });

  test('of a sanction its level and the day from which it runs, else to which it ran', () => {
    const sanction = {
      ...row,
      level: 'berat',
      months: null,
      instant: false,
      revoked: false,
      inProcess: false,
    } as const;
    const sanctions = register([
      { ...sanction, startedOn: '2026-01-01', endedOn: '2026-12-31' },
      { ...sanction, startedOn: null, endedOn: '2020-12-31' },
    ]);
    expect(linesOf('sanctions', { sanctions })).toEqual([
      ['berat', '2026-01-01'],
      ['berat', '2020-12-31'],
    ]);
  });

  test('of an assessment the post it was for; blind eyes, and a row without that post, see its level', () => {
    const [assessed] = record().assessments.items ?? [];
    if (assessed === undefined) throw new Error('the record has no assessment');
    expect(linesOf('assessments', {}, true)).toEqual([['jpt-pratama', '2026-02-10']]);
    const assessments = register([{ ...assessed, referencePost: null }]);
    expect(linesOf('assessments', { assessments })).toEqual([['jpt-pratama', '2026-02-10']]);
  });
});

describe('a line', () => {
  const lines = describeRecord(record(), { blind: false, pack });

  test('may be disputed where it is one fact, which is no register and not the present post', () => {
    expect(lines.flatMap(({ field, isDisputable }) => (isDisputable ? [field] : []))).toEqual([
      'kind',
      'status',
      'bornOn',
      'rank',
      'rankSince',
      'feedback360',
      'education',
      'fieldOfStudy',
    ]);
  });

  test('of a register that is empty or was never looked up names the register, and no reason', () => {
    const told = describeRecord(record({ awards: register([]), teams: register(null) }), { blind: false, pack });
    const common = { value: null, date: null, source: 'history.json', reason: null, figures: [], isDisputable: false };
    expect(told.find(({ field }) => field === 'awards')).toMatchObject({ ...common, state: 'none' });
    expect(told.find(({ field }) => field === 'teams')).toMatchObject({ ...common, state: 'unknown' });
  });

  test('of a row in conflict says which', () => {
    const awards = register([{ ...row, conflict: 'award.conflict', level: 'instansi', givenOn: null }]);
    const told = describeRecord(record({ awards }), { blind: false, pack }).find(({ field }) => field === 'awards');
    expect(told).toMatchObject({ state: 'conflict', reason: 'award.conflict', source: 'history.json:7', date: null });
  });

  test('for blind eyes names the file alone', () => {
    const awards = register([{ ...row, source: 'riwayat.json#12:3', level: 'instansi', givenOn: null }]);
    const told = describeRecord(record({ awards }), { blind: true, pack }).find(({ field }) => field === 'awards');
    expect(told?.source).toBe('riwayat.json');
  });
});

describe('the day of a source', () => {
  const dated = record({
    awards: register([
      { ...row, source: 'a:1', level: 'instansi', givenOn: '2024-08-17' },
      { ...row, source: 'a:2', level: 'instansi', givenOn: '2023-08-17' },
      { ...row, source: 'a:3', level: 'instansi', givenOn: null },
    ]),
  });

  test.each([
    ['is that of its row', 'a:2', null, '2023-08-17'],
    ['is the newest of its rows, in whatever order it names them', 'a:1, a:2', null, '2024-08-17'],
    ['is the newest of its rows, whichever comes last', 'a:2, a:1', null, '2024-08-17'],
    ['is none where its row states none', 'a:3', null, null],
    ['is none where it names no row', 'a', null, null],
    [
      'of the profile is that of the present post, from which time is measured',
      'profile.csv:2',
      'time-in-level',
      '2021-01-04',
    ],
    ['of the profile is none for anything else', 'profile.csv:2', 'education', null],
    ['is none for time that another source tells', 'other', 'time-in-level', null],
  ] as const)('%s', (...[_title, source, measure, date]) => {
    expect(dateOfSource(dated, source, measure)).toBe(date);
  });

  test('is none where the present post is not known, or nobody looked up any register', () => {
    const bare = record({ currentPost: absent(), awards: register(null), posts: register(null) });
    expect(dateOfSource(bare, 'profile.csv:2', 'time-in-level')).toBeNull();
  });
});

test('a row that was counted is traced by its source, its day and what it says', () => {
  expect(traceRow(course)).toEqual({ source: 'history.json:7', date: '2025-05-07', value: 'Kursus · S-1 · 24 JP' });
  expect(traceRow({ ...post, startedOn: '2015-03-01', endedOn: null })).toEqual({
    source: 'history.json:7',
    date: '2015-03-01',
    value: 'Kepala · Dinas · Kota',
  });
});
