import { expect, test } from 'vitest';
import { checkMerit } from '#ledger/merit.ts';
import { sound, withEntries } from './merit-bundle.ts';

/** Every value that a derivation rests on, and where nothing else is said than that it is not there. */
const needed: readonly (readonly [type: string, field: string])[] = [
  ['person.bound/1', 'person'],
  ['criteria.drafted/1', 'content'],
  ['stage.opened/1', 'deadline'],
  ['stage.stepped/1', 'deadline'],
  ['snapshot.frozen/1', 'record'],
  ['gates.evaluated/1', 'gates'],
  ['gates.evaluated/1', 'placement'],
  ['sheet.submitted/1', 'scores'],
  ['sheet.submitted/1', 'reasons'],
  ['sheet.finalised/1', 'scores'],
  ['sheet.finalised/1', 'reasons'],
  ['ranking.derived/1', 'ranking'],
  ['interest.declared/1', 'declaration'],
  ['motion.put/1', 'content'],
  ['ballot.cast/1', 'choice'],
  ['ballot.cast/1', 'reason'],
  ['choice.made/1', 'reason'],
  ['concurrence.requested/1', 'deadline'],
];

test.each(needed)('of %s without its %s only that is told, where each stands', (type, field) => {
  const meant = sound.entries.filter(({ envelope }) => envelope.type === type);
  const entries = sound.entries.map((entry) =>
    meant.includes(entry)
      ? { ...entry, openings: new Map([...entry.openings].filter(([name]) => name !== field)) }
      : entry,
  );
  expect(checkMerit(withEntries(entries))).toEqual(
    meant.map(({ position }) => ({ code: 'merit.undisclosed', place: `position ${position} field ${field}` })),
  );
});

test.each([
  ['nomination.filed/1', 'note'],
  ['concurrence.replied/1', 'letter'],
  ['decree.issued/1', 'decree'],
  ['placement.inaugurated/1', 'minutes'],
  ['selection.opened/1', 'vacancy'],
])('nothing rests on the %s of which the %s is not opened', (type, field) => {
  const entries = sound.entries.map((entry) =>
    entry.envelope.type === type
      ? { ...entry, openings: new Map([...entry.openings].filter(([name]) => name !== field)) }
      : entry,
  );
  expect(checkMerit(withEntries(entries))).toEqual([]);
});
