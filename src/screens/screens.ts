import type { ActScreen, Screen, Screens } from '#platform/screens.ts';
import { ballotAct } from './acts/ballot.ts';
import { confirmDataAct } from './acts/confirmation.ts';
import { declareAct } from './acts/declare.ts';
import { disputeAct } from './acts/dispute.ts';
import { motionAct } from './acts/motion.ts';
import { presenceAct } from './acts/presence.ts';
import { stepBackAct } from './acts/step-back.ts';
import { withdrawAct } from './acts/withdraw.ts';
import { receiptScreen } from './receipt.ts';
import { scoreScreen } from './score/entry.ts';
import { sheetAct } from './score/sheet.ts';
import { selectionScreen } from './selection/page.ts';
import { endSessionAct, sessionsScreen } from './sessions.ts';

const screens: readonly Screen[] = [receiptScreen, scoreScreen, selectionScreen, sessionsScreen];

const acts: readonly ActScreen[] = [
  ballotAct,
  confirmDataAct,
  declareAct,
  disputeAct,
  endSessionAct,
  motionAct,
  presenceAct,
  sheetAct,
  stepBackAct,
  withdrawAct,
];

/** Every page of the product. */
export function listScreens(): Screens {
  return { screens, acts };
}
