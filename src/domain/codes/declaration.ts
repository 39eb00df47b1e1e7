import type { CodeTable } from './table.ts';

export const declarationCodes = {
  'declaration.exists': {
    kind: 'conflict',
    en: 'This seat has already declared.',
    id: 'Kursi ini sudah menyampaikan pernyataan.',
  },
  'declaration.twice': {
    kind: 'invalid',
    en: 'A candidate is named twice in the declaration.',
    id: 'Seorang kandidat disebut dua kali dalam pernyataan.',
  },
  'declaration.foreign': {
    kind: 'invalid',
    en: 'The declaration names someone who is not a candidate.',
    id: 'Pernyataan menyebut orang yang bukan kandidat.',
  },
  'declaration.incomplete': {
    kind: 'invalid',
    en: 'The declaration must cover every candidate; {count} are missing.',
    id: 'Pernyataan harus mencakup semua kandidat; {count} belum disebut.',
  },
  'declaration.tie-missing': {
    kind: 'invalid',
    en: 'An interest needs its kind of tie, and only an interest has one.',
    id: 'Setiap kepentingan harus disertai jenis hubungannya, dan hanya kepentingan yang memilikinya.',
  },
} as const satisfies CodeTable;
