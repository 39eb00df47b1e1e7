import type { CodeTable } from './table.ts';

export const committeeCodes = {
  'committee.too-small': {
    kind: 'conflict',
    en: 'The committee has {count} seats and needs at least {minimum}.',
    id: 'Komite memiliki {count} kursi dan memerlukan sedikitnya {minimum}.',
  },
  'committee.too-large': {
    kind: 'conflict',
    en: 'The committee has {count} seats and may have at most {maximum}.',
    id: 'Komite memiliki {count} kursi, paling banyak {maximum}.',
  },
  'committee.even': {
    kind: 'conflict',
    en: 'The committee has {count} seats and needs an odd number.',
    id: 'Komite memiliki {count} kursi dan jumlahnya harus ganjil.',
  },
  'committee.chair-missing': {
    kind: 'conflict',
    en: 'The committee has no chair.',
    id: 'Komite belum memiliki ketua.',
  },
  'committee.chair-twice': {
    kind: 'conflict',
    en: 'The committee has more than one chair.',
    id: 'Komite memiliki lebih dari satu ketua.',
  },
  'committee.person-twice': {
    kind: 'conflict',
    en: 'The holder of seat {seat} holds another seat too.',
    id: 'Pemegang kursi {seat} juga menduduki kursi lain.',
  },
  'committee.candidate-seated': {
    kind: 'conflict',
    en: 'The holder of seat {seat} is a candidate.',
    id: 'Pemegang kursi {seat} adalah kandidat.',
  },
  'committee.rule-invalid': {
    kind: 'invalid',
    en: 'The committee rule does not hold: {demand}.',
    id: 'Aturan komite tidak terpenuhi: {demand}.',
  },
  'committee.no-quorum': { kind: 'conflict', en: 'There is no quorum.', id: 'Kuorum tidak tercapai.' },
} as const satisfies CodeTable;
