import type { CodeTable } from './table.ts';

export const motionCodes = {
  'motion.missing': { kind: 'conflict', en: 'No motion has been put.', id: 'Belum ada usulan yang diajukan.' },
  'motion.closed': { kind: 'conflict', en: 'The motion is closed.', id: 'Usulan sudah ditutup.' },
  'motion.unchanged': {
    kind: 'conflict',
    en: 'The motion already has this content.',
    id: 'Usulan sudah memiliki isi ini.',
  },
  'motion.empty': {
    kind: 'invalid',
    en: 'A motion names at least one candidate.',
    id: 'Usulan harus menyebut sedikitnya satu kandidat.',
  },
  'motion.candidate-twice': {
    kind: 'invalid',
    en: 'The motion names a candidate twice.',
    id: 'Usulan menyebut seorang kandidat dua kali.',
  },
  'motion.candidate-foreign': {
    kind: 'invalid',
    en: 'The motion names someone who is not ranked or no longer stands.',
    id: 'Usulan menyebut orang yang tidak masuk peringkat atau sudah tidak menjadi kandidat.',
  },
  'motion.too-long': {
    kind: 'invalid',
    en: 'The motion names more than {expected} candidates.',
    id: 'Usulan menyebut lebih dari {expected} kandidat.',
  },
  'motion.too-short': {
    kind: 'invalid',
    en: 'The motion names fewer than {expected} candidates, although so many qualify.',
    id: 'Usulan menyebut kurang dari {expected} kandidat, padahal sebanyak itu memenuhi syarat.',
  },
} as const satisfies CodeTable;
