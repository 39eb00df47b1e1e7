import { describe, expect, test } from 'vitest';
import { compareExact, exact, writeExact } from '#domain/exact.ts';
import { raisedMatches } from '#domain/jpm-reach.ts';
import type { JpmRule } from '#domain/policy-pack.ts';
import { pack } from './vectors/reader.ts';

const rule = (method: JpmRule['method']): JpmRule => ({ ...pack.jpm, method, competencies: ['a', 'b'] });
/** Each match with what was raised for it, as `match: competency from>to`. */
const told = (method: JpmRule['method'], levels: (number | null)[], standards: (number | null)[]) =>
  raisedMatches({ levels, standards }, rule(method)).map(({ score, raised }) =>
    [`${writeExact(score)}:`, ...raised.map(({ competency, from, to }) => `${competency} ${from}>${to}`)].join(' '),
  );

describe('matches that higher levels reach', () => {
  test('are each reached by the fewest levels; of a capped match nothing above its standard counts', () => {
    expect(told('capped', [3, 4], [4, 4])).toEqual(['87.5:', '100: a 3>4']);
    expect(told('capped', [2, 2], [4, 4]).toSorted()).toEqual([
      '100: a 2>4 b 2>4',
      '50:',
      '62.5: b 2>3',
      '75: b 2>4',
      '87.5: a 2>3 b 2>4',
    ]);
  });

  test('end at 100, whatever the levels above it', () => {
    expect(told('uncapped', [4, 3], [4, 4])).toEqual(['87.5:', '100: b 3>4']);
    expect(told('uncapped', [5, 5], [4, 4])).toEqual([]);
  });

  test('by the ratio of the sums weigh each level alike', () => {
    expect(told('sum-ratio', [1, 4], [2, 6])).toEqual(['62.5:', '75: b 4>5', '87.5: a 1>3', '100: a 1>4']);
  });

  test('by as many levels in all are reached by fewer competencies', () => {
    expect(told('sum-ratio', [1, 1], [4, 4])).toContain('50: b 1>3');
    expect(told('sum-ratio', [1, 1], [4, 4])).toContain('75: b 1>5');
  });

  test('number a competency that the policy does not name', () => {
    expect(told('capped', [5, 5, 4], [5, 5, 5])).toEqual(['280/3:', '100: 3 4>5']);
  });

  test('of many competencies without a cap are found, all of them up to 100', () => {
    const wide = { ...rule('uncapped'), levels: { from: 1, to: 6 } };
    const standards = Array.from({ length: 20 }, (_, index) => 1 + (index % 6));
    const reached = raisedMatches({ levels: standards.map(() => 1), standards }, wide);
    expect(reached.length).toBeGreaterThan(100);
    expect(reached.filter(({ score }) => compareExact(score, exact('100')) > 0)).toEqual([]);
  });

  test('are none where a level or a standard is not known', () => {
    expect(told('capped', [null, 4], [4, 4])).toEqual([]);
    expect(told('capped', [3, 4], [4, null])).toEqual([]);
    expect(told('capped', [3, 4], [4])).toEqual([]);
  });
});
