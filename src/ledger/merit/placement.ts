import { deviationOf } from '#domain/choices.ts';
import type { MeritEntry } from '../examination.ts';
import { type CaseFile, isType, object, textOf } from './case-file.ts';
import { isMotionContent } from './content-forms.ts';
import { standingsBefore } from './eligibility.ts';

/** How far the placement has come after the entries so far. */
interface Course {
  /** Undefined until a motion is approved, or where its content is not disclosed. */
  shortlist: readonly string[] | undefined;
  choice: MeritEntry | undefined;
  approvedBy: string | undefined;
  readonly inVain: Set<string>;
  concurred: boolean;
  decreed: boolean;
  inaugurated: boolean;
}

/** The deviation protocol, and everything an official needs before being in the post. */
export function checkPlacement(file: CaseFile): void {
  const contents = new Map<string, readonly string[]>();
  const course: Course = {
    shortlist: undefined,
    choice: undefined,
    approvedBy: undefined,
    inVain: new Set(),
    concurred: false,
    decreed: false,
    inaugurated: false,
  };
  for (const entry of file.entries) {
    if (isType(entry, 'motion.put/1')) {
      const content = entry.openings.get('content');
      if (isMotionContent(content)) contents.set(textOf(entry, 'digest'), content.candidates);
    }
    if (isType(entry, 'outcome.derived/1') && textOf(entry, 'outcome') === 'approved')
      course.shortlist = contents.get(textOf(entry, 'motion'));
    follow(file, entry, course);
  }
}

function follow(file: CaseFile, entry: MeritEntry, course: Course): void {
  const { type, actor } = entry.envelope;
  if (type === 'choice.made/1') {
    checkDeviation(file, entry, course);
    Object.assign(course, {
      choice: entry,
      approvedBy: undefined,
      concurred: false,
      decreed: false,
      inaugurated: false,
    });
  } else if (type === 'choice.approved/1') {
    course.approvedBy = actor.ref ?? undefined;
    const isOwn = course.approvedBy === course.choice?.envelope.actor.ref;
    if (isOwn) object(file, entry, { code: 'merit.deviation', expected: 'another person than the one who chose' });
  } else if (type === 'choice.undone/1' || type === 'choice.declined/1') {
    const isRefused = type === 'choice.undone/1' && textOf(entry, 'cause') === 'concurrence-refused';
    if (isRefused && course.choice !== undefined) course.inVain.add(textOf(course.choice, 'candidate'));
    course.choice = undefined;
  } else {
    followTail(file, entry, course);
  }
}

/** From the concurrence to the effect. */
function followTail(file: CaseFile, entry: MeritEntry, course: Course): void {
  const { type } = entry.envelope;
  if (type === 'concurrence.replied/1') {
    if (textOf(entry, 'reply') === 'issued' && textOf(entry, 'late') === 'no') course.concurred = true;
  } else if (type === 'concurrence.lapsed/1') {
    requireAll(file, entry, { 'a policy that knows a lapse': file.pack?.concurrence.lapse !== false });
    course.concurred = true;
  } else if (type === 'decree.issued/1') {
    requireAll(file, entry, {
      choice: isComplete(course),
      concurrence: course.concurred,
      candidate: isChosen(entry, course),
    });
    course.decreed = true;
  } else if (type === 'placement.inaugurated/1') {
    course.inaugurated = true;
  } else if (type === 'placement.effected/1') {
    requireAll(file, entry, {
      decree: course.decreed,
      inauguration: course.inaugurated,
      candidate: isChosen(entry, course),
    });
  }
}

/** A choice outside the list has no effect before a second person has approved it. */
function isComplete({ choice, approvedBy }: Course): boolean {
  return choice !== undefined && (textOf(choice, 'state') !== 'awaiting-second-approval' || approvedBy !== undefined);
}

function isChosen(entry: MeritEntry, { choice }: Course): boolean {
  return choice !== undefined && textOf(choice, 'candidate') === textOf(entry, 'candidate');
}

function requireAll(file: CaseFile, entry: MeritEntry, met: Readonly<Record<string, boolean>>): void {
  for (const [requirement, isMet] of Object.entries(met)) {
    if (!isMet) object(file, entry, { code: 'merit.requirement', expected: requirement });
  }
}

function checkDeviation(file: CaseFile, entry: MeritEntry, { shortlist, inVain }: Course): void {
  if (shortlist === undefined) return;
  const standings = standingsBefore(file, entry.envelope.streamSeq);
  const gone = [...standings].filter(([, { outcome }]) => outcome !== 'admitted').map(([ref]) => ref);
  const candidateRef = textOf(entry, 'candidate');
  const derived = deviationOf({ shortlist, unavailable: [...gone, ...inVain], candidateRef });
  const found = textOf(entry, 'deviation');
  if (derived !== found) object(file, entry, { code: 'merit.deviation', expected: derived, found });
  const reason = entry.openings.get('reason');
  const isBare = reason === null || (typeof reason === 'string' && reason.trim() === '');
  if (derived !== 'none' && reason !== undefined && isBare)
    object(file, entry, { code: 'merit.deviation', expected: 'a reason' });
  if (derived === 'outside-list' && textOf(entry, 'state') !== 'awaiting-second-approval')
    object(file, entry, { code: 'merit.deviation', expected: 'a second approval' });
}
