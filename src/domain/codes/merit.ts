import type { CodeTable } from './table.ts';

/** Values that the merit rules refuse, and what leaves them unknown. */
export const meritCodes = {
  'score.format': {
    kind: 'invalid',
    en: 'A score is a plain number with a decimal point.',
    id: 'Nilai harus berupa angka biasa dengan titik desimal.',
  },
  'score.out-of-range': { kind: 'invalid', en: 'A score is from 0 to 100.', id: 'Nilai harus dari 0 sampai 100.' },
  'score.no-inputs': {
    kind: 'invalid',
    en: 'A score without the inputs it was computed from is no evidence.',
    id: 'Nilai tanpa data pembentuknya bukan bukti.',
  },
  'box.scheme-missing': {
    kind: 'invalid',
    en: 'A box number needs the numbering scheme it comes from.',
    id: 'Nomor kotak harus disertai skema penomorannya.',
  },
  'table.value-unknown': {
    kind: 'invalid',
    en: 'The table of this indicator does not know the value.',
    id: 'Nilai tidak dikenal dalam tabel indikator ini.',
  },
  'table.value-missing': {
    kind: 'invalid',
    en: 'The policy gives this value no score.',
    id: 'Kebijakan tidak memberi skor untuk nilai ini.',
  },
  'aspect.range': {
    kind: 'invalid',
    en: 'An aspect of potential is a whole number on its scale.',
    id: 'Aspek potensi harus bilangan bulat pada skalanya.',
  },
  'aspect.count': {
    kind: 'invalid',
    en: 'The number of aspects differs from the policy.',
    id: 'Jumlah aspek berbeda dari kebijakan.',
  },
  'count.format': { kind: 'invalid', en: 'A count is a whole number.', id: 'Jumlah harus bilangan bulat.' },
  'count.range': { kind: 'invalid', en: 'A count is not below zero.', id: 'Jumlah tidak boleh kurang dari nol.' },
  'predicate.unknown': {
    kind: 'invalid',
    en: 'There is no such performance predicate.',
    id: 'Predikat kinerja tidak dikenal.',
  },
  'competency.level-range': {
    kind: 'invalid',
    en: 'A competency level is a whole number from 1 to 5.',
    id: 'Level kompetensi harus bilangan bulat 1 sampai 5.',
  },
  'competency.standard-range': {
    kind: 'invalid',
    en: 'A competency standard is a whole number from 1 to 5.',
    id: 'Standar kompetensi harus bilangan bulat 1 sampai 5.',
  },
  'competency.count': {
    kind: 'invalid',
    en: 'Levels and standards are not equally many.',
    id: 'Jumlah level dan standar tidak sama.',
  },
  'assessment.expired': {
    kind: 'conflict',
    en: 'The assessment is no longer valid on this date.',
    id: 'Hasil asesmen sudah tidak berlaku pada tanggal ini.',
  },
  'assessment.other-level': {
    kind: 'conflict',
    en: 'The assessment was made for another level of post.',
    id: 'Asesmen dibuat untuk jenjang jabatan lain.',
  },
  'birth.conflict': {
    kind: 'conflict',
    en: 'Two sources give different birth dates.',
    id: 'Dua sumber memberi tanggal lahir yang berbeda.',
  },
  'performance.conflict': {
    kind: 'conflict',
    en: 'Two records of the same year give different predicates.',
    id: 'Dua catatan tahun yang sama memberi predikat berbeda.',
  },
  'rating.conflict': {
    kind: 'conflict',
    en: "Two of the agency's own ratings of one day say different things.",
    id: 'Dua penilaian instansi sendiri pada hari yang sama berbeda isinya.',
  },
} as const satisfies CodeTable;
