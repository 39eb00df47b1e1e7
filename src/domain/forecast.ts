import { addMonths } from './dates.ts';
import { type Unknown, unknown } from './known.ts';
import type { PersonRecord } from './person-record.ts';
import type { GateRule, PolicyPack } from './policy-pack.ts';

/** Months that a forecast of vacancies looks ahead, the present one included. */
export const forecastMonths = 36;

/** A post and who holds it, as the personnel record says. */
export interface HeldOrVacant {
  readonly post: string;
  readonly level: string;
  /** Null: nobody holds it. */
  readonly holder: Pick<PersonRecord, 'bornOn'> | null;
}

/** When a post falls vacant by the age of its holder. Not known is a value of its own: it is neither a day nor "never". */
export type Departure =
  | { readonly status: 'VACANT' }
  | { readonly status: 'KNOWN'; readonly on: string; readonly retirementAge: number }
  | Unknown;

/** The day on which the holder reaches the age that the pack's retirement gate names for the level of the post. */
export function departureOf({ level, holder }: HeldOrVacant, { gates }: Pick<PolicyPack, 'gates'>): Departure {
  if (holder === null) return { status: 'VACANT' };
  const rules: readonly GateRule[] = gatesOf(gates, level);
  const rule = rules.find(({ gate }) => gate === 'retirement');
  if (rule?.gate !== 'retirement') return unknown('retirementAge');
  const { value: bornOn, conflict } = holder.bornOn;
  if (bornOn === null) return unknown('bornOn', conflict);
  return { status: 'KNOWN', on: addMonths(bornOn, rule.retirementAge * 12), retirementAge: rule.retirementAge };
}

/** Gates of a level that comes as text; none for a level of which the pack says nothing. */
export function gatesOf(gates: PolicyPack['gates'], level: string): readonly GateRule[] {
  return Object.hasOwn(gates, level) ? (gates[level as keyof typeof gates] ?? []) : [];
}

export interface ForecastMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly posts: readonly string[];
}

/** Every post stands in exactly one place. */
export interface Forecast {
  readonly vacant: readonly string[];
  /** Held by somebody who is of that age already. */
  readonly reached: readonly string[];
  readonly months: readonly ForecastMonth[];
  readonly later: readonly string[];
  readonly unknown: readonly {
    readonly post: string;
    readonly missing: readonly string[];
    readonly reason: string | null;
  }[];
}

/** Posts by the month in which they fall vacant, counted from the month of an ISO day. */
export function forecastVacancies(
  posts: readonly HeldOrVacant[],
  { pack, today }: { readonly pack: Pick<PolicyPack, 'gates'>; readonly today: string },
): Forecast {
  const found = posts.map((post) => ({ post: post.post, departure: departureOf(post, pack) }));
  const known = found.flatMap(({ post, departure }) =>
    departure.status === 'KNOWN' ? [{ post, on: departure.on }] : [],
  );
  const first = `${today.slice(0, 7)}-01`;
  const end = addMonths(first, forecastMonths);
  const ahead = known.filter(({ on }) => on > today);
  const monthOf = (index: number) => addMonths(first, index).slice(0, 7);
  return {
    vacant: found.filter(({ departure }) => departure.status === 'VACANT').map(({ post }) => post),
    reached: known.filter(({ on }) => on <= today).map(({ post }) => post),
    months: Array.from({ length: forecastMonths }, (_unused, index) => ({
      month: monthOf(index),
      posts: ahead.filter(({ on }) => on.startsWith(monthOf(index))).map(({ post }) => post),
    })),
    later: ahead.filter(({ on }) => on >= end).map(({ post }) => post),
    unknown: found.flatMap(({ post, departure }) =>
      departure.status === 'UNKNOWN' ? [{ post, missing: departure.missing, reason: departure.reason }] : [],
    ),
  };
}
