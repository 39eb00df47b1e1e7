import type { WordTable } from './table.ts';

/** Words of every act: form, check, confirmation, and what goes wrong between. */
export const formWords = {
  'form.check-title': { id: 'Periksa jawaban Anda', en: 'Check your answers' },
  'form.check-lead': {
    id: 'Belum ada yang terkirim. Sesudah dikirim, tindakan ini menjadi catatan tetap.',
    en: 'Nothing has been sent yet. Once sent, this act is a permanent entry of the record.',
  },
  'form.continue': { id: 'Lanjut ke pemeriksaan', en: 'Continue to check' },
  'form.change': { id: 'Ubah', en: 'Change' },
  'form.change-all': { id: 'Ubah jawaban', en: 'Change answers' },
  'form.effect': { id: 'Akibat bila Anda mengirim', en: 'What happens when you send' },
  'form.errors': { id: 'Ada yang perlu diperbaiki', en: 'There is a problem' },
  'form.error-prefix': { id: 'Galat:', en: 'Error:' },
  'form.title-error': { id: 'Ada yang perlu diperbaiki: {{title}}', en: 'Error: {{title}}' },
  'form.optional': { id: '(tidak wajib)', en: '(optional)' },
  'form.empty': { id: 'Tidak diisi', en: 'Not given' },
  'form.most-signs': { id: 'Paling banyak {{count}} huruf', en: 'At most {{count}} characters' },
  'form.day': { id: 'Hari', en: 'Day' },
  'form.month': { id: 'Bulan', en: 'Month' },
  'form.year': { id: 'Tahun', en: 'Year' },
  'form.fault-missing': { id: '{{label}}: isi bagian ini', en: '{{label}}: fill this in' },
  'form.fault-choice': { id: '{{label}}: pilih satu', en: '{{label}}: choose one' },
  'form.fault-date': {
    id: '{{label}}: tulis tanggal yang ada, misalnya 27 3 2026',
    en: '{{label}}: give a real date, for example 27 3 2026',
  },
  'form.fault-form': { id: '{{label}}: bentuknya tidak sesuai', en: '{{label}}: this is not in the expected form' },
  'form.draft-kept': {
    id: 'Isian Anda dari sesi sebelumnya disimpan dan diisi kembali di bawah. Belum ada yang terkirim.',
    en: 'What you had typed in your last session was kept and is filled in below. Nothing has been sent.',
  },
  'form.send-again': {
    id: 'Isian Anda ada di bawah. Kirim lagi tanpa mengubahnya: bila tadi sudah sampai, tindakan ini tidak terjadi dua kali.',
    en: 'What you typed is below. Send it again unchanged: if it did arrive, it does not happen twice.',
  },
  'form.save-later': { id: 'Simpan, lanjut nanti', en: 'Save for later' },
  'form.saved': {
    id: 'Isian Anda tersimpan selama 30 hari, hanya untuk Anda. Belum ada yang terkirim.',
    en: 'What you typed is kept for 30 days, for you alone. Nothing has been sent.',
  },
  'form.saved-before': {
    id: 'Isian yang Anda simpan diisi kembali di bawah. Belum ada yang terkirim.',
    en: 'What you had saved is filled in below. Nothing has been sent.',
  },
  'form.fault-too-long': {
    id: 'Isian ini terlalu panjang untuk disimpan. Singkatkan, lalu simpan lagi.',
    en: 'This is too long to be kept. Shorten it and save again.',
  },
  'form.back': { id: 'Kembali', en: 'Go back' },
  'form.cancel': { id: 'Kembali tanpa mengirim', en: 'Go back without sending' },
  'form.no-script-saved': {
    id: 'Tersimpan di setiap langkah',
    en: 'Saved at every step',
  },
} as const satisfies WordTable;
