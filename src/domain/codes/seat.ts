import type { CodeTable } from './table.ts';

export const seatCodes = {
  'seat.missing': { kind: 'missing', en: 'There is no such seat.', id: 'Kursi tersebut tidak ada.' },
  'seat.taken': { kind: 'conflict', en: 'Seat {seat} is already held.', id: 'Kursi {seat} sudah diduduki.' },
  'seat.committee-full': {
    kind: 'conflict',
    en: 'The committee already has {maximum} seats.',
    id: 'Komite sudah memiliki {maximum} kursi.',
  },
  'seat.person-seated': {
    kind: 'conflict',
    en: 'This person already holds a seat.',
    id: 'Orang ini sudah menduduki kursi.',
  },
  'seat.chair-taken': {
    kind: 'conflict',
    en: 'The committee already has a chair.',
    id: 'Komite sudah memiliki ketua.',
  },
  'seat.candidate': {
    kind: 'conflict',
    en: 'A candidate cannot sit on the committee.',
    id: 'Kandidat tidak dapat duduk dalam komite.',
  },
  'seat.reason-missing': {
    kind: 'invalid',
    en: 'Replacing a member needs a reason.',
    id: 'Penggantian anggota memerlukan alasan.',
  },
} as const satisfies CodeTable;
