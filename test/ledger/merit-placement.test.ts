import { describe, expect, test } from 'vitest';
import type { MeritBundle } from '#ledger/examination.ts';
import {
  altered,
  beside,
  changed,
  changedAll,
  entryOf,
  moved,
  nobody,
  sound,
  withEntries,
  without,
} from './merit-bundle.ts';
import { codesOf, findsEach } from './merit-finds.ts';

describe('of choice and placement is found', () => {
  findsEach([
    ['a deviation that was called none', 'merit.deviation', () => placing(1, { open: { rank: 2 } })],
    [
      'a deviation where there is none',
      'merit.deviation',
      () => changed('choice.made/1', { open: { deviation: 'not-first' } }),
    ],
    ['a deviation without a reason', 'merit.deviation', () => deviating('')],
    ['a rank typed by hand', 'merit.deviation', () => changed('choice.made/1', { open: { rank: 3 } })],
    ['a name outside the list without an approval', 'merit.deviation merit.requirement', () => outside()],
    [
      'an approval by the one who chose',
      'merit.deviation',
      () => approved(entryOf('choice.made/1').envelope.actor.ref),
    ],
    ['a concurrence that nobody asked for', 'merit.requirement', () => without('concurrence.requested/1')],
    [
      'an answer of the authority outside without a letter',
      'merit.requirement',
      () => changed('concurrence.replied/1', { openings: { letter: null } }),
    ],
    [
      'an answer by a letter without its number',
      'merit.requirement',
      () =>
        changed('concurrence.replied/1', {
          openings: { letter: { number: ' ', reason: null, repliedOn: '2026-11-25' } },
        }),
    ],
    ['a decree without a concurrence', 'merit.requirement', () => without('concurrence.replied/1')],
    [
      'a decree after a refusal',
      'merit.requirement',
      () => changed('concurrence.replied/1', { open: { reply: 'refused' } }),
    ],
    [
      'a decree for somebody else',
      'merit.requirement',
      () => changed('decree.issued/1', { open: { candidate: nobody } }),
    ],
    ['an effect without an inauguration', 'merit.requirement', () => without('placement.inaugurated/1')],
    [
      'an effect in another post',
      'merit.requirement',
      () => changed('placement.effected/1', { open: { post: nobody } }),
    ],
    [
      'an inauguration before the decree',
      'merit.requirement merit.stage',
      () => moved('placement.inaugurated/1', 'concurrence.replied/1'),
    ],
    ['a lapse where the policy knows none', 'merit.requirement', () => lapsed()],
  ]);
});

test('an approval by another person lets a name outside the list pass', () => {
  expect(codesOf(approved(nobody))).toEqual([]);
});

function rankedRef(nth: number): string {
  const ranking = entryOf('ranking.derived/1').openings.get('ranking') as {
    readonly ranked: readonly { readonly ref: string }[];
  };
  return ranking.ranked[nth]?.ref ?? '';
}

/** The whole placement is that of another of the ranked. */
function placing(nth: number, choice: Parameters<typeof altered>[1]): MeritBundle {
  const first = rankedRef(0);
  const from = entryOf('choice.made/1').envelope.streamSeq;
  const renamed = changedAll(({ envelope }) => envelope.streamSeq >= from && envelope.open['candidate'] === first, {
    open: { candidate: rankedRef(nth) },
  });
  return withEntries(
    renamed.entries.map((entry) => (entry.envelope.type === 'choice.made/1' ? altered(entry, choice) : entry)),
  );
}

function deviating(reason: string): MeritBundle {
  return placing(1, { open: { deviation: 'not-first', rank: 2 }, openings: { reason } });
}

const exception = {
  exception: 'open-selection',
  deviation: 'outside-list',
  rank: 4,
  state: 'awaiting-second-approval',
};

const long = 'Alasan yang cukup panjang untuk memenuhi kebijakan yang berlaku.';

function outside(): MeritBundle {
  return placing(3, { open: { ...exception, exception: exceptionOf() }, openings: { reason: long } });
}

function approved(by: string | null): MeritBundle {
  const { entries } = outside();
  const made = entryOf('choice.made/1');
  const approval = beside(made, 'choice.approved/1', {
    by: 0.5,
    open: { choice: made.envelope.open['choice'] ?? null },
  });
  const signed = altered(approval, {
    envelope: { actor: { ...made.envelope.actor, ref: by } },
    openings: { reason: long },
  });
  return withEntries([...entries, signed]);
}

/** An exception that the pack knows. */
function exceptionOf(): string {
  const pack = [...sound.rules.values()].find((rule) => !Array.isArray(rule)) as {
    readonly deviation: { readonly exceptions: readonly { readonly code: string }[] };
  };
  return pack.deviation.exceptions[0]?.code ?? '';
}

function lapsed(): MeritBundle {
  const { lapses = null, round = null } = entryOf('concurrence.requested/1').envelope.open;
  const lapse = beside(entryOf('concurrence.replied/1'), 'concurrence.lapsed/1', {
    by: -0.5,
    open: { lapsed: lapses, round },
  });
  return withEntries([...sound.entries, lapse]);
}
