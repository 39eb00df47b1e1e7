import type { ActScreen, PublicScreen, Screen, Screens } from '#platform/screens.ts';
import { actionsScreen } from './actions.ts';
import { approveChoiceAct } from './acts/approve-choice.ts';
import { assessorsAct } from './acts/assessors.ts';
import { ballotAct } from './acts/ballot.ts';
import { chooseAct } from './acts/choose.ts';
import { clockCommands } from './acts/clock-commands.ts';
import { committeeCommands } from './acts/committee-commands.ts';
import { certifyLapseAct, concurrenceAct, requestConcurrenceAct } from './acts/concurrence.ts';
import { correctionAnswerAct } from './acts/correction-answer.ts';
import { courseCommands } from './acts/course-commands.ts';
import { criteriaDraftAct } from './acts/criteria-draft.ts';
import { decreeAct, inaugurateAct } from './acts/decree.ts';
import { nominateAct } from './acts/nominate.ts';
import { openSelectionAct } from './acts/open-selection.ts';
import { poolAct } from './acts/pool.ts';
import { countersignAct, sealAct } from './acts/seal.ts';
import { seatsAct } from './acts/seats.ts';
import { upholdAct } from './acts/uphold.ts';
import { verifyAct } from './acts/verify.ts';
import { commandScreen } from './command.ts';
import { criteriaScreen } from './criteria.ts';
import { gatesScreen } from './gates.ts';
import { helpScreen, verifyScreen } from './help.ts';
import { placementScreen } from './placement.ts';
import { receiptScreen } from './receipt.ts';
import { minutesScreen } from './record/minutes.ts';
import { recordScreen } from './record/page.ts';
import { readingsScreen } from './record/readings.ts';
import { searchScreen } from './record/search.ts';
import { selectionScreen } from './selection/page.ts';
import { endSessionAct, sessionsScreen } from './sessions.ts';

const screens: readonly Screen[] = [
  actionsScreen,
  commandScreen,
  placementScreen,
  receiptScreen,
  minutesScreen,
  readingsScreen,
  recordScreen,
  searchScreen,
  selectionScreen,
  sessionsScreen,
  criteriaScreen,
  gatesScreen,
];

const open: readonly PublicScreen[] = [helpScreen, verifyScreen];

const acts: readonly ActScreen[] = [
  approveChoiceAct,
  ballotAct,
  certifyLapseAct,
  chooseAct,
  ...clockCommands,
  ...committeeCommands,
  concurrenceAct,
  ...courseCommands,
  decreeAct,
  endSessionAct,
  inaugurateAct,
  requestConcurrenceAct,
  assessorsAct,
  correctionAnswerAct,
  countersignAct,
  criteriaDraftAct,
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
  return { screens, open, acts };
}
