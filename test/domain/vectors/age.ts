import { expect } from 'vitest';
import { ageAtAppointment, isWithinAge } from '#domain/age.ts';
import type { LeapBirthday } from '#domain/dates.ts';
import type { Subject } from './reader.ts';

interface AgeInput {
  readonly bornOn: string | null;
  readonly bornOnFromNip?: string | null;
  readonly plannedOn: string | null;
  readonly today?: string;
  readonly maxAge: number;
}

interface AgeCase {
  readonly input: AgeInput;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly expectedFeb28?: Readonly<Record<string, unknown>>;
}

function answer(input: AgeInput, leapBirthday: LeapBirthday): Record<string, unknown> {
  const { bornOn, plannedOn, maxAge, bornOnFromNip = null } = input;
  const age = ageAtAppointment({ bornOn, plannedOn, bornOnFromNip, leapBirthday });
  if (age.status === 'UNKNOWN') return { ...age };
  const verdict = (strictness: 'completed-years' | 'exact'): string =>
    isWithinAge(age, { maxYears: maxAge, strictness }) ? 'PASS' : 'FAIL';
  return { ...age, completedYears: verdict('completed-years'), exact: verdict('exact') };
}

export const ageSubject: Subject = {
  cases: ({ input, expected, expectedFeb28 }: AgeCase) => {
    expect(answer(input, 'mar-1')).toMatchObject(expected);
    if (expectedFeb28 !== undefined) expect(answer(input, 'feb-28')).toMatchObject(expectedFeb28);
  },
  plannedNotToday: ({ input, expected }: AgeCase) => {
    const { ageToday, ageAtAppointment: years, ...rest } = expected;
    expect(answer(input, 'mar-1')).toMatchObject({ years, ...rest });
    expect(answer({ ...input, plannedOn: input.today ?? null }, 'mar-1')).toMatchObject({ years: ageToday });
  },
};
