import { describe, expect, test } from 'vitest';
import type { Reading } from '#domain/access-reads.ts';
import { depthReading, kindOf, knownWords, nameReading, typesShown } from '#domain/history.ts';
import { entryRules } from '#domain/history-rules.ts';
import { entryTypes, mayStandOn } from '#ledger/registry.ts';
import type { EntryType } from '#ledger/types.ts';

const declared = entryTypes as Readonly<Record<string, EntryType>>;
const ofSelections = Object.keys(declared).filter((type) => mayStandOn(type, 'selection/x'));
const mayRead =
  (...readings: readonly Reading[]) =>
  (reading: Reading) =>
    readings.includes(reading);
const outcome = {
  type: 'outcome.derived/1',
  open: { abstaining: 1, against: 1, cast: 5, eligible: 5, motion: 'm', outcome: 'approved', supporting: 3 },
};

describe('the rules of the history', () => {
  test('know every type that stands on the stream of a selection, with each of its sealed fields', () => {
    expect(Object.keys(entryRules).sort()).toEqual([...ofSelections].sort());
    const sealed = (type: string) => Object.keys(declared[type]?.committed ?? {}).sort();
    const ruled = Object.entries(entryRules).filter(([type]) => type !== 'person.bound/1');
    expect(ruled.filter(([type, rule]) => Object.keys(rule.committed).sort().join() !== sealed(type).join())).toEqual(
      [],
    );
  });

  test('name only open fields that the type has', () => {
    const odd = Object.entries(entryRules).flatMap(([type, { plain = [] }]) =>
      plain.filter((field) => declared[type]?.open[field] === undefined),
    );
    expect(odd).toEqual([]);
  });
});

describe('the summary', () => {
  test('is what became of the selection: stage moves, seal, outcome, choice, decree, effect, blocks', () => {
    expect(typesShown('summary', null)).toEqual(
      expect.arrayContaining([
        'stage.opened/1',
        'stage.closed/1',
        'criteria.countersigned/1',
        'outcome.derived/1',
        'choice.made/1',
        'decree.issued/1',
        'placement.effected/1',
        'stage.blocked/1',
      ]),
    );
  });

  test.each(['nomination.filed/1', 'sheet.submitted/1', 'ballot.cast/1', 'interest.declared/1', 'person.bound/1'])(
    'does not show %s',
    (type) => {
      expect(typesShown('summary', null)).not.toContain(type);
    },
  );

  test('needs no more than the selection, all else needs the ledger', () => {
    expect([depthReading('summary'), depthReading('detail'), depthReading('raw')]).toEqual([
      'selection',
      'ledger',
      'ledger',
    ]);
  });

  test('tells everybody the outcome, and the counts only those who may read it', () => {
    expect(knownWords(outcome, new Map(), mayRead('selection'))).toEqual({ outcome: 'approved' });
    expect(knownWords(outcome, new Map(), mayRead('selection', 'outcome'))).toEqual(outcome.open);
  });

  test('tells nobody whom the authority chose who may not know it', () => {
    const choice = { type: 'choice.made/1', open: { candidate: 'c', deviation: 'none', rank: 1, state: 'made' } };
    const opened = new Map([['reason', 'Pengalaman.']]);
    expect(knownWords(choice, opened, mayRead('selection', 'criteria'))).toEqual({ state: 'made' });
    expect(knownWords(choice, opened, mayRead('selection', 'placement'))).toEqual({
      ...choice.open,
      reason: 'Pengalaman.',
    });
  });
});

describe('of a sealed field', () => {
  test('a voice and its reason are told with the ballots, not with the ledger alone', () => {
    const ballot = { type: 'ballot.cast/1', open: { seat: 2 } };
    const opened = new Map([['choice', 'reject']]);
    expect(knownWords(ballot, opened, mayRead('ledger'))).toEqual({ seat: 2 });
    expect(knownWords(ballot, opened, mayRead('ledger', 'ballots'))).toEqual({ seat: 2, choice: 'reject' });
  });

  test('who somebody is depends on the part they have', () => {
    const bound = (role: string) => ({ type: 'person.bound/1', open: { ref: 'r', role } });
    const opened = new Map([['person', { name: 'Budi' }]]);
    const asAuditor = mayRead('ledger', 'candidate-names');
    expect(knownWords(bound('candidate'), opened, asAuditor)).toHaveProperty('person');
    expect(knownWords(bound('candidate'), opened, mayRead('ledger'))).not.toHaveProperty('person');
    expect(knownWords(bound('member'), opened, asAuditor)).not.toHaveProperty('person');
  });

  test('a field of a type that has no rule is told to those who read the ledger', () => {
    const later = { type: 'thing.done/7', open: { count: 1 } };
    const opened = new Map([['text', 'x']]);
    expect([knownWords(later, opened, mayRead('selection')), knownWords(later, opened, mayRead('ledger'))]).toEqual([
      {},
      { count: 1, text: 'x' },
    ]);
  });
});

test('a kind is what an entry is about, and a filter by it keeps its types alone', () => {
  expect([kindOf('ballot.cast/1'), kindOf('decree.issued/1')]).toEqual(['committee', 'placement']);
  const shown = typesShown('detail', 'committee') ?? [];
  expect(shown.filter((type) => kindOf(type) !== 'committee')).toEqual([]);
  expect(shown).toContain('ballot.cast/1');
});

test('a program has no name', () => {
  expect([nameReading('workflow'), nameReading('constructor'), nameReading('member')]).toEqual([
    undefined,
    undefined,
    'committee',
  ]);
});
