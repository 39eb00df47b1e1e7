import type { FindingWords } from './words.ts';

/** About values that are written in another way and read all the same. */
export const notationFindings = {
  'name.case': {
    effect: 'noted',
    en: 'Mixed letter case; compared folded.',
    id: 'Huruf campuran; dibandingkan tanpa beda huruf.',
  },
  'name.spaces': {
    effect: 'noted',
    en: 'Repeated spaces; compared collapsed.',
    id: 'Spasi ganda; dibandingkan sesudah dirapatkan.',
  },
  'title.case': {
    effect: 'noted',
    en: 'Unusual letter case in the title; compared folded.',
    id: 'Huruf pada nama jabatan tidak lazim; dibandingkan tanpa beda huruf.',
  },
  'title.contains-unit': {
    effect: 'noted',
    en: 'The unit was pasted into the title; remove it at the source.',
    id: 'Nama unit menempel pada nama jabatan; hapus di sumber.',
  },
  'title.acting': {
    effect: 'unknown',
    en: 'The title is an acting duty; state the definitive post at the source.',
    id: 'Jabatan ini pelaksana tugas; isi jabatan definitif di sumber.',
  },
  'degree.notation': {
    effect: 'noted',
    en: 'Other spelling of the degree; compared without dots.',
    id: 'Ejaan gelar lain; dibandingkan tanpa titik.',
  },
  'rank.notation': {
    effect: 'noted',
    en: 'Written with a dot; read as the slash form.',
    id: 'Ditulis dengan titik; dibaca sebagai bentuk garis miring.',
  },
  'code.label': {
    effect: 'noted',
    en: 'The label does not belong to the code; the code decides.',
    id: 'Nama tidak sesuai kode; kode yang menentukan.',
  },
  'status.case': {
    effect: 'noted',
    en: 'The code decides; the label is written differently.',
    id: 'Kode yang menentukan; penulisan nama berbeda.',
  },
  'employee-type.case': {
    effect: 'noted',
    en: 'Unusual letter case; read as written in the list.',
    id: 'Huruf tidak lazim; dibaca seperti dalam daftar.',
  },
  'eselon.label': {
    effect: 'noted',
    en: 'A level name instead of the eselon code; use the code.',
    id: 'Nama jenjang, bukan kode eselon; pakai kodenya.',
  },
  'level.label': {
    effect: 'noted',
    en: '"JPT Pertama" is read as JPT Pratama; correct it at the source.',
    id: '"JPT Pertama" dibaca JPT Pratama; perbaiki di sumber.',
  },
  'date.format': {
    effect: 'noted',
    en: 'Read as an ISO date; the export uses DD-MM-YYYY.',
    id: 'Dibaca sebagai tanggal ISO; ekspor memakai DD-MM-YYYY.',
  },
  'year.format': {
    effect: 'noted',
    en: 'The year is text with spaces; export it as a number.',
    id: 'Tahun berupa teks berspasi; ekspor sebagai angka.',
  },
  'hours.notation': {
    effect: 'noted',
    en: 'The unit JP was removed from the hours.',
    id: 'Satuan JP dihapus dari jumlah jam.',
  },
  'award.level-case': {
    effect: 'noted',
    en: 'Unusual letter case in the level; compared folded.',
    id: 'Huruf pada tingkat tidak lazim; dibandingkan tanpa beda huruf.',
  },
  'performance.label': {
    effect: 'noted',
    en: 'A short label of the rating; use the full one.',
    id: 'Nama penilaian dipendekkan; pakai nama lengkap.',
  },
  'performance.quadrant-label': {
    effect: 'noted',
    en: 'A label instead of the quadrant code; use the code.',
    id: 'Nama predikat, bukan kode kuadran; pakai kodenya.',
  },
  'reference.duplicate': {
    effect: 'noted',
    en: 'Two live units differ only in letter case; merge them at the source.',
    id: 'Dua unit hanya berbeda huruf; gabungkan di sumber.',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
