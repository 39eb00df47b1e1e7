import type { ActScreen, PublicScreen, Screen, Screens } from '#platform/screens.ts';
import { actionsScreen } from './actions.ts';
import { approveChoiceAct } from './acts/approve-choice.ts';
import { assessorsAct } from './acts/assessors.ts';
import { ballotAct } from './acts/ballot.ts';
import { chooseAct } from './acts/choose.ts';
import { clockCommands } from './acts/clock-commands.ts';
import { committeeCommands } from './acts/committee-commands.ts';
import { certifyLapseAct, concurrenceAct, requestConcurrenceAct } from './acts/concurrence.ts';
import { confirmDataAct } from './acts/confirmation.ts';
import { correctionAnswerAct } from './acts/correction-answer.ts';
import { courseCommands } from './acts/course-commands.ts';
import { criteriaDraftAct } from './acts/criteria-draft.ts';
import { declareAct } from './acts/declare.ts';
import { decreeAct, inaugurateAct } from './acts/decree.ts';
import { disputeAct } from './acts/dispute.ts';
import { motionAct } from './acts/motion.ts';
import { nominateAct } from './acts/nominate.ts';
import { openSelectionAct } from './acts/open-selection.ts';
import { poolAct } from './acts/pool.ts';
import { presenceAct } from './acts/presence.ts';
import { remindAct } from './acts/remind.ts';
import { countersignAct, sealAct } from './acts/seal.ts';
import { seatsAct } from './acts/seats.ts';
import { stepBackAct } from './acts/step-back.ts';
import { upholdAct } from './acts/uphold.ts';
import { verifyAct } from './acts/verify.ts';
import { withdrawAct } from './acts/withdraw.ts';
import { boardScreen } from './board/page.ts';
import { candidaciesScreen } from './candidacies.ts';
import { candidacyScreen } from './candidacy/page.ts';
import { checkpointsScreen } from './checkpoints.ts';
import { commandScreen } from './command.ts';
import { criteriaScreen } from './criteria.ts';
import { gatesScreen } from './gates.ts';
import { helpScreen, verifyScreen } from './help.ts';
import { dryRunAct } from './imports/dry-run.ts';
import { importsScreen } from './imports/page.ts';
import { queueScreen } from './imports/queue.ts';
import { uploadScreen } from './imports/upload.ts';
import { inboxScreen } from './inbox.ts';
import { mapActs } from './map/acts.ts';
import { letterScreens } from './map/letter.ts';
import { mapScreen } from './map/page.ts';
import { boxScreen, holdingScreen } from './map/people.ts';
import { ownPlaceScreen, placeScreen } from './map/place.ts';
import { reviewScreen } from './map/review.ts';
import { placementScreen } from './placement.ts';
import { planPageActs } from './plans/acts.ts';
import { plansScreen } from './plans/list.ts';
import { planScreen as developmentPlanScreen } from './plans/page.ts';
import { packScreen } from './policies/pack.ts';
import { policiesScreen } from './policies/page.ts';
import { proposalActs, proposalScreen } from './policies/proposal.ts';
import { proposeScreen } from './policies/upload.ts';
import { privacyActs } from './privacy/acts.ts';
import { privacyScreen } from './privacy/page.ts';
import { receiptScreen } from './receipt.ts';
import { minutesScreen } from './record/minutes.ts';
import { recordScreen } from './record/page.ts';
import { readingsScreen } from './record/readings.ts';
import { searchScreen } from './record/search.ts';
import { scoreScreen } from './score/entry.ts';
import { sheetAct } from './score/sheet.ts';
import { selectionScreen } from './selection/page.ts';
import { endSessionAct, sessionsScreen } from './sessions.ts';
import { successionActs } from './succession/acts.ts';
import { forecastScreen } from './succession/forecast.ts';
import { successionScreen } from './succession/page.ts';
import { planScreen as successionPlanScreen } from './succession/plan.ts';
import { talentsScreen } from './succession/talents.ts';
import { supervisionScreen } from './supervision.ts';
import { type Tour, tourScreen } from './tour.ts';

const screens: readonly Screen[] = [
  actionsScreen,
  boardScreen,
  commandScreen,
  candidaciesScreen,
  candidacyScreen,
  boxScreen,
  holdingScreen,
  mapScreen,
  ...letterScreens,
  ownPlaceScreen,
  plansScreen,
  developmentPlanScreen,
  placeScreen,
  reviewScreen,
  placementScreen,
  proposeScreen,
  packScreen,
  policiesScreen,
  proposalScreen,
  privacyScreen,
  receiptScreen,
  minutesScreen,
  readingsScreen,
  recordScreen,
  searchScreen,
  selectionScreen,
  sessionsScreen,
  successionScreen,
  forecastScreen,
  successionPlanScreen,
  talentsScreen,
  supervisionScreen,
  criteriaScreen,
  gatesScreen,
  importsScreen,
  inboxScreen,
  queueScreen,
  scoreScreen,
  uploadScreen,
];

const open: readonly PublicScreen[] = [helpScreen, verifyScreen, checkpointsScreen];

const acts: readonly ActScreen[] = [
  ...clockCommands,
  ...committeeCommands,
  ...courseCommands,
  ...mapActs,
  ...planPageActs,
  ...privacyActs,
  ...proposalActs,
  ...successionActs,
  approveChoiceAct,
  assessorsAct,
  ballotAct,
  certifyLapseAct,
  chooseAct,
  concurrenceAct,
  confirmDataAct,
  correctionAnswerAct,
  countersignAct,
  criteriaDraftAct,
  declareAct,
  decreeAct,
  disputeAct,
  dryRunAct,
  endSessionAct,
  inaugurateAct,
  motionAct,
  nominateAct,
  openSelectionAct,
  poolAct,
  presenceAct,
  remindAct,
  requestConcurrenceAct,
  sealAct,
  seatsAct,
  sheetAct,
  stepBackAct,
  upholdAct,
  verifyAct,
  withdrawAct,
];

/** Every page of the product; a demonstration adds its tour. */
export function listScreens(tour?: Tour): Screens {
  return { screens: tour === undefined ? screens : [...screens, tourScreen(tour)], open, acts };
}
