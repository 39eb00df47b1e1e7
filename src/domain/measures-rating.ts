import { isAbsent } from './absent.ts';
import { isInWindow } from './dates.ts';
import { scoresHigher } from './measures-history.ts';
import { type IndicatorAsk, type Observation, seen, unseen } from './observation.ts';
import type { Rating } from './person-record.ts';
import type { Measure, RatingMeasure } from './policy-pack.ts';

/** `latest-rating:kehadiran`, `highest-rating:inovasi`. */
export const ratingMeasureForm = /^(?:latest|highest)-rating:[a-z][a-z0-9-]{0,39}$/;

export function isRatingMeasure(measure: Measure): measure is RatingMeasure {
  return measure.includes(':');
}

/** The rating that a measure asks for: `kehadiran`. */
export function ratingOf(measure: RatingMeasure): string {
  return measure.slice(measure.indexOf(':') + 1);
}

/**
 * The latest rating with the measure's code on the day and inside the window, or the best-scored one. Nobody is taken to
 * have none because no row says so: without a row the indicator is UNKNOWN, and `tidak ada` is a row of its own.
 */
export function observeRating(ask: IndicatorAsk, measure: RatingMeasure): Observation {
  const { items, source } = ask.record.ratings ?? { items: null, source: '' };
  if (items === null) return unseen(source);
  const wanted = ratingOf(measure);
  const rows = items.filter((row) => row.code === wanted && counts(ask, row));
  const unclear = rows.find(isUnclear);
  if (unclear !== undefined) return unseen(unclear.source, unclear.conflict);
  return measure.startsWith('latest-') ? latestOf(rows, source) : highestOf(ask, rows, source);
}

/** A row that does not say when it was made, or is in conflict, may count. */
function counts({ rule, context }: IndicatorAsk, { ratedOn, conflict }: Rating): boolean {
  if (ratedOn === null || conflict !== null) return true;
  if (ratedOn > context.asOf) return false;
  return rule.windowMonths === null || isInWindow(ratedOn, context.asOf, rule.windowMonths);
}

function isUnclear({ value, ratedOn, conflict }: Rating): boolean {
  return conflict !== null || ratedOn === null || isAbsent(value);
}

/** Two of one day that do not say the same leave it unknown. */
function latestOf(rows: readonly Rating[], source: string): Observation {
  const day = rows.reduce((latest, { ratedOn }) => (ratedOn !== null && ratedOn > latest ? ratedOn : latest), '');
  const [first, ...others] = rows.filter(({ ratedOn }) => ratedOn === day);
  if (first?.value == null) return unseen(source);
  if (others.some(({ value }) => value !== first.value)) return unseen(first.source, 'rating.conflict');
  return seen(first.value, first.source);
}

function highestOf({ rule }: IndicatorAsk, rows: readonly Rating[], source: string): Observation {
  let best: { readonly value: string; readonly row: Rating } | undefined;
  for (const row of rows) {
    const { value } = row;
    if (value !== null && (best === undefined || scoresHigher(rule, value, best.value))) best = { value, row };
  }
  return best === undefined ? unseen(source) : seen(best.value, best.row.source);
}
