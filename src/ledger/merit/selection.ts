import {
  moveSelection,
  nextAfter,
  refuseSelectionMove,
  reopeningMove,
  type SelectionMove,
  type SelectionState,
  type StageResult,
} from '#domain/selections.ts';
import { type StageKind, stageKinds, stepMoves } from '#domain/stages.ts';
import type { MeritEntry } from '../examination.ts';
import { type CaseFile, countOf, isType, object, textOf } from './case-file.ts';

/** How far the selection has come after the entries so far. */
interface Progress {
  isOpened: boolean;
  state: SelectionState;
  /** The stage that opens next. */
  planned: StageKind | undefined;
  /** What the end of the last stage makes of the selection; its entry follows at once. */
  ending: { readonly outcome: string; readonly move: SelectionMove } | undefined;
  readonly attempts: Map<StageKind, number>;
  /** Types of entries since the stage last moved. */
  since: Set<string>;
}

const results: Readonly<Record<StageKind, readonly string[]>> = {
  nomination: ['frozen', 'pool-empty'],
  assessment: ['ranked', 'none-ranked'],
  'committee-review': ['approved', 'rejected', 'tied', 'no-quorum', 'revote'],
  placement: ['effective', 'exhausted'],
};

/** What explains a step back. */
const causes: Readonly<Record<string, readonly string[]>> = {
  'member-replaced': ['seat.replaced/1'],
  adjourned: ['session.adjourned/1', 'motion.voided/1', 'outcome.derived/1'],
  'choice-undone': ['choice.undone/1'],
};

const ended: readonly SelectionState[] = ['placed', 'revoked', 'cancelled', 'failed'];
const beforeDecision: readonly SelectionState[] = ['draft', 'sealed', 'running'];

/** Replays the selection: which stage follows which result, what ends it, and that nothing is added after its end. */
export function checkSelection(file: CaseFile): void {
  const progress: Progress = {
    isOpened: false,
    state: 'draft',
    planned: undefined,
    ending: undefined,
    attempts: new Map(),
    since: new Set(),
  };
  for (const entry of file.entries) {
    if (isType(entry, 'person.bound/1')) continue;
    checkPlace(file, entry, progress);
    follow(file, entry, progress);
    progress.since.add(entry.envelope.type);
  }
}

function checkPlace(file: CaseFile, entry: MeritEntry, progress: Progress): void {
  const { state, ending } = progress;
  const isOpening = isType(entry, 'selection.opened/1');
  if (isOpening === progress.isOpened)
    object(file, entry, { code: 'merit.stage', expected: isOpening ? 'one opening' : 'an opened selection' });
  progress.isOpened = true;
  if (ending !== undefined && !isType(entry, 'selection.decided/1')) {
    object(file, entry, { code: 'merit.stage', expected: `the end of the selection: ${ending.outcome}` });
    progress.ending = undefined;
  }
  const isSeat = isType(entry, 'seat.appointed/1', 'seat.replaced/1');
  const isPanel = isType(entry, 'assessor.assigned/1', 'assessor.replaced/1');
  if ((isSeat && !beforeDecision.includes(state)) || (isPanel && ended.includes(state)))
    object(file, entry, { code: 'merit.stage', expected: 'before the decision', found: state });
}

function follow(file: CaseFile, entry: MeritEntry, progress: Progress): void {
  switch (entry.envelope.type) {
    case 'criteria.countersigned/1':
      if (move(file, entry, { progress, by: 'seal' })) progress.planned = 'nomination';
      return;
    case 'stage.opened/1':
      return open(file, entry, progress);
    case 'stage.stepped/1':
      return step(file, entry, progress);
    case 'stage.closed/1':
      return close(file, entry, progress);
    case 'stage.reopened/1':
      return reopen(file, entry, progress);
    case 'selection.decided/1':
      return decide(file, entry, progress);
    case 'selection.policy-moved/1':
      move(file, entry, { progress, by: 'move-policy' });
      progress.planned = undefined;
      return;
    case 'selection.cancelled/1':
      move(file, entry, { progress, by: 'cancel' });
      progress.planned = undefined;
      return;
    case 'placement.revoked/1':
      if (refuseSelectionMove(progress.state, 'revoke') !== undefined)
        object(file, entry, { code: 'merit.stage', expected: 'a placed official', found: progress.state });
      return;
    case 'step.undone/1':
      if (textOf(entry, 'step') === 'choice.undo') move(file, entry, { progress, by: 'revoke' });
      return;
    default:
      return;
  }
}

/** Whether the selection could make the move, which it then has. */
function move(file: CaseFile, entry: MeritEntry, { progress, by }: { progress: Progress; by: SelectionMove }): boolean {
  const refusal = refuseSelectionMove(progress.state, by);
  if (refusal !== undefined) {
    object(file, entry, { code: 'merit.stage', expected: refusal.code, found: `${progress.state} ${by}` });
    return false;
  }
  progress.state = moveSelection(progress.state, by);
  return true;
}

function open(file: CaseFile, entry: MeritEntry, progress: Progress): void {
  const kind = stageKinds.find((known) => known === textOf(entry, 'stage'));
  // Without sealed criteria nothing is planned: merit.ts tells it as what it is.
  if (progress.state !== 'draft' && kind !== progress.planned)
    object(file, entry, {
      code: 'merit.stage',
      expected: progress.planned ?? 'no stage',
      found: textOf(entry, 'stage'),
    });
  if (progress.state === 'sealed' || progress.state === 'draft') progress.state = 'running';
  if (kind !== undefined) progress.attempts.set(kind, countOf(entry, 'attempt'));
  progress.planned = undefined;
  progress.since = new Set();
}

/** A step back has its cause on record since the stage last moved. */
function step(file: CaseFile, entry: MeritEntry, progress: Progress): void {
  const from = file.stages.get(entry)?.step;
  const legal = stepMoves.find((known) => known.from === from && known.to === textOf(entry, 'step'));
  const explained = causes[legal?.because ?? 'advance'];
  if (explained !== undefined && !explained.some((type) => progress.since.has(type)))
    object(file, entry, { code: 'merit.stage', expected: explained.join(' or '), found: legal?.because ?? '' });
  progress.since = new Set();
}

function close(file: CaseFile, entry: MeritEntry, progress: Progress): void {
  const kind = file.stages.get(entry)?.kind;
  const result = textOf(entry, 'result');
  if (kind === undefined || !results[kind].includes(result))
    return object(file, entry, { code: 'merit.stage', expected: kind ?? 'a stage', found: result });
  const after = nextAfter(kind, result as StageResult);
  if (after.then === 'end') progress.ending = { outcome: result, move: after.selection };
  if (after.then !== 'stage') return;
  if (after.selection !== null) move(file, entry, { progress, by: after.selection });
  progress.planned = after.kind;
}

function decide(file: CaseFile, entry: MeritEntry, progress: Progress): void {
  const { ending } = progress;
  const found = textOf(entry, 'outcome');
  if (ending?.outcome !== found)
    object(file, entry, { code: 'merit.outcome', expected: ending?.outcome ?? 'a stage that ended it', found });
  if (ending !== undefined) move(file, entry, { progress, by: ending.move });
  progress.ending = undefined;
}

function reopen(file: CaseFile, entry: MeritEntry, progress: Progress): void {
  const kind = stageKinds.find((known) => known === textOf(entry, 'stage'));
  const attempt = (kind && progress.attempts.get(kind)) ?? 0;
  if (kind === undefined || attempt === 0 || countOf(entry, 'attempt') !== attempt + 1)
    return object(file, entry, { code: 'merit.stage', expected: 'the next attempt of a stage that was open' });
  move(file, entry, { progress, by: reopeningMove(kind) });
  progress.planned = kind;
}
