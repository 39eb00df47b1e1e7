import { expect, test } from 'vitest';
import { durationsOf } from '#domain/durations.ts';

test('median and 90th percentile are days that a stage really took', () => {
  const counted = [
    { days: 9, count: 1 },
    { days: 2, count: 5 },
    { days: 4, count: 4 },
  ];
  expect(durationsOf(counted)).toEqual({ count: 10, median: 2, p90: 4 });
  expect(durationsOf([{ days: 3, count: 5 }])).toEqual({ count: 5, median: 3, p90: 3 });
});

test('fewer than five stages are no measure', () => {
  expect(durationsOf([{ days: 3, count: 4 }])).toBeNull();
  expect(durationsOf([])).toBeNull();
});
