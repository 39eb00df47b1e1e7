import type { CodeTable } from './table.ts';

export const commandCodes = {
  'command.reason-missing': {
    kind: 'invalid',
    en: 'This command needs a reason.',
    id: 'Perintah ini memerlukan alasan.',
  },
  'command.due-missing': {
    kind: 'conflict',
    en: 'This step has no due time.',
    id: 'Langkah ini tidak memiliki batas waktu.',
  },
  'command.due-earlier': {
    kind: 'invalid',
    en: 'An extension must be later than {dueAt}.',
    id: 'Perpanjangan harus setelah {dueAt}.',
  },
  'command.due-past': {
    kind: 'invalid',
    en: 'The due time would already be over.',
    id: 'Batas waktu tersebut sudah lewat.',
  },
  'command.due-same': { kind: 'conflict', en: 'The due time does not change.', id: 'Batas waktu tidak berubah.' },
  'command.policy-same': {
    kind: 'conflict',
    en: 'The selection is under this policy already.',
    id: 'Seleksi ini sudah memakai kebijakan tersebut.',
  },
  'command.policy-late': {
    kind: 'conflict',
    en: 'Somebody has been nominated. From then on the rules stay; cancel the selection and open another one.',
    id: 'Sudah ada yang dicalonkan. Sejak itu aturan tetap; batalkan seleksi ini dan buka yang baru.',
  },
  'command.policy-often': {
    kind: 'conflict',
    en: 'A selection moves to another policy {most} times at most. Cancel it and open another one.',
    id: 'Seleksi berpindah kebijakan paling banyak {most} kali. Batalkan seleksi ini dan buka yang baru.',
  },
  'command.order-missing': {
    kind: 'invalid',
    en: 'A revocation needs the number of its order.',
    id: 'Pencabutan memerlukan nomor perintahnya.',
  },
  'command.never-opened': {
    kind: 'conflict',
    en: 'The stage "{stage}" has never been open.',
    id: 'Tahap "{stage}" belum pernah dibuka.',
  },
} as const satisfies CodeTable;
