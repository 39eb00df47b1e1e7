import fc from 'fast-check';
import { expect, test } from 'vitest';
import { departureOf, forecastMonths, forecastVacancies, type HeldOrVacant } from '#domain/forecast.ts';
import { absent, stated } from '#test/support/merit.ts';
import { pack } from './vectors/reader.ts';

const today = '2026-06-15';

const nobody = 'nobody';

/** Born on a day, on none that is known, or `nobody`. */
function post(bornOn: string | null, level = 'jpt-pratama', conflict: string | null = null): HeldOrVacant {
  if (bornOn === nobody) return { post: 'p', level, holder: null };
  return { post: 'p', level, holder: { bornOn: bornOn === null ? absent(conflict) : stated(bornOn) } };
}

test.each([
  ['jpt-pratama', '1966-07-01', '2026-07-01', 60],
  ['administrator', '1968-07-01', '2026-07-01', 58],
  ['pengawas', '1968-02-29', '2026-02-28', 58],
])('a holder of %s born on %s reaches the age of the gate on %s', (level, bornOn, on, retirementAge) => {
  expect(departureOf(post(bornOn, level), pack)).toEqual({ status: 'KNOWN', on, retirementAge });
});

test('a post that nobody holds is vacant, whatever its level', () => {
  expect(departureOf(post(nobody, 'functional'), pack)).toEqual({ status: 'VACANT' });
});

test('a birth date that is absent or in conflict leaves the departure unknown, with its reason', () => {
  expect(departureOf(post(null), pack)).toEqual({ status: 'UNKNOWN', missing: ['bornOn'], reason: null });
  expect(departureOf(post(null, 'jpt-pratama', 'nip.birth-conflict'), pack)).toMatchObject({
    status: 'UNKNOWN',
    reason: 'nip.birth-conflict',
  });
});

test('a level without a retirement gate leaves the departure unknown, never without one', () => {
  for (const level of ['functional', 'staff', 'toString'])
    expect(departureOf(post('1966-07-01', level), pack)).toMatchObject({
      status: 'UNKNOWN',
      missing: ['retirementAge'],
    });
});

test('the day itself is reached, the next one is of this month, and the first of the 37th month is later', () => {
  const born = (bornOn: string) => forecastVacancies([post(bornOn)], { pack, today });
  expect(born('1966-06-15').reached).toEqual(['p']);
  expect(born('1966-06-16').months[0]).toEqual({ month: '2026-06', posts: ['p'] });
  expect(born('1969-05-31').months[35]).toEqual({ month: '2029-05', posts: ['p'] });
  expect(born('1969-06-01')).toMatchObject({ later: ['p'] });
});

test('every post stands in exactly one place, and the months follow each other', () => {
  const days = fc.date({ min: new Date('1940-01-01'), max: new Date('2005-12-31'), noInvalidDate: true });
  const holders = fc.oneof(
    days.map((day) => day.toISOString().slice(0, 10)),
    fc.constantFrom(null, nobody),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(holders, fc.constantFrom('jpt-pratama', 'administrator', 'staff'))), (held) => {
      const posts = held.map(([holder, level], index) => ({ ...post(holder, level), post: `p-${index}` }));
      const { vacant, reached, months, later, unknown } = forecastVacancies(posts, { pack, today });
      const placed = [
        ...vacant,
        ...reached,
        ...months.flatMap((month) => month.posts),
        ...later,
        ...unknown.map((one) => one.post),
      ];
      expect(placed.toSorted()).toEqual(posts.map((one) => one.post).toSorted());
      expect(months.map(({ month }) => month)).toEqual([...new Set(months.map(({ month }) => month))].toSorted());
      expect(months.length).toBe(forecastMonths);
    }),
  );
});
