import type { ActScreen, Screen, Screens } from '#platform/screens.ts';
import { assessorsAct } from './acts/assessors.ts';
import { ballotAct } from './acts/ballot.ts';
import { correctionAnswerAct } from './acts/correction-answer.ts';
import { criteriaDraftAct } from './acts/criteria-draft.ts';
import { nominateAct } from './acts/nominate.ts';
import { openSelectionAct } from './acts/open-selection.ts';
import { poolAct } from './acts/pool.ts';
import { countersignAct, sealAct } from './acts/seal.ts';
import { seatsAct } from './acts/seats.ts';
import { upholdAct } from './acts/uphold.ts';
import { verifyAct } from './acts/verify.ts';
import { criteriaScreen } from './criteria.ts';
import { gatesScreen } from './gates.ts';
import { receiptScreen } from './receipt.ts';
import { endSessionAct, sessionsScreen } from './sessions.ts';

const screens: readonly Screen[] = [criteriaScreen, gatesScreen, receiptScreen, sessionsScreen];

const acts: readonly ActScreen[] = [
  assessorsAct,
  ballotAct,
  correctionAnswerAct,
  countersignAct,
  criteriaDraftAct,
  endSessionAct,
  nominateAct,
  openSelectionAct,
  poolAct,
  sealAct,
  seatsAct,
  upholdAct,
  verifyAct,
];

/** Every page of the product. */
export function listScreens(): Screens {
  return { screens, acts };
}
