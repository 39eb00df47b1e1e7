import { type Age, ageOn, type LeapBirthday } from './dates.ts';
import { type Unknown, unknown } from './known.ts';
import type { AgeStrictness } from './policy-pack.ts';

export interface AgeAsk {
  readonly bornOn: string | null;
  /** A second source of the birth date; where it differs neither wins. */
  readonly bornOnFromNip?: string | null;
  /** Day of appointment, never today. */
  readonly plannedOn: string | null;
  readonly leapBirthday: LeapBirthday;
}

export type AgeResult = ({ readonly status: 'KNOWN' } & Age) | Unknown;

/** The age on the planned day of appointment. */
export function ageAtAppointment({ bornOn, bornOnFromNip = null, plannedOn, leapBirthday }: AgeAsk): AgeResult {
  if (bornOn === null) return unknown('bornOn');
  if (bornOnFromNip !== null && bornOnFromNip !== bornOn) return unknown('bornOn', 'birth.conflict');
  if (plannedOn === null) return unknown('plannedOn');
  return { status: 'KNOWN', ...ageOn(bornOn, plannedOn, leapBirthday) };
}

/** `completed-years`: up to the day before the next birthday; `exact`: up to the birthday itself. */
export function isWithinAge(age: Age, rule: { maxYears: number; strictness: AgeStrictness }): boolean {
  if (rule.strictness === 'completed-years' || age.years !== rule.maxYears) return age.years <= rule.maxYears;
  return age.daysSinceBirthday === 0;
}
