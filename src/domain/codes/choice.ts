import type { CodeTable } from './table.ts';

export const choiceCodes = {
  'choice.exists': { kind: 'conflict', en: 'A choice has already been made.', id: 'Pilihan sudah ditetapkan.' },
  'choice.candidate-missing': {
    kind: 'missing',
    en: 'There is no such candidate in this selection.',
    id: 'Kandidat tersebut tidak ada dalam seleksi ini.',
  },
  'choice.candidate-withdrawn': {
    kind: 'conflict',
    en: 'This candidate can no longer be chosen.',
    id: 'Kandidat ini tidak dapat dipilih lagi.',
  },
  'choice.exception-unknown': {
    kind: 'invalid',
    en: 'The policy knows no exception "{exception}".',
    id: 'Kebijakan tidak mengenal pengecualian "{exception}".',
  },
  'choice.outside-list': {
    kind: 'conflict',
    en: 'This candidate is not on the approved shortlist; that needs an exception and a second approver.',
    id: 'Kandidat ini tidak ada dalam daftar pendek yang disetujui; diperlukan pengecualian dan persetujuan kedua.',
  },
  'choice.rank-binding': {
    kind: 'conflict',
    en: 'The order binds: another than the first needs an exception and a second approver.',
    id: 'Urutan mengikat: pilihan selain peringkat pertama memerlukan pengecualian dan persetujuan kedua.',
  },
  'choice.reason-missing': {
    kind: 'invalid',
    en: 'Choosing another than the first needs a reason of at least {minimum} characters.',
    id: 'Memilih selain peringkat pertama memerlukan alasan paling sedikit {minimum} karakter.',
  },
  'choice.approval-none': {
    kind: 'conflict',
    en: 'No choice is waiting for approval.',
    id: 'Tidak ada pilihan yang menunggu persetujuan.',
  },
  'choice.approval-self': {
    kind: 'forbidden',
    en: 'Another person than the one who chose must approve.',
    id: 'Persetujuan harus diberikan oleh orang lain daripada yang memilih.',
  },
  'choice.approval-reason-missing': {
    kind: 'invalid',
    en: 'Approving or declining an exception needs a reason.',
    id: 'Menyetujui atau menolak pengecualian memerlukan alasan.',
  },
} as const satisfies CodeTable;
