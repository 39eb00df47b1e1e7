import type { CodeTable } from './table.ts';

export const criteriaCodes = {
  'criteria.missing': { kind: 'conflict', en: 'There are no criteria yet.', id: 'Kriteria belum ada.' },
  'criteria.sealed': { kind: 'conflict', en: 'The criteria are sealed.', id: 'Kriteria sudah disegel.' },
  'criteria.unsealed': { kind: 'conflict', en: 'The criteria are not sealed yet.', id: 'Kriteria belum disegel.' },
  'criteria.other-policy': {
    kind: 'conflict',
    en: 'These criteria were drafted under another policy. Draft them anew.',
    id: 'Kriteria ini disusun menurut kebijakan lain. Susunlah kembali.',
  },
  'criteria.empty': {
    kind: 'invalid',
    en: 'At least one criterion is needed.',
    id: 'Diperlukan sedikitnya satu kriteria.',
  },
  'criteria.twice': { kind: 'invalid', en: 'A criterion stands twice.', id: 'Sebuah kriteria tercantum dua kali.' },
  'criteria.weight-invalid': {
    kind: 'invalid',
    en: 'The weight of "{criterion}" is not a positive number.',
    id: 'Bobot "{criterion}" bukan angka positif.',
  },
  'criteria.indicator-unknown': {
    kind: 'invalid',
    en: 'The policy has no indicator {indicator}.',
    id: 'Kebijakan tidak memiliki indikator {indicator}.',
  },
  'criteria.weights-sum': {
    kind: 'invalid',
    en: 'The weights add up to {sum}, not to 100.',
    id: 'Jumlah bobot {sum}, bukan 100.',
  },
  'criteria.stale': {
    kind: 'conflict',
    en: 'The criteria have changed since you read them. Read them again.',
    id: 'Kriteria telah berubah sejak Anda membacanya. Silakan baca kembali.',
  },
  'criteria.countersigned': {
    kind: 'conflict',
    en: 'The criteria are already countersigned.',
    id: 'Kriteria sudah ditandatangani kedua.',
  },
  'criteria.uncountersigned': {
    kind: 'conflict',
    en: 'The criteria need a second signature first.',
    id: 'Kriteria memerlukan tanda tangan kedua terlebih dahulu.',
  },
  'criteria.same-person': {
    kind: 'forbidden',
    en: 'Another person than the drafter and the sealer must countersign.',
    id: 'Tanda tangan kedua harus diberikan oleh orang lain daripada penyusun dan penyegel.',
  },
  'criteria.amend-late': {
    kind: 'conflict',
    en: 'Criteria of a selection that is {state} cannot be amended.',
    id: 'Kriteria seleksi berstatus {state} tidak dapat diubah.',
  },
  'criteria.reason-missing': {
    kind: 'invalid',
    en: 'An amendment needs a reason.',
    id: 'Perubahan memerlukan alasan.',
  },
} as const satisfies CodeTable;
