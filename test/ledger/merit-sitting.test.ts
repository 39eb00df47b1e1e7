import { describe } from 'vitest';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { altered, type Change, changed, entryOf, nobody, nudged, without } from './merit-bundle.ts';
import { findsEach } from './merit-finds.ts';
import { act, actorOf, after, again, closed, inserted, retold, told, upTo } from './merit-retold.ts';

const [chair, fifth] = [actorOf('interest.declared/1'), actorOf('interest.declared/1', 4)];
const declared = entryOf('interest.declared/1', 4);
const isOfFifth = ({ envelope: { type, open } }: MeritEntry) =>
  ['presence.recorded/1', 'ballot.cast/1'].includes(type) && open['seat'] === 5;

/** The outcome of so many votes for and against, and abstentions. */
const outcome = (supporting: number, against: number, abstaining: number, change: Change['open'] = {}): Change => ({
  open: { supporting, against, abstaining, cast: supporting + against + abstaining, ...change },
});

/** The fifth member takes no part after the declaration: what is left of the fixture is without the member. */
function recused(ground: string, by: string | null, own: Change = {}): MeritBundle {
  const recusal = act('seat.recused/1', { ground, seat: 5 }, { by });
  const rest = after(declared).filter((entry) => !isOfFifth(entry));
  const bundle = told(...upTo(entryOf('interest.declared/1', 3)), altered(declared, own), recusal, ...rest);
  return retold(bundle, ['outcome.derived/1'], outcome(4, 0, 0, { eligible: 4 }));
}

function declaring(interest: string): Change {
  const content = nudged(declared.openings.get('declaration'), ['interests', '0', 'interest'], interest);
  return {
    open: { [interest]: 1 },
    openings: { declaration: nudged(content, ['interests', '0', 'tie'], 'family') },
  };
}

describe('of recusals is found', () => {
  findsEach([
    ['nothing, where a member steps back', '', () => recused('stepped-back', fifth)],
    ['nothing, where a possible interest is upheld', '', () => recused('upheld', nobody, declaring('possible'))],
    ['nothing, where an actual interest recuses', '', () => recused('declared', fifth, declaring('actual'))],
    ['a step back by another', 'merit.declaration', () => recused('stepped-back', chair)],
    ['a declared ground where none was', 'merit.declaration', () => recused('declared', fifth)],
    ['a declared ground by another', 'merit.declaration', () => recused('declared', chair, declaring('actual'))],
    ['a ground that there is not', 'merit.declaration', () => recused('tired', fifth, declaring('possible'))],
    [
      'a recusal twice',
      'merit.declaration',
      () => {
        const { entries } = recused('stepped-back', fifth);
        return told(
          ...entries.flatMap((entry) => (entry.envelope.type === 'seat.recused/1' ? [entry, entry] : [entry])),
        );
      },
    ],
    [
      'a recusal before the declaration',
      'merit.declaration merit.outcome merit.quorum merit.recused',
      () =>
        inserted(
          entryOf('interest.declared/1', 3),
          act('seat.recused/1', { ground: 'stepped-back', seat: 5 }, { by: fifth }),
        ),
    ],
    [
      'an actual interest that is followed by another act',
      'merit.declaration merit.recused merit.stage',
      () =>
        told(
          ...recused('declared', fifth, declaring('actual')).entries.flatMap((entry) =>
            entry.envelope.type === 'seat.recused/1' ? [again('presence.recorded/1'), entry] : [entry],
          ),
        ),
    ],
    [
      'a committee of which too many take no part',
      'merit.quorum merit.recused',
      () =>
        inserted(
          declared,
          ...[3, 4, 5].map((seat) =>
            act('seat.recused/1', { ground: 'stepped-back', seat }, { by: actorOf('interest.declared/1', seat - 1) }),
          ),
        ),
    ],
  ]);
});

describe('of declarations is found', () => {
  findsEach([
    ['a declaration twice', 'merit.declaration', () => inserted(declared, declared)],
    ['one that is none', 'merit.declaration', () => changed('interest.declared/1', { openings: { declaration: [] } })],
    ['one that is not opened', 'merit.undisclosed', () => closed('declaration')],
    [
      'an actual interest that was counted and not stated',
      'merit.declaration merit.recused',
      () => changed('interest.declared/1', { open: { actual: 1 } }),
    ],
    [
      'presence of a seat that has not declared',
      'merit.declaration',
      () => inserted(entryOf('presence.recorded/1'), again('presence.recorded/1', 0, { open: { seat: 9 } })),
    ],
    [
      'deliberation before all have declared, with all that was missing later',
      'merit.declaration',
      () => {
        const { entries } = without('interest.declared/1', 4);
        return told(
          ...entries.flatMap((entry) => (entry === entryOf('stage.stepped/1', 2) ? [entry, declared] : [entry])),
        );
      },
    ],
  ]);
});
