import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawMap, fewestPeople, hideSmall, type MapCounts } from '#domain/talent-map.ts';

const layout = [
  { performance: 'above', low: 4, medium: 7, high: 9 },
  { performance: 'meets', low: 2, medium: 5, high: 8 },
  { performance: 'below', low: 1, medium: 3, high: 6 },
] as const;

const counts: MapCounts = {
  boxes: { 9: 10, 8: 20, 5: 65, 1: 3, 2: 2 },
  held: 25,
  missing: { P: 24, K: 3 },
};

describe('a map for whoever may list its people', () => {
  const map = drawMap(counts, { layout }, true);

  test('has every box of the policy from the highest down, with its place on both axes', () => {
    expect(map.boxes.map(({ box }) => box)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(map.boxes[0]).toEqual({ box: 9, performance: 'high', potential: 'high', count: 10, share: 0.1 });
    expect(map.boxes[2]).toEqual({ box: 7, performance: 'high', potential: 'mid', count: 0, share: 0 });
  });

  test('counts everybody, and takes shares of those who have a box', () => {
    expect(map.people).toBe(125);
    expect(map.boxes.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1);
    expect(map.holding).toEqual({
      count: 25,
      missing: [
        { indicator: 'P', count: 24 },
        { indicator: 'K', count: 3 },
      ],
    });
  });
});

describe('a map for whoever may not list its people', () => {
  test('hides numbers about fewer than five, and a box without anybody stays a zero', () => {
    const map = drawMap(counts, { layout }, false);
    const of = (box: number) => map.boxes.find((cell) => cell.box === box);
    expect([of(1)?.count, of(2)?.count, of(7)?.count]).toEqual([null, null, 0]);
    expect(map.holding.missing).toContainEqual({ indicator: 'K', count: null });
  });

  test('of fewer than five people has no number at all', () => {
    const map = drawMap({ boxes: { 5: 3 }, held: 1, missing: { P: 1 } }, { layout }, false);
    expect(map.people).toBeNull();
    expect(map.holding).toEqual({ count: null, missing: [{ indicator: 'P', count: null }] });
    expect(new Set(map.boxes.map(({ count }) => count))).toEqual(new Set([null]));
  });

  test('with the held hidden has no share, since it would give their number', () => {
    const map = drawMap({ boxes: { 5: 50, 8: 6 }, held: 2, missing: {} }, { layout }, false);
    expect(map.holding.count).toBeNull();
    expect(new Set(map.boxes.map(({ share }) => share))).toEqual(new Set([null]));
  });

  test.each([
    ['nothing where nothing is small', [10, 20, 5], [10, 20, 5]],
    ['a small number with the next smallest', [3, 7, 20], [null, null, 20]],
    ['two small ones that make five', [3, 2, 20], [null, null, 20]],
    ['a further one where two make fewer than five', [2, 2, 9, 20], [null, null, null, 20]],
    ['every small one, also beyond five', [4, 4, 4, 20], [null, null, null, 20]],
    ['no zero', [0, 3, 7, 20], [0, null, null, 20]],
    ['all of them where they are fewer than five', [0, 2, 2], [null, null, null]],
    ['none of exactly five', [5, 0], [5, 0]],
    ['both of five that are told apart', [4, 1], [null, null]],
  ])('hides %s', (_title, numbers, shown) => {
    expect(hideSmall(numbers)).toEqual(shown);
  });

  test('shows the number of exactly five people, and of an indicator that five lack', () => {
    const map = drawMap({ boxes: { 5: 15 }, held: 5, missing: { P: 5, K: 4, S: 0 } }, { layout }, false);
    expect(map.people).toBe(20);
    expect(map.holding).toEqual({
      count: 5,
      missing: [
        { indicator: 'P', count: 5 },
        { indicator: 'K', count: null },
        { indicator: 'S', count: 0 },
      ],
    });
    expect(drawMap({ boxes: { 5: 5 }, held: 0, missing: {} }, { layout }, false).people).toBe(5);
  });

  test('has shares to four places, of nobody in a box none, and none of a hidden box', () => {
    const shares = (boxes: MapCounts['boxes'], held = 0) =>
      drawMap({ boxes, held, missing: {} }, { layout }, false).boxes.map(({ share }) => share);
    expect(shares({ 9: 20, 8: 10 })).toEqual([0.6667, 0.3333, 0, 0, 0, 0, 0, 0, 0]);
    expect(new Set(shares({}, 9))).toEqual(new Set([null]));
    expect(shares({ 9: 2, 8: 6, 7: 12 }, 30)).toEqual([null, null, 0.6, 0, 0, 0, 0, 0, 0]);
  });

  test('never leaves a hidden number that follows from the total', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 10, maxLength: 10 }), (numbers) => {
        const shown = hideSmall(numbers);
        const hidden = numbers.filter((_, index) => shown[index] === null && (numbers[index] ?? 0) > 0);
        const total = numbers.reduce((sum, count) => sum + count, 0);
        const small = shown.filter((count) => count !== null && count > 0 && count < fewestPeople);
        expect(small).toEqual([]);
        if (hidden.length > 0 && hidden.length < numbers.filter((count) => count > 0).length) {
          expect(hidden.length).toBeGreaterThanOrEqual(2);
          expect(hidden.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(fewestPeople);
        }
        if (total < fewestPeople) expect(new Set(shown)).toEqual(new Set([null]));
      }),
    );
  });
});
