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
  'checkpoints.witness-name': { id: 'Nama', en: 'Name' },
  'checkpoints.witness-standing': { id: 'Jawaban terakhir', en: 'Last answer' },
  'checkpoints.standing-none': { id: 'Belum ditanya', en: 'Not asked yet' },
  'checkpoints.standing-signed': { id: 'Menandatangani', en: 'Signed' },
  'checkpoints.standing-unreachable': { id: 'Tidak terjangkau', en: 'Cannot be reached' },
  'checkpoints.standing-ahead': {
    id: 'Telah menandatangani lebih banyak daripada yang ada di sini',
    en: 'Has signed more than there is here',
  },
  'checkpoints.standing-refused': {
    id: 'Tidak menemukan di sini apa yang pernah ditandatanganinya',
    en: 'Does not find here what it has signed',
  },
  'checkpoints.standing-unknown-key': {
    id: 'Belum mengenal kunci yang kini menandatangani; tidak ada yang bertentangan',
    en: 'Does not know the key that signs now; nothing contradicts',
  },
  'checkpoints.standing-unbelieved': {
    id: 'Jawabannya bukan tanda tangan dari kuncinya',
    en: 'Its answer is no signature of its key',
  },
  'checkpoints.consistency-title': { id: 'Dari satu ke yang berikutnya', en: 'From one to the next' },
  'checkpoints.consistency': {
    id: 'Bukti bahwa titik periksa M memuat seluruh titik periksa N (RFC 6962):',
    en: 'The proof that checkpoint M holds the whole of checkpoint N (RFC 6962):',
  },
} as const satisfies WordTable;
