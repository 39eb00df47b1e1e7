import type { WordTable } from './table.ts';

/** The guided tour of the demonstration. */
export const tourWords = {
  'tour.title': { id: 'Tur terpandu', en: 'Guided tour' },
  'tour.lead': {
    id: 'Selesaikan satu keputusan: dua suara terakhir komite, pilihan pejabat, pertimbangan teknis, surat keputusan, pelantikan, lalu periksa catatannya. Kira-kira tujuh menit.',
    en: 'Finish one decision: the last two votes of the committee, the choice, the concurrence, the decree, the oath; then check the record. About seven minutes.',
  },
  'tour.how': {
    id: 'Setiap langkah dilakukan oleh orang lain. Tekan tombolnya, pilih nama itu pada halaman masuk, lakukan tindakannya, lalu kembali ke sini lewat bilah demo di atas.',
    en: 'Each step is done by somebody else. Press its button, choose that name on the sign-in page, do the act, and come back here by the demo bar above.',
  },
  'tour.about': { id: 'Seleksi tur: {{title}}', en: 'Selection of the tour: {{title}}' },
  'tour.be': { id: 'Masuk sebagai {{persona}}', en: 'Sign in as {{persona}}' },
  'tour.done': { id: 'Selesai', en: 'Done' },
  'tour.now': { id: 'Sekarang', en: 'Now' },
  'tour.later': { id: 'Nanti', en: 'Later' },
  'tour.stop-vote': { id: 'Beri suara untuk mosi komite', en: 'Vote on the motion of the committee' },
  'tour.stop-vote-last': {
    id: 'Beri suara terakhir; pemungutan ditutup dan hasilnya terbuka',
    en: 'Cast the last vote; voting closes and the outcome opens',
  },
  'tour.stop-choose': {
    id: 'Pilih kandidat; selain urutan pertama perlu alasan',
    en: 'Choose a candidate; any but the first needs a reason',
  },
  'tour.stop-concurrence': {
    id: 'Catat surat pertimbangan teknis yang terbit',
    en: 'Record that the concurrence was issued',
  },
  'tour.stop-decree': { id: 'Terbitkan surat keputusan, berlaku hari ini', en: 'Issue the decree, effective today' },
  'tour.stop-inaugurate': { id: 'Catat pelantikan', en: 'Record the inauguration' },
  'tour.stop-audit': {
    id: 'Periksa: mengapa orang ini, syarat mana terpenuhi, apakah catatannya utuh',
    en: 'Inspect: why this person, which requirements are met, is the record whole',
  },
  'tour.missing': {
    id: 'Seleksi tur tidak ada dalam akses Anda. Masuklah sebagai petugas kepegawaian.',
    en: 'The selection of the tour is not in your access. Sign in as the personnel officer.',
  },
} as const satisfies WordTable;
