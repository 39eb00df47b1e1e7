import type { CodeTable } from './table.ts';

export const stageCodes = {
  'stage.missing': { kind: 'missing', en: 'There is no such stage.', id: 'Tahap tersebut tidak ada.' },
  'stage.not-open': { kind: 'conflict', en: 'This stage has not opened yet.', id: 'Tahap ini belum dibuka.' },
  'stage.paused': { kind: 'conflict', en: 'This stage is paused.', id: 'Tahap ini sedang dijeda.' },
  'stage.closed': { kind: 'conflict', en: 'This stage is closed.', id: 'Tahap ini sudah ditutup.' },
  'stage.wrong-step': {
    kind: 'conflict',
    en: 'This is not possible in the step "{step}".',
    id: 'Ini tidak dapat dilakukan pada langkah "{step}".',
  },
  'stage.late': {
    kind: 'conflict',
    en: 'The time for this ended at {dueAt}.',
    id: 'Batas waktu untuk ini berakhir pada {dueAt}.',
  },
  'stage.move-illegal': {
    kind: 'conflict',
    en: 'A stage that is {state} cannot be moved by "{move}".',
    id: 'Tahap berstatus {state} tidak dapat dipindahkan dengan "{move}".',
  },
  'stage.step-illegal': {
    kind: 'conflict',
    en: 'The step "{to}" does not follow "{from}" in this way.',
    id: 'Langkah "{to}" tidak dapat mengikuti "{from}" dengan cara ini.',
  },
  'stage.steps-remain': {
    kind: 'conflict',
    en: 'The stage is still in the step "{step}" and cannot close.',
    id: 'Tahap masih pada langkah "{step}" dan belum dapat ditutup.',
  },
} as const satisfies CodeTable;
