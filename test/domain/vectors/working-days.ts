import { expect } from 'vitest';
import {
  type Deadline,
  type DeadlineRequest,
  deadline,
  isInTime,
  reasonsAgainst,
  workingDaysBetween,
} from '#domain/working-days.ts';
import { readCalendar, type Subject, type VectorFile } from './reader.ts';

interface ClockCase {
  readonly id: string;
  readonly input: DeadlineRequest;
  readonly expected: Readonly<Record<string, unknown>>;
}

const calendars = [readCalendar(2025), readCalendar(2026)];

function answer(due: Deadline): Record<string, unknown> {
  if (due.status === 'UNKNOWN') return { ...due };
  return { status: due.status, ...due.explanation, lapsesAtUtc: due.dueAt.replace('.000000Z', 'Z') };
}

export const workingDaysSubject: Subject = {
  cases: ({ input, expected }: ClockCase) => {
    expect(answer(deadline(input, calendars))).toMatchObject(expected);
  },
  replies: (
    {
      input,
      expected,
    }: { input: { clock: string; repliedAt: string }; expected: { reply: string; blocking: boolean } },
    file: VectorFile & { cases: readonly ClockCase[] },
  ) => {
    const clock = file.cases.find(({ id }) => id === input.clock);
    const due = clock === undefined ? undefined : deadline(clock.input, calendars);
    if (due?.status !== 'KNOWN') throw new Error(`no clock ${input.clock}`);
    const inTime = isInTime(input.repliedAt, due.dueAt);
    expect({ reply: inTime ? 'IN-TIME' : 'LATE', blocking: inTime }).toEqual(expected);
  },
  days: ({ input, expected }: { input: { date: string }; expected: Record<string, unknown> }) => {
    const reasons = reasonsAgainst(input.date, calendars);
    expect('status' in reasons ? reasons : { working: reasons.length === 0, reasons }).toEqual(expected);
  },
  between: ({ input, expected }: { input: { from: string; to: string }; expected: { workingDays: number } }) => {
    expect(workingDaysBetween({ from: input.from, to: input.to }, calendars)).toBe(expected.workingDays);
  },
};
