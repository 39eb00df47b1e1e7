import { type Calendar, reminderAt, type Zone } from '#domain/working-days.ts';
import { isObject } from '../canonical.ts';
import type { MeritEntry } from '../examination.ts';
import { type CaseFile, isSame, isType, object, textOf } from './case-file.ts';

interface Planned {
  readonly zone: Zone;
  readonly dueAt: string;
  readonly calendars: readonly Calendar[];
}

/** The reminders and escalations stored with a term are those of the policy: nobody is left unreminded by hand. */
export function checkNudges(file: CaseFile, entry: MeritEntry, planned: Planned): void {
  const stored: unknown = entry.openings.get('deadline');
  // A term computed anew keeps the pauses that its step has had, and so do its reminders.
  const isAnew = isType(entry, 'deadline.moved/1') && textOf(entry, 'basis') !== 'extended';
  if (!isObject(stored) || isAnew || isType(entry, 'concurrence.requested/1')) return;
  if (!isSame(planNudges(file, entry, planned), stored['nudges']))
    object(file, entry, { code: 'merit.deadline', expected: 'the reminders of the policy' });
}

function planNudges({ pack, stages }: CaseFile, entry: MeritEntry, { zone, dueAt, calendars }: Planned) {
  const isMoved = isType(entry, 'deadline.moved/1', 'stage.resumed/2');
  const step = isMoved ? stages.get(entry)?.step : textOf(entry, 'step');
  const rules = Object.entries(pack?.stages ?? {}).find(([kind]) => kind === textOf(entry, 'stage'))?.[1].steps ?? [];
  const rule = rules.find((known) => known.step === step);
  if (pack === undefined || rule === undefined) return [];
  const { cutiBersamaIsNonWorking, officeOpensAt } = pack.clocks;
  const offsets = [
    ...rule.reminders.map((daysBefore) => ({ daysBefore, kind: 'reminder', to: null })),
    ...rule.escalations.map(({ daysBefore, to }) => ({ daysBefore, kind: 'escalation', to })),
  ];
  return offsets
    .flatMap(({ daysBefore, kind, to }) => {
      const at = reminderAt({ dueAt, daysBefore, zone, at: officeOpensAt, cutiBersamaIsNonWorking }, calendars);
      return typeof at === 'string' && at > entry.envelope.at ? [{ at, kind, to }] : [];
    })
    .sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
}
