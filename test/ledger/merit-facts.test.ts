import { describe } from 'vitest';
import type { Canonical } from '#ledger/canonical.ts';
import type { Envelope } from '#ledger/entry.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import {
  added,
  changed,
  changedAll,
  entryOf,
  moved,
  nobody,
  nudged,
  sound,
  withEntries,
  without,
} from './merit-bundle.ts';
import { findsEach } from './merit-finds.ts';

describe('of records and gates is found', () => {
  findsEach([
    [
      'a record other than the frozen one',
      'merit.gates merit.snapshot',
      () =>
        changed('snapshot.frozen/1', ({ openings }) => ({
          openings: { record: nudged(openings.get('record'), ['rank', 'value'], '45') },
        })),
    ],
    ['a record that is none', 'merit.snapshot', () => changed('snapshot.frozen/1', { openings: { record: { a: 1 } } })],
    ['a candidate who was never frozen', 'merit.snapshot', () => without('snapshot.frozen/1')],
    [
      'silence that was called consent',
      'merit.snapshot',
      () => changed('snapshot.frozen/1', { open: { answered: 'unanswered' } }),
    ],
    [
      'data confirmed by another person than the candidate',
      'merit.snapshot',
      () => changed('data.confirmed/1', { envelope: { actor: entryOf('nomination.filed/1').envelope.actor } }),
    ],
    [
      'data confirmed by somebody who has no number',
      'merit.snapshot',
      () => {
        const { ref } = entryOf('data.confirmed/1').envelope.actor;
        const isBinding = (entry: MeritEntry) => entry.envelope.open['ref'] === ref;
        return changedAll(isBinding, { openings: { person: { account: 'Sekretariat', name: null, nip: null } } });
      },
    ],
    [
      'data confirmed by nobody',
      'merit.snapshot merit.stage',
      () => changed('data.confirmed/1', { envelope: { actor: { ref: null, role: 'workflow', session: null } } }),
    ],
    ['an accepted correction that the record lacks', 'merit.snapshot merit.stage', () => corrected()],
    [
      'a box typed by hand',
      'merit.gates',
      () =>
        changed('gates.evaluated/1', ({ openings }) => ({
          openings: { placement: nudged(openings.get('placement'), ['box'], 1) },
        })),
    ],
    [
      'a gate typed by hand',
      'merit.gates',
      () =>
        changed('gates.evaluated/1', ({ openings }) => ({
          openings: { gates: nudged(openings.get('gates'), ['0', 'result'], 'UNKNOWN') },
        })),
    ],
    [
      'a pool that was called empty',
      'merit.gates merit.stage',
      () => changed('stage.closed/1', { open: { result: 'pool-empty' } }),
    ],
  ]);
});

describe('of the assessment is found', () => {
  findsEach([
    [
      'a sheet after the reveal',
      'merit.after-reveal merit.early-reading',
      () => moved('sheet.submitted/1', 'scores.revealed/1'),
    ],
    ['a reveal before every sheet was in', 'merit.early-reading', () => without('sheet.submitted/1')],
    ['a final sheet twice', 'merit.after-reveal', () => added(entryOf('sheet.finalised/1'), 'sheet.finalised/1', 3)],
    [
      'a score that was changed',
      'merit.ranking',
      () =>
        changed('sheet.finalised/1', ({ openings }) => ({
          openings: { scores: nudged(openings.get('scores'), ['kepemimpinan'], '1') },
        })),
    ],
    [
      'a score without a reason',
      'merit.ranking',
      () =>
        changed('sheet.submitted/1', ({ openings }) => ({
          openings: { reasons: nudged(openings.get('reasons'), ['kepemimpinan'], null) },
        })),
    ],
    ['a shift that was not told', 'merit.ranking', () => changed('sheet.finalised/1', { open: { change: 'changed' } })],
    [
      'a sheet in another name',
      'merit.ranking',
      () =>
        changed('sheet.finalised/1', ({ envelope }) => ({ envelope: { actor: { ...envelope.actor, ref: nobody } } })),
    ],
    [
      'an order that two assessors share',
      'merit.ranking',
      () => changed('assessor.assigned/1', { open: { seed: seedOf(1) } }),
    ],
    [
      'a ranking in another order',
      'merit.ranking',
      () =>
        changed('ranking.derived/1', ({ openings }) => ({
          openings: { ranking: nudged(openings.get('ranking'), ['ranked', '3', 'rank'], 2) },
        })),
    ],
    [
      'a ranking of nobody',
      'merit.ranking merit.stage',
      () => changed('stage.closed/1', { open: { result: 'none-ranked' } }, 1),
    ],
  ]);
});

function seedOf(nth: number): Canonical {
  return entryOf('assessor.assigned/1', nth).envelope.open['seed'] ?? null;
}

/** The candidate asked for another rank, HR accepted it, and the record was frozen as it had been. */
function corrected(): MeritBundle {
  const frozen = entryOf('snapshot.frozen/1');
  const { candidate = null } = frozen.envelope.open;
  const place = entryOf('stage.stepped/1').envelope;
  const correction = nobody;
  const seq = (by: number, type: string, open: Envelope['open'], openings: Record<string, Canonical>) => ({
    ...frozen,
    openings: new Map(Object.entries(openings)),
    envelope: { ...place, type, open, streamSeq: place.streamSeq + by },
  });
  const request = seq(0.1, 'correction.requested/1', { candidate, correction }, {});
  const change = { field: 'rank', value: '45' };
  const answer = seq(0.2, 'correction.answered/1', { answer: 'accepted', candidate, correction }, { change });
  return withEntries([...sound.entries, request, answer]);
}
