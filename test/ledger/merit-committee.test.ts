import { describe } from 'vitest';
import type { Canonical } from '#ledger/canonical.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import {
  added,
  altered,
  beside,
  byNobody,
  changed,
  changedAll,
  entryOf,
  nobody,
  nudged,
  sound,
  withEntries,
  without,
} from './merit-bundle.ts';
import { findsEach } from './merit-finds.ts';

const other = 'cd'.repeat(32);

describe('of declarations and recusals is found', () => {
  findsEach([
    ['a vote of a seat that has not declared', 'merit.declaration', () => without('interest.declared/1')],
    [
      'a declaration that leaves a candidate out',
      'merit.declaration',
      () =>
        changed('interest.declared/1', ({ openings }) => ({
          openings: { declaration: { interests: interestsOf(openings).slice(1) } },
        })),
    ],
    ['a declaration by somebody else', 'merit.declaration', () => changed('interest.declared/1', byNobody)],
    [
      'a possible interest that was not counted',
      'merit.declaration',
      () => changed('interest.declared/1', ({ openings }) => ({ openings: interested(openings, 'possible') })),
    ],
    [
      'an actual interest without a recusal',
      'merit.recused',
      () =>
        changed('interest.declared/1', ({ openings }) => ({
          open: { actual: 1 },
          openings: interested(openings, 'actual'),
        })),
    ],
    ['a vote of a recused member', 'merit.outcome merit.quorum merit.recused', () => recused()],
    [
      'a recusal without its ground',
      'merit.declaration merit.outcome merit.quorum merit.recused',
      () => recused('upheld'),
    ],
    [
      'a vote by somebody else than the holder of the seat',
      'merit.declaration',
      () => changed('ballot.cast/1', byNobody),
    ],
  ]);
});

describe('of quorum and composition is found', () => {
  findsEach([
    ['a quorum that was lowered', 'merit.quorum', () => changed('outcome.derived/1', { open: { required: 1 } })],
    ['a vote opened before no quorum', 'merit.quorum', () => withoutPresence()],
    ['an outcome of two ballots', 'merit.quorum', () => withoutBallots()],
    ['a candidate on the committee', 'merit.quorum merit.snapshot', () => seatedCandidate()],
    ['an even committee', 'merit.declaration merit.outcome merit.quorum', () => without('seat.appointed/1', 4)],
    ['a replacement of somebody who does not sit', 'merit.declaration merit.quorum', () => replaced(nobody)],
    [
      'presence in a session that is not on',
      'merit.quorum',
      () => changed('presence.recorded/1', { open: { session: 2 } }),
    ],
  ]);
});

describe('of motion and outcome is found', () => {
  findsEach([
    [
      'an outcome that the ballots do not give',
      'merit.outcome',
      () => changed('ballot.cast/1', { openings: { choice: 'reject', reason: 'x' } }),
    ],
    [
      'dissent without a reason',
      'merit.outcome',
      () => changed('ballot.cast/1', { openings: { choice: 'reject', reason: ' ' } }),
    ],
    ['a ballot on another motion', 'merit.outcome', () => changed('ballot.cast/1', { open: { motion: other } })],
    ['a ballot of another selection', 'merit.outcome', () => changed('ballot.cast/1', { open: { selection: nobody } })],
    ['two ballots of one seat', 'merit.outcome', () => added(entryOf('ballot.cast/1'), 'ballot.cast/1', 2)],
    ['a ballot that was voided for nothing', 'merit.deadline merit.outcome', () => voided()],
    ['a motion of somebody else', 'merit.outcome', () => changed('motion.put/1', byNobody)],
    [
      'a motion other than its digest',
      'merit.outcome',
      () =>
        changed('motion.put/1', ({ openings }) => ({
          openings: { content: nudged(openings.get('content'), ['attempt'], 7) },
        })),
    ],
    [
      'a motion on another ranking',
      'merit.outcome merit.ranking',
      () => changed('ranking.derived/1', { open: { digest: other } }),
    ],
    [
      'a result that the outcome is not',
      'merit.outcome merit.stage',
      () => changed('stage.closed/1', { open: { result: 'rejected' } }, 2),
    ],
    ['an outcome of a motion that was voided', 'merit.outcome', () => added(voiding(), 'ballot.cast/1', 4)],
  ]);
});

function interestsOf(openings: MeritEntry['openings']): readonly Canonical[] {
  const declaration = openings.get('declaration') as { readonly interests: readonly Canonical[] };
  return declaration.interests;
}

function interested(openings: MeritEntry['openings'], interest: string) {
  const first = nudged(openings.get('declaration'), ['interests', '0', 'interest'], interest);
  return { declaration: nudged(first, ['interests', '0', 'tie'], 'family') };
}

function recused(ground = 'stepped-back'): MeritBundle {
  const recusal = beside(entryOf('ballot.cast/1'), 'seat.recused/1', { by: -0.5, open: { ground, seat: 1 } });
  return withEntries([...sound.entries, recusal]);
}

function withoutPresence(): MeritBundle {
  return withEntries(
    sound.entries.filter(
      ({ envelope }) => envelope.type !== 'presence.recorded/1' || Number(envelope.open['seat']) < 3,
    ),
  );
}

/** The count is that of the two, and the vote is over its time. */
function withoutBallots(): MeritBundle {
  const entries = sound.entries.filter(
    ({ envelope }) => envelope.type !== 'ballot.cast/1' || Number(envelope.open['seat']) < 3,
  );
  return withEntries(
    entries.map((entry) =>
      entry.envelope.type === 'outcome.derived/1' ? altered(entry, { open: { cast: 2, supporting: 2 } }) : entry,
    ),
  );
}

function seatedCandidate(): MeritBundle {
  const isMeant = ({ envelope: { type, open } }: MeritEntry) =>
    type === 'person.bound/1' &&
    (open['ref'] === entryOf('seat.appointed/1').envelope.open['holder'] ||
      open['ref'] === entryOf('nomination.filed/1').envelope.open['candidate']);
  return changedAll(isMeant, { openings: { person: { account: null, name: 'x', nip: '198001012005011001' } } });
}

function replaced(holder: string): MeritBundle {
  const open = { holder, seat: 5, successor: nobody };
  return withEntries([...sound.entries, beside(entryOf('seat.appointed/1', 4), 'seat.replaced/1', { by: 0.5, open })]);
}

function voided(): MeritBundle {
  const { open } = entryOf('ballot.cast/1').envelope;
  const fields = { cause: 'recused', motion: open['motion'] ?? null, seat: 1 };
  const voiding = beside(entryOf('ballot.cast/1'), 'ballot.voided/1', { by: 0.5, open: fields });
  const counted = changed('outcome.derived/1', { open: { cast: 4, supporting: 4 } });
  return withEntries([...counted.entries, voiding]);
}

function voiding(): MeritEntry {
  const { motion = null } = entryOf('motion.put/1').envelope.open;
  return beside(entryOf('ballot.cast/1', 4), 'motion.voided/1', {
    by: 0.5,
    open: { cause: 'candidate-withdrawn', motion, successor: null },
  });
}
