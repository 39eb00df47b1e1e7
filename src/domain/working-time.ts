import { addDays, parseInstant, writeInstant } from './dates.ts';
import { type Calendar, type CalendarUse, localDayOf, openCalendars, startOfDay, type Zone } from './working-days.ts';

/** Working days on one set of calendars, counted once so that many spans can be asked. Null where a calendar is missing. */
export interface WorkingTime {
  /** Working days after today up to the last day before the due instant: 0 on the last day itself, negative after it. */
  left(dueAt: string, now: string): number | null;
  /** Working days since an instant: 0 on its own day. */
  since(from: string, to: string): number | null;
  /** The last due instant that is no more than some working days away. */
  horizon(now: string, workingDays: number): string | null;
  /** The days counted, from the first on, each with its number of working days so far. */
  readonly days: readonly CountedDay[];
}

/** What is due within so many working days is due soon. */
export const dueSoonWorkingDays = 2;

interface CountedDay {
  readonly day: string;
  readonly count: number;
  /** Changes after a year that has no calendar: no span reaches across. */
  readonly run: number;
}

export function openWorkingTime(
  calendars: readonly Calendar[],
  { zone, ...use }: CalendarUse & { readonly zone: Zone },
): WorkingTime {
  const days = countDays(calendars, use);
  const byDay = new Map(days.map((counted) => [counted.day, counted]));
  const between = (from: string, to: string) => {
    const [first, last] = [byDay.get(from), byDay.get(to)];
    return first === undefined || last === undefined || first.run !== last.run ? null : last.count - first.count;
  };
  return {
    days,
    left: (dueAt, now) => between(localDayOf(now, zone), localDayOf(momentBefore(dueAt), zone)),
    since: (from, to) => between(localDayOf(from, zone), localDayOf(to, zone)),
    horizon: (now, workingDays) => {
      const today = byDay.get(localDayOf(now, zone));
      if (today === undefined) return null;
      const beyond = days.find(({ count, run }) => run === today.run && count > today.count + workingDays);
      return beyond === undefined ? null : startOfDay(beyond.day, zone);
    },
  };
}

function countDays(calendars: readonly Calendar[], use: CalendarUse): readonly CountedDay[] {
  const desk = openCalendars(calendars, use);
  const counted: CountedDay[] = [];
  let [count, run] = [0, 0];
  for (const year of calendars.map((calendar) => calendar.year).toSorted((one, other) => one - other)) {
    const last = counted.at(-1);
    if (last !== undefined && !last.day.startsWith(String(year - 1))) run += 1;
    for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) {
      const reasons = desk.reasonsAgainst(day);
      if ('status' in reasons) throw new Error('a calendar without its own year');
      if (reasons.length === 0) count += 1;
      counted.push({ day, count, run });
    }
  }
  return counted;
}

/** A due instant is the first that is too late; the moment before it is the last that is not. */
function momentBefore(dueAt: string): string {
  const due = parseInstant(dueAt);
  if (due === undefined) throw new Error('not an instant');
  return writeInstant(due - 1);
}
