import { describe, expect, test } from 'vitest';
import { boxDiffers, boxFromScheme, boxOf, boxOfValues } from '#domain/boxes.ts';
import { pack } from './vectors/reader.ts';

describe('a box', () => {
  test('needs a row of the layout', () => {
    const empty = { ...pack.boxes, layout: [] };
    expect(() => boxOf({ performance: 'above', potential: 'high' }, empty)).toThrow('the layout lacks above');
    expect(boxOf({ performance: 'above', potential: 'high' }, pack.boxes)).toBe(9);
  });

  test.each([
    ['90', '101', { status: 'REFUSED', reason: 'score.out-of-range' }],
    ['x', '90', { status: 'REFUSED', reason: 'score.format' }],
    ['x', null, { status: 'REFUSED', reason: 'score.format' }],
    [null, '-', { status: 'UNKNOWN', missing: ['Y', 'X'], reason: null }],
    ['90', null, { status: 'UNKNOWN', missing: ['X'], reason: null }],
    ['90', '90', { status: 'KNOWN', performance: 'above', potential: 'high', box: 9 }],
  ])('of the axes %j and %j', (Y, X, expected) => {
    expect(boxOfValues({ Y, X }, pack)).toEqual(expected);
  });
});

describe('a box of another numbering', () => {
  const scheme = 'left-right-bottom-up, performance horizontal';

  test('is the box of its two levels', () => {
    expect(boxFromScheme({ scheme, box: 1 }, pack.boxes)).toEqual({
      status: 'KNOWN',
      performance: 'below',
      potential: 'low',
      box: 1,
    });
    expect(boxFromScheme({ scheme, box: 3 }, pack.boxes)).toMatchObject({ performance: 'above', potential: 'low' });
    expect(boxFromScheme({ scheme, box: 9 }, pack.boxes)).toMatchObject({ box: 9 });
  });

  test.each([
    ['without its scheme', null, 9],
    ['of an unknown scheme', 'upside down', 9],
    ['before the first', scheme, 0],
    ['after the last', scheme, 10],
  ])('%s says nothing', (_title, named, box) => {
    const refused = { status: 'REFUSED', reason: 'box.scheme-missing' };
    expect(boxFromScheme({ scheme: named, box }, pack.boxes)).toEqual(refused);
  });
});

describe('a claimed box', () => {
  const known = boxOfValues({ Y: '90', X: '90' }, pack);
  const open = boxOfValues({ Y: null, X: '90' }, pack);
  test.each([
    ['that is the derived one', 9, known, false],
    ['that is another one', 8, known, true],
    ['that is missing where one is derived', null, known, true],
    ['where none can be derived', 9, open, true],
    ['that is missing where none can be derived', null, open, false],
  ])('%s', (_title, claimed, derived, differs) => {
    expect(boxDiffers(claimed, derived)).toBe(differs);
  });
});
