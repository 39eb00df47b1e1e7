import type { Zone } from '#domain/working-days.ts';
import type { Locale } from './i18n.ts';

/** Dates, times and numbers as people write them. The zone is always printed, since three of them are in use. */
const zoneNames: Readonly<Record<Zone, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

const tags: Readonly<Record<Locale, string>> = { id: 'id-ID', en: 'en-GB' };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: Locale, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(tags[locale], { ...options, timeZone: zone });
    formats.set(key, format);
  }
  return format;
}

export interface Figures {
  /** `24 November 2026 pukul 11.00 WIB`, `24 November 2026, 11:00 WIB`. */
  instant(instant: string): string;
  /** As `instant`, with the day of the week. The first moment of a day is the end of the day before: `Kamis … pukul 24.00 WIB`. */
  deadline(instant: string): string;
  /** The last day before a deadline. */
  lastDay(instant: string): string;
  /** The day of an instant, or a date as it is: `24 November 2026`. */
  day(instantOrDate: string): string;
  shortDay(instantOrDate: string): string;
  /** `2026-06` as `Juni 2026`. */
  month(month: string): string;
  time(instant: string): string;
  number(value: number): string;
  /** An exact number of the record, with two decimals: `90,19`. A fraction is divided for display only. */
  score(exact: string): string;
  /** An exact decimal with all of its digits: `12,5`. */
  decimal(exact: string): string;
  percent(share: number): string;
  /** `satu, dua, dan tiga`, `one, two and three`. */
  list(items: readonly string[]): string;
}

const dayParts = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const shortParts = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const monthParts = { month: 'long', year: 'numeric' } as const;
const clockParts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

export function figuresOf(locale: Locale, zone: Zone): Figures {
  const zoneName = zoneNames[zone];
  const day = (value: string, parts: Intl.DateTimeFormatOptions = dayParts) =>
    value.length === 10
      ? formatOf(locale, 'UTC', parts).format(new Date(`${value}T00:00:00Z`))
      : formatOf(locale, zone, parts).format(new Date(value));
  const clock = (instant: string) => formatOf(locale, zone, clockParts).format(new Date(instant));
  const between = locale === 'id' ? ' pukul ' : ', ';
  const decimals = (digits: number) =>
    new Intl.NumberFormat(tags[locale], { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const [whole, two] = [decimals(0), decimals(2)];
  const joined = new Intl.ListFormat(tags[locale], { type: 'conjunction' });
  return {
    instant: (instant) => `${day(instant)}${between}${clock(instant)} ${zoneName}`,
    deadline: (instant) =>
      `${day(before(instant), { weekday: 'long', ...dayParts })}${between}${endOf(clock(instant))} ${zoneName}`,
    lastDay: (instant) => day(before(instant), shortParts),
    day: (value) => day(value),
    shortDay: (value) => day(value, shortParts),
    month: (month) => day(`${month}-01`, monthParts),
    time: (instant) => `${clock(instant)} ${zoneName}`,
    number: (value) => whole.format(value),
    score: (exact) => two.format(toNumber(exact)),
    decimal: (exact) => (locale === 'id' ? exact.replace('.', ',') : exact),
    percent: (share) => `${whole.format(share * 100)}%`,
    list: (items) => joined.format(items),
  };
}

/** A deadline is exclusive: one at midnight is over with the day before. */
function before(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString();
}

function endOf(clock: string): string {
  return clock.replace(/^00(.)00$/, '24$100');
}

function toNumber(exact: string): number {
  const [numerator, denominator] = exact.split('/');
  return denominator === undefined ? Number(exact) : Number(numerator) / Number(denominator);
}
