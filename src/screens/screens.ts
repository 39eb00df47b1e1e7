import type { ActScreen, Screen, Screens } from '#platform/screens.ts';
import { actionsScreen } from './actions.ts';
import { approveChoiceAct } from './acts/approve-choice.ts';
import { ballotAct } from './acts/ballot.ts';
import { chooseAct } from './acts/choose.ts';
import { clockCommands } from './acts/clock-commands.ts';
import { committeeCommands } from './acts/committee-commands.ts';
import { certifyLapseAct, concurrenceAct, requestConcurrenceAct } from './acts/concurrence.ts';
import { courseCommands } from './acts/course-commands.ts';
import { decreeAct, inaugurateAct } from './acts/decree.ts';
import { commandScreen } from './command.ts';
import { placementScreen } from './placement.ts';
import { receiptScreen } from './receipt.ts';
import { selectionScreen } from './selection/page.ts';
import { endSessionAct, sessionsScreen } from './sessions.ts';

const screens: readonly Screen[] = [
  actionsScreen,
  commandScreen,
  placementScreen,
  receiptScreen,
  selectionScreen,
  sessionsScreen,
];

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
];

/** Every page of the product. */
export function listScreens(): Screens {
  return { screens, acts };
}
