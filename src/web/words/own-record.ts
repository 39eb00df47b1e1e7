import type { WordTable } from './table.ts';

/** The data of a candidate: read, confirmed, disputed; and leaving. */
export const ownRecordWords = {
  'my-data.title': { id: 'Data Anda yang akan dipakai', en: 'Your data that will be used' },
  'my-data.lead': {
    id: 'Hanya data ini yang dipakai untuk menilai syarat dan nilai Anda. Periksa setiap baris, lalu konfirmasi, atau ajukan koreksi bila ada yang salah.',
    en: 'Only these data are used to judge your gates and scores. Check every line, then confirm, or dispute what is wrong.',
  },
  'my-data.facts': { id: 'Data', en: 'Data' },
  'my-data.gates': { id: 'Syarat', en: 'Gates' },
  'my-data.gates-later': {
    id: 'Syarat dinilai sesudah data dibekukan pada akhir pemeriksaan data.',
    en: 'Gates are judged once the data are frozen, at the end of the data check.',
  },
  'my-data.gates-of': { id: 'Syarat Anda', en: 'Your gates' },
  'my-data.dispute': { id: 'Ajukan koreksi', en: 'Dispute' },
  'my-data.at-source': {
    id: 'Riwayat (jabatan, kinerja, pelatihan, penghargaan, dan lainnya) diperbaiki di sumbernya lalu diimpor lagi. Hubungi petugas kepegawaian bila ada yang salah.',
    en: 'Histories (posts, performance, training, awards and others) are mended at their source and imported again. Tell the personnel officer if one is wrong.',
  },
  'my-data.corrections': { id: 'Permintaan koreksi Anda', en: 'Corrections that you asked for' },
  'my-data.correction-open': { id: 'Menunggu jawaban', en: 'Waiting for an answer' },
  'my-data.correction-accepted': { id: 'Diterima', en: 'Accepted' },
  'my-data.correction-refused': { id: 'Ditolak', en: 'Refused' },
  'my-data.correction-field': { id: 'Data', en: 'Fact' },
  'my-data.correction-reason': { id: 'Alasan Anda', en: 'Your reason' },
  'my-data.correction-state': { id: 'Jawaban', en: 'Answer' },
  'my-data.wait-answer': {
    id: 'Konfirmasi dapat dikirim sesudah permintaan koreksi Anda dijawab.',
    en: 'You can confirm once your correction has been answered.',
  },
  'my-data.confirmed': { id: 'Anda mengonfirmasi data ini pada {{at}}.', en: 'You confirmed these data on {{at}}.' },
  'my-data.not-open': {
    id: 'Data dikonfirmasi dan dikoreksi selama langkah pemeriksaan data. Langkah itu tidak sedang terbuka.',
    en: 'Data are confirmed and disputed during the data check. That step is not open.',
  },
  'my-data.withdrawn': {
    id: 'Anda sudah menarik diri dari seleksi ini.',
    en: 'You have withdrawn from this selection.',
  },
  'my-data.version': { id: 'Versi data yang Anda baca', en: 'Version of the data that you read' },
  'my-data.due': { id: 'Paling lambat', en: 'At the latest' },
  'my-data.submit': { id: 'Konfirmasi data', en: 'Confirm the data' },
  'my-data.effect-final': {
    id: 'Anda menyatakan telah membaca data versi ini. Sesudah itu koreksi masih dapat diminta sampai langkah ini ditutup.',
    en: 'You state that you have read this version of the data. A correction can still be asked for until this step closes.',
  },
  'my-data.effect-freeze': {
    id: 'Pada akhir langkah ini data dibekukan, juga tanpa konfirmasi; kekosongan jawaban dicatat sebagai tidak menjawab.',
    en: 'At the end of this step the data are frozen, confirmed or not; silence is recorded as no answer.',
  },
  'deliveries.title': { id: 'Asal data', en: 'Where the data come from' },
  'deliveries.lead': {
    id: 'Impor yang membawa setiap bagian data menurut keadaan sekarang. Riwayat yang tidak dikirim lagi tetap dari impor sebelumnya.',
    en: 'The import that delivered each part of the data as they stand now. A history that was not delivered again stays from an earlier import.',
  },
  'deliveries.part': { id: 'Data', en: 'Data' },
  'deliveries.at': { id: 'Diimpor', en: 'Imported' },
  'deliveries.file': { id: 'Berkas', en: 'File' },
  'my-data.withdraw': { id: 'Menarik diri dari seleksi ini', en: 'Withdraw from this selection' },
  'dispute.title': { id: 'Ajukan koreksi data', en: 'Dispute a fact' },
  'dispute.field': { id: 'Data yang salah', en: 'Which fact is wrong' },
  'dispute.field-hint': {
    id: 'Satu permintaan untuk satu data. Riwayat diperbaiki di sumbernya.',
    en: 'One request for one fact. Histories are mended at their source.',
  },
  'dispute.option': { id: '{{field}}: {{value}}', en: '{{field}}: {{value}}' },
  'dispute.reason': { id: 'Apa yang benar, dan buktinya', en: 'What is right, and the evidence' },
  'dispute.reason-hint': {
    id: 'Sebut nomor dan tanggal dokumen, misalnya SK atau ijazah. Dibaca petugas kepegawaian dan auditor.',
    en: 'Give number and date of the document, such as a decree or a diploma. Read by personnel officers and auditors.',
  },
  'dispute.submit': { id: 'Kirim permintaan koreksi', en: 'Send the request' },
  'dispute.effect-answer': {
    id: 'Petugas kepegawaian menjawab dengan data yang berlaku, atau menolak dengan alasan. Anda melihat jawabannya di halaman data Anda.',
    en: 'The personnel officer answers with what holds, or refuses with a reason. You see the answer on the page of your data.',
  },
  'dispute.effect-confirm': {
    id: 'Sampai dijawab, data belum dapat Anda konfirmasi.',
    en: 'Until it is answered you cannot confirm the data.',
  },
  'dispute.effect-kept': {
    id: 'Permintaan ini tercatat tetap, apa pun jawabannya.',
    en: 'This request stays on record, whatever the answer.',
  },
  'withdraw.title': { id: 'Menarik diri', en: 'Withdraw' },
  'withdraw.lead': {
    id: 'Anda meninggalkan seleksi ini. Tidak perlu alasan.',
    en: 'You leave this selection. No reason is needed.',
  },
  'withdraw.reason': { id: 'Alasan', en: 'Reason' },
  'withdraw.submit': { id: 'Menarik diri', en: 'Withdraw' },
  'withdraw.effect-final': {
    id: 'Anda tidak dinilai atau dipilih lagi dalam seleksi ini. Tidak dapat ditarik kembali.',
    en: 'You are neither judged nor chosen in this selection any more. It cannot be taken back.',
  },
  'withdraw.effect-motion': {
    id: 'Bila komite sudah memungut suara atas usulan yang memuat Anda, usulan itu batal dan disusun lagi.',
    en: 'Should the committee be voting on a motion that names you, that motion is void and put anew.',
  },
  'withdraw.effect-told': {
    id: 'Petugas kepegawaian, sekretaris, dan auditor melihat bahwa Anda menarik diri.',
    en: 'Personnel officers, the secretary and auditors see that you withdrew.',
  },
} as const satisfies WordTable;
