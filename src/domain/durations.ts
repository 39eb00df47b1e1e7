/** How many stages took how many working days. */
export interface DurationCount {
  readonly days: number;
  readonly count: number;
}

export interface Durations {
  readonly count: number;
  readonly median: number;
  readonly p90: number;
}

/** Fewer are no measure of anything. */
const fewest = 5;

/** Median and 90th percentile by nearest rank; null for fewer than five. */
export function durationsOf(counted: readonly DurationCount[]): Durations | null {
  const count = counted.reduce((total, each) => total + each.count, 0);
  if (count < fewest) return null;
  const rising = counted.toSorted((one, other) => one.days - other.days);
  return { count, median: atRank(rising, Math.ceil(count / 2)), p90: atRank(rising, Math.ceil((count * 9) / 10)) };
}

function atRank(rising: readonly DurationCount[], rank: number): number {
  let passed = 0;
  for (const { days, count } of rising) {
    passed += count;
    if (passed >= rank) return days;
  }
  throw new RangeError('a rank beyond the count');
}
