import { describe } from 'vitest';
import type { Canonical } from '#ledger/canonical.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { altered, changed, entryOf, nobody } from './merit-bundle.ts';
import { findsEach } from './merit-finds.ts';
import { act, after, openOf, retold, told, under, upTo } from './merit-retold.ts';

const [chosen, requested, replied] = [
  entryOf('choice.made/1'),
  entryOf('concurrence.requested/1'),
  entryOf('concurrence.replied/1'),
];
const [first, second] = [refOf(0), refOf(1)];
const choosing = entryOf('stage.opened/1', 3);
const other = 'abababab-abab-4bab-8bab-abababababab';
const late = openOf(requested, 'lapses') as string;

function refOf(nth: number): Canonical {
  const content = entryOf('motion.put/1').openings.get('content') as { readonly candidates: readonly string[] };
  return content.candidates[nth] ?? '';
}

const answer = (reply: string, round = 1) => altered(replied, { open: { reply, round } });
const request = (round: number) => altered(requested, { open: { round }, envelope: { actor: replied.envelope.actor } });

/** Answered so far, then with these entries, and on with the decree. */
function answered(...entries: readonly MeritEntry[]): MeritBundle {
  return told(...upTo(entryOf('stage.stepped/1', 4)), ...entries, ...after(replied));
}

/** A policy in which silence lapses, the instant that the request names come and gone. */
function silent(change: Parameters<typeof altered>[1] = {}, at = late): MeritBundle {
  const lapse = act('concurrence.lapsed/1', { lapsed: late, round: 1 }, { by: nobody });
  const bundle = answered(altered(altered(lapse, { envelope: { at } }), change));
  return under(['concurrence', 'onSilence'], 'certify-lapse', under(['concurrence', 'lapse'], true, bundle));
}

/** The first choice comes to nothing for this cause; the second of the list is placed. */
function placedSecond(cause: string, ...before: readonly MeritEntry[]): MeritBundle {
  const undone = act('choice.undone/1', { cause, choice: openOf(chosen, 'choice') });
  const back = altered(choosing, {
    envelope: { type: 'stage.stepped/1' },
    open: { step: 'choosing' },
  });
  const anew = altered(chosen, { open: { candidate: second, choice: other, rank: 2 } });
  const rest = [
    altered(requested, { open: { candidate: second, round: 2 } }),
    entryOf('stage.stepped/1', 4),
    answer('issued', 2),
  ];
  return told(
    ...upTo(entryOf('stage.stepped/1', 4)),
    ...before,
    undone,
    back,
    anew,
    ...rest,
    ...after(replied).map((entry) =>
      openOf(entry, 'candidate') === first ? altered(entry, { open: { candidate: second } }) : entry,
    ),
  );
}

const withdrawn = act('candidacy.withdrawn/1', { by: 'candidate', candidate: first, other: null });

describe('of the concurrence is found', () => {
  findsEach([
    [
      'nothing, where it is asked again after a return',
      '',
      () => answered(answer('returned'), request(2), answer('issued', 2)),
    ],
    ['the same round again', 'merit.requirement', () => answered(answer('returned'), request(1), answer('issued', 1))],
    ['a second request beside the first', 'merit.requirement', () => answered(request(2), answer('issued', 2))],
    ['an answer to another round', 'merit.requirement', () => answered(answer('issued', 2))],
    ['an answer that there is not', 'merit.requirement', () => answered(answer('perhaps'))],
    ['an answer twice', 'merit.requirement', () => answered(answer('issued'), answer('issued'))],
    ['an answer that was returned, as if it were one', 'merit.requirement', () => answered(answer('returned'))],
    ['nothing, where the letter is not opened', '', () => answered({ ...replied, openings: new Map() })],
    [
      'a request for another',
      'merit.requirement',
      () => changed('concurrence.requested/1', { open: { candidate: nobody } }),
    ],
    [
      'nothing, where the policy waits and an answer comes when it does',
      '',
      () => answered(altered(replied, { envelope: { at: late } })),
    ],
    [
      'an answer that was called late, where the policy waits',
      'merit.deadline',
      () => answered(altered(replied, { envelope: { at: late }, open: { late: 'yes' } })),
    ],
    ['nothing, where silence lapses by the policy', '', () => silent()],
    ['nothing, where an answer comes after the lapse', '', () => afterLapse(answer('issued'))],
    ['a lapse before its instant', 'merit.requirement', () => silent({}, requested.envelope.at)],
    ['a lapse of another round', 'merit.requirement', () => silent({ open: { round: 2 } })],
    ['a lapse at another instant', 'merit.requirement', () => silent({ open: { lapsed: requested.envelope.at } })],
    [
      'nothing, where a choice that was refused is undone',
      '',
      () => placedSecond('concurrence-refused', answer('refused')),
    ],
    ['nothing, where the chosen withdraws', '', () => placedSecond('candidate-withdrawn', withdrawn)],
    [
      'a choice that was undone for a refusal that there was not',
      'merit.requirement',
      () => placedSecond('concurrence-refused'),
    ],
    [
      'a choice that was undone for somebody who is there',
      'merit.deviation merit.requirement',
      () => placedSecond('candidate-withdrawn'),
    ],
    [
      'a choice that was undone for nothing',
      'merit.deviation merit.requirement',
      () => placedSecond('tired', answer('refused')),
    ],
    [
      'a choice of another that was undone',
      'merit.requirement',
      () =>
        retold(placedSecond('concurrence-refused', answer('refused')), ['choice.undone/1'], {
          open: { choice: nobody },
        }),
    ],
  ]);
});

function afterLapse(entry: MeritEntry): MeritBundle {
  const { entries, rules } = silent();
  const yes = altered(entry, { open: { late: 'yes' }, envelope: { at: late } });
  const bundle = told(...entries.flatMap((one) => (one.envelope.type === 'concurrence.lapsed/1' ? [one, yes] : [one])));
  return { ...bundle, rules };
}
