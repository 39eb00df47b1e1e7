import { accessCodes } from './codes/access.ts';
import { agencyCodes } from './codes/agency.ts';
import { assessmentCodes } from './codes/assessment.ts';
import { ballotCodes } from './codes/ballot.ts';
import { calendarCodes } from './codes/calendar.ts';
import { choiceCodes } from './codes/choice.ts';
import { commandCodes } from './codes/command.ts';
import { committeeCodes } from './codes/committee.ts';
import { concurrenceCodes } from './codes/concurrence.ts';
import { correctionCodes } from './codes/correction.ts';
import { criteriaCodes } from './codes/criteria.ts';
import { declarationCodes } from './codes/declaration.ts';
import { decreeCodes } from './codes/decree.ts';
import { entryCodes } from './codes/entry.ts';
import { erasureCodes } from './codes/erasure.ts';
import { grantCodes } from './codes/grant.ts';
import { importCodes } from './codes/import.ts';
import { inputCodes } from './codes/input.ts';
import { interestCodes } from './codes/interest.ts';
import { mapCodes } from './codes/map.ts';
import { meritCodes } from './codes/merit.ts';
import { motionCodes } from './codes/motion.ts';
import { nominationCodes } from './codes/nomination.ts';
import { planCodes } from './codes/plan.ts';
import { policyCodes } from './codes/policy.ts';
import { reminderCodes } from './codes/reminder.ts';
import { seatCodes } from './codes/seat.ts';
import { selectionCodes } from './codes/selection.ts';
import { sessionCodes } from './codes/session.ts';
import { stageCodes } from './codes/stage.ts';
import { successionCodes } from './codes/succession.ts';
/** Every refusal code of the product. Released codes are permanent: never renamed, never reused. */
export const codes = {
  ...entryCodes,
  ...importCodes,
  ...inputCodes,
  ...sessionCodes,
  ...calendarCodes,
  ...meritCodes,
  ...mapCodes,
  ...planCodes,
  ...policyCodes,
  ...accessCodes,
  ...agencyCodes,
  ...grantCodes,
  ...stageCodes,
  ...reminderCodes,
  ...selectionCodes,
  ...committeeCodes,
  ...seatCodes,
  ...declarationCodes,
  ...interestCodes,
  ...motionCodes,
  ...ballotCodes,
  ...choiceCodes,
  ...concurrenceCodes,
  ...decreeCodes,
  ...nominationCodes,
  ...correctionCodes,
  ...assessmentCodes,
  ...criteriaCodes,
  ...commandCodes,
  ...erasureCodes,
  ...successionCodes,
} as const;

export type RefusalCode = keyof typeof codes;
