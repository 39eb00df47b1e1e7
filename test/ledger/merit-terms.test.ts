import { describe } from 'vitest';
import { deadline, reminderAt } from '#domain/working-days.ts';
import type { Canonical } from '#ledger/canonical.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { textOf } from '#ledger/merit/case-file.ts';
import { RuleShelf } from '#ledger/merit/rule-shelf.ts';
import { altered, type ChangeOf, changed, entryOf, nudged, sound } from './merit-bundle.ts';
import { findsEach } from './merit-finds.ts';
import { act, inserted, told } from './merit-retold.ts';

/** The vote of the fixture, whose term is moved before anybody has voted. */
const voting = entryOf('stage.stepped/1', 3);
const [calendar, due, { at: now }] = [textOf(voting, 'calendar'), textOf(voting, 'due'), voting.envelope];
/** A decree has made the day after the vote began a holiday: the calendars of this digest know it. */
const decreed = 'ab'.repeat(32);
const holiday = {
  date: '2026-11-26',
  decree: 'Keppres 9/2026',
  effectiveFrom: null,
  kind: 'libur-nasional',
  name: { en: 'Election day', id: 'Hari pemungutan suara' },
};
const rules = new Map(sound.rules).set(decreed, withHoliday(sound.rules.get(calendar)));
const shelf = new RuleShelf(rules);
const pack = shelf.findPack(voting.envelope.policy?.digest ?? '');
const requested = entryOf('concurrence.requested/1');

function withHoliday(calendars: Canonical | undefined): Canonical {
  return (calendars as readonly { readonly year: number; readonly entries: readonly Canonical[] }[]).map((one) =>
    one.year === 2026 ? { ...one, entries: [...one.entries, holiday] } : one,
  );
}

interface Term {
  readonly due: string;
  readonly deadline: Canonical;
}

/** So many working days from the step on, with the reminders of its policy. */
function termOver(workingDays: number, by = calendar, receivedAt = now): Term {
  const calendars = shelf.findCalendars(by);
  if (calendars === undefined || pack === undefined) throw new Error('the fixture has the rules of its vote');
  const { cutoff, cutiBersamaIsNonWorking, officeOpensAt } = pack.clocks;
  const zone = 'Asia/Jakarta';
  const known = deadline({ receivedAt, workingDays, zone, cutoff, cutiBersamaIsNonWorking }, calendars);
  if (known.status !== 'KNOWN') throw new Error('a calendar of the fixture is missing');
  const { dueAt, explanation } = known;
  const rule = pack.stages['committee-review'].steps.find(({ step }) => step === 'voting');
  const before = (daysBefore: number) =>
    reminderAt({ dueAt, daysBefore, zone, at: officeOpensAt, cutiBersamaIsNonWorking }, calendars) as string;
  const nudges = [
    ...(rule?.reminders ?? []).map((days) => ({ at: before(days), kind: 'reminder', to: null })),
    ...(rule?.escalations ?? []).map(({ daysBefore, to }) => ({ at: before(daysBefore), kind: 'escalation', to })),
  ];
  const sorted = nudges.filter(({ at }) => at > now).sort((one, other) => one.at.localeCompare(other.at));
  return { due: dueAt, deadline: { explanation: { ...explanation }, nudges: sorted } };
}

/** The term of the vote is moved to one over so many days of these calendars. */
function moved(open: Readonly<Record<string, Canonical>>, term: Term, change: ChangeOf = {}): MeritBundle {
  const fields = { attempt: 1, calendar, due: term.due, stage: 'committee-review', was: due, ...open };
  const entry = act('deadline.moved/1', fields, { like: voting, openings: { deadline: term.deadline } });
  return { ...inserted(voting, altered(entry, change)), rules };
}

function extended(workingDays: number, change: ChangeOf = {}): MeritBundle {
  return moved({ basis: 'extended' }, termOver(workingDays), change);
}

/** By the calendars with the holiday. */
function anew(workingDays: number, change: ChangeOf = {}): MeritBundle {
  return moved({ basis: 'recalculated', calendar: decreed }, termOver(workingDays, decreed), change);
}

/** By the calendars with the holiday as if it had begun with another step, which had a longer term. */
function anewAsDeliberating(): MeritBundle {
  const { at } = entryOf('stage.stepped/1', 2).envelope;
  return moved({ basis: 'recalculated', calendar: decreed }, termOver(5, decreed, at));
}

/** By the calendars with the holiday, and soon by those without it again: as received then. */
function anewTwice(received: 'with the step' | 'with the first of the two'): MeritBundle {
  const [first, second] = [later(10), later(20)];
  const [once, twice] = [termOver(3, decreed), termOver(3, calendar, received === 'with the step' ? now : first)];
  const move = (open: Readonly<Record<string, Canonical>>, { due: to, deadline: opened }: Term, at: string) => {
    const fields = { attempt: 1, basis: 'recalculated', due: to, stage: 'committee-review', ...open };
    return altered(act('deadline.moved/1', fields, { like: voting, openings: { deadline: opened } }), {
      envelope: { at },
    });
  };
  const moves = [move({ calendar: decreed, was: due }, once, first), move({ calendar, was: once.due }, twice, second)];
  return { ...inserted(voting, ...moves), rules };
}

function later(micros: number): string {
  return `${now.slice(0, 20)}${String(Number(now.slice(20, 26)) + micros).padStart(6, '0')}Z`;
}

const inTerm =
  (path: readonly string[], to: Canonical): ChangeOf =>
  ({ openings }) => ({
    openings: { deadline: nudged(openings.get('deadline'), path, to) },
  });

const ofRequest = (entry: MeritEntry, change: ChangeOf) =>
  told(...sound.entries.map((one) => (one === entry ? altered(entry, change) : one)));

describe('of a term that is moved is found', () => {
  findsEach([
    ['nothing, where it is extended', '', () => extended(6)],
    ['nothing, where it is computed anew', '', () => anew(3)],
    ['an extension to an earlier day', 'merit.deadline', () => extended(1)],
    ['an extension to the same day', 'merit.deadline', () => extended(3)],
    ['a term computed anew that is shorter than it was', 'merit.deadline', () => anew(1)],
    ['a term computed anew that is longer than it was', 'merit.deadline', () => anew(20)],
    ['a moved term whose arithmetic is no object', 'merit.deadline', () => extended(6, { openings: { deadline: [] } })],
    ['a term computed anew that is as long as that of an earlier step', 'merit.deadline', () => anewAsDeliberating()],
    ['nothing, where it is computed anew twice', '', () => anewTwice('with the step')],
    [
      'a term computed anew that begins with one computed anew',
      'merit.deadline',
      () => anewTwice('with the first of the two'),
    ],
    ['a term computed anew that is the same', 'merit.deadline', () => anew(3, { open: { due } })],
    ['an extension of another term', 'merit.deadline', () => extended(6, { open: { was: now } })],
    ['an extension of no term', 'merit.deadline', () => extended(6, { open: { was: null } })],
    ['a basis that is blank', 'merit.deadline', () => extended(6, { open: { basis: ' ' } })],
    ['an extension to a day set by hand', 'merit.deadline', () => extended(6, { open: { due: termOver(7).due } })],
    ['an extension over no days', 'merit.deadline', () => extended(6, inTerm(['explanation', 'workingDays'], 0))],
    [
      'an extension over days without end',
      'merit.deadline',
      () => extended(6, inTerm(['explanation', 'workingDays'], 1_001)),
    ],
    [
      'an extension over days that are no number',
      'merit.deadline',
      () => extended(6, inTerm(['explanation', 'workingDays'], '6')),
    ],
    [
      'an extension from another instant',
      'merit.deadline',
      () => extended(6, inTerm(['explanation', 'receivedAt'], due)),
    ],
    [
      'a term computed anew from another instant',
      'merit.deadline',
      () => anew(3, inTerm(['explanation', 'receivedAt'], due)),
    ],
    ['an arithmetic that is none', 'merit.deadline', () => extended(6, inTerm(['explanation'], 'x'))],
    ['an extension without the reminders of the policy', 'merit.deadline', () => extended(6, inTerm(['nudges'], []))],
    ['nothing, where a term computed anew keeps other reminders', '', () => anew(3, inTerm(['nudges'], []))],
    ['calendars that are none', 'merit.deadline', () => extended(6, { open: { calendar: '0'.repeat(64) } })],
    ['an extension that is not opened', 'merit.undisclosed', () => unopened(extended(6), 'deadline.moved/1')],
  ]);
});

describe('of the terms of steps and requests is found', () => {
  findsEach([
    [
      'a step without the term of the policy',
      'merit.deadline',
      () => changed('stage.stepped/1', { open: { due: null } }),
    ],
    [
      'a step whose arithmetic is no object',
      'merit.deadline',
      () => changed('stage.stepped/1', { openings: { deadline: [] } }),
    ],
    ['a request whose term is not the law’s', 'merit.deadline', () => ofRequest(requested, { open: { lapses: due } })],
    [
      'an arithmetic of a request that does not add up',
      'merit.deadline',
      () => ofRequest(requested, inTerm(['workingDays'], 4)),
    ],
    [
      'nothing, where no calendar tells when a request lapses',
      '',
      () => ofRequest(requested, { open: { lapses: null, calendar: null } }),
    ],
    [
      'a reminder to somebody else',
      'merit.deadline',
      () => changed('stage.stepped/1', inTerm(['nudges', '0', 'to'], 'chair')),
    ],
    ['reminders in another order', 'merit.deadline', () => changed('stage.opened/1', reversed)],
    [
      'another calendar than there is',
      'merit.deadline',
      () => changed('stage.stepped/1', { open: { calendar: 'ab'.repeat(32) } }),
    ],
    ['a term without a reminder told twice', 'merit.deadline', () => changed('stage.opened/1', doubled, 1)],
  ]);
});

const listed: (openings: MeritEntry['openings']) => readonly Canonical[] = (openings) =>
  (openings.get('deadline') as { readonly nudges: readonly Canonical[] }).nudges;
const reversed: ChangeOf = (entry) => inTermOf(entry, [...listed(entry.openings)].reverse());
const doubled: ChangeOf = (entry) =>
  inTermOf(
    entry,
    listed(entry.openings).flatMap((one) => [one, one]),
  );

function inTermOf({ openings }: MeritEntry, nudges: readonly Canonical[]) {
  return { openings: { deadline: nudged(openings.get('deadline'), ['nudges'], [...nudges]) } };
}

function unopened(bundle: MeritBundle, type: string): MeritBundle {
  return told(...bundle.entries.map((one) => (one.envelope.type === type ? { ...one, openings: new Map() } : one)));
}
