import { describe } from 'vitest';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { altered, type Change, entryOf } from './merit-bundle.ts';
import { findsEach } from './merit-finds.ts';
import { act, after, again, between, openOf, told, under, upTo } from './merit-retold.ts';

const [deliberating, voting] = [entryOf('stage.stepped/1', 2), entryOf('stage.stepped/1', 3)];
const ballot = (nth: number) => entryOf('ballot.cast/1', nth);
const voided = act('motion.voided/1', {
  cause: 'adjourned',
  motion: openOf(entryOf('motion.put/1'), 'motion'),
  successor: null,
});

interface Sitting {
  readonly cast?: readonly MeritEntry[];
  readonly session?: number;
}

/** The vote is adjourned after these ballots; in the next session all is done again. */
function adjourned(counts: Change['open'], { cast = [], session = 2 }: Sitting = {}): MeritBundle {
  const open = { cause: 'commanded', eligible: 5, present: 5, required: 3, session: 1, ...counts };
  const sitting = between(entryOf('presence.recorded/1'), entryOf('motion.put/1')).map((entry) =>
    altered(entry, { open: entry.envelope.type === 'motion.put/1' ? { version: 2 } : { session } }),
  );
  const retaken = [deliberating, ...sitting, voting, ...after(voting)];
  return told(...upTo(voting), ...cast, act('session.adjourned/1', open), voided, ...retaken);
}

const abstention = again('ballot.cast/1', 2, { openings: { choice: 'abstain', reason: 'Belum cukup bukti.' } });
const two = [ballot(0), ballot(1)];
const empty = (present: number): Change['open'] => ({ cause: 'no-quorum', present });

describe('of an adjournment is found', () => {
  findsEach([
    ['nothing, where the chair commands it', '', () => adjourned({})],
    ['nothing, where too few have voted', '', () => adjourned(empty(2), { cast: two })],
    ['too few, where enough have voted', 'merit.quorum', () => adjourned(empty(3), { cast: [...two, ballot(2)] })],
    [
      'too few, where enough have voted and one of them abstained',
      'merit.quorum',
      () => adjourned(empty(3), { cast: [...two, abstention] }),
    ],
    [
      'nothing, where abstention counts for nothing and so too few have voted',
      '',
      () => under(['committee', 'abstention'], 'counts-not', adjourned(empty(2), { cast: [...two, abstention] })),
    ],
    ['more present than voted', 'merit.quorum', () => adjourned(empty(3), { cast: two })],
    ['fewer present than there were', 'merit.quorum', () => adjourned({ present: 4 })],
    ['fewer members than there are', 'merit.quorum', () => adjourned({ eligible: 4 })],
    ['a quorum that was raised', 'merit.quorum', () => adjourned({ required: 5 })],
    ['another session than was on', 'merit.quorum', () => adjourned({ session: 2 })],
    ['presence of the session before', 'merit.quorum', () => adjourned({}, { session: 1 })],
    [
      'a step back that nothing explains',
      'merit.outcome merit.quorum merit.stage',
      () =>
        told(
          ...adjourned({}).entries.filter(
            ({ envelope: { type } }) => !['session.adjourned/1', 'motion.voided/1'].includes(type),
          ),
        ),
    ],
    [
      'nobody present after it',
      'merit.quorum',
      () =>
        told(
          ...adjourned({}).entries.filter(
            ({ envelope: { type, open } }) => type !== 'presence.recorded/1' || open['session'] === 1,
          ),
        ),
    ],
  ]);
});
