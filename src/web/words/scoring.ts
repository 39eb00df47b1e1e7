import type { WordTable } from './table.ts';

/** The page on which an assessor scores. */
export const scoringWords = {
  'score.title': { id: 'Nilai Kandidat {{code}}', en: 'Score candidate {{code}}' },
  'score.title-final': { id: 'Nilai akhir Kandidat {{code}}', en: 'Final scores of candidate {{code}}' },
  'score.candidate': { id: 'Kandidat {{code}}', en: 'Candidate {{code}}' },
  'score.size-files': { id: '{{count}} berkas', en: { one: '{{count}} file', other: '{{count}} files' } },
  'score.size-criteria': { id: '{{count}} kriteria', en: { one: '{{count}} criterion', other: '{{count}} criteria' } },
  'score.due': { id: 'Tenggat', en: 'Due' },
  'score.saved-always': { id: 'Tersimpan di setiap langkah', en: 'Saved at every step' },
  'score.progress-criterion': {
    id: '{{done}} dari {{total}} berkas selesai untuk kriteria ini',
    en: '{{done}} of {{total}} files done for this criterion',
  },
  'score.progress-sheets': { id: '{{done}} dari {{total}} lembar terkirim', en: '{{done}} of {{total}} sheets sent' },
  'score.is-sent': { id: 'terkirim', en: 'sent' },
  'score.is-filled': { id: 'terisi', en: 'filled in' },
  'score.file': { id: 'Berkas {{code}}', en: 'File of {{code}}' },
  'score.blind': { id: 'Nama, foto, umur, dan unit ditutup', en: 'Name, photo, age and unit are closed' },
  'score.evidence': { id: 'Data yang dipakai', en: 'Data that is used' },
  'score.evidence-none': {
    id: 'Berkas kandidat ini belum dapat dibuka di halaman ini. Nilai dari bahan yang diserahkan sekretaris atas kode kandidat.',
    en: 'The file of this candidate cannot be opened on this page yet. Score from the material that the secretary gives out under the code.',
  },
  'score.way': { id: 'Cara menilai', en: 'Way of scoring' },
  'score.by-criterion': { id: 'Per kriteria', en: 'By criterion' },
  'score.by-candidate': { id: 'Per kandidat', en: 'By candidate' },
  'score.criterion-of': {
    id: 'Kriteria {{number}} dari {{total}} · bobot {{weight}}%',
    en: 'Criterion {{number}} of {{total}} · weight {{weight}}%',
  },
  'score.criteria-all': { id: 'Semua kriteria', en: 'All criteria' },
  'score.only-evidence': {
    id: 'Nilai hanya bukti dalam berkas. Bila bukti tidak cukup, tandai “Tidak dapat dinilai”; itu bukan nol.',
    en: 'Score only the evidence in the file. Where it does not suffice, tick “Cannot be scored”; that is not zero.',
  },
  'score.points': { id: 'Nilai', en: 'Score' },
  'score.points-of': { id: 'Nilai: {{criterion}}', en: 'Score: {{criterion}}' },
  'score.points-hint': { id: '0 sampai 100, misalnya 78 atau 78,5', en: '0 to 100, for example 78 or 78.5' },
  'score.first-was': {
    id: 'Nilai awal Anda: {{score}}. Nilai awal tetap tersimpan.',
    en: 'Your first score: {{score}}. It stays on record.',
  },
  'score.blank': { id: 'Bila bukti tidak cukup', en: 'Where evidence lacks' },
  'score.blank-of': { id: 'Bila bukti tidak cukup: {{criterion}}', en: 'Where evidence lacks: {{criterion}}' },
  'score.blank-yes': { id: 'Tidak dapat dinilai', en: 'Cannot be scored' },
  'score.blank-hint': {
    id: 'Nilai dibiarkan kosong, bukan nol. Sebut bukti apa yang kurang pada alasan. Lembar baru dapat dikirim bila setiap kriteria bernilai; simpan dahulu dan minta bukti itu kepada sekretaris.',
    en: 'The score stays blank, not zero. Say in the reason which evidence lacks. A sheet can be sent once every criterion has a score; save it and ask the secretary for that evidence.',
  },
  'score.reason': { id: 'Alasan singkat', en: 'Short reason' },
  'score.reason-of': { id: 'Alasan singkat: {{criterion}}', en: 'Short reason: {{criterion}}' },
  'score.reason-hint': {
    id: 'Dua atau tiga kalimat yang menunjuk bukti.',
    en: 'Two or three sentences that point to evidence.',
  },
  'score.bands': { id: 'Arti nilai', en: 'What a score means' },
  'score.band-0': { id: 'Belum menunjukkan', en: 'Not shown' },
  'score.band-0-words': { id: 'Menjalankan perintah; tidak ada contoh.', en: 'Follows orders; no example.' },
  'score.band-60': { id: 'Mulai menunjukkan', en: 'Beginning to show' },
  'score.band-60-words': {
    id: 'Ada contoh, belum sampai hasil.',
    en: 'There is an example, not yet a result.',
  },
  'score.band-70': { id: 'Menunjukkan', en: 'Shown' },
  'score.band-70-words': {
    id: 'Satu hasil yang terukur di unitnya sendiri.',
    en: 'One measured result in the own unit.',
  },
  'score.band-80': { id: 'Kuat', en: 'Strong' },
  'score.band-80-words': {
    id: 'Hasil lintas unit, bertahan sesudah satu tahun.',
    en: 'Results across units that last beyond a year.',
  },
  'score.band-90': { id: 'Sangat kuat', en: 'Very strong' },
  'score.band-90-words': {
    id: 'Hasilnya dipakai orang lain; melatih mereka melakukannya.',
    en: 'Others use the results and are trained by the candidate.',
  },
  'score.band-span': { id: '{{from}}–{{to}}', en: '{{from}}–{{to}}' },
  'score.save-next': { id: 'Simpan dan buka {{code}}', en: 'Save and open {{code}}' },
  'score.save-next-criterion': { id: 'Simpan, kriteria berikutnya', en: 'Save, next criterion' },
  'score.save-to-send': { id: 'Simpan dan periksa lembar', en: 'Save and check the sheet' },
  'score.changeable': {
    id: 'Dapat Anda ubah sampai Anda mengirim lembar kandidat ini.',
    en: 'You can change this until you send this candidate’s sheet.',
  },
  'score.submit': { id: 'Kirim lembar {{code}}', en: 'Send the sheet of {{code}}' },
  'score.effect-final': {
    id: 'Lembar ini tercatat tetap dan tidak dapat diubah sampai nilai dibuka.',
    en: 'This sheet is recorded for good and cannot be changed until scores are opened.',
  },
  'score.effect-sealed': {
    id: 'Tidak ada peran yang dapat melihatnya sebelum semua asesor selesai atau tenggat lewat.',
    en: 'No role can see it before all assessors are done or the due time has passed.',
  },
  'score.effect-left': {
    id: 'Sesudah ini masih {{count}} lembar yang belum Anda kirim.',
    en: {
      one: 'After this, {{count}} sheet is left for you to send.',
      other: 'After this, {{count}} sheets are left for you to send.',
    },
  },
  'score.effect-last': {
    id: 'Ini lembar terakhir Anda. Nilai dibuka bersama sesudah semua asesor mengirim.',
    en: 'This is your last sheet. Scores open together once all assessors have sent theirs.',
  },
  'score.effect-shift': {
    id: 'Nilai awal dan nilai akhir disimpan berdampingan; perubahannya terlihat oleh komite dan auditor.',
    en: 'First and final score are kept side by side; committee and auditors see the change.',
  },
  'score.effect-final-round': {
    id: 'Lembar akhir tidak dapat diubah. Sesudah semua lembar akhir masuk, peringkat dihitung.',
    en: 'A final sheet cannot be changed. Once all of them are in, the ranking is derived.',
  },
  'score.sent-title': { id: 'Lembar ini sudah terkirim', en: 'This sheet has been sent' },
  'score.sent-all': {
    id: 'Semua lembar Anda sudah terkirim. Nilai dibuka bersama sesudah semua asesor mengirim.',
    en: 'All your sheets are sent. Scores open together once all assessors have sent theirs.',
  },
  'score.closed-title': { id: 'Penilaian tidak sedang terbuka', en: 'Scoring is not open' },
  'score.closed-body': {
    id: 'Lembar hanya dapat diisi selama tahap penilaian berjalan.',
    en: 'Sheets can be filled in only while the assessment runs.',
  },
  'score.next': { id: 'Buka {{code}}', en: 'Open {{code}}' },
  'score.others-closed': { id: 'Nilai asesor lain masih tertutup', en: 'Scores of other assessors are still closed' },
  'score.others-until': {
    id: 'Terbuka bersama sesudah semua asesor mengirim, atau sesudah tenggat. Sampai saat itu tidak ada peran yang dapat melihatnya.',
    en: 'They open together once all assessors have sent theirs, or after the due time. Until then no role can see them.',
  },
  'score.you': { id: 'Anda', en: 'You' },
  'score.you-sent': {
    id: '{{done}} dari {{total}} terkirim',
    en: '{{done}} of {{total}} sent',
  },
  'score.sheets-open': { id: 'Nilai semua asesor', en: 'Scores of all assessors' },
  'score.assessor': { id: 'Asesor {{number}}', en: 'Assessor {{number}}' },
  'score.criterion': { id: 'Kriteria', en: 'Criterion' },
  'score.first': { id: 'awal', en: 'first' },
  'score.last': { id: 'akhir', en: 'final' },
  'score.not-sent': { id: 'belum dikirim', en: 'not sent' },
} as const satisfies WordTable;
