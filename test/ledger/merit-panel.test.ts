import { describe } from 'vitest';
import type { MeritBundle } from '#ledger/examination.ts';
import { added, altered, changed, changedAll, entryOf, nobody, nudged, without } from './merit-bundle.ts';
import { findsEach } from './merit-finds.ts';
import { act, again, inserted, openOf, told, upTo } from './merit-retold.ts';

const seed = 'ef'.repeat(32);
const [first, third] = [entryOf('assessor.assigned/1'), entryOf('assessor.assigned/1', 2)];
const successor = 'abababab-abab-4bab-8bab-abababababab';
const replacement = { assessor: openOf(third, 'assessor'), seed, successor };

/** The third assessor gave the work to another, who did all of it. */
function handedOver(change: Parameters<typeof altered>[1] = {}): MeritBundle {
  const { entries } = inserted(third, altered(act('assessor.replaced/1', replacement), change));
  return told(
    ...entries.map((entry) => {
      const isSheet = entry.envelope.type.startsWith('sheet.') && openOf(entry, 'assessor') === replacement.assessor;
      const actor = { ...entry.envelope.actor, ref: successor };
      return isSheet ? altered(entry, { open: { assessor: successor }, envelope: { actor } }) : entry;
    }),
  );
}

function sheet(change: Parameters<typeof altered>[1], type = 'sheet.submitted/1'): MeritBundle {
  return changed(type, change, 2);
}

describe('of the panel is found', () => {
  findsEach([
    ['nothing, where an assessor gave the work to another', '', () => handedOver()],
    [
      'a replacement of somebody who is not of the panel',
      'merit.deadline merit.early-reading merit.ranking',
      () => handedOver({ open: { assessor: nobody } }),
    ],
    [
      'a replacement with the seed of another',
      'merit.ranking',
      () => handedOver({ open: { seed: openOf(first, 'seed') } }),
    ],
    ['a seed of zeros', 'merit.ranking', () => changed('assessor.assigned/1', { open: { seed: '0'.repeat(64) } })],
    ['nothing, where a seed only begins with zeros', '', () => seeded(`${'0'.repeat(63)}1`)],
    ['nothing, where a seed only ends with zeros', '', () => seeded(`1${'0'.repeat(63)}`)],
    [
      'sheets of somebody who was replaced',
      'merit.deadline merit.early-reading merit.ranking',
      () => inserted(third, act('assessor.replaced/1', replacement)),
    ],
    [
      'an assessor who was replaced after the sheets were in',
      'merit.deadline merit.ranking',
      () => inserted(entryOf('stage.stepped/1', 1), act('assessor.replaced/1', replacement)),
    ],
    ['an assessor who came after the reveal', 'merit.deadline merit.stage', () => late('stage.stepped/1', 1)],
    ['an assessor who came in the committee review', 'merit.stage', () => late('stage.opened/1', 2)],
    ['an assessor who filed nothing', 'merit.deadline merit.early-reading', () => late('stage.opened/1', 1)],
    ['nothing, where an assessor came once the assessment was closed', '', () => late('stage.closed/1', 1)],
    [
      'too few assessors',
      'merit.deadline merit.early-reading merit.ranking',
      () => changedAll(({ envelope }) => envelope.type === 'assessor.assigned/1', { open: { assessor: nobody } }),
    ],
    ['a reveal of another number of sheets', 'merit.early-reading', () => revealed(11)],
    [
      'a step to the final sheets without a reveal',
      'merit.after-reveal merit.stage',
      () => without('scores.revealed/1'),
    ],
    [
      'a sheet about somebody who is no candidate',
      'merit.early-reading merit.ranking',
      () => sheet({ open: { candidate: nobody } }),
    ],
    ['scores that are none', 'merit.ranking', () => sheet({ openings: { scores: ['70'] } })],
    ['scores that are numbers', 'merit.ranking', () => sheet({ openings: { scores: { kepemimpinan: 70 } } })],
    ['reasons that are none', 'merit.ranking', () => sheet({ openings: { reasons: 'x' } })],
    [
      'a sheet that leaves a criterion out',
      'merit.ranking',
      () => sheet({ openings: { scores: { pelayanan: '71' } } }),
    ],
    ['a score beyond the scale', 'merit.ranking', () => scored('101')],
    ['a score that is not there', 'merit.ranking', () => scored(null)],
    [
      'a criterion without a reason',
      'merit.ranking',
      () => sheet({ openings: { reasons: { pelayanan: 'Sesuai bukti pada berkas.' } } }),
    ],
    [
      'final scores changed for nothing that was told',
      'merit.ranking',
      () => sheet({ open: { change: 'changed' } }, 'sheet.finalised/1'),
    ],
    [
      'a final sheet without a first one',
      'merit.deadline merit.ranking',
      () => sheet({ open: { candidate: nobody } }, 'sheet.finalised/1'),
    ],
    [
      'that scores are not opened, of whom nothing is derived',
      'merit.undisclosed',
      () => told(...entriesWithout('scores')),
    ],
    ['that reasons are not opened', 'merit.undisclosed', () => told(...entriesWithout('reasons'))],
    [
      'a result that is none of the ranking',
      'merit.ranking merit.stage',
      () => changed('stage.closed/1', { open: { result: 'frozen' } }, 1),
    ],
    ['an end of the assessment without a ranking', 'merit.outcome merit.ranking', () => without('ranking.derived/1')],
    [
      'a ranking with another count of ranked',
      'merit.ranking',
      () => changed('ranking.derived/1', { open: { ranked: 3 } }),
    ],
    [
      'a ranking with another count of unranked',
      'merit.ranking',
      () => changed('ranking.derived/1', { open: { unranked: 1 } }),
    ],
    [
      'a ranking that ranked nobody, with the result of one that did',
      'merit.ranking',
      () => changed('ranking.derived/1', { open: { ranked: 0 } }),
    ],
    ['a first sheet twice', 'merit.after-reveal merit.early-reading merit.ranking', () => twice()],
  ]);
});

function seeded(value: string): MeritBundle {
  return changed('assessor.assigned/1', { open: { seed: value } });
}

function late(type: string, nth: number): MeritBundle {
  return inserted(entryOf(type, nth), act('assessor.assigned/1', { assessor: successor, seed }, { by: nobody }));
}

function revealed(sheets: number): MeritBundle {
  return changed('scores.revealed/1', { open: { sheets } });
}

function scored(score: string | null): MeritBundle {
  return sheet(({ openings }) => ({
    openings: { scores: nudged(openings.get('scores'), ['kepemimpinan'], score) },
  }));
}

function twice(): MeritBundle {
  return added(again('sheet.submitted/1'), 'sheet.submitted/1', 3);
}

/** All sheets without one of their fields. */
function entriesWithout(field: string) {
  return upTo(entryOf('selection.decided/1')).map((entry) =>
    entry.envelope.type.startsWith('sheet.')
      ? { ...entry, openings: new Map([...entry.openings].filter(([name]) => name !== field)) }
      : entry,
  );
}
