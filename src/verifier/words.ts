import type { ExitCode } from '#ledger/verify.ts';

export type Language = 'id' | 'en';
export type Words = Readonly<Record<Language, string>>;

/** The texts of the page; those of checks, codes and results are the ledger's own. */
export const words = {
  title: { id: 'Pemeriksa berkas bukti', en: 'Verifier of proofs' },
  skip: { id: 'Langsung ke isi', en: 'Skip to main content' },
  languages: { id: 'Bahasa', en: 'Language' },
  heading: { id: 'Periksa berkas bukti', en: 'Verify a proof' },
  lead: {
    id: 'Pemeriksaan berjalan di peramban ini saja. Tidak ada yang dikirim ke mana pun, dan jaringan boleh dimatikan.',
    en: 'The check runs in this browser alone. Nothing is sent anywhere, and the network may be off.',
  },
  bundle: { id: 'Berkas bukti', en: 'The proof' },
  'bundle-hint': {
    id: 'Berkas zip. Seret ke dalam kotak ini, atau pilih.',
    en: 'A zip file. Drag it into this box, or choose it.',
  },
  'bundle-missing': { id: 'Pilih berkas bukti dahulu.', en: 'Choose the proof first.' },
  own: { id: 'Kunci dan segel milik Anda sendiri', en: 'Keys and checkpoint of your own' },
  'own-why': {
    id: 'Tanpa berkas ini, kunci diambil dari berkas bukti itu sendiri, dan hasilnya paling jauh “belum lengkap”. Mintalah kepada instansi melalui jalan lain.',
    en: 'Without these the keys are taken from the proof itself, and the result is “not complete” at best. Get them from the agency by another way.',
  },
  policy: { id: 'Kunci tepercaya (policy.txt)', en: 'Trusted keys (policy.txt)' },
  epochs: { id: 'Masa berlaku kunci (epochs.txt)', en: 'Validity of the keys (epochs.txt)' },
  authorities: {
    id: 'Sertifikat lembaga stempel waktu (PEM)',
    en: 'Certificates of time-stamping authorities (PEM)',
  },
  since: { id: 'Segel terdahulu yang Anda simpan', en: 'An earlier checkpoint that you keep' },
  receipt: { id: 'Tanda terima yang Anda simpan (JSON)', en: 'A receipt that you keep (JSON)' },
  'no-receipt': { id: 'Berkas itu bukan tanda terima:', en: 'That file is no receipt:' },
  run: { id: 'Periksa', en: 'Verify' },
  running: { id: 'Sedang memeriksa …', en: 'Verifying …' },
  unreadable: { id: 'Berkas itu tidak dapat dibaca:', en: 'That file cannot be read:' },
  broken: {
    id: 'Pemeriksa ini sendiri gagal. Hasilnya bukan lolos dan bukan tidak lolos:',
    en: 'The verifier itself failed. This is neither passed nor failed:',
  },
  next: { id: 'Langkah berikutnya', en: 'What to do next' },
  'next-keys': {
    id: 'Beri pemeriksa ini policy.txt dan epochs.txt yang Anda peroleh dari sumber lain, lalu periksa lagi.',
    en: 'Give this verifier policy.txt and epochs.txt that you have from elsewhere, then verify again.',
  },
  'next-failed': {
    id: 'Simpan berkas ini dan laporannya tanpa mengubahnya. Minta salinan lain kepada instansi, dan sampaikan keduanya kepada pengawas.',
    en: 'Keep this file and the report unchanged. Ask the agency for another copy, and hand both to the inspectorate.',
  },
  'next-compare': {
    id: 'Bandingkan akar segel di bawah dengan akar pada surat keputusan, berita acara, atau catatan pihak lain.',
    en: 'Compare the root below with the one on the decision letter, on the minutes or kept by others.',
  },
  save: { id: 'Simpan laporan (JSON)', en: 'Save the report (JSON)' },
  findings: { id: 'Temuan', en: 'Findings' },
  'findings-more': { id: 'temuan lagi ada dalam laporan JSON', en: 'more findings are in the JSON report' },
  place: { id: 'Tempat', en: 'Place' },
  check: { id: 'Pemeriksaan', en: 'Check' },
  result: { id: 'Hasil', en: 'Result' },
  checks: { id: 'Semua pemeriksaan', en: 'Every check' },
  proven: { id: 'Yang dibuktikan berkas ini', en: 'What this proof shows' },
  PASS: { id: 'Terbukti', en: 'Shown' },
  FAIL: { id: 'Tidak terbukti', en: 'Not shown' },
  SKIPPED: { id: 'Belum diperiksa', en: 'Not checked' },
  'claim-bytes': {
    id: 'Setiap catatan persis seperti saat ditulis, dan termasuk dalam log yang segelnya ditandatangani.',
    en: 'Every entry is exactly what was written, and is part of the log whose checkpoint is signed.',
  },
  'claim-order': {
    id: 'Catatan berurutan; tidak ada yang dihilangkan, disisipkan, atau ditukar.',
    en: 'The entries are in order; none was left out, inserted or swapped.',
  },
  'claim-openings': {
    id: 'Nilai yang dibuka adalah nilai yang dahulu disegel.',
    en: 'Opened values are those that were sealed at the time.',
  },
  'claim-merit': {
    id: 'Syarat, peringkat, kuorum, hasil, dan tenggat mengikuti fakta yang tercatat menurut aturan yang disertakan.',
    en: 'Gates, ranking, quorum, outcome and deadlines follow from the recorded facts by the enclosed rules.',
  },
  'claim-keys': {
    id: 'Tanda tangan itu dari kunci yang Anda bawa sendiri.',
    en: 'The signature is by a key that you brought yourself.',
  },
  'claim-since': {
    id: 'Log masih memuat seluruh isi yang dicakup segel terdahulu milik Anda.',
    en: 'The log still contains all that your earlier checkpoint covers.',
  },
  'not-proven': { id: 'Yang tidak dibuktikan', en: 'What it does not prove' },
  'not-truth': {
    id: 'Bahwa isian orang itu benar ketika ditulis, atau bahwa orang itu jujur.',
    en: 'That what people entered was true, or that people were honest.',
  },
  'not-recent': {
    id: 'Yang lebih baru daripada segel terakhir yang dipegang pihak lain: itu hanya dijaga oleh pengelola sistem.',
    en: 'What is newer than the last checkpoint held elsewhere: that is protected only by those who run the system.',
  },
  'not-page': {
    id: 'Bahwa halaman ini asli. Jangan memakai salinan dari dalam berkas yang Anda periksa; ambil dari sumber lain, atau periksa ulang dengan bukti_verify.py atau program Anda sendiri.',
    en: 'That this page is genuine. Do not use the copy inside the proof that you check; get it from elsewhere, or check again with bukti_verify.py or a program of your own.',
  },
  about: { id: 'Tentang berkas ini', en: 'About this file' },
  file: { id: 'Nama berkas', en: 'File' },
  digest: { id: 'SHA-256 berkas', en: 'SHA-256 of the file' },
  kind: { id: 'Jenis', en: 'Kind' },
  'kind-selection': { id: 'satu seleksi', en: 'one selection' },
  'kind-map': { id: 'satu peta talenta', en: 'one talent map' },
  'kind-dump': { id: 'seluruh log', en: 'the whole log' },
  log: { id: 'Log', en: 'Log' },
  profile: { id: 'Dibuka untuk', en: 'Disclosed to' },
  'profile-candidate': { id: 'kandidat', en: 'candidate' },
  'profile-appellant': { id: 'pemohon keberatan', en: 'appellant' },
  'profile-inspectorate': { id: 'pengawas', en: 'inspectorate' },
  'profile-public': { id: 'umum', en: 'the public' },
  entries: { id: 'Catatan', en: 'Entries' },
  openings: { id: 'Nilai yang dibuka', en: 'Opened values' },
  size: { id: 'Ukuran log pada segel', en: 'Size of the log at the checkpoint' },
  root: { id: 'Akar segel', en: 'Root of the checkpoint' },
  foot: {
    id: 'Halaman ini satu berkas tanpa sambungan jaringan. Pemeriksaannya sama dengan perintah bukti verify.',
    en: 'This page is one file without any network connection. It checks the same as the command bukti verify.',
  },
} as const satisfies Readonly<Record<string, Words>>;

export type WordKey = keyof typeof words;

/** The one word for the result. */
export const verdicts: Readonly<Record<ExitCode, Words>> = {
  0: { id: 'Lolos', en: 'Passed' },
  1: { id: 'Tidak lolos', en: 'Failed' },
  2: { id: 'Bukan berkas bukti', en: 'Not a proof' },
  3: { id: 'Belum lengkap', en: 'Not complete' },
};
