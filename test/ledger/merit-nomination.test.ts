import { describe } from 'vitest';
import type { Canonical } from '#ledger/canonical.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { altered, changed, changedAll, entryOf, nobody, sound, without } from './merit-bundle.ts';
import { findsEach } from './merit-finds.ts';
import { act, actorOf, again, inserted, openOf, retold, told } from './merit-retold.ts';

const [last, pooled, checking] = [
  entryOf('nomination.filed/1', 3),
  entryOf('pool.completed/1'),
  entryOf('stage.stepped/1'),
];
const candidate = openOf(entryOf('snapshot.frozen/1'), 'candidate');
const own = actorOf('data.confirmed/1');
const correction = 'abababab-abab-4bab-8bab-abababababab';
const [withdrawn, restored] = ['candidacy.withdrawn/1', 'candidacy.restored/1'].map((type) =>
  act(type, { by: 'candidate', candidate: openOf(last, 'candidate'), other: null }),
) as [MeritEntry, MeritEntry];
const due = openOf(checking, 'due') as string;
const requested = act('correction.requested/1', { candidate, correction }, { by: own });
const rank = (entryOf('snapshot.frozen/1').openings.get('record') as { readonly rank: { readonly value: string } }).rank
  .value;

const answer = (word: string, value: Canonical = rank) =>
  act(
    'correction.answered/1',
    { answer: word, candidate, correction },
    { by: nobody, openings: { change: { field: 'rank', value } } },
  );

/** The first candidate asked for a correction, and had not confirmed when the time was over. */
function corrected(answered: string, ...entries: readonly MeritEntry[]): MeritBundle {
  const { entries: all } = inserted(checking, ...entries);
  const isConfirmed = ({ envelope: { type, open } }: MeritEntry) =>
    type === 'data.confirmed/1' && open['candidate'] === candidate;
  return told(
    ...all
      .filter((entry) => !isConfirmed(entry))
      .map((entry) => {
        const { type } = entry.envelope;
        if (openOf(entry, 'result') === 'frozen') return altered(entry, { envelope: { at: due } });
        const isOwn = type === 'snapshot.frozen/1' && openOf(entry, 'candidate') === candidate;
        return isOwn ? altered(entry, { open: { answered } }) : entry;
      }),
  );
}

const verified = (gate: string, result: string) =>
  inserted(checking, act('gate.verified/1', { candidate, gate, result }, { by: nobody }));

describe('of the pool is found', () => {
  findsEach([
    ['a candidate who is nominated twice', 'merit.stage', () => inserted(last, last)],
    ['nothing, where a candidate withdraws and is nominated again', '', () => inserted(last, withdrawn, last)],
    ['nothing, where a withdrawal was undone', '', () => inserted(last, withdrawn, restored)],
    ['an undone withdrawal that was none', '', () => inserted(last, restored)],
    ['a withdrawn candidate in the count', 'merit.snapshot merit.stage', () => inserted(last, withdrawn)],
    ['a withdrawn candidate who is frozen', 'merit.snapshot', () => inserted(checking, withdrawn)],
    [
      'a nomination after the pool was complete',
      'merit.deadline merit.snapshot merit.stage',
      () => inserted(pooled, again('nomination.filed/1', 0, { open: { candidate: nobody } })),
    ],
    ['a pool that was completed twice', 'merit.stage', () => inserted(pooled, pooled)],
    ['another count of candidates', 'merit.stage', () => changed('pool.completed/1', { open: { candidates: 5 } })],
    [
      'a candidate who was not judged',
      'merit.declaration merit.deviation merit.ranking merit.snapshot',
      () => without('gates.evaluated/1'),
    ],
    [
      'gates of somebody who was never frozen',
      'merit.deadline merit.declaration merit.deviation merit.early-reading merit.ranking merit.snapshot',
      () => changed('gates.evaluated/1', { open: { candidate: nobody } }),
    ],
    [
      'an outcome other than the gates give',
      'merit.declaration merit.deviation merit.gates merit.ranking',
      () => changed('gates.evaluated/1', { open: { outcome: 'rejected' } }),
    ],
    [
      'candidates who are all held, in a pool that was called frozen',
      'merit.deadline merit.declaration merit.deviation merit.gates merit.ranking',
      () => changedAll(({ envelope }) => envelope.type === 'gates.evaluated/1', { open: { outcome: 'held' } }),
    ],
  ]);
});

describe('of what candidates say of their data is found', () => {
  findsEach([
    ['nothing, where it is said and frozen in the second version', '', () => second()],
    [
      'a confirmation of nobody, in the second version',
      'merit.snapshot merit.stage',
      () =>
        retold(second(), ['data.confirmed/2'], { envelope: { actor: { ref: null, role: 'workflow', session: null } } }),
    ],
    [
      'a record that is none, in the second version',
      'merit.snapshot',
      () => retold(second(), ['snapshot.frozen/2'], { openings: { record: {} } }),
    ],
    [
      'an accepted correction that the record has from elsewhere',
      'merit.snapshot',
      () => corrected('disputed', requested, answer('accepted')),
    ],
    ['nothing, where a correction was rejected', '', () => corrected('disputed', requested, answer('rejected', '45'))],
    [
      'a correction that was not counted',
      'merit.snapshot',
      () => corrected('unanswered', requested, answer('rejected')),
    ],
    [
      'an accepted correction that the record lacks',
      'merit.snapshot',
      () => corrected('disputed', requested, answer('accepted', '45')),
    ],
    [
      'a correction of another',
      'merit.snapshot',
      () => corrected('disputed', altered(requested, { envelope: { actor: last.envelope.actor } }), answer('rejected')),
    ],
    ['an answer that nobody asked for', 'merit.snapshot', () => corrected('unanswered', answer('rejected'))],
    [
      'an answer twice',
      'merit.snapshot',
      () => corrected('disputed', requested, answer('rejected'), answer('rejected')),
    ],
    [
      'an answer to another candidate',
      'merit.snapshot',
      () =>
        corrected(
          'disputed',
          requested,
          altered(answer('rejected'), { open: { candidate: openOf(last, 'candidate') } }),
        ),
    ],
    ['a correction without an answer', 'merit.stage', () => corrected('disputed', requested)],
    [
      'an accepted correction that is not opened',
      'merit.undisclosed',
      () => corrected('disputed', requested, { ...answer('accepted'), openings: new Map() }),
    ],
    ['nothing, where a gate was verified that the record shows', '', () => verified('status-aktif', 'pass')],
    ['nothing, where a gate was verified otherwise than the record shows', '', () => verified('status-aktif', 'fail')],
    ['an end before all have confirmed', 'merit.deadline merit.snapshot', () => without('data.confirmed/1')],
  ]);
});

/** All of it in the second version of its entries. */
function second(): MeritBundle {
  const types: Readonly<Record<string, string>> = {
    'data.confirmed/1': 'data.confirmed/2',
    'snapshot.frozen/1': 'snapshot.frozen/2',
  };
  return told(
    ...sound.entries.map((entry) =>
      altered(entry, { envelope: { type: types[entry.envelope.type] ?? entry.envelope.type } }),
    ),
  );
}
