import { describe } from 'vitest';
import type { Canonical } from '#ledger/canonical.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { altered, changed, entryOf, nobody, nudged, sound, without } from './merit-bundle.ts';
import { findsEach } from './merit-finds.ts';
import { act, actorOf, after, again, inserted, openOf, retold, told, upTo } from './merit-retold.ts';

const chosen = entryOf('choice.made/1');
const first = refOf(0);
const long = 'Alasan yang cukup panjang untuk memenuhi kebijakan yang berlaku.';
const other = 'abababab-abab-4bab-8bab-abababababab';

function refOf(nth: number): Canonical {
  const content = entryOf('motion.put/1').openings.get('content') as { readonly candidates: readonly string[] };
  return content.candidates[nth] ?? '';
}

const decree = entryOf('decree.issued/1');
const sealedDecree = (path: string, to: Canonical) =>
  changed('decree.issued/1', { openings: { decree: nudged(decree.openings.get('decree'), [path], to) } });

describe('of decree and inauguration is found', () => {
  findsEach([
    ['a decree twice', 'merit.requirement', () => inserted(decree, decree)],
    ['a decree that is none', 'merit.requirement', () => changed('decree.issued/1', { openings: { decree: 'x' } })],
    [
      'nothing, where it is not opened',
      '',
      () => told(...sound.entries.map((one) => (one === decree ? { ...one, openings: new Map() } : one))),
    ],
    ['a decree for a day before its own', 'merit.requirement', () => sealedDecree('issuedOn', '2026-11-26')],
    [
      'a decree for another instant',
      'merit.requirement',
      () => changed('decree.issued/1', { open: { effective: '2026-11-24T16:00:00.000000Z' } }),
    ],
    [
      'an inauguration twice',
      'merit.requirement',
      () => inserted(entryOf('placement.inaugurated/1'), again('placement.inaugurated/1')),
    ],
    [
      'an inauguration of another',
      'merit.requirement',
      () => changed('placement.inaugurated/1', { open: { candidate: nobody } }),
    ],
    ['an inauguration on a day to come', 'merit.requirement', () => inauguratedOn('2026-11-26')],
    ['an inauguration before the decree was issued', 'merit.requirement', () => inauguratedOn('2026-11-24')],
    [
      'nothing, where its minutes are none',
      '',
      () => changed('placement.inaugurated/1', { openings: { minutes: 'x' } }),
    ],
    [
      'an effect of another',
      'merit.requirement',
      () => changed('placement.effected/1', { open: { candidate: nobody } }),
    ],
    ['an effect without a decree', 'merit.requirement', () => without('decree.issued/1')],
    ['an end without an effect', 'merit.requirement', () => without('placement.effected/1')],
    ['a step to the decree without an answer', 'merit.requirement', () => without('concurrence.replied/1')],
    ['a step to the concurrence without a choice', 'merit.requirement', () => without('choice.made/1')],
  ]);
});

function inauguratedOn(on: string): MeritBundle {
  return changed('placement.inaugurated/1', ({ openings }) => ({
    openings: { minutes: nudged(openings.get('minutes'), ['on'], on) },
  }));
}

/** A name outside the list waits for another person, who answers. */
function asked(...answers: readonly MeritEntry[]): MeritBundle {
  const open = {
    candidate: lastRanked(),
    deviation: 'outside-list',
    exception: 'job-fit',
    rank: 4,
    state: 'awaiting-second-approval',
  };
  const made = altered(chosen, { open, openings: { reason: long } });
  return told(
    ...upTo(chosen).slice(0, -1),
    made,
    ...answers,
    ...after(chosen).map((entry) =>
      openOf(entry, 'candidate') === first ? altered(entry, { open: { candidate: lastRanked() } }) : entry,
    ),
  );
}

function lastRanked(): Canonical {
  const ranking = entryOf('ranking.derived/1').openings.get('ranking') as {
    readonly ranked: readonly { readonly ref: string }[];
  };
  return ranking.ranked.at(-1)?.ref ?? '';
}

const approval = (reason: Canonical = long, type = 'choice.approved/1') =>
  act(type, { choice: openOf(chosen, 'choice') }, { by: nobody, openings: { reason } });

describe('of a second approval is found', () => {
  findsEach([
    ['nothing, where another person approves', '', () => asked(approval())],
    ['an approval without a reason', 'merit.deviation', () => asked(approval(' '))],
    ['an approval whose reason is none', 'merit.deviation', () => asked(approval(7))],
    [
      'an approval of another choice',
      'merit.deviation merit.requirement',
      () => asked(altered(approval(), { open: { choice: nobody } })),
    ],
    ['an approval twice', 'merit.deviation', () => asked(approval(), approval())],
    [
      'a choice that was declined, as if it were not',
      'merit.requirement',
      () => asked(approval(long, 'choice.declined/1')),
    ],
    [
      'an exception that the policy does not know',
      'merit.deviation',
      () => retold(asked(approval()), ['choice.made/1'], { open: { exception: 'friendship' } }),
    ],
    [
      'a choice of somebody who is no candidate',
      'merit.deviation merit.requirement',
      () => changed('choice.made/1', { open: { candidate: nobody } }),
    ],
    [
      'a second choice beside the first',
      'merit.deviation',
      () => inserted(chosen, altered(chosen, { open: { choice: other } })),
    ],
    [
      'a reason that is not opened',
      'merit.undisclosed',
      () => told(...sound.entries.map((one) => (one === chosen ? { ...one, openings: new Map() } : one))),
    ],
    [
      'another who chose than answers',
      '',
      () =>
        retold(asked(approval()), ['choice.made/1'], {
          envelope: { actor: { ref: actorOf('choice.made/1'), role: 'authority', session: null } },
        }),
    ],
  ]);
});
