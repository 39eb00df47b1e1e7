import type { WordTable } from './table.ts';

/** What Bukti is, and how anybody checks what it says. */
export const helpWords = {
  'help.title': { id: 'Bantuan', en: 'Help' },
  'help.lead': {
    id: 'Bukti menjalankan seleksi jabatan dari kriteria yang disegel sampai penempatan berlaku, dan menyimpan catatan yang tidak dapat diubah diam-diam. Bukti tidak memilih siapa pun: orang yang memutuskan, dengan alasan.',
    en: 'Bukti runs the selection for a post, from sealed criteria to a placement in effect, and keeps a record that cannot be changed unseen. Bukti chooses nobody: people decide, with reasons.',
  },
  'help.when': { id: 'Siapa melihat apa, dan kapan', en: 'Who sees what, and when' },
  'help.when-criteria': {
    id: 'Kriteria disegel dan disahkan sebelum bakal calon pertama diajukan.',
    en: 'Criteria are sealed and countersigned before the first candidate is nominated.',
  },
  'help.when-candidate': {
    id: 'Kandidat melihat datanya sendiri, dapat meminta koreksi, dan melihat hasilnya sendiri.',
    en: 'A candidate sees their own data, may ask for corrections, and sees their own result.',
  },
  'help.when-scores': {
    id: 'Asesor menilai sendiri-sendiri. Nilai dan peringkat terbuka bersama sesudah semua lembar masuk.',
    en: 'Assessors score alone. Scores and ranking open together once every sheet is in.',
  },
  'help.when-votes': {
    id: 'Suara dan alasan komite tertutup bagi semua orang sampai pemungutan suara ditutup, lalu terbuka bersama.',
    en: 'Votes and reasons of the committee are closed to everybody until voting closes, and open together.',
  },
  'help.when-recused': {
    id: 'Anggota yang tidak ikut tidak melihat berkas yang menyangkut kepentingannya.',
    en: 'A member who is recused does not see the files that touch their interest.',
  },
  'help.when-auditor': {
    id: 'Auditor membaca semuanya di bawah surat tugas, tidak mengubah apa pun, dan setiap pembacaannya dicatat.',
    en: 'An auditor reads everything under a warrant, changes nothing, and each of their readings is recorded.',
  },
  'help.words': { id: 'Istilah', en: 'Words' },
  'help.word-entry': { id: 'Entri', en: 'Entry' },
  'help.word-entry-means': {
    id: 'Satu baris bernomor dalam catatan. Setiap tindakan menulis satu entri pada saat yang sama.',
    en: 'One numbered line of the record. Every act writes one at the same moment.',
  },
  'help.word-seal': { id: 'Segel', en: 'Seal' },
  'help.word-seal-means': {
    id: 'Isi yang peka tersimpan seperti dalam amplop: catatan hanya memuat segelnya sampai isinya boleh dibuka.',
    en: 'What is delicate lies as in an envelope: the record shows only its seal until it may be opened.',
  },
  'help.word-checkpoint': { id: 'Titik periksa', en: 'Checkpoint' },
  'help.word-checkpoint-means': {
    id: 'Jumlah entri dan satu sidik atas semuanya, bertanda tangan. Satu koma yang berubah memberi sidik lain.',
    en: 'The number of entries and one fingerprint of them all, signed. One changed comma gives another fingerprint.',
  },
  'help.word-receipt': { id: 'Tanda terima', en: 'Receipt' },
  'help.word-receipt-means': {
    id: 'Kode yang Anda terima sesudah bertindak. Dengannya Anda dapat membuktikan bahwa tindakan itu tercatat.',
    en: 'The code that you get after an act. With it you can prove that the act was recorded.',
  },
  'help.word-unknown': { id: 'Belum dapat dipastikan', en: 'Unknown' },
  'help.word-unknown-means': {
    id: 'Data yang menentukan belum ada. Ini bukan lulus dan bukan gagal.',
    en: 'What would decide it is not on record. It is neither a pass nor a failure.',
  },
  'help.verify-title': { id: 'Memeriksa sebuah bukti', en: 'Verify a proof' },
  'help.verify-lead': {
    id: 'Anda tidak perlu percaya kepada kami, dan tidak perlu masuk. Cukup berkas bukti sebuah seleksi dan sebuah komputer tanpa jaringan.',
    en: 'You need not trust us, and need not sign in. The proof of a selection and a computer without a network are enough.',
  },
  'help.plain': { id: 'Cara kerjanya', en: 'How it works' },
  'help.plain-lines': {
    id: 'Setiap tindakan ditulis pada baris bernomor, bersamaan dengan perubahan yang dicatatnya. Semua baris dilipat menjadi satu sidik yang bertanda tangan.',
    en: 'Every act is written on a numbered line in the same moment as the change it describes. All lines are folded into one signed fingerprint.',
  },
  'help.plain-change': {
    id: 'Bila satu koma pada satu baris lama berubah, sidik tidak lagi cocok dengan yang sudah dicetak atau disimpan pihak lain.',
    en: 'If one comma in one old line changes, the fingerprint no longer matches those printed or kept elsewhere.',
  },
  'help.plain-sealed': {
    id: 'Nama, nilai, dan alasan disimpan seperti dalam amplop bersegel. Amplop dapat dibuka bagi yang berhak, atau dimusnahkan bila undang-undang meminta, dan catatannya tetap utuh.',
    en: 'Names, scores and reasons lie as in sealed envelopes. One can be opened for those who may see it, or destroyed when the law asks, and the record still adds up.',
  },
  'help.steps': { id: 'Langkah memeriksa', en: 'How to check' },
  'help.step-get': {
    id: 'Mintalah berkas bukti (berkas zip) kepada sekretaris komite, petugas kepegawaian, atau auditor.',
    en: 'Ask the committee secretary, a personnel officer or an auditor for the proof (a zip file).',
  },
  'help.step-open': {
    id: 'Buka halaman pemeriksa di peramban mana pun dan beri berkas itu. Berkas tidak dikirim ke mana pun. Simpan halamannya untuk dipakai tanpa jaringan.',
    en: 'Open the verifier in any browser and give it the file. The file is sent nowhere. Save the page to use it without a network.',
  },
  'help.open-verifier': { id: 'Buka halaman pemeriksa', en: 'Open the verifier' },
  'help.save-verifier': { id: 'Unduh halaman pemeriksa', en: 'Download the verifier' },
  'help.step-run': { id: 'Atau jalankan program pemeriksa:', en: 'Or run the verifying program:' },
  'help.step-pin': {
    id: 'Berikan kunci dan titik periksa yang Anda simpan sendiri, supaya Anda tidak bergantung pada isi berkas:',
    en: 'Give it the keys and the checkpoint that you keep yourself, so that you do not rely on those in the file:',
  },
  'help.step-read': {
    id: 'Baca hasilnya. Ada tiga: utuh, tidak cocok, atau belum semuanya diperiksa. Yang ketiga bukan kelulusan.',
    en: 'Read the result. There are three: whole, broken, or not wholly checked. The third is not a pass.',
  },
  'help.step-compare': {
    id: 'Bandingkan akar yang dicetaknya dengan akar pada berita acara atau yang disimpan pihak luar.',
    en: 'Compare the root that it prints with the one on the minutes or kept elsewhere.',
  },
  'help.checkpoint': { id: 'Titik periksa sekarang', en: 'The checkpoint now' },
  'help.checkpoint-size': { id: 'Entri', en: 'Entries' },
  'help.checkpoint-note': {
    id: 'Catat atau cetak keduanya. Dengan catatan Anda, perubahan diam-diam sebelum titik ini akan ketahuan. Naskah lengkapnya:',
    en: 'Write both down or print them. With your copy, an unseen change before this point would be found out. The whole text:',
  },
  'help.checkpoint-text': { id: 'naskah bertanda tangan', en: 'the signed note' },
} as const satisfies WordTable;
