import { describe, expect, test } from 'vitest';
import { deriveMerit, tellDerivation } from '#domain/derivation.ts';
import { absent, performanceYear, record, register, stated, today } from '#test/support/merit.ts';
import { pack } from './vectors/reader.ts';

const context = { asOf: today, targetLevel: null, fieldsOfStudy: ['administrasi publik'] };

function lines(changes: Parameters<typeof record>[0] = {}, language: 'id' | 'en' = 'en'): readonly string[] {
  return tellDerivation(deriveMerit({ record: record(changes), pack, context }), language);
}

describe('a derivation line by line', () => {
  test('names each score, its weight and share, the fact, its source and day, the row and the rule', () => {
    const at = lines().findIndex((line) => line.startsWith('K '));
    expect(lines().slice(at, at + 3)).toEqual([
      'K  Performance predicate of the latest year: 100 × 0.6 = 60',
      '     “Sangat Baik” from riwayat-kinerja.json:2025, 2025-12-31 → row “Sangat Baik” = 100',
      '     by Keputusan Kepala BKN 411/2025 [S]',
    ]);
  });

  test('shows the parts of a mean', () => {
    expect(lines()).toEqual(
      expect.arrayContaining([
        'D  Competency development: 50 × 0.1 = 5',
        expect.stringMatching(
          /^ {5}D\.cert {2}Training certificates, last three years: 50; “4” from .* → row \[4, 6\) = 50$/,
        ),
      ]),
    );
  });

  test('lists below an indicator the rows that were counted', () => {
    const at = lines().findIndex((line) => line.startsWith('     D.cert'));
    expect(lines().slice(at + 1, at + 5)).toEqual(
      ['1', '2', '3', '4'].map((number) => `       - history.json:1, 2025-05-07: Pelatihan Contoh · ${number} · 24 JP`),
    );
  });

  test('ends in both axes with their bands, the box with its handling, and the talent value', () => {
    const text = lines().join('\n');
    expect(text).toMatch(/^Y Performance = 83 \(83\.00\) → above {2}\[0, 60\) \[60, 80\) \[80, 100\], .*$/m);
    expect(text).toMatch(/^Box: 9, Above expectation, high potential$/m);
    expect(text).toMatch(/^Talent value: 0\.5 × Y \+ 0\.5 × X = /m);
  });

  test('says how much is short of the next level', () => {
    expect(lines({ awards: register([]), teams: register([]) }).join('\n')).toMatch(
      /^Y Performance = 68 \(68\.00\) → meets .*; 12\.00 short of the next level \(80\)$/m,
    );
  });

  test('writes what never ends as a fraction, with two places for the eye', () => {
    expect(lines().find((line) => line.startsWith('C '))).toMatch(/ 850\/9 \(94\.44\) × 0\.2 = 170\/9 \(18\.89\)$/);
  });

  test('names what is missing, and gives no box', () => {
    const text = lines({ feedback360: absent('x.conflict'), sanctions: register(null) }, 'id').join('\n');
    expect(text).toMatch(/^F {2}Umpan balik 360: TIDAK DIKETAHUI \(x\.conflict\)$/m);
    expect(text).toMatch(/^Y Kinerja = TIDAK DIKETAHUI; yang kurang: F$/m);
    expect(text).toMatch(/^Kotak: ditahan; yang kurang: F, I$/m);
  });

  const factsOf = (code: string, language: 'id' | 'en', changes: Parameters<typeof record>[0] = {}) => {
    const told = lines(changes, language);
    const at = told.findIndex((line) => line.startsWith(`${code} `));
    return told.slice(at, at + 3);
  };

  test.each([
    ['K', 'id', '     “Sangat Baik” dari riwayat-kinerja.json:2025, 2025-12-31 → baris “Sangat Baik” = 100'],
    ['F', 'id', '     “80” dari profile.csv:2 → angka 0 sampai 100'],
    ['F', 'en', '     “80” from profile.csv:2 → a number from 0 to 100'],
    ['P', 'id', '     “4 4 4 4 4 4 4 3” dari history.json:1, 2026-02-10 → rata-rata 8 aspek × 20'],
    ['P', 'en', '     “4 4 4 4 4 4 4 3” from history.json:1, 2026-02-10 → mean of 8 aspects × 20'],
  ] as const)('says the fact of %s and how it was scored, in %s', (code, language, fact) => {
    expect(factsOf(code, language)[1]).toBe(fact);
  });

  test('says of each part of a mean its own score, an open band without an end, and the rule of the whole', () => {
    const told = lines();
    expect(told).toContain(
      '     E.level  Time in the present level: 100; “65” from profile.csv:2, 2021-01-04 → row [60, ∞) = 100',
    );
    expect(told).toContain(
      '       - history.json:1, 2015-03-01: Kepala Bidang Kinerja · Dinas Contoh Kesehatan · Kota Contoh',
    );
    const at = told.findIndex((line) => line.startsWith('     E.acting'));
    expect(told[at + 1]).toBe('     by Keputusan Kepala BKN 411/2025 [S]');
  });

  test.each([
    ['en', '     no fact from profile.csv:2', 'Y Performance = UNKNOWN; missing: F', 'Box: held; missing: F, D, I'],
    [
      'id',
      '     tidak ada fakta dari profile.csv:2',
      'Y Kinerja = TIDAK DIKETAHUI; yang kurang: F',
      'Kotak: ditahan; yang kurang: F, D, I',
    ],
  ] as const)('says in %s that a fact is not known, and what that leaves open', (...[language, fact, axis, box]) => {
    const changes = { feedback360: absent(), sanctions: register<never>(null), trainings: register<never>(null) };
    const told = lines(changes, language);
    expect(told).toEqual(expect.arrayContaining([fact, axis, box]));
    expect(told.filter((line) => /^Nilai talenta|^Talent value/.test(line))).toEqual([]);
    const unknown = language === 'en' ? 'UNKNOWN' : 'TIDAK DIKETAHUI';
    expect(told.find((line) => line.startsWith('F '))).toMatch(new RegExp(`: ${unknown}$`));
    expect(told.find((line) => line.startsWith('     D.prof'))).toContain(`: ${unknown}; `);
  });

  test.each([
    ['en', '; 12.00 short of the next level (80)', 'Talent value: 0.5 × Y + 0.5 × X = '],
    ['id', '; kurang 12.00 untuk tingkat berikutnya (80)', 'Nilai talenta: 0.5 × Y + 0.5 × X = '],
  ] as const)('says in %s what is short, the box with its handling and the talent value', (language, lack, value) => {
    const told = lines({ awards: register([]), teams: register([]) }, language);
    expect(told.filter((line) => line.endsWith(lack))).toHaveLength(1);
    const meaning = pack.boxes.meanings.find(({ box }) => box === 8);
    expect(told.slice(-3, -1)).toEqual([
      `${language === 'en' ? 'Box' : 'Kotak'}: 8, ${meaning?.meaning[language]}`,
      `     ${meaning?.handling[language]}`,
    ]);
    expect(told.at(-1)?.startsWith(value)).toBe(true);
  });

  test('is short of nothing on the highest level, and of the middle one below it', () => {
    const axis = (changes: Parameters<typeof record>[0]) => lines(changes).find((line) => line.startsWith('Y Perf'));
    expect(axis({})).not.toContain('short of');
    const weak = { performance: register([]), feedback360: stated('0'), awards: register([]), teams: register([]) };
    expect(axis({ ...weak, performance: register(performanceYear(2025, 'Kurang')) })).toMatch(
      /^Y Performance = 24 \(24\.00\) → below .*; 36\.00 short of the next level \(60\)$/,
    );
  });

  test('parts axes by an empty line, performance first', () => {
    const told = lines();
    const [first, second] = told.flatMap((line, index) => (line === '' ? [index] : []));
    expect(told[(first ?? 0) - 1]).toMatch(/^Y /);
    expect(told[(second ?? 0) - 1]).toMatch(/^X /);
    expect(told[(first ?? 0) + 1]).toMatch(/^C /);
  });

  test('cites an article where the rule has one', () => {
    const [first, ...others] = pack.indicators;
    if (first === undefined) throw new Error('the pack has no indicator');
    const cited = { ...pack, indicators: [{ ...first, citation: { ...first.citation, article: '7' } }, ...others] };
    expect(tellDerivation(deriveMerit({ record: record(), pack: cited, context }), 'id')[2]).toBe(
      '     dasar Keputusan Kepala BKN 411/2025, 7 [S]',
    );
  });
});
