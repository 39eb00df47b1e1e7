import { describe, expect, test } from 'vitest';
import type { Canonical } from '#ledger/canonical.ts';
import type { Envelope } from '#ledger/entry.ts';
import type { MeritBundle } from '#ledger/examination.ts';
import { checkMerit } from '#ledger/merit.ts';
import { verifyBundle } from '#ledger/verify.ts';
import {
  added,
  altered,
  changed,
  changedAll,
  entryOf,
  moved,
  nudged,
  sound,
  trust,
  withEntries,
  without,
  zip,
} from './merit-bundle.ts';
import { codesOf, findsEach } from './merit-finds.ts';

test('a decision that was made by the rules is derived again without a finding', () => {
  expect(checkMerit(sound)).toEqual([]);
});

test('a bundle under pinned trust passes every check that it is asked', () => {
  const { exitCode, findings } = verifyBundle(zip, { ...trust, merit: checkMerit });
  expect({ exitCode, findings }).toEqual({ exitCode: 0, findings: [] });
});

const late = '2099-01-01T00:00:00.000000Z';

describe('of the rules is found', () => {
  findsEach([
    [
      'another policy in the middle',
      'merit.policy-digest',
      () => changed('ballot.cast/1', { envelope: { policy: { digest: 'ab'.repeat(32), id: 'asn', version: '1' } } }),
    ],
    ['an act under no policy', 'merit.policy-digest', () => changed('ballot.cast/1', { envelope: { policy: null } })],
    ['a pack that is not there', 'merit.policy-digest', () => ({ ...sound, rules: withoutPack() })],
    [
      'a countersignature of the one who sealed',
      'merit.policy-order',
      () => changed('criteria.countersigned/1', { envelope: { actor: actorOf('criteria.sealed/1') } }),
    ],
    [
      'a countersignature by a second account of the same person',
      'merit.policy-order',
      () =>
        changedAll(({ envelope }) => envelope.type === 'person.bound/1' && envelope.open['role'] === 'hr', {
          openings: { person: { account: 'x', name: 'x', nip: '198001012005011001' } },
        }),
    ],
    [
      'criteria that nobody sealed',
      'merit.policy-order merit.stage',
      () => changed('criteria.sealed/1', { envelope: { actor: { ref: null, role: 'workflow', session: null } } }),
    ],
    ['criteria without a countersignature', 'merit.policy-order', () => without('criteria.countersigned/1')],
    ['a draft after the seal', 'merit.policy-order', () => added(entryOf('criteria.drafted/1'), 'criteria.sealed/1')],
    [
      'criteria other than those under the seal',
      'merit.policy-order',
      () =>
        changed('criteria.drafted/1', ({ openings }) => ({
          openings: { content: nudged(openings.get('content'), ['tieBreak', '0'], 'x') },
        })),
    ],
  ]);
});

describe('of a selection without rules is found', () => {
  findsEach([
    [
      'that no entry names a policy, which would leave every rule unasked',
      'merit.policy-digest',
      () => changedAll(() => true, { envelope: { policy: null } }),
    ],
  ]);
});

describe('of the course is found', () => {
  findsEach([
    ['a stage that skips a step', 'merit.stage', () => without('stage.stepped/1', 1)],
    ['a stage that nobody opened', 'merit.ranking merit.stage', () => without('stage.opened/1', 2)],
    [
      'a stage that was left out',
      'merit.deadline merit.requirement merit.stage',
      () => changed('stage.opened/1', { open: { stage: 'placement' } }, 2),
    ],
    ['another attempt than the next', 'merit.stage', () => changed('stage.opened/1', { open: { attempt: 2 } }, 3)],
    ['a step back without a cause', 'merit.stage', () => stepBack()],
    ['a fact outside its step', 'merit.deadline merit.stage', () => moved('pool.completed/1', 'stage.stepped/1')],
    [
      'a selection that ended otherwise',
      'merit.outcome',
      () => changed('selection.decided/1', { open: { outcome: 'exhausted' } }),
    ],
    [
      'an act after the end',
      'merit.stage',
      () => added(altered(entryOf('seat.appointed/1'), { open: { seat: 9 } }), 'selection.decided/1'),
    ],
    [
      'a decree that nobody issued',
      'merit.stage',
      () => changed('decree.issued/1', { envelope: { actor: { ref: null, role: 'workflow', session: null } } }),
    ],
    ['a second opening', 'merit.stage', () => added(entryOf('selection.opened/1'), 'criteria.drafted/1')],
    [
      'a result that no stage has',
      'merit.gates merit.stage',
      () => changed('stage.closed/1', { open: { result: 'constructor' } }),
    ],
  ]);
});

describe('of the deadlines is found', () => {
  findsEach([
    ['a ballot after the due instant', 'merit.deadline', () => changed('ballot.cast/1', { envelope: { at: late } })],
    ['a due instant that was set by hand', 'merit.deadline', () => changed('stage.opened/1', { open: { due: late } })],
    [
      'a due instant where calendars are missing',
      'merit.deadline',
      () => changed('stage.opened/1', { open: { calendar: null } }),
    ],
    [
      'an arithmetic that does not add up',
      'merit.deadline',
      () =>
        changed('stage.opened/1', ({ openings }) => ({
          openings: { deadline: nudged(openings.get('deadline'), ['explanation', 'workingDays'], 99) },
        })),
    ],
    [
      'a reminder that was left out',
      'merit.deadline',
      () =>
        changed('stage.opened/1', ({ openings }) => ({
          openings: { deadline: nudged(openings.get('deadline'), ['nudges'], []) },
        })),
    ],
    ['nominations closed before all were in', 'merit.deadline', () => without('pool.completed/1')],
    ['final sheets closed before all were in', 'merit.deadline', () => without('sheet.finalised/1')],
    [
      'a lapse instant that was set by hand',
      'merit.deadline',
      () => changed('concurrence.requested/1', { open: { lapses: late } }),
    ],
    [
      'a reply in time that was called late',
      'merit.deadline',
      () => changed('concurrence.replied/1', { open: { late: 'yes' } }),
    ],
    ['an effect before its day', 'merit.deadline', () => early()],
    ['a pause that cost nothing', 'merit.deadline', () => paused()],
  ]);
});

function actorOf(type: string): Envelope['actor'] {
  return entryOf(type).envelope.actor;
}

function withoutPack(): MeritBundle['rules'] {
  const pack = entryOf('ballot.cast/1').envelope.policy?.digest;
  return new Map([...sound.rules].filter(([digest]) => digest !== pack));
}

/** The vote goes back to deliberation with nothing on record that explains it. */
function stepBack(): MeritBundle {
  return added(entryOf('stage.stepped/1', 2), 'ballot.cast/1', 4);
}

/** The decree names a later day than the effect. */
function early(): MeritBundle {
  const effective = '2026-12-24T17:00:00.000000Z';
  return changed('decree.issued/1', ({ openings }) => ({
    open: { effective },
    openings: { decree: nudged(openings.get('decree'), ['effectiveOn'], '2026-12-25') },
  }));
}

/** A pause before the first ballot, after which the due instant is what it was. */
function paused(): MeritBundle {
  const { envelope } = entryOf('stage.stepped/1', 3);
  const place = { attempt: 1, stage: 'committee-review' };
  const seq = (by: number, type: string, open: Envelope['open']) => ({
    ...entryOf('stage.stepped/1', 3),
    openings: new Map(),
    envelope: { ...envelope, type, open, streamSeq: envelope.streamSeq + by, at: bumped(envelope.at, by) },
  });
  const pause = seq(0.1, 'stage.paused/1', place);
  const resume = seq(0.2, 'stage.resumed/1', { ...place, due: envelope.open['due'] ?? null });
  return withEntries([...sound.entries, pause, resume]);
}

/** A few microseconds later. */
function bumped(at: string, by: number): string {
  const micros = Number(at.slice(20, 26)) + by * 10;
  return `${at.slice(0, 20)}${String(micros).padStart(6, '0')}Z`;
}

test('what is not disclosed is not derived, and is noted', () => {
  const entries = sound.entries.map((entry) => ({ ...entry, openings: new Map<string, Canonical>() }));
  expect(codesOf({ ...sound, entries })).toEqual(['merit.undisclosed']);
});

test('whose binding is left out of what is opened is not compared, and that is said', () => {
  const entries = sound.entries.map((entry) => {
    const isBinding = entry.envelope.type === 'person.bound/1';
    return isBinding ? { ...entry, openings: new Map<string, Canonical>() } : entry;
  });
  expect(codesOf({ ...sound, entries })).toEqual(['merit.undisclosed']);
});
