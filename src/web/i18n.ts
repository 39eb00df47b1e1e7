import { codes } from '#domain/codes.ts';
import { fillPlaces, type Refusal } from '#domain/refusal.ts';

/** The languages of pages and problems; Indonesian is the language of the record and the default. */
export const locales = ['id', 'en'] as const;

export type Locale = (typeof locales)[number];

/** A refusal's words in the reader's language. */
export function refusalMessage(refusal: Refusal, locale: Locale): string {
  return fillPlaces(codes[refusal.code][locale], refusal.details);
}

/** What is in the way when nobody said no: permanent codes of the edge, beside the refusal codes. */
export const weatherTexts = {
  'service.unavailable': {
    en: 'A part that this needs is not available right now. Nothing was lost; try again shortly.',
    id: 'Bagian yang diperlukan sedang tidak tersedia. Tidak ada yang hilang; silakan coba lagi sebentar lagi.',
  },
  'service.read-only': {
    en: 'The record takes no acts at the moment: an operator is putting it in order. Everything can be read; nothing was lost.',
    id: 'Catatan sedang tidak menerima tindakan: operator sedang memulihkannya. Semua tetap dapat dibaca; tidak ada yang hilang.',
  },
  'service.too-many': {
    en: 'Too many requests in a short time. Wait a little.',
    id: 'Terlalu banyak permintaan dalam waktu singkat. Tunggu sebentar.',
  },
  'service.failed': {
    en: 'Something went wrong on our side. Quote the number of this answer when you report it.',
    id: 'Terjadi kesalahan di pihak kami. Sebutkan nomor jawaban ini saat melaporkannya.',
  },
} as const satisfies Record<string, Record<Locale, string>>;

export type WeatherCode = keyof typeof weatherTexts;

/** Titles of problems by HTTP status: the same for every occurrence, so programs and people can group by them. */
export const problemTitles: Readonly<Record<number, Readonly<Record<Locale, string>>>> = {
  400: { en: 'Not understood', id: 'Tidak dapat dipahami' },
  401: { en: 'Not signed in', id: 'Belum masuk' },
  403: { en: 'Not allowed', id: 'Tidak diizinkan' },
  404: { en: 'Not found', id: 'Tidak ditemukan' },
  409: { en: 'Not possible now', id: 'Tidak dapat dilakukan saat ini' },
  412: { en: 'Changed meanwhile', id: 'Sudah berubah' },
  413: { en: 'Too large', id: 'Terlalu besar' },
  415: { en: 'Unsupported form', id: 'Bentuk tidak didukung' },
  428: { en: 'Precondition required', id: 'Prasyarat diperlukan' },
  429: { en: 'Too many requests', id: 'Terlalu banyak permintaan' },
  500: { en: 'Our fault', id: 'Kesalahan kami' },
  503: { en: 'Not available now', id: 'Sedang tidak tersedia' },
};
