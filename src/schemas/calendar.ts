import { z } from 'zod';
import type { Calendar } from '#domain/working-days.ts';
import { daySchema } from './policy-parts.ts';

const entrySchema = z
  .looseObject({
    date: daySchema,
    kind: z.enum(['libur-nasional', 'cuti-bersama']),
    name: z.strictObject({ id: z.string(), en: z.string() }),
    decree: z.string().nullable(),
    effectiveFrom: daySchema.nullable(),
  })
  .transform(({ date, kind, name, decree, effectiveFrom }) => ({ date, kind, name, decree, effectiveFrom }));

/** A calendar file by decree; sources and notes for readers are let through and left out. */
export const calendarSchema = z
  .looseObject({
    country: z.string().regex(/^[A-Z]{2}$/),
    year: z.int().min(2000).max(2200),
    provisional: z.boolean().optional(),
    counts: z.record(z.string(), z.int()),
    entries: z.array(entrySchema),
  })
  .superRefine(({ year, counts, entries }, context) => {
    if (entries.some(({ date }) => !date.startsWith(`${year}-`)))
      context.addIssue({ code: 'custom', message: `an entry is not of ${year}` });
    for (const kind of ['libur-nasional', 'cuti-bersama'] as const) {
      const found = entries.filter((entry) => entry.kind === kind).length;
      if (found !== counts[kind])
        context.addIssue({ code: 'custom', message: `${kind}: ${found} entries, not the count` });
    }
  })
  .transform(
    ({ country, year, provisional, entries }): Calendar => ({
      id: `${country.toLowerCase()}-${year}`,
      year,
      provisional: provisional ?? false,
      entries,
    }),
  );
