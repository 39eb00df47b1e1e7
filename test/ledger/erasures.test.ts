import { expect, test } from 'vitest';
import { type BundleInput, writeBundle } from '#ledger/bundle-write.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { bundleInput, type Draft, drafts, idOf, pinned, selection } from './bundles.ts';

// What is told of fields whose openings were erased: which, by which rule, on which day.

const ballot = drafts[3] as Draft;
const [first, second] = [idOf(0), idOf(1)];
/** Two ballots, the first entries of the log, one of them with a field of its own. */
const cast: readonly Draft[] = [ballot, { ...ballot, committed: { ...ballot.committed, x: 'a field of no type' } }];
const erasing = (open: Draft['open'], draft: Partial<Draft> = {}): Draft => ({
  stream: selection,
  type: 'opening.erased/1',
  open: { approvals: [idOf(50), idOf(51)], basis: 'retention', roles: ['a', 'b'], rules: '0'.repeat(64), ...open },
  at: '2031-04-05T23:59:59.000000Z',
  ...draft,
});

/** Without the openings of these fields. */
function without(fields: readonly string[], ...given: readonly Draft[]): BundleInput {
  const input = bundleInput([...cast, ...given]);
  return { ...input, openings: input.openings.filter(({ field }) => !fields.includes(field)) };
}

function told(input: BundleInput): string[] {
  return verifyBundle(writeBundle(input), pinned)
    .findings.filter(({ check }) => check === 10)
    .map(({ code, place, found }) => [code, place, found].join(' | '));
}

const erased = (entry: string, field: string, found = 'retention 2031-04-05') =>
  `opening.erased | entry ${entry} field ${field} | ${found}`;
const all = ['choice', 'reason', 'x'];

test.each<[title: string, findings: readonly string[], input: BundleInput]>([
  [
    'of two entries, each with its field',
    [erased(first, 'reason'), erased(second, 'choice')],
    without(all, erasing({ entries: [first, second], fields: ['reason', 'choice'] })),
  ],
  [
    'of one entry, all of its fields',
    [erased(second, 'choice'), erased(second, 'reason')],
    without(all, erasing({ entries: [second, second], fields: ['choice', 'reason'] })),
  ],
  [
    'once for each entry that says so, by the day of each',
    [erased(first, 'reason'), erased(first, 'reason', 'consent 2032-01-02')],
    without(
      all,
      erasing({ entries: [first], fields: ['reason'] }),
      erasing({ basis: 'consent', entries: [first], fields: ['reason'] }, { at: '2032-01-02T00:00:00.000000Z' }),
    ),
  ],
  [
    'only where the field is not opened after all',
    [erased(first, 'reason')],
    without(['reason'], erasing({ entries: [first, first], fields: ['choice', 'reason'] })),
  ],
  ['never of a field that the entry has not', [], without(all, erasing({ entries: [first], fields: ['x'] }))],
  [
    'of a field that no type has, where the entry has it',
    [erased(second, 'x')],
    without(all, erasing({ entries: [second], fields: ['x'] })),
  ],
  ['never of an entry that is not here', [], without(all, erasing({ entries: [idOf(99)], fields: ['reason'] }))],
  ['never of what has no id', [], without(all, erasing({ entries: ['?'], fields: ['reason'] }))],
  [
    'never by an entry of another stream',
    [],
    without(all, erasing({ entries: [first], fields: ['reason'] }, { stream: 'agency/x' })),
  ],
  [
    'by no rule, where none is named',
    [erased(first, 'reason', '? 2031-04-05')],
    without(all, erasing({ basis: 7, entries: [first], fields: ['reason'] })),
  ],
  ['never by an entry whose fields are no list', [], without(all, erasing({ entries: [second], fields: 'x' }))],
  ['never by an entry whose entries are no list', [], without(all, erasing({ entries: first, fields: ['reason'] }))],
  [
    'of what stands beside something of another form',
    [erased(first, 'choice')],
    without(all, erasing({ entries: [7, first, first], fields: ['reason', 7, 'choice'] })),
  ],
  [
    'never by the name of a member of every object',
    [],
    without(all, erasing({ entries: [first], fields: ['constructor'] })),
  ],
])('an erased opening is told %s', (_title, findings, input) => {
  expect(told(input)).toEqual(findings);
});
