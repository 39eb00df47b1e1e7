import type { CodeTable } from './table.ts';

export const nominationCodes = {
  'nomination.missing': { kind: 'missing', en: 'There is no such candidacy.', id: 'Pencalonan tersebut tidak ada.' },
  'nomination.unsealed': { kind: 'conflict', en: 'The criteria are not sealed yet.', id: 'Kriteria belum disegel.' },
  'nomination.pool-complete': {
    kind: 'conflict',
    en: 'The pool is complete.',
    id: 'Daftar kandidat sudah dinyatakan lengkap.',
  },
  'nomination.pool-empty': { kind: 'conflict', en: 'The pool is empty.', id: 'Daftar kandidat masih kosong.' },
  'nomination.not-self': {
    kind: 'forbidden',
    en: 'You can put forward only yourself in this way.',
    id: 'Dengan cara ini Anda hanya dapat mencalonkan diri sendiri.',
  },
  'nomination.not-own-unit': {
    kind: 'forbidden',
    en: 'You can nominate only people of your own unit.',
    id: 'Anda hanya dapat mengusulkan pegawai unit Anda sendiri.',
  },
  'nomination.exists': {
    kind: 'conflict',
    en: 'This person is already a candidate.',
    id: 'Orang ini sudah menjadi kandidat.',
  },
  'nomination.withdrawn': { kind: 'conflict', en: 'This candidacy is withdrawn.', id: 'Pencalonan ini sudah ditarik.' },
  'nomination.confirmed': { kind: 'conflict', en: 'The data are already confirmed.', id: 'Data sudah dikonfirmasi.' },
  'nomination.correction-open': {
    kind: 'conflict',
    en: '{count} corrections are not answered yet.',
    id: '{count} permintaan perbaikan belum dijawab.',
  },
  'nomination.inaugurated': {
    kind: 'conflict',
    en: 'The person has been inaugurated; only a revocation can undo that.',
    id: 'Orang ini sudah dilantik; hanya pencabutan yang dapat membatalkannya.',
  },
  'nomination.reason-missing': {
    kind: 'invalid',
    en: "A withdrawal on somebody's request needs its reason.",
    id: 'Penarikan atas permintaan orang lain memerlukan alasan.',
  },
} as const satisfies CodeTable;
