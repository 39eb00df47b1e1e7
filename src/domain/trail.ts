import { type StageKind, type StageStep, stageSteps } from './stages.ts';

/** An entry of a selection as the rules ask it: its open words alone. */
export interface RecordedEntry {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly open: Readonly<Record<string, unknown>>;
}

/** What stands between the opening of a stage's newest attempt and its end. */
export interface StageTrail {
  readonly kind: StageKind;
  readonly isOpened: boolean;
  readonly isClosed: boolean;
  readonly entries: readonly RecordedEntry[];
  /** The step in which it is, or ended. */
  readonly step: StageStep | null;
}

/** The newest attempt of a stage; nothing in it before it opens. */
export function trailOf(entries: readonly RecordedEntry[], kind: StageKind): StageTrail {
  const opened = entries.findLastIndex((entry) => isMove(entry, 'stage.opened/1', kind));
  if (opened < 0) return { kind, isOpened: false, isClosed: false, entries: [], step: null };
  const after = entries.slice(opened);
  const closed = after.findIndex((entry) => isMove(entry, 'stage.closed/1', kind));
  const own = closed < 0 ? after : after.slice(0, closed + 1);
  const step = own.findLast((entry) => isStep(entry, kind))?.open['step'];
  const known = stageSteps[kind].find((each) => each === step) ?? null;
  return { kind, isOpened: true, isClosed: closed >= 0, entries: own, step: known };
}

/** Whether a step of the stage is over: the stage is in a later one, or closed. */
export function isOver({ kind, isClosed, step }: StageTrail, asked: StageStep): boolean {
  const steps: readonly StageStep[] = stageSteps[kind];
  return isClosed || (step !== null && steps.indexOf(step) > steps.indexOf(asked));
}

/** One run of a step: from the entry that begins it to the one that ends it, which is left out. */
export interface StepRun {
  readonly step: string;
  readonly begun: RecordedEntry;
  readonly ended: RecordedEntry | undefined;
  readonly entries: readonly RecordedEntry[];
}

/** The steps of a stage in the order in which they ran; one that was gone back to ran twice. */
export function runsOf({ kind, entries }: StageTrail): StepRun[] {
  const marks = entries.flatMap((entry, index) =>
    isStep(entry, kind) || isMove(entry, 'stage.closed/1', kind) ? [index] : [],
  );
  return marks.flatMap((from, order): StepRun[] => {
    const begun = entries[from];
    const until = marks[order + 1];
    const step = begun?.open['step'];
    if (begun === undefined || typeof step !== 'string') return [];
    const ended = until === undefined ? undefined : entries[until];
    return [{ step, begun, ended, entries: entries.slice(from, until) }];
  });
}

export function ofType(entries: readonly RecordedEntry[], ...types: readonly string[]): RecordedEntry[] {
  return entries.filter(({ type }) => types.includes(type));
}

export function idsOf(entries: readonly (RecordedEntry | undefined)[]): string[] {
  return entries.flatMap((entry) => (entry === undefined ? [] : [entry.id]));
}

function isMove({ type, open }: RecordedEntry, move: string, kind: StageKind): boolean {
  return type === move && open['stage'] === kind;
}

function isStep(entry: RecordedEntry, kind: StageKind): boolean {
  return isMove(entry, 'stage.opened/1', kind) || isMove(entry, 'stage.stepped/1', kind);
}
