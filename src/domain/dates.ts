/** Calendar days as ISO text and instants as microseconds, by arithmetic alone: no clock, no time zone of the machine. */

/** Which day is the birthday of 29 February in a common year. */
export type LeapBirthday = 'mar-1' | 'feb-28';

const isoForm = /^(\d{4})-(\d\d)-(\d\d)$/;
const siasnForm = /^(\d\d)-(\d\d)-(\d{4})$/;
const instantForm = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d:\d\d)$/;

const microsPerMinute = 60_000_000;
const minutesPerDay = 1440;
const zero = 0x30;

/** The text itself where it is a real ISO day, else undefined. */
export function parseDay(text: string): string | undefined {
  const [, year, month, day] = isoForm.exec(text) ?? [];
  return year !== undefined && isRealDay(Number(year), Number(month), Number(day)) ? text : undefined;
}

/** The ISO day of SIASN's `DD-MM-YYYY`, or undefined where it is none. */
export function parseSiasnDay(text: string): string | undefined {
  const [, day, month, year] = siasnForm.exec(text) ?? [];
  return year === undefined ? undefined : parseDay(`${year}-${month ?? ''}-${day ?? ''}`);
}

function isRealDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Moves by calendar months; the day is clamped to the last of the month: 31 August − 6 months is 28 or 29 February. */
export function addMonths(day: string, months: number): string {
  const [year, month, dayOfMonth] = partsOf(day);
  const total = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(total / 12), (total % 12) + 1];
  return writeDay(toYear, toMonth, Math.min(dayOfMonth, daysInMonth(toYear, toMonth)));
}

export function addDays(day: string, days: number): string {
  return dayOfNumber(dayNumber(day) + days);
}

/** Negative, zero or positive, for sorting days as they follow each other. */
export function byDay(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Whole months from one day to another, with the clamp of `addMonths`; negative before it. */
export function completedMonths(from: string, on: string): number {
  const [fromYear, fromMonth] = partsOf(from);
  const [onYear, onMonth] = partsOf(on);
  const months = (onYear - fromYear) * 12 + onMonth - fromMonth;
  return addMonths(from, months) > on ? months - 1 : months;
}

/** A dated item counts while `date <= asOf < date + months`. */
export function isInWindow(date: string, asOf: string, months: number): boolean {
  return date <= asOf && asOf < addMonths(date, months);
}

export interface Age {
  readonly years: number;
  readonly daysSinceBirthday: number;
}

/** Completed years on a day, and the days since the last birthday; who is born on 29 February has it on the day the policy names. */
export function ageOn(bornOn: string, on: string, leapBirthday: LeapBirthday): Age {
  const [bornYear] = partsOf(bornOn);
  const [onYear] = partsOf(on);
  const thisYear = birthdayIn(onYear, bornOn, leapBirthday);
  const last = thisYear <= on ? thisYear : birthdayIn(onYear - 1, bornOn, leapBirthday);
  return { years: partsOf(last)[0] - bornYear, daysSinceBirthday: dayNumber(on) - dayNumber(last) };
}

function birthdayIn(year: number, bornOn: string, leapBirthday: LeapBirthday): string {
  const [, month, day] = partsOf(bornOn);
  if (isRealDay(year, month, day)) return writeDay(year, month, day);
  return leapBirthday === 'mar-1' ? writeDay(year, 3, 1) : writeDay(year, 2, 28);
}

/** 0 is Monday, 6 is Sunday. */
export function weekdayOf(day: string): number {
  return (((dayNumber(day) + 3) % 7) + 7) % 7;
}

/** Microseconds since 1970 of an instant with its offset, or undefined where the text is none. */
export function parseInstant(text: string): number | undefined {
  const [, day, hour, minute, second = '0', fraction = '', offset] = instantForm.exec(text) ?? [];
  if (day === undefined || offset === undefined || parseDay(day) === undefined) return undefined;
  const offsetMinutes = offset === 'Z' ? 0 : offsetOf(offset);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59 || offsetMinutes === undefined) return undefined;
  const minutes = dayNumber(day) * minutesPerDay + Number(hour) * 60 + Number(minute) - offsetMinutes;
  return minutes * microsPerMinute + Number(second) * 1_000_000 + Number(fraction.padEnd(6, '0'));
}

/** UTC with microseconds, the form of the ledger. */
export function writeInstant(micros: number): string {
  const minutes = Math.floor(micros / microsPerMinute);
  const [day, timeOfDay] = splitMinutes(minutes);
  const rest = micros - minutes * microsPerMinute;
  const seconds = String(Math.floor(rest / 1_000_000)).padStart(2, '0');
  return `${day}T${timeOfDay}:${seconds}.${String(rest % 1_000_000).padStart(6, '0')}Z`;
}

export interface LocalTime {
  readonly day: string;
  /** `HH:MM` */
  readonly time: string;
}

export function localTimeOf(micros: number, offsetMinutes: number): LocalTime {
  const [day, time] = splitMinutes(Math.floor(micros / microsPerMinute) + offsetMinutes);
  return { day, time };
}

/** The instant of a local day and `HH:MM`. */
export function instantAt({ day, time }: LocalTime, offsetMinutes: number): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return (dayNumber(day) * minutesPerDay + hour * 60 + minute - offsetMinutes) * microsPerMinute;
}

function splitMinutes(minutes: number): [day: string, time: string] {
  const days = Math.floor(minutes / minutesPerDay);
  const ofDay = minutes - days * minutesPerDay;
  const hour = String(Math.floor(ofDay / 60)).padStart(2, '0');
  return [dayOfNumber(days), `${hour}:${String(ofDay % 60).padStart(2, '0')}`];
}

function offsetOf(text: string): number | undefined {
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4))];
  if (hours > 14 || minutes > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function partsOf(day: string): [year: number, month: number, day: number] {
  // Nearly always: much faster than by parts of the text.
  const [century, year, month, dayOfMonth] = [digitsAt(day, 0), digitsAt(day, 2), digitsAt(day, 5), digitsAt(day, 8)];
  if (century >= 0 && year >= 0 && month >= 0 && dayOfMonth >= 0) return [century * 100 + year, month, dayOfMonth];
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

/** The number of two digits at a place of a text; below zero where there are none. */
export function digitsAt(text: string, at: number): number {
  const [tens, units] = [text.charCodeAt(at) - zero, text.charCodeAt(at + 1) - zero];
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : -1;
}

function writeDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar; years start in March, so that the leap day is last. */
function dayNumber(day: string): number {
  const [year, month, dayOfMonth] = partsOf(day);
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dayOfNumber(days: number): string {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return writeDay(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}
