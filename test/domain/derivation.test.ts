import { describe, expect, test } from 'vitest';
import { deriveMerit, tellDerivation } from '#domain/derivation.ts';
import { absent, record, register, today } from '#test/support/merit.ts';
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
});
