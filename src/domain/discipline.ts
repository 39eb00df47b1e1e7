import { addDays, addMonths, isInWindow } from './dates.ts';
import type { Sanction } from './person-record.ts';
import type { SanctionLevel } from './policy-pack.ts';

/** Types of sanction by SIASN jenisHukuman code, as far as their meaning is confirmed. */
export const sanctionTypes: Readonly<
  Record<string, { readonly level: SanctionLevel; readonly months: number; readonly text: string }>
> = {
  '23': { level: 'sedang', months: 6, text: 'allowance cut 25% for 6 months' },
  '24': { level: 'sedang', months: 9, text: 'allowance cut 25% for 9 months' },
  '25': { level: 'sedang', months: 12, text: 'allowance cut 25% for 12 months' },
  '27': { level: 'berat', months: 12, text: 'one level lower for 12 months' },
  '28': { level: 'berat', months: 12, text: 'released to a staff post for 12 months' },
};

export interface DisciplineRule {
  /** A sanction counts until so many months after its end; 0 counts only what is being served. */
  readonly windowMonths: number;
  /** Levels that close the gate while served or under examination. */
  readonly gateLevels: readonly SanctionLevel[];
}

export interface DisciplineResult {
  /** In the words of table I, or null where a row does not say enough. */
  readonly word: 'tidak pernah' | SanctionLevel | 'sedang menjalani' | null;
  readonly gate: 'PASS' | 'FAIL' | 'UNKNOWN';
  /** The row that decided, or that does not say enough. */
  readonly source: string | null;
  readonly reason: string | null;
}

type Phase = 'over' | 'served' | 'ahead' | 'process' | 'unknown';

const weights: readonly SanctionLevel[] = ['ringan', 'sedang', 'berat'];

/** The discipline record on a day. Null is not checked, and that is not clean. */
export function disciplineOn(
  sanctions: readonly Sanction[] | null,
  asOf: string,
  rule: DisciplineRule,
): DisciplineResult {
  if (sanctions === null) return { word: null, gate: 'UNKNOWN', source: null, reason: null };
  const rows = sanctions
    .filter(({ revoked }) => !revoked)
    .map((row) => ({ row, level: row.level, phase: phaseOf(row, asOf) }));
  const closing = rows.find(
    ({ level, phase }) => isClosing(phase) && level !== null && rule.gateLevels.includes(level),
  );
  const unclear = rows.find(({ level, phase }) => phase === 'unknown' || (level === null && phase !== 'ahead'));
  const counting = rows
    .filter(({ row, phase }) => phase === 'over' && isInWindow(endOf(row) ?? '', asOf, rule.windowMonths))
    .toSorted((left, right) => weightOf(right.level) - weightOf(left.level));
  const served = rows.find(({ phase }) => phase === 'served');
  const deciding = unclear ?? served ?? counting[0];
  const word = served === undefined ? (counting[0]?.level ?? 'tidak pernah') : 'sedang menjalani';
  return {
    word: unclear === undefined ? word : null,
    gate: closing === undefined ? (unclear === undefined ? 'PASS' : 'UNKNOWN') : 'FAIL',
    source: (closing ?? deciding)?.row.source ?? null,
    reason: unclear?.row.conflict ?? null,
  };
}

function isClosing(phase: Phase): boolean {
  return phase === 'served' || phase === 'process';
}

function weightOf(level: SanctionLevel | null): number {
  return level === null ? -1 : weights.indexOf(level);
}

function phaseOf(row: Sanction, asOf: string): Phase {
  if (row.conflict !== null) return 'unknown';
  if (row.inProcess) return 'process';
  if (row.startedOn !== null && row.startedOn > asOf) return 'ahead';
  const end = endOf(row);
  if (end === null) return 'unknown';
  if (row.instant || end < asOf) return 'over';
  return row.startedOn === null ? 'unknown' : 'served';
}

/** The last day served, inclusive. */
function endOf(row: Sanction): string | null {
  if (row.instant) return row.startedOn;
  if (row.endedOn !== null) return row.endedOn;
  return row.startedOn === null || row.months === null ? null : addDays(addMonths(row.startedOn, row.months), -1);
}
