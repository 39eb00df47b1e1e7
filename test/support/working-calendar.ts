import { readFileSync } from 'node:fs';

/** Working days counted by hand, apart from the product's own arithmetic: Jakarta, seven hours ahead of UTC. */
const holidays = new Set(
  [2026, 2027].flatMap((year) => {
    const { entries } = JSON.parse(readFileSync(`calendars/id-${year}.json`, 'utf8')) as {
      entries: { date: string }[];
    };
    return entries.map(({ date }) => date);
  }),
);

const dayMs = 86_400_000;
const jakartaMs = 7 * 3_600_000;

export function localDay(instant: string): string {
  return new Date(Date.parse(instant) + jakartaMs).toISOString().slice(0, 10);
}

function shift(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * dayMs).toISOString().slice(0, 10);
}

function isWorked(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

/** The last day of a term: what comes after four in the afternoon came on the next working day, and that day is not counted. */
export function lastDayOf(receivedAt: string, workingDays: number): string {
  const time = new Date(Date.parse(receivedAt) + jakartaMs).toISOString().slice(11, 16);
  let day = time >= '16:00' ? shift(localDay(receivedAt), 1) : localDay(receivedAt);
  while (!isWorked(day)) day = shift(day, 1);
  for (let left = workingDays; left > 0; ) {
    day = shift(day, 1);
    if (isWorked(day)) left -= 1;
  }
  return day;
}

export function workingDaysBefore(day: string, count: number): string {
  let found = day;
  for (let left = count; left > 0; ) {
    found = shift(found, -1);
    if (isWorked(found)) left -= 1;
  }
  return found;
}

/** The first instant after a local day. */
export function endOf(day: string): string {
  return `${shift(day, 0)}T17:00:00.000000Z`;
}
