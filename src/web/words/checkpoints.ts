import type { WordTable } from './table.ts';

/** The public page of checkpoints. */
export const checkpointsWords = {
  'checkpoints.title': { id: 'Titik periksa yang terbit', en: 'Published checkpoints' },
  'checkpoints.lead': {
    id: 'Simpan salah satunya. Kelak siapa pun dapat memeriksa bahwa tidak satu entri pun sebelum titik itu berubah.',
    en: 'Keep one of them. Anybody can check later that not one entry before it has changed.',
  },
  'checkpoints.newest': { id: 'Titik periksa terbaru sebagai berkas', en: 'The newest checkpoint as a file' },
  'checkpoints.feed': { id: 'Umpan Atom', en: 'Atom feed' },
  'checkpoints.size': { id: 'Entri', en: 'Entries' },
  'checkpoints.root': { id: 'Akar', en: 'Root' },
  'checkpoints.at': { id: 'Terbit', en: 'Published' },
  'checkpoints.witnesses': { id: 'Saksi', en: 'Witnesses' },
  'checkpoints.consistency-title': { id: 'Dari satu ke yang berikutnya', en: 'From one to the next' },
  'checkpoints.consistency': {
    id: 'Bukti bahwa titik periksa M memuat seluruh titik periksa N (RFC 6962):',
    en: 'The proof that checkpoint M holds the whole of checkpoint N (RFC 6962):',
  },
} as const satisfies WordTable;
