import type { CodeTable } from './table.ts';

export const accessCodes = {
  'access.forbidden': { kind: 'forbidden', en: 'You may not do this.', id: 'Anda tidak berwenang melakukan ini.' },
  'access.own-selection': {
    kind: 'forbidden',
    en: 'You are a candidate in this selection and act in it only as a candidate.',
    id: 'Anda adalah kandidat dalam seleksi ini dan hanya dapat bertindak sebagai kandidat.',
  },
  'access.not-seated': {
    kind: 'forbidden',
    en: 'You hold no seat on this committee.',
    id: 'Anda tidak menduduki kursi dalam komite ini.',
  },
  'access.not-chair': {
    kind: 'forbidden',
    en: 'Only the chair of this committee may do this.',
    id: 'Hanya ketua komite ini yang dapat melakukannya.',
  },
  'access.not-assigned': {
    kind: 'forbidden',
    en: 'You are not assigned as an assessor here.',
    id: 'Anda tidak ditugaskan sebagai penilai di sini.',
  },
  'access.same-person': {
    kind: 'forbidden',
    en: 'This needs another person than the one who did the act before it.',
    id: 'Tindakan ini harus dilakukan oleh orang lain daripada pelaku tindakan sebelumnya.',
  },
} as const satisfies CodeTable;
