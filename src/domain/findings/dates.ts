import type { FindingWords } from './words.ts';

/** About days and years: what is missing, what is none, and what is in the calendar and cannot be. */
export const dateFindings = {
  'date.missing': { effect: 'unknown', en: 'Fill in the date at the source.', id: 'Isi tanggal di sumber.' },
  'date.invalid': {
    effect: 'unknown',
    en: 'No such date; correct it at the source.',
    id: 'Tanggal tidak ada; perbaiki di sumber.',
  },
  'date.future': {
    effect: 'unknown',
    en: 'After the day of the import; correct it at the source.',
    id: 'Sesudah hari impor; perbaiki di sumber.',
  },
  'date.before-birth': {
    effect: 'unknown',
    en: 'Before the birth that the NIP states; correct it at the source.',
    id: 'Sebelum tanggal lahir menurut NIP; perbaiki di sumber.',
  },
  'date.pns-before-cpns': {
    effect: 'noted',
    en: 'TMT PNS lies before TMT CPNS; correct one at the source. No rule uses it.',
    id: 'TMT PNS mendahului TMT CPNS; perbaiki di sumber. Tidak dipakai aturan.',
  },
  'year.impossible': {
    effect: 'unknown',
    en: 'This year has not come yet, or lies before the birth; correct it at the source.',
    id: 'Tahun ini belum tiba, atau sebelum lahir; perbaiki di sumber.',
  },
  'service.length': {
    effect: 'noted',
    en: 'Longer in service than the person can have worked, or more than 11 months beside the years; correct it at the source. No rule uses it.',
    id: 'Masa kerja melebihi umur kerja, atau bulan lebih dari 11; perbaiki di sumber. Tidak dipakai aturan.',
  },
  'date.order': {
    effect: 'conflict',
    en: 'It ends before it starts; correct the dates at the source.',
    id: 'Selesai sebelum mulai; perbaiki tanggal di sumber.',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
