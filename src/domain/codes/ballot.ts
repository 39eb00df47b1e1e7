import type { CodeTable } from './table.ts';

export const ballotCodes = {
  'ballot.not-seated': {
    kind: 'forbidden',
    en: 'You hold no seat on this committee.',
    id: 'Anda tidak menduduki kursi dalam komite ini.',
  },
  'ballot.undeclared': {
    kind: 'conflict',
    en: 'Declare your interests before you vote.',
    id: 'Sampaikan pernyataan kepentingan sebelum memberikan suara.',
  },
  'ballot.recused': {
    kind: 'forbidden',
    en: 'You are recused from this motion.',
    id: 'Anda tidak ikut memutus usulan ini karena benturan kepentingan.',
  },
  'ballot.motion-missing': {
    kind: 'conflict',
    en: 'There is no motion to vote on.',
    id: 'Belum ada usulan untuk diputuskan.',
  },
  'ballot.motion-closed': { kind: 'conflict', en: 'The motion is closed.', id: 'Usulan sudah ditutup.' },
  'ballot.motion-stale': {
    kind: 'conflict',
    en: 'The motion has changed since you read it; it is now version {version}. Read it again.',
    id: 'Usulan telah berubah sejak Anda membacanya; kini versi {version}. Silakan baca kembali.',
  },
  'ballot.already-cast': {
    kind: 'conflict',
    en: 'You have already voted on this motion.',
    id: 'Anda sudah memberikan suara untuk usulan ini.',
  },
  'ballot.reason-missing': { kind: 'invalid', en: 'This vote needs a reason.', id: 'Suara ini memerlukan alasan.' },
} as const satisfies CodeTable;
