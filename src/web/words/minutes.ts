import type { WordTable } from './table.ts';

/** The committee's minutes, as they stand on paper. The Indonesian text is the official one. */
export const minutesWords = {
  'minutes.title': {
    id: 'Berita acara sidang Komite Talenta',
    en: 'Minutes of the talent committee',
  },
  'minutes.committee': { id: 'KOMITE TALENTA INSTANSI', en: 'TALENT COMMITTEE OF THE AGENCY' },
  'minutes.heading': { id: 'BERITA ACARA SIDANG KOMITE TALENTA', en: 'MINUTES OF THE TALENT COMMITTEE' },
  'minutes.for': { id: 'Pengisian Jabatan {{post}}', en: 'Filling of the post {{post}}' },
  'minutes.case': { id: 'Seleksi {{code}}', en: 'Selection {{code}}' },
  'minutes.courtesy': {
    id: 'Teks resmi.',
    en: 'Courtesy translation. The official text is the Indonesian one.',
  },
  'minutes.derived': {
    id: 'Disusun dari entri catatan, tidak dapat disunting',
    en: 'Made from entries of the record, cannot be edited',
  },
  'minutes.print': { id: 'Siapkan untuk dicetak', en: 'Prepare for print' },
  'minutes.closed': {
    id: 'Pada {{at}} Komite Talenta menutup pemungutan suara atas mosi versi {{version}}, yang diajukan {{put}}.',
    en: 'On {{at}} the talent committee closed the vote on version {{version}} of the motion, which was put on {{put}}.',
  },
  'minutes.attempt': { id: 'Ini putaran ke-{{attempt}}.', en: 'This is attempt {{attempt}}.' },
  'minutes.presence': { id: 'Kehadiran dan kuorum', en: 'Presence and quorum' },
  'minutes.member': { id: 'Anggota', en: 'Member' },
  'minutes.office': { id: 'Kedudukan', en: 'Office' },
  'minutes.present': { id: 'Hadir', en: 'Present' },
  'minutes.absent': { id: 'Tidak hadir', en: 'Absent' },
  'minutes.eligible': { id: 'Hak suara', en: 'Vote' },
  'minutes.may-vote': { id: 'Berhak', en: 'Eligible' },
  'minutes.recused': { id: 'Tidak ikut', en: 'Recused' },
  'minutes.left': { id: 'Diganti {{at}}', en: 'Replaced {{at}}' },
  'minutes.session': {
    id: 'Sidang {{session}}: {{from}} sampai {{to}}.',
    en: 'Session {{session}}: {{from}} to {{to}}.',
  },
  'minutes.session-open': { id: 'Sidang {{session}}: sejak {{from}}.', en: 'Session {{session}}: since {{from}}.' },
  'minutes.adjourned': { id: 'Ditunda: {{why}}.', en: 'Adjourned: {{why}}.' },
  'minutes.quorum-met': {
    id: 'Kuorum: {{present}} hadir dari {{eligible}} yang berhak, perlu {{required}}. Terpenuhi.',
    en: 'Quorum: {{present}} present of {{eligible}} eligible, {{required}} needed. Met.',
  },
  'minutes.quorum-unmet': {
    id: 'Kuorum: {{present}} hadir dari {{eligible}} yang berhak, perlu {{required}}. Tidak terpenuhi.',
    en: 'Quorum: {{present}} present of {{eligible}} eligible, {{required}} needed. Not met.',
  },
  'minutes.quorum-rule': {
    id: 'Paling sedikit {{minimum}}, tidak pernah diturunkan. Dasar: {{source}}.',
    en: 'At least {{minimum}}, never lowered. Basis: {{source}}.',
  },
  'minutes.motion': { id: 'Mosi', en: 'Motion' },
  'minutes.motion-text': {
    id: 'Mosi versi {{version}} mengusulkan, menurut urutan:',
    en: 'Version {{version}} of the motion proposes, in this order:',
  },
  'minutes.candidate-total': { id: '{{name}}, nilai akhir {{total}}', en: '{{name}}, total {{total}}' },
  'minutes.digest': { id: 'Sidik teks mosi', en: 'Digest of the text of the motion' },
  'minutes.result': { id: 'Hasil pemungutan suara', en: 'Outcome of the vote' },
  'minutes.majority': {
    id: 'Perlu {{needed}} suara setuju dari {{base}} yang dihitung.',
    en: '{{needed}} votes for are needed of {{base}} counted.',
  },
  'minutes.by-chair': { id: 'Suara ketua menentukan.', en: 'The vote of the chair decided.' },
  'minutes.ballots-closed': {
    id: 'Suara masing-masing tidak termasuk akses Anda.',
    en: 'The single votes are not in your access.',
  },
  'minutes.dissent': { id: 'Pendapat berbeda', en: 'Dissent' },
  'minutes.dissent-none': { id: 'Tidak ada.', en: 'None.' },
  'minutes.no-reason': { id: 'Tanpa alasan tertulis.', en: 'Without a written reason.' },
  'minutes.end': { id: 'Usulan', en: 'Recommendation' },
  'minutes.recommended': {
    id: 'Usulan disampaikan kepada pejabat pembina kepegawaian: {{names}}',
    en: 'Recommended to the appointing authority: {{names}}',
  },
  'minutes.not-recommended': {
    id: 'Mosi tidak diterima; tidak ada usulan.',
    en: 'The motion was not approved; nothing is recommended.',
  },
  'minutes.checkpoint': { id: 'Titik periksa {{size}} · {{origin}}', en: 'Checkpoint {{size}} · {{origin}}' },
  'minutes.root': { id: 'Akar', en: 'Root' },
  'minutes.leaf': {
    id: 'Hasil: urutan {{position}} dalam catatan, sidik',
    en: 'Outcome: position {{position}} in the record, hash',
  },
  'minutes.check': {
    id: 'Periksa tanpa Bukti: pindai kode, atau bandingkan akar ini dengan yang disimpan pihak luar.',
    en: 'Check without Bukti: scan the code, or compare this root with the one held elsewhere.',
  },
  'minutes.qr': {
    id: 'Kode QR dengan asal, ukuran, dan akar titik periksa',
    en: 'QR code of the origin, size and root of the checkpoint',
  },
  'minutes.no-checkpoint': {
    id: 'Belum ada titik periksa bertanda tangan yang memuat hasil ini. Muat ulang halaman ini sebelum mencetak.',
    en: 'No signed checkpoint covers this outcome yet. Load this page again before you print it.',
  },
} as const satisfies WordTable;
