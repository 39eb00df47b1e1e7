import type { CodeTable } from './table.ts';

export const correctionCodes = {
  'correction.field-unknown': {
    kind: 'invalid',
    en: 'The snapshot has no field "{field}".',
    id: 'Data tidak memiliki isian "{field}".',
  },
  'correction.open': {
    kind: 'conflict',
    en: 'A correction of "{field}" is already being looked at.',
    id: 'Perbaikan "{field}" sedang diperiksa.',
  },
  'correction.reason-missing': {
    kind: 'invalid',
    en: 'A correction, and declining one, needs a reason.',
    id: 'Permintaan perbaikan dan penolakannya memerlukan alasan.',
  },
  'correction.missing': {
    kind: 'missing',
    en: 'There is no such correction.',
    id: 'Permintaan perbaikan tersebut tidak ada.',
  },
  'correction.answered': {
    kind: 'conflict',
    en: 'This correction is already answered.',
    id: 'Permintaan perbaikan ini sudah dijawab.',
  },
  'correction.unanswered': {
    kind: 'conflict',
    en: 'The office owes candidates an answer to their corrections.',
    id: 'Permintaan perbaikan dari kandidat belum dijawab.',
  },
  'correction.value-missing': {
    kind: 'invalid',
    en: 'An accepted correction says what holds instead.',
    id: 'Koreksi yang diterima harus menyebut nilai penggantinya.',
  },
  'correction.value-form': {
    kind: 'invalid',
    en: 'This is no value of "{field}". Expected: {expected}.',
    id: 'Ini bukan nilai untuk "{field}". Yang diharapkan: {expected}.',
  },
} as const satisfies CodeTable;
