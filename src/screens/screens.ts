import type { ActScreen, Screen, Screens } from '#platform/screens.ts';
import { ballotAct } from './acts/ballot.ts';
import { receiptScreen } from './receipt.ts';
import { selectionScreen } from './selection/page.ts';
import { endSessionAct, sessionsScreen } from './sessions.ts';

const screens: readonly Screen[] = [receiptScreen, selectionScreen, sessionsScreen];

const acts: readonly ActScreen[] = [ballotAct, endSessionAct];

/** Every page of the product. */
export function listScreens(): Screens {
  return { screens, acts };
}
