import type { WordTable } from './table.ts';

/** The way in: sign-in, sessions, problems. */
export const doorWords = {
  'door.about': { id: 'Tentang Bukti', en: 'About Bukti' },
  'door.claim': { id: 'Setiap keputusan dapat dibuktikan.', en: 'Every decision can be proven.' },
  'door.lead': {
    id: 'Seleksi jabatan dari kriteria yang disegel sampai pelantikan, dengan catatan yang tidak dapat diubah diam-diam.',
    en: 'Selection for a post, from sealed criteria to the oath, with a record that cannot be changed unseen.',
  },
  'door.step-seal': {
    id: 'Kriteria disegel sebelum nama calon terlihat.',
    en: 'Criteria are sealed before any name is seen.',
  },
  'door.step-alone': {
    id: 'Penilai menilai sendiri-sendiri, lalu hasilnya dibuka bersama.',
    en: 'Assessors score alone, then all scores open together.',
  },
  'door.step-vote': {
    id: 'Komite memberi suara dengan alasan; kuorum tidak pernah diturunkan.',
    en: 'The committee votes with reasons; the quorum is never lowered.',
  },
  'door.step-check': {
    id: 'Siapa pun dapat memeriksa hasilnya tanpa percaya kepada kami.',
    en: 'Anyone can check the result without trusting us.',
  },
  'door.home-title': { id: 'Masuk ke Bukti', en: 'Sign in to Bukti' },
  'door.home-lead': {
    id: 'Bukti tidak menyimpan kata sandi. Anda masuk dengan akun instansi Anda.',
    en: 'Bukti keeps no passwords. You sign in with the account of your agency.',
  },
  'door.personas-title': { id: 'Masuk ke demo Kota Contoh', en: 'Sign in to the demonstration city' },
  'door.personas-lead': {
    id: 'Pilih peran. Setiap peran melihat hanya yang menjadi haknya. Semua nama dan angka fiktif.',
    en: 'Choose a role. Each role sees only what it may. All names and figures are fictional.',
  },
  'door.only-check': { id: 'Hanya ingin memeriksa?', en: 'Only want to check?' },
  'door.only-check-after': { id: 'tanpa masuk.', en: 'without signing in.' },
  'door.other-candidates': { id: 'Kandidat lain', en: 'Other candidates' },
  'door.outside-demo': { id: 'Bagaimana masuk di luar demo?', en: 'How does one sign in outside the demonstration?' },
  'door.outside-demo-body': {
    id: 'Dengan akun instansi (OpenID Connect). Bukti sendiri tidak mengenal kata sandi.',
    en: 'With the account of the agency (OpenID Connect). Bukti itself knows no passwords.',
  },
  'door.what-secretary': {
    id: 'memimpin berkas, menyusun komite, membuka sidang',
    en: 'keeps the files, appoints the committee, opens sessions',
  },
  'door.what-chair': { id: 'memimpin sidang, mengajukan mosi', en: 'leads the session, puts the motion' },
  'door.what-member': { id: 'menyatakan kepentingan, memberi suara', en: 'declares interests, votes' },
  'door.what-hr': { id: 'membuka seleksi, memantau, mencatat', en: 'opens selections, follows them, records' },
  'door.what-assessor': { id: 'menilai berkas tanpa nama', en: 'scores files without names' },
  'door.what-unit-head': { id: 'mengusulkan bakal calon', en: 'nominates' },
  'door.what-authority': { id: 'memilih dan menetapkan', en: 'chooses and appoints' },
  'door.what-auditor': { id: 'memeriksa, tidak dapat mengubah', en: 'inspects, cannot change anything' },
  'door.what-candidate': {
    id: 'melihat data, hasil, dan haknya sendiri',
    en: 'sees own data, own result and own rights',
  },
  'door.what-administrator': { id: 'mengurus akun; tidak melihat isi', en: 'looks after accounts; sees no content' },
  'problem.lead': {
    id: 'Tidak ada yang hilang. Bila Anda sedang mengisi formulir, kembali dengan tombol peramban: isian Anda masih ada.',
    en: 'Nothing was lost. If you were filling in a form, go back with your browser: what you typed is still there.',
  },
  'sessions.title': { id: 'Sesi saya', en: 'My sessions' },
  'sessions.lead': {
    id: 'Peramban tempat Anda masuk. Sesi yang diakhiri tidak dapat dipakai lagi sejak permintaan berikutnya.',
    en: 'Browsers in which you are signed in. A session that you end is closed from its next request on.',
  },
  'sessions.browser': { id: 'Peramban', en: 'Browser' },
  'sessions.browser-on': { id: '{{browser}} di {{system}}', en: '{{browser}} on {{system}}' },
  'sessions.other-browser': { id: 'Peramban lain', en: 'Another browser' },
  'sessions.since': { id: 'Masuk sejak', en: 'Signed in since' },
  'sessions.until': { id: 'Berakhir', en: 'Ends' },
  'sessions.this-one': { id: 'Sesi ini', en: 'This session' },
  'sessions.end': { id: 'Akhiri', en: 'End' },
  'sessions.end-title': { id: 'Akhiri sesi ini', en: 'End this session' },
  'sessions.end-effect': {
    id: 'Peramban itu harus masuk lagi pada permintaan berikutnya. Yang sudah terkirim tetap tercatat.',
    en: 'That browser has to sign in again at its next request. What was sent stays recorded.',
  },
  'sessions.end-hidden': { id: 'sesi {{browser}}', en: 'session in {{browser}}' },
} as const satisfies WordTable;
