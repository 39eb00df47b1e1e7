import type { WordTable } from './table.ts';

export const receiptWords = {
  'receipt.title': { id: 'Tanda terima', en: 'Receipt' },
  'receipt.done': { id: 'Tindakan Anda tercatat', en: 'Your act is on the record' },
  'receipt.code': { id: 'Kode tanda terima', en: 'Receipt code' },
  'receipt.keep': {
    id: 'Simpan kode ini: catat, cetak, atau potret. Kode tidak memuat isi tindakan Anda.',
    en: 'Keep this code: write it down, print it or photograph it. It tells nothing of what you did.',
  },
  'receipt.accepted': { id: 'Diterima', en: 'Accepted' },
  'receipt.entry': { id: 'Catatan', en: 'Entry' },
  'receipt.position': { id: 'Urutan {{position}} dalam catatan', en: 'Position {{position}} in the record' },
  'receipt.no-position': { id: 'Belum berurutan', en: 'Not yet in position' },
  'receipt.state': { id: 'Keadaan', en: 'State' },
  'receipt.state-recorded': { id: 'Tercatat, belum disegel', en: 'Recorded, not yet sealed' },
  'receipt.state-sealed': { id: 'Tersegel, belum bertanda tangan', en: 'Sealed, not yet signed' },
  'receipt.state-signed': { id: 'Tersegel dan bertanda tangan', en: 'Sealed and signed' },
  'receipt.state-witnessed': {
    id: 'Tersegel, bertanda tangan, dan disaksikan',
    en: 'Sealed, signed and witnessed',
  },
  'receipt.witnesses': {
    id: '{{signed}} dari {{asked}} saksi menandatangani: {{names}}',
    en: '{{signed}} of {{asked}} witnesses have signed: {{names}}',
  },
  'receipt.signed-at': {
    id: 'Titik periksa {{size}} entri, {{at}}',
    en: 'Checkpoint of {{size}} entries, {{at}}',
  },
  'receipt.how': { id: 'Cara memeriksanya nanti', en: 'How to check it later' },
  'receipt.how-later': {
    id: 'Buka lagi halaman ini: keadaannya bergerak dari tercatat ke tersegel, bertanda tangan, lalu disaksikan pihak lain, biasanya dalam hitungan detik.',
    en: 'Open this page again: its state moves from recorded to sealed, signed and then witnessed by others, usually within seconds.',
  },
  'receipt.how-missing': {
    id: 'Bila kelak catatan ini tidak ada dalam berkas bukti seleksi, kode inilah buktinya. Laporkan kepada inspektorat.',
    en: 'Should this entry be missing from the proof of the selection, this code is the evidence. Report it to the inspectorate.',
  },
  'receipt.how-offline': {
    id: 'Untuk memeriksa tanpa Bukti, pakai program verifikasi di luar jaringan dengan berkas bukti seleksi ini.',
    en: 'To check without Bukti, use the offline verifier with the proof of this selection.',
  },
  'receipt.to-inbox': { id: 'Kembali ke Menunggu saya', en: 'Back to Waiting for me' },
  'receipt.to-selection': { id: 'Buka seleksi', en: 'Open the selection' },
  'receipt.print': { id: 'Cetak tanda terima', en: 'Print the receipt' },
} as const satisfies WordTable;
