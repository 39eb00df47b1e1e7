import { parseInstant, writeInstant } from '#domain/dates.ts';
import { nextAfter, reopeningMove, type SelectionMove, type StageResult, selectionMoves } from '#domain/selections.ts';
import { plannedStage, type StageKind, stageKinds } from '#domain/stages.ts';
import { type Canonical, isObject } from '../canonical.ts';
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

/** The course of a selection: its row, its stages and the commands that change them. */
export const courseFolding: Readonly<Record<string, Folding>> = {
  'selection.opened/1': openSelection,
  'stage.opened/1': (fold, entry) => {
    beginStep(fold, entry, { state: 'open', opened_at: at(entry) });
    if (selectionOf(fold)?.['state'] === 'sealed') moveSelection(fold, entry, { move: 'open' });
  },
  'stage.stepped/1': (fold, entry) => beginStep(fold, entry, { step: open(entry, 'step') }),
  'stage.closed/1': closeStage,
  'stage.paused/1': (fold, entry) =>
    fold.change(entry, stageOf(fold, entry), { state: 'paused', paused_at: at(entry) }),
  'stage.resumed/1': resumeShifted,
  'stage.resumed/2': resumeStage,
  'stage.reopened/1': (fold, entry) => {
    const kind = kindOf(entry);
    cancelLive(fold, entry);
    planStage(fold, entry, kind);
    moveSelection(fold, entry, { move: reopeningMove(kind) });
  },
  'selection.policy-moved/1': (fold, entry) => {
    const { policy } = entry.envelope;
    cancelLive(fold, entry);
    fold.change(entry, fold.list('criteria').at(-1), { sealed_by: null, countersigned_by: null });
    moveSelection(fold, entry, { move: 'move-policy' });
    const pin = { policy_id: policy?.id ?? null, policy_version: policy?.version ?? null };
    fold.change(entry, selectionOf(fold), { ...pin, policy_digest: policy?.digest ?? null });
  },
  'stage.blocked/1': (fold, entry) => fold.change(entry, stageOf(fold, entry), { blocked: open(entry, 'cause') }),
  'stage.unblocked/1': (fold, entry) => fold.change(entry, stageOf(fold, entry), { blocked: null }),
  'deadline.moved/1': moveDeadline,
  'reminder.sent/1': sendReminder,
  'selection.decided/1': (fold, entry) => endSelection(fold, entry, fold.ending),
  'selection.cancelled/1': (fold, entry) => {
    cancelLive(fold, entry);
    endSelection(fold, entry, 'cancel');
  },
};

export function selectionOf(fold: StreamFold): Row | undefined {
  return fold.find('selections', fold.key);
}

function openSelection(fold: StreamFold, entry: FoldEntry): void {
  const { agency, policy } = entry.envelope;
  const cells = {
    id: fold.key,
    agency,
    number: open(entry, 'number'),
    post_id: open(entry, 'post'),
    planned_on: member(opened(entry, 'vacancy'), 'plannedOn'),
    policy_id: policy?.id ?? null,
    policy_version: policy?.version ?? null,
    policy_digest: policy?.digest ?? null,
    state: 'draft',
    opened_at: at(entry),
    opened_by: fold.actorOf(entry),
    ended_at: null,
  };
  fold.put(entry, 'selections', { key: [fold.key], cells });
}

/** Follows the table of moves; an entry that tells of an impossible one changes nothing here, so the row will differ. */
export function moveSelection(
  fold: StreamFold,
  entry: FoldEntry,
  { move, ends = false }: { move: string; ends?: boolean },
): void {
  const row = selectionOf(fold);
  const state = row?.['state'];
  const moves: Readonly<Record<string, Readonly<Partial<Record<string, string>>>>> = selectionMoves;
  const next = typeof state === 'string' && Object.hasOwn(moves, state) ? moves[state]?.[move] : undefined;
  if (next !== undefined) fold.change(entry, row, { state: next, ended_at: ends ? at(entry) : null });
}

function endSelection(fold: StreamFold, entry: FoldEntry, move: string | undefined): void {
  if (move !== undefined) moveSelection(fold, entry, { move, ends: true });
}

function kindOf(entry: FoldEntry): StageKind {
  const named = open(entry, 'stage');
  return stageKinds.find((kind) => kind === named) ?? 'nomination';
}

function stageOf(fold: StreamFold, entry: FoldEntry): Row | undefined {
  return fold.find('stages', open(entry, 'stage'), open(entry, 'attempt'));
}

/** The next attempt of a stage, before it opens. */
export function planStage(fold: StreamFold, entry: FoldEntry, kind: StageKind): void {
  const attempt = 1 + fold.list('stages').filter((row) => row['kind'] === kind).length;
  const { state, step } = plannedStage(fold.key, kind, attempt);
  const cells = {
    selection_id: fold.key,
    kind,
    attempt,
    state,
    step,
    opened_at: null,
    step_since: null,
    due_at: null,
    deadline: null,
    calendar_digest: null,
    paused_at: null,
    blocked: null,
    reminders_sent: 0,
    closed_at: null,
    result: null,
    agency: entry.envelope.agency,
  };
  fold.stage = fold.put(entry, 'stages', { key: [kind, attempt], cells });
}

function beginStep(fold: StreamFold, entry: FoldEntry, cells: Row): void {
  fold.change(entry, stageOf(fold, entry), {
    ...cells,
    step_since: at(entry),
    due_at: open(entry, 'due'),
    deadline: opened(entry, 'deadline'),
    calendar_digest: open(entry, 'calendar'),
    reminders_sent: 0,
    blocked: null,
  });
}

function closeStage(fold: StreamFold, entry: FoldEntry): void {
  const result = open(entry, 'result');
  const kind = kindOf(entry);
  fold.change(entry, stageOf(fold, entry), { state: 'closed', closed_at: at(entry), result });
  const after = nextAfter(kind, result as StageResult) as ReturnType<typeof nextAfter> | undefined;
  if (after === undefined || after.then === 'stay') return;
  if (after.then === 'end') {
    fold.ending = after.selection satisfies SelectionMove;
    return;
  }
  if (after.selection !== null) moveSelection(fold, entry, { move: after.selection });
  planStage(fold, entry, after.kind);
}

function cancelLive(fold: StreamFold, entry: FoldEntry): void {
  const { stage } = fold;
  if (stage?.['state'] === 'closed' || stage?.['state'] === 'cancelled') return;
  fold.change(entry, stage, { state: 'cancelled', paused_at: null });
}

/** A term that ran on is another one; else everything but the pause stays. */
function resumeStage(fold: StreamFold, entry: FoldEntry): void {
  const isAnew = open(entry, 'calendar') !== null;
  const term = { deadline: opened(entry, 'deadline'), calendar_digest: open(entry, 'calendar'), reminders_sent: 0 };
  const cells = { state: 'open', paused_at: null, due_at: open(entry, 'due'), ...(isAnew ? term : {}) };
  fold.change(entry, stageOf(fold, entry), cells);
}

/** The reminders that were still to come move by the length of the pause. */
function resumeShifted(fold: StreamFold, entry: FoldEntry): void {
  const row = stageOf(fold, entry);
  const [pausedAt, deadline] = [row?.['paused_at'], row?.['deadline']];
  const by = typeof pausedAt === 'string' ? (microseconds(at(entry)) ?? 0) - (microseconds(pausedAt) ?? 0) : 0;
  const cells: Row = { state: 'open', paused_at: null, due_at: open(entry, 'due') };
  if (isObject(deadline)) cells['deadline'] = shifted(deadline, { by, from: Number(row?.['reminders_sent']) });
  fold.change(entry, row, cells);
}

function shifted(deadline: Readonly<Record<string, Canonical>>, { by, from }: { by: number; from: number }): Canonical {
  const nudges = nudgesOf(deadline).map((nudge, index) => {
    const instant = microseconds(nudge['at']);
    return index < from || instant === undefined ? nudge : { ...nudge, at: writeInstant(instant + by) };
  });
  return { ...deadline, nudges };
}

function nudgesOf(deadline: Cell): readonly Readonly<Record<string, Canonical>>[] {
  const nudges = isObject(deadline) ? deadline['nudges'] : undefined;
  return Array.isArray(nudges) ? nudges.filter((nudge: Canonical) => isObject(nudge)) : [];
}

function microseconds(instant: Cell): number | undefined {
  return typeof instant === 'string' ? parseInstant(instant) : undefined;
}

function moveDeadline(fold: StreamFold, entry: FoldEntry): void {
  const deadline = opened(entry, 'deadline');
  const sent = nudgesOf(deadline).filter(
    (nudge) => (microseconds(nudge['at']) ?? 0) <= (microseconds(at(entry)) ?? 0),
  ).length;
  fold.change(entry, stageOf(fold, entry), {
    due_at: open(entry, 'due'),
    deadline,
    calendar_digest: open(entry, 'calendar'),
    reminders_sent: deadline === undefined ? undefined : sent,
    blocked: null,
  });
}

function sendReminder(fold: StreamFold, entry: FoldEntry): void {
  const row = stageOf(fold, entry);
  const [kind, step] = [open(entry, 'kind'), row?.['step']];
  const cells = {
    selection_id: fold.key,
    stage: open(entry, 'stage'),
    attempt: open(entry, 'attempt'),
    step,
    kind,
    recipients: open(entry, 'recipients'),
    sent_at: at(entry),
    sent_by: fold.actorOf(entry),
  };
  fold.put(entry, 'reminders', { key: [entry.envelope.id], cells });
  if (kind === 'manual') return;
  const sent = row?.['reminders_sent'];
  fold.change(entry, row, { reminders_sent: typeof sent === 'number' ? sent + 1 : undefined });
}
