import { describe, expect, test } from 'vitest';
import { daysLeft } from '#domain/pauses.ts';
import { deadline, reminderAt } from '#domain/working-days.ts';
import type { Canonical } from '#ledger/canonical.ts';
import type { Envelope } from '#ledger/entry.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { textOf } from '#ledger/merit/case-file.ts';
import { RuleShelf } from '#ledger/merit/rule-shelf.ts';
import { altered, type Change, entryOf, nudged, sound, withEntries } from './merit-bundle.ts';
import { codesOf, findsEach } from './merit-finds.ts';

/** The vote of the fixture, paused at its beginning and resumed two weeks later. */
const voting = entryOf('stage.stepped/1', 3);
const place = { attempt: 1, stage: 'committee-review' };
const pausedAt = later(voting, 10);
const resumedAt = '2026-12-14T03:00:00.000000Z';
const calendar = textOf(voting, 'calendar');
const shelf = new RuleShelf(sound.rules);
const zone = 'Asia/Jakarta';
const due = textOf(voting, 'due');

const calendars = found(shelf.findCalendars(calendar));
const pack = found(shelf.findPack(voting.envelope.policy?.digest ?? ''));
const { cutoff, cutiBersamaIsNonWorking, officeOpensAt } = pack.clocks;

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the fixture has the rules of its vote');
  return value;
}

function later({ envelope: { at } }: MeritEntry, micros: number): string {
  return `${at.slice(0, 20)}${String(Number(at.slice(20, 26)) + micros).padStart(6, '0')}Z`;
}

interface Term {
  readonly due: string;
  readonly deadline: Canonical;
}

/** The term over so many working days from the resumption, with the reminders that the policy gives the step. */
function termOver(workingDays: number): Term {
  const known = deadline({ receivedAt: resumedAt, workingDays, zone, cutoff, cutiBersamaIsNonWorking }, calendars);
  if (known.status !== 'KNOWN') throw new Error('a calendar of the fixture is missing');
  const { dueAt, explanation } = known;
  return { due: dueAt, deadline: { explanation: { ...explanation }, nudges: nudgesBefore(dueAt) } };
}

function nudgesBefore(dueAt: string): Canonical {
  const rule = pack.stages['committee-review'].steps.find(({ step }) => step === 'voting');
  const planned = [
    ...(rule?.reminders ?? []).map((daysBefore) => ({ daysBefore, kind: 'reminder', to: null })),
    ...(rule?.escalations ?? []).map(({ daysBefore, to }) => ({ daysBefore, kind: 'escalation', to })),
  ].map(({ daysBefore, kind, to }) => {
    const at = reminderAt({ dueAt, daysBefore, zone, at: officeOpensAt, cutiBersamaIsNonWorking }, calendars);
    if (typeof at !== 'string') throw new Error('a calendar of the fixture is missing');
    return { at, kind, to };
  });
  return planned.filter(({ at }) => at > resumedAt).sort((one, other) => one.at.localeCompare(other.at));
}

/** With a pause and a resumption, the latter with other things than it should have. */
function resumed(change: Change = {}, pause: Partial<Envelope> = {}): MeritBundle {
  const term = termOver(Number(daysLeft({ pausedAt, dueAt: due, zone, cutiBersamaIsNonWorking }, calendars)));
  const paused = besides('stage.paused/1', { by: 0.1, at: pausedAt, open: place });
  const again = besides('stage.resumed/2', { by: 0.2, at: resumedAt, open: { ...place, calendar, due: term.due } });
  const sealed = { ...again, openings: new Map([['deadline', term.deadline]]) };
  return withEntries([...sound.entries, altered(paused, { envelope: pause }), altered(sealed, change)]);
}

function besides(type: string, { by, at, open }: { by: number; at: string; open: Envelope['open'] }): MeritEntry {
  const { envelope } = voting;
  return {
    ...voting,
    openings: new Map(),
    envelope: { ...envelope, type, at, streamSeq: envelope.streamSeq + by, open },
  };
}

test('a term that runs over the days left from its resumption is found right', () => {
  expect(codesOf(resumed())).toEqual([]);
});

describe('of a resumption is found', () => {
  findsEach([
    ['nothing, where all is right', '', () => resumed()],
    ['a term that was set by hand', 'merit.deadline', () => resumed({ open: { due: '2026-12-31T16:00:00.000000Z' } })],
    ['a term that the pause cost', 'merit.deadline', () => resumed({ open: { due } })],
    ['a day more than was left', 'merit.deadline', () => withTerm(termOver(4))],
    ['calendars that are none', 'merit.deadline', () => resumed({ open: { calendar: '0'.repeat(64) } })],
    [
      'an arithmetic that does not add up',
      'merit.deadline',
      () => resumed({ openings: { deadline: nudged(termOver(1).deadline, ['explanation', 'workingDays'], 99) } }),
    ],
    [
      'a reminder that was left out',
      'merit.deadline',
      () => resumed({ openings: { deadline: nudged(termOver(3).deadline, ['nudges'], []) } }),
    ],
    ['a new term for one that was over', 'merit.deadline', () => resumed({}, { at: due })],
    [
      'a calendar that is named for a term that was over',
      'merit.deadline',
      () => resumed({ open: { due }, openings: { deadline: null } }, { at: due }),
    ],
    [
      'another end of a term that was over',
      'merit.deadline',
      () =>
        resumed(
          { open: { due: '2026-12-31T16:00:00.000000Z', calendar: null }, openings: { deadline: null } },
          { at: due },
        ),
    ],
    [
      'nothing, where a term that was over stays',
      '',
      () => resumed({ open: { due, calendar: null }, openings: { deadline: null } }, { at: due }),
    ],
  ]);
});

function withTerm({ due: at, deadline: sealed }: Term): MeritBundle {
  return resumed({ open: { due: at }, openings: { deadline: sealed } });
}
