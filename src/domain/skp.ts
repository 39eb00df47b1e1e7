import { foldText, isAbsent, memberOf } from './absent.ts';
import { type RefusedValue, refused, type Unknown, unknown } from './known.ts';
import type { Predicate } from './policy-pack.ts';

/** Predicate of a year by hasil kerja (row) and perilaku (column), PermenPANRB 6/2022. Any `di bawah` in behaviour sinks the result. */
const matrix: Readonly<Record<string, Readonly<Record<string, Predicate>>>> = {
  'di atas ekspektasi': {
    'di bawah ekspektasi': 'Kurang',
    'sesuai ekspektasi': 'Baik',
    'di atas ekspektasi': 'Sangat Baik',
  },
  'sesuai ekspektasi': {
    'di bawah ekspektasi': 'Kurang',
    'sesuai ekspektasi': 'Baik',
    'di atas ekspektasi': 'Baik',
  },
  'di bawah ekspektasi': {
    'di bawah ekspektasi': 'Sangat Kurang',
    'sesuai ekspektasi': 'Butuh Perbaikan',
    'di atas ekspektasi': 'Butuh Perbaikan',
  },
};

/** Best first; the SIASN quadrant is the place in this list from 1, so it runs against the scores. */
const predicates: readonly Predicate[] = ['Sangat Baik', 'Baik', 'Butuh Perbaikan', 'Kurang', 'Sangat Kurang'];

export interface KnownPredicate {
  readonly status: 'KNOWN';
  readonly predicate: Predicate;
}

export type PredicateResult = KnownPredicate | Unknown | RefusedValue;

/** The predicate that two ratings make; a stored quadrant is a claim and is not asked. */
export function predicateOf(ratings: { hasilKerja: string | null; perilaku: string | null }): PredicateResult {
  const missing = [
    ...(isAbsent(ratings.hasilKerja) ? ['hasilKerja'] : []),
    ...(isAbsent(ratings.perilaku) ? ['perilaku'] : []),
  ];
  if (missing.length > 0) return unknown(missing);
  const predicate = memberOf(
    memberOf(matrix, foldText(ratings.hasilKerja ?? '')) ?? {},
    foldText(ratings.perilaku ?? ''),
  );
  return predicate === undefined ? refused('predicate.unknown') : { status: 'KNOWN', predicate };
}

/** A predicate by its label: the whole label, after folding case and spaces. */
export function predicateOfLabel(label: string | null): PredicateResult {
  if (isAbsent(label)) return unknown('K');
  const predicate = predicates.find((known) => foldText(known) === foldText(label));
  return predicate === undefined ? refused('predicate.unknown') : { status: 'KNOWN', predicate };
}

/** A predicate by SIASN's kuadran code, `1` Sangat Baik to `5` Sangat Kurang. */
export function predicateOfQuadrant(code: string | null): PredicateResult {
  if (isAbsent(code)) return unknown('K');
  const predicate = /^[1-5]$/.test(code) ? predicates[Number(code) - 1] : undefined;
  return predicate === undefined ? refused('predicate.unknown') : { status: 'KNOWN', predicate };
}

export function quadrantOf(predicate: Predicate): number {
  return predicates.indexOf(predicate) + 1;
}

export interface FloorRule {
  readonly minPredicate: Predicate;
  readonly minYears: number;
}

/**
 * Whether the last years all reach the floor. One year below it fails, whatever is missing besides;
 * else a year without predicate leaves it UNKNOWN. Years are asked as given, the latest `minYears` of them.
 */
export function performanceFloor(
  years: Readonly<Record<string, Predicate | null>>,
  rule: FloorRule,
): 'PASS' | 'FAIL' | 'UNKNOWN' {
  const latest = Object.keys(years).toSorted().slice(-rule.minYears);
  const worst = predicates.indexOf(rule.minPredicate);
  if (latest.some((year) => reachesNot(years[year], worst))) return 'FAIL';
  const complete = latest.length === rule.minYears && latest.every((year) => (years[year] ?? null) !== null);
  return complete ? 'PASS' : 'UNKNOWN';
}

function reachesNot(predicate: Predicate | null | undefined, worst: number): boolean {
  return predicate !== null && predicate !== undefined && predicates.indexOf(predicate) > worst;
}
