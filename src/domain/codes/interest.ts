import type { CodeTable } from './table.ts';

export const interestCodes = {
  'interest.undeclared': {
    kind: 'conflict',
    en: 'This seat has not declared yet.',
    id: 'Kursi ini belum menyampaikan pernyataan.',
  },
  'interest.recused-already': {
    kind: 'conflict',
    en: 'This seat is already recused.',
    id: 'Kursi ini sudah mengundurkan diri dari pembahasan.',
  },
  'interest.not-possible': {
    kind: 'conflict',
    en: 'This member declared no possible interest.',
    id: 'Anggota ini tidak menyatakan kemungkinan kepentingan.',
  },
  'interest.reason-missing': {
    kind: 'invalid',
    en: 'Upholding an interest needs a reason.',
    id: 'Penetapan adanya kepentingan memerlukan alasan.',
  },
} as const satisfies CodeTable;
