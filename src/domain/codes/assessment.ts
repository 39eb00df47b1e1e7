import type { CodeTable } from './table.ts';

export const assessmentCodes = {
  'assessment.not-assigned': {
    kind: 'forbidden',
    en: 'You are not assigned to this candidate.',
    id: 'Anda tidak ditugaskan untuk kandidat ini.',
  },
  'assessment.sheet-exists': {
    kind: 'conflict',
    en: 'Your sheet for this candidate is already filed.',
    id: 'Lembar nilai Anda untuk kandidat ini sudah disampaikan.',
  },
  'assessment.sheet-missing': {
    kind: 'conflict',
    en: 'There is no independent sheet to finalise.',
    id: 'Belum ada lembar nilai mandiri untuk difinalkan.',
  },
  'assessment.final-exists': {
    kind: 'conflict',
    en: 'Your final sheet for this candidate is already filed.',
    id: 'Lembar nilai final Anda untuk kandidat ini sudah disampaikan.',
  },
  'assessment.sheet-incomplete': {
    kind: 'invalid',
    en: '{count} criteria have no score. A blank is not a zero.',
    id: '{count} kriteria belum dinilai. Kosong bukan nol.',
  },
  'assessment.score-invalid': {
    kind: 'invalid',
    en: 'The score of "{criterion}" is not a number from 0 to 100.',
    id: 'Nilai "{criterion}" bukan angka 0 sampai 100.',
  },
  'assessment.criterion-unknown': {
    kind: 'invalid',
    en: '"{criterion}" is not a sealed criterion.',
    id: '"{criterion}" bukan kriteria yang disegel.',
  },
  'assessment.criterion-twice': {
    kind: 'invalid',
    en: 'A criterion is scored twice.',
    id: 'Sebuah kriteria dinilai dua kali.',
  },
  'assessment.reason-missing': {
    kind: 'invalid',
    en: 'The score of "{criterion}" needs a reason.',
    id: 'Nilai "{criterion}" memerlukan alasan.',
  },
  'assessment.assessors-missing': {
    kind: 'conflict',
    en: 'Candidates lack assessors.',
    id: 'Ada kandidat yang kekurangan penilai.',
  },
  'assessment.sheets-missing': {
    kind: 'conflict',
    en: 'Independent sheets are missing after the due time.',
    id: 'Lembar nilai mandiri belum lengkap setelah batas waktu.',
  },
  'assessment.assigned-already': {
    kind: 'conflict',
    en: 'This account assesses in this selection already, or did.',
    id: 'Akun ini sudah atau pernah menjadi penilai pada seleksi ini.',
  },
  'assessment.own-candidacy': {
    kind: 'conflict',
    en: 'A candidate cannot assess in the own selection.',
    id: 'Kandidat tidak dapat menjadi penilai pada seleksinya sendiri.',
  },
} as const satisfies CodeTable;
