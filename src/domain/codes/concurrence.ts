import type { CodeTable } from './table.ts';

export const concurrenceCodes = {
  'concurrence.missing': {
    kind: 'conflict',
    en: 'Concurrence has not been asked for.',
    id: 'Pertimbangan teknis belum diminta.',
  },
  'concurrence.requested': {
    kind: 'conflict',
    en: 'Concurrence has already been asked for and is not answered.',
    id: 'Pertimbangan teknis sudah diminta dan belum dijawab.',
  },
  'concurrence.closed': {
    kind: 'conflict',
    en: 'This request for concurrence is already {state}.',
    id: 'Permintaan pertimbangan teknis ini sudah berstatus {state}.',
  },
  'concurrence.refused': {
    kind: 'conflict',
    en: 'Concurrence was refused: the choice is undone.',
    id: 'Pertimbangan teknis ditolak: pilihan dibatalkan.',
  },
  'concurrence.letter-missing': {
    kind: 'invalid',
    en: 'A reply needs the number of its letter.',
    id: 'Jawaban harus mencantumkan nomor surat.',
  },
  'concurrence.reason-missing': {
    kind: 'invalid',
    en: 'A return or refusal needs its reason.',
    id: 'Pengembalian atau penolakan memerlukan alasan.',
  },
  'concurrence.lapse-off': {
    kind: 'conflict',
    en: 'Under this policy silence is no answer: there is no lapse.',
    id: 'Menurut kebijakan ini, tanpa jawaban tidak berarti apa pun: tidak ada lewat waktu.',
  },
  'concurrence.lapse-unknown': {
    kind: 'conflict',
    en: 'The lapse instant is unknown: a calendar is missing.',
    id: 'Saat lewat waktu tidak diketahui: kalender belum tersedia.',
  },
  'concurrence.lapse-early': {
    kind: 'conflict',
    en: 'The time for an answer runs until {lapsesAt}.',
    id: 'Waktu untuk menjawab berjalan sampai {lapsesAt}.',
  },
} as const satisfies CodeTable;
