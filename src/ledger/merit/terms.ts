import { refuseExtension, refuseRecalculation } from '#domain/commands.ts';
import { daysLeft, interruptedTerm } from '#domain/pauses.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import type { StepRule } from '#domain/policy-process.ts';
import { stageKinds } from '#domain/stages.ts';
import { type Calendar, deadline, type Zone } from '#domain/working-days.ts';
import { type Canonical, isObject } from '../canonical.ts';
import type { MeritEntry } from '../examination.ts';
import { type CaseFile, countOf, isSame, isType, object, textOf } from './case-file.ts';
import { checkNudges } from './nudges.ts';

interface Term {
  readonly due: string | null;
  readonly explanation: Canonical | undefined;
  /** Null: the policy gives the step no term of its own. Undefined: any length, as an extension has it. */
  readonly workingDays: number | null | undefined;
  readonly zone: Zone;
}

/** Computes every due instant again: the policy's working days, from this entry's instant, on the calendars it names. */
export function checkTerms(file: CaseFile): void {
  for (const entry of file.entries) {
    checkMoved(file, entry);
    checkTold(file, entry);
    const term = termOf(file, entry);
    if (term !== undefined) checkTerm(file, entry, term);
  }
}

const termTypes = ['stage.opened/1', 'stage.stepped/1', 'stage.resumed/2', 'deadline.moved/1'];

/** A term that is opened has its arithmetic: without it nothing of it would be derived. */
function checkTold(file: CaseFile, entry: MeritEntry): void {
  const opened = entry.openings.get('deadline');
  const hasTerm = isType(entry, ...termTypes) && typeof entry.envelope.open['due'] === 'string';
  // What was over when it was resumed runs no further, and has none.
  if (isType(entry, 'stage.resumed/2') && termOf(file, entry) === undefined) return;
  if (hasTerm && opened !== undefined && memberOf(opened, 'explanation') === undefined)
    object(file, entry, { code: 'merit.deadline', expected: 'the arithmetic of the term' });
}

/** What moves says what it moves: later for an extension, and never into the past. */
function checkMoved(file: CaseFile, entry: MeritEntry): void {
  const stage = file.stages.get(entry);
  if (!isType(entry, 'deadline.moved/1') || stage?.state !== 'open') return;
  const { open, at: now } = entry.envelope;
  const basis = textOf(entry, 'basis');
  if (open['was'] !== stage.dueAt)
    object(file, entry, { code: 'merit.deadline', expected: stage.dueAt ?? 'none', found: textOf(entry, 'was') });
  const question = { dueAt: textOf(entry, 'due'), reason: basis, now };
  const refusal = basis === 'extended' ? refuseExtension(stage, question) : refuseRecalculation(stage, question);
  if (refusal !== undefined) object(file, entry, { code: 'merit.deadline', expected: refusal.code });
}

/** A resumed term runs over the working days that were left of it, as the calendars count that it names. */
function resumedTerm(file: CaseFile, entry: MeritEntry, told: Omit<Term, 'workingDays'>): Term | undefined {
  const stage = file.stages.get(entry);
  const interrupted = stage && interruptedTerm(stage);
  if (file.pack === undefined || interrupted === undefined) return undefined;
  const calendars = file.shelf.findCalendars(textOf(entry, 'calendar')) ?? [];
  const { cutiBersamaIsNonWorking } = file.pack.clocks;
  const left = daysLeft({ ...interrupted, zone: told.zone, cutiBersamaIsNonWorking }, calendars);
  // A year without a calendar has no term at all.
  return { ...told, workingDays: typeof left === 'number' ? left : 0 };
}

function termOf(file: CaseFile, entry: MeritEntry): Term | undefined {
  const { pack, criteria } = file;
  const opened = entry.openings.get('deadline');
  if (pack === undefined || criteria === undefined) return undefined;
  const due = entry.envelope.open[isType(entry, 'concurrence.requested/1') ? 'lapses' : 'due'];
  const dueAt = typeof due === 'string' ? due : null;
  if (isType(entry, 'concurrence.requested/1')) {
    // A year without a calendar is no obstacle here: then nothing lapses.
    if (dueAt === null) return undefined;
    return { due: dueAt, explanation: opened, workingDays: pack.concurrence.slaWorkingDays, zone: pack.clocks.zone };
  }
  const explanation = memberOf(opened, 'explanation');
  // How long an extension is stands in its arithmetic alone.
  if (isType(entry, 'deadline.moved/1') && explanation === undefined) return undefined;
  if (isType(entry, 'deadline.moved/1'))
    return { due: dueAt, explanation, workingDays: undefined, zone: criteria.zone };
  if (isType(entry, 'stage.resumed/2'))
    return resumedTerm(file, entry, { due: dueAt, explanation, zone: criteria.zone });
  if (!isType(entry, 'stage.opened/1', 'stage.stepped/1')) return undefined;
  const steps = stepsOf(pack, textOf(entry, 'stage'));
  const workingDays = steps.find(({ step }) => step === textOf(entry, 'step'))?.workingDays ?? null;
  return { due: dueAt, explanation, workingDays, zone: criteria.zone };
}

/** The steps of a stage; none for a name that is no stage. */
function stepsOf({ stages }: PolicyPack, stage: string): readonly StepRule[] {
  return stageKinds.filter((kind) => kind === stage).flatMap((kind) => stages[kind].steps);
}

function memberOf(value: Canonical | undefined, name: string): Canonical | undefined {
  return isObject(value) ? value[name] : undefined;
}

function checkTerm(file: CaseFile, entry: MeritEntry, term: Term): void {
  if (term.workingDays === null) {
    if (term.due !== null) object(file, entry, { code: 'merit.deadline', expected: 'no term', found: term.due });
    return;
  }
  const calendars = file.shelf.findCalendars(textOf(entry, 'calendar'));
  if (calendars === undefined)
    return object(file, entry, { code: 'merit.deadline', expected: 'the calendars it names' });
  const derived = derive(file, entry, { term, calendars });
  const isRight =
    derived !== undefined &&
    isDue(file, entry, { due: term.due, computed: derived.dueAt }) &&
    (term.explanation === undefined || isSame(derived.explanation, term.explanation));
  if (!isRight)
    return object(file, entry, {
      code: 'merit.deadline',
      expected: derived?.dueAt ?? 'a known deadline',
      found: term.due ?? 'none',
    });
  checkNudges(file, entry, { zone: term.zone, dueAt: derived.dueAt, calendars });
}

function derive(
  file: CaseFile,
  entry: MeritEntry,
  { term, calendars }: { term: Term; calendars: readonly Calendar[] },
) {
  const { pack } = file;
  const begun = begunOf(file, entry, memberOf(term.explanation, 'receivedAt'));
  const workingDays = term.workingDays ?? lengthOf(file, begun) ?? statedDays(term.explanation) ?? 0;
  if (pack === undefined || workingDays < 1 || workingDays > 1_000) return undefined;
  const { cutoff, cutiBersamaIsNonWorking } = pack.clocks;
  const receivedAt = (begun ?? entry).envelope.at;
  const due = deadline({ receivedAt, workingDays, zone: term.zone, cutoff, cutiBersamaIsNonWorking }, calendars);
  return due.status === 'KNOWN' ? due : undefined;
}

/** A term runs from its own entry; one computed anew runs from where the step, or its last extension, began: undefined for any other. */
function begunOf(file: CaseFile, entry: MeritEntry, stated: Canonical | undefined): MeritEntry | undefined {
  if (!isAnew(entry)) return undefined;
  const begun = earlierOf(file, entry, termTypes).findLast((one) => beginsTerm(file, one));
  return begun?.envelope.at === stated ? begun : undefined;
}

function isAnew(entry: MeritEntry): boolean {
  return isType(entry, 'deadline.moved/1') && textOf(entry, 'basis') === 'recalculated';
}

/** What was over when it was resumed, and what is computed anew, began before. */
function beginsTerm(file: CaseFile, entry: MeritEntry): boolean {
  return isType(entry, 'stage.resumed/2') ? termOf(file, entry) !== undefined : !isAnew(entry);
}

/** A term that is computed anew is as long as it was; undefined where that is not told. */
function lengthOf(file: CaseFile, begun: MeritEntry | undefined): number | undefined {
  const term = begun && termOf(file, begun);
  return term?.workingDays ?? statedDays(term?.explanation);
}

function statedDays(explanation: Canonical | undefined): number | undefined {
  const stated = memberOf(explanation, 'workingDays');
  return typeof stated === 'number' ? stated : undefined;
}

/** Entries of these types about the same attempt of the same stage, before this one. */
function earlierOf({ entries }: CaseFile, entry: MeritEntry, types: readonly string[]): readonly MeritEntry[] {
  return entries.filter(
    (earlier) =>
      isType(earlier, ...types) &&
      earlier.envelope.streamSeq < entry.envelope.streamSeq &&
      textOf(earlier, 'stage') === textOf(entry, 'stage') &&
      countOf(earlier, 'attempt') === countOf(entry, 'attempt'),
  );
}

/** A term computed anew keeps the length of pauses of the first version, which course.ts has checked: it ends with its arithmetic, or later. */
function isDue(
  file: CaseFile,
  entry: MeritEntry,
  { due, computed }: { due: string | null; computed: string },
): boolean {
  if (due === computed) return true;
  const wasPaused = earlierOf(file, entry, ['stage.resumed/1']).length > 0;
  return wasPaused && textOf(entry, 'basis') === 'recalculated' && due !== null && due > computed;
}
