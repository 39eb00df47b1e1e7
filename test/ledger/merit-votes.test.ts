import { describe } from 'vitest';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { altered, type Change, changed, entryOf, nobody, without } from './merit-bundle.ts';
import { findsEach } from './merit-finds.ts';
import { act, actorOf, again, closed, inserted, openOf, retold, told, under } from './merit-retold.ts';

const fifth = actorOf('interest.declared/1', 4);
const declared = entryOf('interest.declared/1', 4);
const voted = entryOf('ballot.cast/1', 4);
const motion = openOf(voted, 'motion');
const { motion: motionId = null } = entryOf('motion.put/1').envelope.open;

/** The outcome of so many votes for and against, and abstentions. */
const outcome = (supporting: number, against: number, abstaining: number, change: Change['open'] = {}): Change => ({
  open: { supporting, against, abstaining, cast: supporting + against + abstaining, ...change },
});

/** The fifth member votes otherwise, and that is counted. */
function voting(choice: string, counted: Change, reason: string | null = 'Bukti kurang.'): MeritBundle {
  return retold(changed('ballot.cast/1', { openings: { choice, reason } }, 4), ['outcome.derived/1'], counted);
}

describe('of votes and their count is found', () => {
  findsEach([
    ['nothing, where one abstains and says why', '', () => voting('abstain', outcome(4, 0, 1))],
    ['nothing, where one dissents and says why', '', () => voting('reject', outcome(4, 1, 0))],
    ['nothing, where one approves and says nothing', '', () => voting('approve', {}, null)],
    ['a choice that is none', 'merit.outcome', () => voting('maybe', {})],
    ['abstention that says nothing', 'merit.outcome', () => voting('abstain', outcome(4, 0, 1), null)],
    [
      'a reason that is none',
      'merit.outcome',
      () => changed('ballot.cast/1', { openings: { choice: 'reject', reason: 7 } }),
    ],
    ['abstention that was counted against', 'merit.outcome', () => voting('abstain', outcome(4, 1, 0))],
    ['dissent that was counted as abstention', 'merit.outcome', () => voting('reject', outcome(4, 0, 1))],
    ['support that was not counted', 'merit.outcome', () => changed('outcome.derived/1', { open: { supporting: 4 } })],
    ['ballots that were not counted', 'merit.outcome', () => changed('outcome.derived/1', { open: { cast: 4 } })],
    ['more members than there are', 'merit.quorum', () => changed('outcome.derived/1', { open: { eligible: 6 } })],
    [
      'an outcome of another motion',
      'merit.outcome',
      () => changed('outcome.derived/1', { open: { motion: 'cd'.repeat(32) } }),
    ],
    ['ballots that are not opened', 'merit.undisclosed', () => closed('choice')],
    ['nothing, where two left and enough stay', '', () => away(['present'])],
    ['a vote that opened before too few', 'merit.quorum', () => away(['absent'])],
    [
      'nothing, where abstention counts for nothing, and there are enough without',
      '',
      () => under(['committee', 'abstention'], 'counts-not', voting('abstain', outcome(4, 0, 1))),
    ],
    [
      'a seat that was given during the vote',
      'merit.quorum merit.stage',
      () =>
        inserted(entryOf('stage.stepped/1', 3), again('seat.appointed/1', 4, { open: { seat: 6, holder: nobody } })),
    ],
    [
      'a seat that was given twice',
      'merit.quorum',
      () => inserted(entryOf('seat.appointed/1', 4), again('seat.appointed/1', 4, { open: { holder: nobody } })),
    ],
  ]);
});

describe('of motions is found', () => {
  findsEach([
    ['a motion that is not opened', 'merit.undisclosed', () => closed('content')],
    ['another version than the next', 'merit.outcome', () => changed('motion.put/1', { open: { version: 2 } })],
    ['a second motion beside the first', 'merit.outcome', () => putTwice()],
    ['nothing, where the first was voided before', '', () => putTwice(voiding('x'))],
    ['a motion that was voided by another name', 'merit.outcome', () => putTwice(voiding('x', nobody))],
    ['a motion that was voided twice', 'merit.outcome', () => putTwice(voiding('x'), voiding('x'))],
    ['an outcome without a motion', 'merit.outcome merit.stage', () => without('motion.put/1')],
    [
      'an outcome before the vote',
      'merit.outcome merit.stage',
      () => inserted(entryOf('motion.put/1'), again('outcome.derived/1')),
    ],
    ['an outcome twice', 'merit.outcome', () => inserted(entryOf('outcome.derived/1'), again('outcome.derived/1'))],
  ]);
});

/** Seats 3, 4 and 5 go once they were there; the fifth as the words say. */
function away(words: readonly string[]): MeritBundle {
  const leaving = [3, 4, 5].map((seat, index) =>
    again('presence.recorded/1', seat - 1, { open: { presence: index === 2 ? (words[0] ?? '') : 'absent' } }),
  );
  return inserted(entryOf('presence.recorded/1', 4), ...leaving);
}

function voiding(cause: string, id = motionId): MeritEntry {
  return act('motion.voided/1', { cause, motion: id, successor: null });
}

function putTwice(...before: readonly MeritEntry[]): MeritBundle {
  return inserted(entryOf('motion.put/1'), ...before, again('motion.put/1', 0, { open: { version: 2 } }));
}

describe('of a member who is replaced is found', () => {
  const replaced = act('seat.replaced/1', { holder: fifth, seat: 5, successor: nobody });
  const bySuccessor = (entry: MeritEntry) =>
    altered(entry, { envelope: { actor: { ...entry.envelope.actor, ref: nobody } } });
  const voided = act('ballot.voided/1', { cause: 'member-replaced', motion, seat: 5 });
  const votedAgain = bySuccessor(voted);
  /** The successor declares during the vote and votes instead. */
  const during = (...entries: readonly MeritEntry[]) => inserted(voted, ...entries);
  findsEach([
    [
      'nothing, where the successor does all that the member would have',
      '',
      () =>
        told(
          ...inserted(entryOf('seat.appointed/1', 4), replaced).entries.map((entry) =>
            entry.envelope.actor.ref === fifth ? bySuccessor(entry) : entry,
          ),
        ),
    ],
    [
      'nothing, where the ballot is void and the successor votes',
      '',
      () => during(replaced, voided, bySuccessor(declared), votedAgain),
    ],
    ['a ballot of the member that counts on', 'merit.outcome', () => during(replaced, bySuccessor(declared))],
    ['a second ballot of the seat', 'merit.outcome', () => during(replaced, bySuccessor(declared), votedAgain)],
    ['a ballot of a successor who has not declared', 'merit.declaration', () => during(replaced, voided, votedAgain)],
    [
      'a ballot of the member who left',
      'merit.declaration',
      () => during(replaced, voided, bySuccessor(declared), voted),
    ],
    [
      'a ballot that is void for another cause',
      'merit.outcome',
      () => during(replaced, altered(voided, { open: { cause: 'recused' } }), bySuccessor(declared), votedAgain),
    ],
    [
      'a ballot that is void of another motion',
      'merit.outcome',
      () => during(replaced, altered(voided, { open: { motion: nobody } }), bySuccessor(declared), votedAgain),
    ],
    [
      'a ballot that is void twice',
      'merit.outcome',
      () => during(replaced, voided, voided, bySuccessor(declared), votedAgain),
    ],
    [
      'a replacement of the member who left already',
      'merit.quorum',
      () => during(replaced, voided, replaced, bySuccessor(declared), votedAgain),
    ],
  ]);
});
