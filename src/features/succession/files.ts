import { readinessSteps } from '#domain/readiness-of-successors.ts';
import { writeCsv } from '#platform/csv.ts';
import type { readCoverage, readForecast } from './reading.ts';

type Coverage = Awaited<ReturnType<typeof readCoverage>>;
type Forecast = Awaited<ReturnType<typeof readForecast>>;
type Departure = Forecast['posts'][number]['departure'];

/** Codes and dates alone beside the names, the same in both languages; what is not known says UNKNOWN. */
export function coverageCsv({ on, policy, items }: Coverage): string {
  const header = [
    'POST',
    'UNIT',
    'LEVEL',
    'GROUND',
    'DESIGNATION',
    'HOLDER',
    'VACANT',
    'VACANT ON',
    'MISSING',
    'SUCCESSORS',
    'PROPOSED',
  ];
  const counted = readinessSteps.map((step) => step.toUpperCase());
  const rows = items.map(
    ({ title, unit, level, designation, holder, departure, successors, proposed, counts, coverage }) => [
      title,
      unit,
      level,
      designation?.ground ?? null,
      (designation?.confirmed ?? null) === null ? 'PROPOSED' : 'CONFIRMED',
      holder,
      ...departureCells(departure),
      successors,
      proposed,
      ...readinessSteps.map((step) => counts[step]),
      coverage.toUpperCase(),
      on,
      `${policy.id} ${policy.version}`,
    ],
  );
  return writeCsv([[...header, ...counted, 'COVERAGE', 'AS OF', 'POLICY'], ...rows]);
}

export function forecastCsv({ on, policy, posts }: Forecast): string {
  const header = ['POST', 'UNIT', 'LEVEL', 'CRITICAL', 'HOLDER', 'VACANT', 'VACANT ON', 'MISSING', 'AS OF', 'POLICY'];
  const rows = posts.map(({ title, unit, level, isCritical, isProposed, holder, departure }) => [
    title,
    unit,
    level,
    isProposed ? 'PROPOSED' : isCritical ? 'YES' : 'NO',
    holder,
    ...departureCells(departure),
    on,
    `${policy.id} ${policy.version}`,
  ]);
  return writeCsv([header, ...rows]);
}

const states = { vacant: 'NOW', reached: 'AGE REACHED', dated: 'AT AGE', unknown: 'UNKNOWN' } as const;

function departureCells({ status, on, missing }: Departure): (string | null)[] {
  return [states[status], on ?? (status === 'unknown' ? 'UNKNOWN' : null), missing.join(' ')];
}
