import { addDays, instantAt, localTimeOf, parseInstant, weekdayOf, writeInstant } from './dates.ts';

/** The holidays of one country and year by decree. A year without one is never computed on weekends alone. */
export interface Calendar {
  /** `id-2026`: also the name of its file. */
  readonly id: string;
  readonly year: number;
  /** The decree is not on file yet: every deadline that rests on it says so. */
  readonly provisional: boolean;
  readonly entries: readonly CalendarEntry[];
}

export interface CalendarEntry {
  readonly date: string;
  readonly kind: 'libur-nasional' | 'cuti-bersama';
  readonly name: { readonly id: string; readonly en: string };
  readonly decree: string | null;
  /** The day the decree was signed: before it the entry did not exist. Null where it is not known. */
  readonly effectiveFrom: string | null;
}

/** The three zones of Indonesia; none has daylight saving. */
export type Zone = 'Asia/Jakarta' | 'Asia/Pontianak' | 'Asia/Makassar' | 'Asia/Jayapura';

const offsets: Readonly<Record<Zone, { readonly minutes: number; readonly text: string }>> = {
  'Asia/Jakarta': { minutes: 420, text: '+07:00' },
  'Asia/Pontianak': { minutes: 420, text: '+07:00' },
  'Asia/Makassar': { minutes: 480, text: '+08:00' },
  'Asia/Jayapura': { minutes: 540, text: '+09:00' },
};

/** Which entries bind: all, or those of decrees signed by a day; and whether joint leave stops the clock. */
export interface CalendarUse {
  readonly cutiBersamaIsNonWorking?: boolean;
  readonly calendarAsOf?: string;
}

export interface DeadlineRequest extends CalendarUse {
  /** An instant with its offset. */
  readonly receivedAt: string;
  readonly workingDays: number;
  /** Of the authority that owes the answer. */
  readonly zone: Zone;
  /** `HH:MM` local; at or after it counts as received on the next working day. */
  readonly cutoff: string | null;
}

/** The arithmetic of a deadline, stored with it, shown to people and repeated by the verifier. */
export interface DeadlineExplanation {
  readonly algorithm: 'working-days/1';
  readonly receivedAt: string;
  readonly receivedLocal: string;
  readonly zone: Zone;
  readonly cutoff: string | null;
  readonly workingDays: number;
  readonly cutiBersamaIsNonWorking: boolean;
  readonly calendarAsOf: string | null;
  readonly receiptDay: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly counted: readonly string[];
  /** `2026-05-14 libur-nasional`: holidays between receipt and last day that do not fall on a weekend. */
  readonly skippedHolidays: readonly string[];
  readonly skippedWeekendDays: number;
  /** 00:00 local of the day after the last day, exclusive. */
  readonly lapsesAt: string;
  readonly calendars: readonly string[];
  readonly provisional: boolean;
}

export interface CalendarMissing {
  readonly status: 'UNKNOWN';
  readonly reason: 'calendar.missing';
  readonly year: number;
}

export interface KnownDeadline {
  readonly status: 'KNOWN';
  /** UTC with microseconds; the first instant that is too late. */
  readonly dueAt: string;
  /** Years whose decrees were asked, as `id-2026`; their digest pins the deadline. */
  readonly calendarIds: readonly string[];
  readonly provisional: boolean;
  readonly explanation: DeadlineExplanation;
}

export type Deadline = KnownDeadline | CalendarMissing;

/**
 * When a term of working days ends (`working-days/1`): the day of receipt is not counted, the clock lapses at the end
 * of the last counted day. At least one working day; `receivedAt` is an instant the product itself wrote.
 */
export function deadline(request: DeadlineRequest, calendars: readonly Calendar[]): Deadline {
  const received = parseInstant(request.receivedAt);
  if (received === undefined || !Number.isInteger(request.workingDays) || request.workingDays < 1)
    throw new Error('a deadline needs an instant and at least one working day');
  const desk = openCalendars(calendars, request);
  const walk = walkTerm({ received, request, desk });
  if ('status' in walk) return walk;
  const explanation = explain({ request, walk, desk, received });
  const offset = offsets[request.zone].minutes;
  const dueAt = writeInstant(instantAt({ day: addDays(walk.lastDay, 1), time: '00:00' }, offset));
  const { calendars: calendarIds, provisional } = explanation;
  return { status: 'KNOWN', dueAt, calendarIds, provisional, explanation };
}

interface Walk {
  readonly receiptDay: string;
  readonly counted: readonly string[];
  readonly lastDay: string;
  readonly skippedHolidays: readonly string[];
  readonly skippedWeekendDays: number;
}

function walkTerm(term: { received: number; request: DeadlineRequest; desk: Desk }): Walk | CalendarMissing {
  const { request, desk } = term;
  const local = localTimeOf(term.received, offsets[request.zone].minutes);
  const late = request.cutoff !== null && local.time >= request.cutoff;
  const receiptDay = desk.nextWorkingDay(late ? addDays(local.day, 1) : local.day);
  if (typeof receiptDay !== 'string') return receiptDay;
  const counted: string[] = [];
  const skippedHolidays: string[] = [];
  let skippedWeekendDays = 0;
  for (let day = addDays(receiptDay, 1); counted.length < request.workingDays; day = addDays(day, 1)) {
    const reasons = desk.reasonsAgainst(day);
    if ('status' in reasons) return reasons;
    if (reasons.length === 0) counted.push(day);
    else if (reasons[0] === 'weekend') skippedWeekendDays += 1;
    else skippedHolidays.push(`${day} ${reasons.join(' ')}`);
  }
  return { receiptDay, counted, lastDay: counted.at(-1) ?? receiptDay, skippedHolidays, skippedWeekendDays };
}

function explain(made: { request: DeadlineRequest; walk: Walk; desk: Desk; received: number }): DeadlineExplanation {
  const { request, walk, desk } = made;
  const offset = offsets[request.zone];
  const local = localTimeOf(made.received, offset.minutes);
  const used = desk.between(local.day, walk.lastDay);
  return {
    algorithm: 'working-days/1',
    receivedAt: request.receivedAt,
    receivedLocal: `${local.day} ${local.time}`,
    zone: request.zone,
    cutoff: request.cutoff,
    workingDays: request.workingDays,
    cutiBersamaIsNonWorking: request.cutiBersamaIsNonWorking ?? true,
    calendarAsOf: request.calendarAsOf ?? null,
    ...walk,
    firstDay: walk.counted[0] ?? walk.lastDay,
    lapsesAt: `${addDays(walk.lastDay, 1)}T00:00:00${offset.text}`,
    calendars: used.map((calendar) => calendar.id),
    provisional: used.some((calendar) => calendar.provisional),
  };
}

/** Whether an act at an instant still falls before the due instant; the last moment counts, the due instant itself is too late. */
export function isInTime(actedAt: string, dueAt: string): boolean {
  const [acted, due] = [parseInstant(actedAt), parseInstant(dueAt)];
  if (acted === undefined || due === undefined) throw new Error('not an instant');
  return acted < due;
}

export interface ReminderRequest extends CalendarUse {
  readonly dueAt: string;
  /** Working days before the last day; 0 is the last day itself. */
  readonly daysBefore: number;
  readonly zone: Zone;
  /** Local `HH:MM`. */
  readonly at: string;
}

/** When to remind before a deadline: a UTC instant, or which calendar is missing. */
export function reminderAt(request: ReminderRequest, calendars: readonly Calendar[]): string | CalendarMissing {
  const due = parseInstant(request.dueAt);
  if (due === undefined) throw new Error('not an instant');
  const desk = openCalendars(calendars, request);
  const offset = offsets[request.zone].minutes;
  let day = addDays(localTimeOf(due, offset).day, -1);
  for (let left = request.daysBefore; left > 0; ) {
    day = addDays(day, -1);
    const reasons = desk.reasonsAgainst(day);
    if ('status' in reasons) return reasons;
    if (reasons.length === 0) left -= 1;
  }
  return writeInstant(instantAt({ day, time: request.at }, offset));
}

/** Why a day is not worked: weekend, libur-nasional, cuti-bersama; empty for a working day. */
export function reasonsAgainst(
  day: string,
  calendars: readonly Calendar[],
  use: CalendarUse = {},
): readonly string[] | CalendarMissing {
  return openCalendars(calendars, use).reasonsAgainst(day);
}

/** Working days from one day to another, both included. */
export function workingDaysBetween(
  { from, to }: { readonly from: string; readonly to: string },
  calendars: readonly Calendar[],
  use: CalendarUse = {},
): number | CalendarMissing {
  const desk = openCalendars(calendars, use);
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const reasons = desk.reasonsAgainst(day);
    if ('status' in reasons) return reasons;
    if (reasons.length === 0) count += 1;
  }
  return count;
}

interface Desk {
  reasonsAgainst: (day: string) => readonly string[] | CalendarMissing;
  nextWorkingDay: (day: string) => string | CalendarMissing;
  between: (from: string, to: string) => readonly Calendar[];
}

/** Calendars never change and few uses are made of them: each set is opened once for each, and then asked again and again. */
const opened = new WeakMap<readonly Calendar[], Map<string, Desk>>();

/** Calendars opened so that many days can be asked. */
export function openCalendars(calendars: readonly Calendar[], use: CalendarUse): Desk {
  const desks = opened.get(calendars) ?? new Map<string, Desk>();
  opened.set(calendars, desks);
  const name = `${use.cutiBersamaIsNonWorking === false ? 'worked' : 'free'} ${use.calendarAsOf ?? ''}`;
  const desk = desks.get(name) ?? openDesk(calendars, use);
  desks.set(name, desk);
  return desk;
}

function openDesk(calendars: readonly Calendar[], use: CalendarUse): Desk {
  const years = new Map(calendars.map((calendar) => [calendar.year, holidaysOf(calendar, use)]));
  const reasonsAgainst = (day: string): readonly string[] | CalendarMissing => {
    const holidays = years.get(Number(day.slice(0, 4)));
    if (holidays === undefined) return { status: 'UNKNOWN', reason: 'calendar.missing', year: Number(day.slice(0, 4)) };
    const weekend = weekdayOf(day) > 4 ? ['weekend'] : [];
    return [...weekend, ...(holidays.get(day) ?? [])];
  };
  const nextWorkingDay = (from: string): string | CalendarMissing => {
    for (let day = from; ; day = addDays(day, 1)) {
      const reasons = reasonsAgainst(day);
      if ('status' in reasons) return reasons;
      if (reasons.length === 0) return day;
    }
  };
  const between = (from: string, to: string): readonly Calendar[] =>
    calendars
      .filter(({ year }) => year >= Number(from.slice(0, 4)) && year <= Number(to.slice(0, 4)))
      .toSorted((left, right) => left.year - right.year);
  return { reasonsAgainst, nextWorkingDay, between };
}

function holidaysOf(calendar: Calendar, use: CalendarUse): Map<string, string[]> {
  const holidays = new Map<string, string[]>();
  for (const entry of calendar.entries) {
    if (entry.kind === 'cuti-bersama' && use.cutiBersamaIsNonWorking === false) continue;
    if (use.calendarAsOf !== undefined && entry.effectiveFrom !== null && entry.effectiveFrom > use.calendarAsOf)
      continue;
    const kinds = holidays.get(entry.date) ?? [];
    if (!kinds.includes(entry.kind)) holidays.set(entry.date, [...kinds, entry.kind].toSorted().toReversed());
  }
  return holidays;
}

/** The local day of an instant. */
export function localDayOf(instant: string, zone: Zone): string {
  const micros = parseInstant(instant);
  if (micros === undefined) throw new Error('not an instant');
  return localTimeOf(micros, offsets[zone].minutes).day;
}

/** The first instant of a local day, in UTC. */
export function startOfDay(day: string, zone: Zone): string {
  return writeInstant(instantAt({ day, time: '00:00' }, offsets[zone].minutes));
}
