import type { CodeTable } from './table.ts';

export const decreeCodes = {
  'decree.missing': { kind: 'conflict', en: 'There is no decree yet.', id: 'Surat keputusan belum ada.' },
  'decree.exists': {
    kind: 'conflict',
    en: 'The decree {number} has already been issued.',
    id: 'Surat keputusan {number} sudah diterbitkan.',
  },
  'decree.choice-missing': {
    kind: 'conflict',
    en: 'There is no choice that stands.',
    id: 'Belum ada pilihan yang berlaku.',
  },
  'decree.concurrence-missing': {
    kind: 'conflict',
    en: 'Concurrence has neither been issued nor lapsed.',
    id: 'Pertimbangan teknis belum terbit dan belum lewat waktu.',
  },
  'decree.number-missing': {
    kind: 'invalid',
    en: 'A decree needs its number.',
    id: 'Surat keputusan memerlukan nomor.',
  },
  'decree.effective-early': {
    kind: 'invalid',
    en: 'A decree cannot take effect before it is issued.',
    id: 'Surat keputusan tidak dapat berlaku sebelum diterbitkan.',
  },
  'decree.inauguration-early': {
    kind: 'invalid',
    en: 'An inauguration cannot be before its decree.',
    id: 'Pelantikan tidak dapat mendahului surat keputusannya.',
  },
  'decree.inauguration-future': {
    kind: 'invalid',
    en: 'An inauguration is recorded when it has happened.',
    id: 'Pelantikan dicatat setelah dilaksanakan.',
  },
} as const satisfies CodeTable;
