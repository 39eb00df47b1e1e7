import { undoFor } from '#domain/compensation.ts';
import { moveSelection, selectionOf } from './course.ts';
import { attemptOf } from './judgement.ts';
import { candidateOf } from './nomination.ts';
import {
  at,
  type Cell,
  type FoldEntry,
  type Folding,
  member,
  open,
  opened,
  type Row,
  type StreamFold,
} from './stream-fold.ts';

/** From the choice to an official in the post, and back. */
export const placementFolding: Readonly<Record<string, Folding>> = {
  'choice.made/1': (fold, entry) => {
    const cells = {
      id: open(entry, 'choice'),
      selection_id: fold.key,
      attempt: attemptOf(fold),
      candidate_ref: open(entry, 'candidate'),
      deviation: open(entry, 'deviation'),
      exception: open(entry, 'exception'),
      reason: opened(entry, 'reason'),
      made_by: fold.actorOf(entry),
      made_at: at(entry),
      state: open(entry, 'state'),
      approved_by: null,
      undone: null,
    };
    fold.put(entry, 'choices', { key: [cells.id], cells });
  },
  'choice.approved/1': (fold, entry) =>
    fold.change(entry, choiceOf(fold, entry), { state: 'made', approved_by: fold.actorOf(entry) }),
  'choice.declined/1': (fold, entry) => undo(fold, entry, 'declined'),
  'choice.undone/1': (fold, entry) => undo(fold, entry, open(entry, 'cause')),
  'concurrence.requested/1': (fold, entry) => {
    const cells = {
      selection_id: fold.key,
      round: open(entry, 'round'),
      choice_id: standingChoice(fold)?.['id'],
      requested_at: at(entry),
      lapses_at: open(entry, 'lapses'),
      deadline: opened(entry, 'deadline'),
      state: 'requested',
      replied_at: null,
      letter: null,
    };
    fold.put(entry, 'concurrences', { key: [cells.round], cells });
  },
  'concurrence.replied/1': (fold, entry) => {
    const row = fold.find('concurrences', open(entry, 'round'));
    // A late reply is on record and leaves the round as it is.
    const state = open(entry, 'late') === 'yes' ? row?.['state'] : open(entry, 'reply');
    fold.change(entry, row, { state, replied_at: at(entry), letter: opened(entry, 'letter') });
  },
  'concurrence.lapsed/1': (fold, entry) => {
    const certificate = opened(entry, 'certificate');
    const letter = certificate === undefined ? undefined : { certificate };
    const row = fold.find('concurrences', open(entry, 'round'));
    fold.change(entry, row, { state: 'lapsed', replied_at: at(entry), letter });
  },
  'decree.issued/1': issue,
  'placement.inaugurated/1': (fold, entry) =>
    fold.change(entry, placementOf(fold), { inaugurated_at: at(entry), minutes: opened(entry, 'minutes') }),
  'placement.effected/1': (fold, entry) => fold.change(entry, placementOf(fold), { effected_at: at(entry) }),
  'placement.revoked/1': (fold, entry) => {
    const effected = fold.list('placements').filter((row) => row['effected_at'] !== null);
    fold.change(entry, effected.at(-1), { revoked_at: at(entry), revocation: opened(entry, 'order') });
  },
  'step.undone/1': (fold, entry) => {
    if (open(entry, 'step') === 'choice.undo') undo(fold, entry, 'revoked');
    if (open(entry, 'step') === undoFor('effective').at(-1)) moveSelection(fold, entry, { move: 'revoke', ends: true });
  },
};

function choiceOf(fold: StreamFold, entry: FoldEntry): Row | undefined {
  return fold.find('choices', open(entry, 'choice'));
}

function undo(fold: StreamFold, entry: FoldEntry, cause: Cell): void {
  fold.change(entry, choiceOf(fold, entry), { state: 'undone', undone: cause });
}

function standingChoice(fold: StreamFold): Row | undefined {
  return fold.list('choices').find((row) => row['state'] !== 'undone');
}

/** That of the choice which stands. */
function placementOf(fold: StreamFold): Row | undefined {
  return fold.find('placements', standingChoice(fold)?.['id']);
}

function issue(fold: StreamFold, entry: FoldEntry): void {
  const decree = opened(entry, 'decree');
  const cells = {
    choice_id: standingChoice(fold)?.['id'],
    selection_id: fold.key,
    candidate_ref: open(entry, 'candidate'),
    person_id: candidateOf(fold, entry)?.['person_id'],
    post_id: selectionOf(fold)?.['post_id'],
    decree,
    decreed_at: at(entry),
    effective_on: member(decree, 'effectiveOn'),
    inaugurated_at: null,
    minutes: null,
    effected_at: null,
    revoked_at: null,
    revocation: null,
  };
  fold.put(entry, 'placements', { key: [cells.choice_id], cells });
}
