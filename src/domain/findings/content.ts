import type { FindingWords } from './words.ts';

/** About what is missing, contradictory or left out. */
export const contentFindings = {
  'rank.conflict': {
    effect: 'conflict',
    en: 'Id and name of the rank disagree; correct one at the source.',
    id: 'Id dan nama golongan berbeda; perbaiki di sumber.',
  },
  'rank.missing': { effect: 'unknown', en: 'Fill in GOL AKHIR at the source.', id: 'Isi GOL AKHIR di sumber.' },
  'rank.below-minimum': {
    effect: 'noted',
    en: 'The rank is below the minimum of the echelon of this post.',
    id: 'Golongan di bawah batas eselon jabatan ini.',
  },
  'age.over': {
    effect: 'noted',
    en: 'Older than the entry age of the level of this post.',
    id: 'Umur melewati batas pengangkatan jenjang jabatan ini.',
  },
  'education.status-0': {
    effect: 'unknown',
    en: 'Status 0 says nothing; fill in the level of education.',
    id: 'Status 0 tidak bermakna; isi tingkat pendidikan.',
  },
  'education.unknown': {
    effect: 'unknown',
    en: 'No such level of education in the list.',
    id: 'Tingkat pendidikan tidak ada dalam daftar.',
  },
  'status.conflict': {
    effect: 'conflict',
    en: "Code and name of the legal status disagree; check the person's file.",
    id: 'Kode dan nama kedudukan hukum berbeda; periksa berkas.',
  },
  'status.not-active': {
    effect: 'noted',
    en: 'Not active: the status gate will fail.',
    id: 'Tidak aktif: gerbang status tidak terpenuhi.',
  },
  'status.missing': {
    effect: 'unknown',
    en: 'Fill in KEDUDUKAN HUKUM at the source.',
    id: 'Isi KEDUDUKAN HUKUM di sumber.',
  },
  'person.two-agencies': {
    effect: 'noted',
    en: 'Seconded: works in another agency; kept with both.',
    id: 'Diperbantukan: bekerja di instansi lain; keduanya disimpan.',
  },
  'reference.deleted': {
    effect: 'noted',
    en: 'The name comes from a deleted reference row; choose a live unit.',
    id: 'Nama berasal dari referensi terhapus; pilih unit yang berlaku.',
  },
  'post.two-holders': {
    effect: 'conflict',
    en: 'Two people hold this post; neither is taken as its holder.',
    id: 'Dua orang memegang jabatan ini; tidak satu pun dianggap pemegangnya.',
  },
  'post.unlinked': {
    effect: 'noted',
    en: 'No link to a master post; link it at the source.',
    id: 'Tidak terhubung ke jabatan induk; hubungkan di sumber.',
  },
  'decree.duplicate': {
    effect: 'noted',
    en: 'Another row carries the same decree number; check both.',
    id: 'Baris lain memakai nomor SK yang sama; periksa keduanya.',
  },
  'performance.rating-missing': {
    effect: 'unknown',
    en: 'One of the two ratings is missing; the predicate is unknown.',
    id: 'Salah satu penilaian kosong; predikat tidak diketahui.',
  },
  'performance.quadrant-conflict': {
    effect: 'noted',
    en: 'The stored quadrant disagrees with the two ratings; the ratings decide.',
    id: 'Kuadran tersimpan berbeda dari dua penilaian; penilaian yang menentukan.',
  },
  'performance.label-conflict': {
    effect: 'conflict',
    en: 'The predicate label disagrees with the two ratings.',
    id: 'Nama predikat berbeda dari dua penilaian.',
  },
  'performance.label-unknown': {
    effect: 'unknown',
    en: 'No such rating in the list.',
    id: 'Penilaian tidak ada dalam daftar.',
  },
  'performance.year-missing': {
    effect: 'unknown',
    en: 'No SKP for this year; enter it at the source.',
    id: 'SKP tahun ini tidak ada; isi di sumber.',
  },
  'performance.year-duplicate': {
    effect: 'conflict',
    en: 'Two rows for one year disagree.',
    id: 'Dua baris untuk satu tahun berbeda.',
  },
  'performance.partial-year': {
    effect: 'conflict',
    en: 'The period is not the whole year.',
    id: 'Masa penilaian bukan setahun penuh.',
  },
  'rater.self': {
    effect: 'noted',
    en: 'The rater is the rated person; check the rating.',
    id: 'Penilai adalah orang yang dinilai; periksa penilaian.',
  },
  'rater.outside': {
    effect: 'noted',
    en: 'The rater is no civil servant; allowed, flagged.',
    id: 'Penilai bukan ASN; boleh, ditandai.',
  },
  'certificate.no-number': {
    effect: 'noted',
    en: 'A dash is no number; the certificate counts by itself.',
    id: 'Tanda hubung bukan nomor; sertifikat dihitung sendiri.',
  },
  'certificate.duplicate': {
    effect: 'noted',
    en: 'Same certificate number as an earlier row; counts once.',
    id: 'Nomor sertifikat sama dengan baris sebelumnya; dihitung sekali.',
  },
  'certificate.type-conflict': {
    effect: 'conflict',
    en: 'One certificate number stands under two types of course; leave the right one.',
    id: 'Satu nomor sertifikat tercantum pada dua jenis kursus; sisakan yang benar.',
  },
  'certificate.number-shared': {
    effect: 'conflict',
    en: 'Another person has this certificate number; ask for the certificate.',
    id: 'Orang lain memakai nomor sertifikat ini; minta sertifikat.',
  },
  'hours.invalid': {
    effect: 'unknown',
    en: 'Hours are a whole number from 0; correct them at the source.',
    id: 'Jam berupa bilangan bulat mulai dari 0; perbaiki di sumber.',
  },
  'award.year-conflict': {
    effect: 'conflict',
    en: 'Year and decree date disagree; ask for the decree.',
    id: 'Tahun dan tanggal SK berbeda; minta SK.',
  },
  'award.level-missing': { effect: 'unknown', en: 'Fill in the level of the award.', id: 'Isi tingkat penghargaan.' },
  'jpm.conflict': {
    effect: 'noted',
    en: 'The stored JPM does not follow from the levels; it is recomputed.',
    id: 'JPM tersimpan tidak sesuai level; dihitung ulang.',
  },
  'jpm.method': {
    effect: 'noted',
    en: 'The stored JPM was computed in another way; the policy decides, both are shown.',
    id: 'JPM tersimpan dihitung dengan cara lain; kebijakan menentukan, keduanya ditampilkan.',
  },
  'assessment.levels-missing': {
    effect: 'conflict',
    en: 'The assessment lacks levels of competencies that the policy asks for; state all of them, in its order.',
    id: 'Asesmen tidak memuat level kompetensi yang diminta kebijakan; isi semuanya menurut urutannya.',
  },
  'assessment.levels-surplus': {
    effect: 'conflict',
    en: 'More levels than the policy has competencies; state one for each, in its order.',
    id: 'Level lebih banyak daripada kompetensi kebijakan; isi satu untuk tiap kompetensi menurut urutannya.',
  },
  'assessment.day-conflict': {
    effect: 'conflict',
    en: 'Two assessments of one day disagree; ask for the reports.',
    id: 'Dua asesmen pada satu hari berbeda; minta laporannya.',
  },
  'assessment.status-conflict': {
    effect: 'noted',
    en: 'The flag disagrees with the dates; the dates decide.',
    id: 'Tanda berlaku berbeda dari tanggal; tanggal yang menentukan.',
  },
  'assessment.post-missing': {
    effect: 'unknown',
    en: 'A JPM without its reference post is no evidence.',
    id: 'JPM tanpa jabatan acuan bukan bukti.',
  },
  'rating.value-missing': {
    effect: 'unknown',
    en: "The agency's own rating has no value, or one longer than 60 characters.",
    id: 'Penilaian instansi sendiri tidak bernilai, atau nilainya lebih dari 60 karakter.',
  },
  'statement.contradicting': {
    effect: 'conflict',
    en: 'Rows of this history about this person, of one day or without one, say different things; leave the right one.',
    id: 'Baris riwayat ini tentang orang ini, pada hari yang sama atau tanpa hari, berbeda isinya; sisakan yang benar.',
  },
  'course.type-unknown': {
    effect: 'unknown',
    en: 'No such type of course: T technical, F functional, P professional.',
    id: 'Jenis kursus tidak dikenal: T teknis, F fungsional, P profesi.',
  },
  'team.role-unknown': {
    effect: 'unknown',
    en: 'No such team role in the list.',
    id: 'Peran tim tidak ada dalam daftar.',
  },
  'acting.level-unknown': {
    effect: 'unknown',
    en: 'The definitive level at that time is not known.',
    id: 'Jenjang definitif saat itu tidak diketahui.',
  },
  'acting.level-changed': {
    effect: 'unknown',
    en: 'The level of the present post is another than when acting duties were compared with it. Deliver riwayat-jabatan again.',
    id: 'Jenjang jabatan sekarang berbeda dari saat tugas Plt/Plh dibandingkan dengannya. Kirim lagi riwayat-jabatan.',
  },
  'history.person-missing': {
    effect: 'row-refused',
    en: 'No imported person has this NIP.',
    id: 'Tidak ada orang terimpor dengan NIP ini.',
  },
  'row.columns': {
    effect: 'row-refused',
    en: 'The row has another number of fields than the header; a value may hold the separator.',
    id: 'Jumlah kolom baris berbeda dari judul; mungkin pemisah ada di dalam nilai.',
  },
  'row.duplicate': {
    effect: 'noted',
    en: 'The same row stands in the file twice; it is taken once.',
    id: 'Baris yang sama ada dua kali; dipakai satu kali.',
  },
  'cell.formula': {
    effect: 'row-refused',
    en: 'A spreadsheet would run this cell as a formula; export the value as text.',
    id: 'Lembar sebar akan menjalankan sel ini sebagai rumus; ekspor nilainya sebagai teks.',
  },
  'row.form': {
    effect: 'row-refused',
    en: 'The named field is missing or of another type. A row is an object with nipBaru as a text of 18 digits, days as DD-MM-YYYY, names and codes as text, years and hours as whole numbers, levels as a list of numbers.',
    id: 'Kolom yang disebut tidak ada atau jenisnya lain. Satu baris adalah objek dengan nipBaru berupa teks 18 digit, tanggal DD-MM-YYYY, nama dan kode berupa teks, tahun dan jam bilangan bulat, level daftar angka.',
  },
  'row.repeated-name': {
    effect: 'row-refused',
    en: 'The row names this field twice, and programs differ in which of the two they read; leave one.',
    id: 'Baris menyebut kolom ini dua kali, dan program berbeda membaca yang berbeda; sisakan satu.',
  },
  'record.changed': {
    effect: 'noted',
    en: 'The record differs from the one imported before; running selections keep theirs.',
    id: 'Data berbeda dari impor sebelumnya; seleksi berjalan memakai data semula.',
  },
  'record.frozen': {
    effect: 'noted',
    en: 'This person stands in a selection, which keeps the data it froze; look whether a correction is due there.',
    id: 'Orang ini ada dalam seleksi, yang tetap memakai data beku; periksa apakah perlu koreksi di sana.',
  },
  'record.vanished': {
    effect: 'noted',
    en: 'Imported before, absent from this file; kept as it was.',
    id: 'Pernah diimpor, tidak ada dalam berkas ini; tetap disimpan.',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
