import { describe, expect, test } from 'vitest';
import { type Claim, compareClaim } from '#domain/claims.ts';
import { exact } from '#domain/exact.ts';
import { readScores } from './vectors/axes.ts';
import { pack } from './vectors/reader.ts';

const components = {
  K: '75',
  H: '60',
  T: '70',
  F: '65',
  C: '72',
  D: '68',
  E: '66',
  P: '70',
  Q: '85',
  S: '78',
  I: '90',
};

function claim(changes: Partial<Claim> = {}, scores: Record<string, string | null> = {}): Claim {
  return {
    scores: readScores({ ...components, ...scores }),
    performance: exact('71'),
    potential: exact('75.1'),
    box: '5',
    ...changes,
  };
}

const codesOf = (claimed: Claim) => compareClaim(claimed, pack).differences.map(({ code, of }) => `${code} ${of}`);

describe('a claim', () => {
  test('that follows from its components is not queued', () => {
    expect(codesOf(claim())).toEqual([]);
  });

  test('rounded to two decimals agrees, rounded to whole numbers does not', () => {
    expect(codesOf(claim({ potential: exact('75.104') }))).toEqual([]);
    expect(codesOf(claim({ potential: exact('75') }))).toEqual(['claim.axis-differs potential']);
  });

  test('of a box that the axes do not give is queued, and the derived box stands beside it', () => {
    const [difference] = compareClaim(claim({ box: '9' }), pack).differences;
    expect(difference).toEqual({ code: 'claim.box-differs', of: 'box', claimed: '9', derived: '5' });
  });

  test('over a missing component is UNKNOWN with its name, never the claimed value', () => {
    const { derived, differences } = compareClaim(claim({}, { I: null }), pack);
    expect([derived.box, derived.missing]).toEqual([null, ['I']]);
    expect(differences.map(({ code, derived: said }) => `${code} ${said}`)).toEqual([
      'claim.component-missing UNKNOWN I',
      'claim.box-differs UNKNOWN I',
    ]);
  });

  test('of zero is zero, not missing', () => {
    const { derived } = compareClaim(claim({ performance: exact('56') }, { K: '80', H: '0', T: '0', F: '80' }), pack);
    expect(derived.performance).toMatchObject({ status: 'KNOWN', level: 'below' });
  });
});
