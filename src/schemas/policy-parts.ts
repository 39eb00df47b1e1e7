import { z } from 'zod';
import { parseDay } from '#domain/dates.ts';

/** Small forms that every part of a policy pack uses. Numbers are exact texts: JSON floats are refused. */

export const wordsSchema = z.strictObject({ id: z.string().min(1), en: z.string().min(1) });

export const citationSchema = z.strictObject({
  instrument: z.string().min(1),
  article: z.string().nullable(),
  confidence: z.enum(['V', 'S', 'I']),
});

export const decimalSchema = z.string().regex(/^(0|[1-9][0-9]{0,5})(\.[0-9]{1,9})?$/);
export const countSchema = z.int().min(0).max(100_000);
export const daySchema = z.string().refine((text) => parseDay(text) !== undefined, 'not a real day');
export const timeSchema = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);

export const postLevelSchema = z.enum([
  'jpt-utama',
  'jpt-madya',
  'jpt-pratama',
  'administrator',
  'pengawas',
  'pelaksana',
  'jf-ahli-utama',
  'jf-ahli-madya',
  'jf-ahli-muda',
  'jf-ahli-pertama',
  'jf-keterampilan',
]);

export const predicateSchema = z.enum(['Sangat Baik', 'Baik', 'Butuh Perbaikan', 'Kurang', 'Sangat Kurang']);
export const jpmCategorySchema = z.enum(['MS', 'MMS', 'KMS']);
export const zoneSchema = z.enum(['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura']);
