import fc from 'fast-check';
import type { ExplanationAsked } from '#domain/indicator-explanation.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import { isBoxDerivation } from '#ledger/merit/content-forms.ts';
import { derivationOf, frozen, on } from '../ledger/map-bundle.ts';
import { pack } from './vectors/reader.ts';

/** People of a released bundle, as the map asks about them. */
export const people: readonly ExplanationAsked[] = frozen.map((entry) => {
  const derivation: unknown = derivationOf(entry);
  if (!isBoxDerivation(derivation)) throw new Error('the fixture has derivations');
  const { record, fieldsOfStudy } = derivation;
  return { record, pack, context: { asOf: on, targetLevel: null, fieldsOfStudy } };
});

const ratings = ['di bawah ekspektasi', 'sesuai ekspektasi', 'di atas ekspektasi'] as const;
const level = fc.integer({ min: 1, max: 5 });
const row = { source: 'riwayat-contoh.json#1', conflict: null };
const certificate = { ...row, title: 'Pelatihan Contoh', number: null, endedOn: on, hours: 24, validUntil: null };

/** Records of every standing that such a person can have in those indicators that have no short table. */
export const anyRecord = fc
  .record({
    base: fc.constantFrom(...people.map(({ record }) => record)),
    hasilKerja: fc.constantFrom(...ratings),
    perilaku: fc.constantFrom(...ratings),
    feedback: fc.integer({ min: 0, max: 1000 }),
    levels: fc.array(level, { minLength: 9, maxLength: 9 }),
    standards: fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 9, maxLength: 9 }),
    potential: fc.array(level, { minLength: 8, maxLength: 8 }),
    courses: fc.integer({ min: 0, max: 9 }),
    professional: fc.integer({ min: 0, max: 4 }),
    acting: fc.constantFrom('Plt lebih tinggi', 'Plh setara', 'tidak ada'),
    award: fc.constantFrom('internasional', 'lintas instansi', 'tidak ada'),
  })
  .map((asked): PersonRecord => {
    const { base, hasilKerja, perilaku, levels, standards, potential, courses, professional } = asked;
    const [assessment] = base.assessments.items ?? [];
    if (assessment === undefined) throw new Error('the fixture has assessments');
    const certificates = (count: number, type: 'P' | 'T') =>
      Array.from({ length: count }, () => ({ ...certificate, type }));
    return {
      ...base,
      performance: {
        source: 'riwayat-kinerja.json',
        items: [{ ...row, year: 2025, hasilKerja, perilaku, quadrant: null }],
      },
      feedback360: { source: 'riwayat-umpan-balik.json', conflict: null, value: String(asked.feedback / 10) },
      assessments: { source: 'riwayat-kompetensi.json', items: [{ ...assessment, levels, standards, potential }] },
      courses: {
        source: 'riwayat-kursus.json',
        items: [...certificates(courses, 'T'), ...certificates(professional, 'P')],
      },
      trainings: { source: 'riwayat-diklat.json', items: [] },
      acting: { source: 'riwayat-jabatan.json', items: [{ ...row, duty: asked.acting, startedOn: '2024-01-01' }] },
      awards: { source: 'riwayat-penghargaan.json', items: [{ ...row, level: asked.award, givenOn: '2025-01-01' }] },
    };
  });

/** The record with as many more certificates of a type as bring their number to `count`. */
export function withCertificates(record: PersonRecord, count: number, type: 'P' | 'T'): PersonRecord {
  const items = record.courses.items ?? [];
  const held = items.filter((one) => one.type === type).length;
  const more = Array.from({ length: count - held }, () => ({ ...certificate, type }));
  return { ...record, courses: { ...record.courses, items: [...items, ...more] } };
}
