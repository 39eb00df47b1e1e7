import type { CodeTable } from './table.ts';

export const entryCodes = {
  'entry.conflict': {
    kind: 'conflict',
    en: 'This key was used before for another request. Use a new key for a new act.',
    id: 'Kunci ini sudah dipakai untuk permintaan lain. Gunakan kunci baru untuk tindakan baru.',
  },
  'entry.erased': {
    kind: 'conflict',
    en: 'The content of the act under this key has been erased by law.',
    id: 'Isi tindakan dengan kunci ini telah dihapus menurut hukum.',
  },
} as const satisfies CodeTable;
