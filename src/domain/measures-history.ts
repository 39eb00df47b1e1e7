import { isAbsent } from './absent.ts';
import { addDays, byDay, completedMonths, isInWindow } from './dates.ts';
import { compareExact } from './exact.ts';
import { type IndicatorAsk, type Observation, seen, unseen } from './observation.ts';
import type { Course, CurrentPost, HeldPost, PersonRecord, Register, RegisterRow, Training } from './person-record.ts';
import type { Algorithms, IndicatorRule } from './policy-pack.ts';
import { scoreValue } from './score-table.ts';

interface Dated<Row> {
  readonly register: Register<Row>;
  /** `to` is the last day of something that lasts; it counts from its start on and until the window after its end. */
  readonly toItem: (row: Row) => {
    readonly word: string | null;
    readonly from: string | null;
    readonly to: string | null;
  };
}

/** The best-scored word among the rows inside the window; a checked register without one says `tidak ada`. */
export function highestDated<Row extends RegisterRow>(ask: IndicatorAsk, dated: Dated<Row>): Observation {
  const { items, source } = dated.register;
  if (items === null) return unseen(source);
  let best: { word: string; row: Row } | undefined;
  for (const row of items) {
    const { word, from, to } = dated.toItem(row);
    if (row.conflict === null && from !== null && !counts(ask, { from, to })) continue;
    if (row.conflict !== null || from === null || isAbsent(word)) return unseen(row.source, row.conflict);
    if (best === undefined || scoresHigher(ask.rule, word, best.word)) best = { word, row };
  }
  return best === undefined ? seen('tidak ada', source) : seen(best.word, best.row.source);
}

function counts({ rule, context }: IndicatorAsk, { from, to }: { from: string; to: string | null }): boolean {
  if (from > context.asOf) return false;
  if (rule.windowMonths === null) return true;
  return to !== null && to > context.asOf ? true : isInWindow(to ?? from, context.asOf, rule.windowMonths);
}

/** A word that the table does not know ranks first, so that it leaves the indicator unknown instead of vanishing. */
export function scoresHigher(rule: IndicatorRule, word: string, than: string): boolean {
  const [left, right] = [scoreValue(rule, word), scoreValue(rule, than)];
  if (right.status !== 'KNOWN') return false;
  return left.status !== 'KNOWN' || compareExact(left.score, right.score) > 0;
}

/** How many different certificates ended inside the window; professional ones count in their own part. */
export function countCertificates({ rule, record, context }: IndicatorAsk): Observation {
  const { items, source } = record.courses;
  if (items === null) return unseen(source);
  const rows = items.filter(({ type }) => type !== 'P');
  return countRows(rows, ({ endedOn }) => endedInWindow(endedOn, rule, context.asOf), source);
}

/** Professional certificates while they are valid, and leadership training inside the window. */
export function countProfessional({ rule, record, context }: IndicatorAsk): Observation {
  const { courses, trainings } = record;
  const source = `${courses.source}, ${trainings.source}`;
  if (courses.items === null || trainings.items === null) return unseen(source);
  const certificates = courses.items.filter(({ type }) => type === 'P');
  const rows = [...certificates, ...trainings.items.map((row) => ({ ...row, validUntil: null }))];
  return countRows(
    rows,
    ({ endedOn, validUntil }) =>
      endedOn === null || validUntil === null
        ? endedInWindow(endedOn, rule, context.asOf)
        : endedOn <= context.asOf && context.asOf < validUntil,
    source,
  );
}

function endedInWindow(endedOn: string | null, { windowMonths }: IndicatorRule, asOf: string): boolean | null {
  return endedOn === null ? null : isInWindow(endedOn, asOf, windowMonths ?? 0);
}

/** Null from `counting` is a row that does not say enough: then the count is not known. */
function countRows<Row extends Training | Course>(
  rows: readonly Row[],
  counting: (row: Row) => boolean | null,
  source: string,
): Observation {
  const unclear = rows.find((row) => row.conflict !== null || counting(row) === null);
  if (unclear !== undefined) return unseen(unclear.source, unclear.conflict);
  const counted = distinctNumbers(rows.filter((row) => counting(row) === true));
  return seen(String(counted.length), source, counted);
}

/** The first row of each certificate: case and outer spaces of a number fold, `-` and nothing are no number and count by themselves. */
export function distinctNumbers<Row extends { readonly number: string | null }>(rows: readonly Row[]): Row[] {
  const named = new Set<string>();
  return rows.filter(({ number }) => {
    if (isAbsent(number)) return true;
    const folded = number.trim().toLowerCase();
    if (named.has(folded)) return false;
    named.add(folded);
    return true;
  });
}

/** Completed months in the present level: since the first post of the unbroken row of posts at that level. */
export function timeInLevel({ record, context }: IndicatorAsk): Observation {
  const { value: post, source, conflict } = record.currentPost;
  if (post === null || post.level === null || post.startedOn === null) return unseen(source, conflict);
  if (record.posts.items === null) return unseen(record.posts.source);
  const since = startOfLevel({ level: post.level, startedOn: post.startedOn }, record.posts.items);
  if ('unclear' in since) return unseen(since.unclear.source, since.unclear.conflict);
  return seen(String(Math.max(0, completedMonths(since.startedOn, context.asOf))), since.source ?? source);
}

interface LevelStart {
  readonly startedOn: string;
  /** The row of the history it was read from; null for the present post itself. */
  readonly source: string | null;
}

/** Where the present level began; a row before it that lacks its level or start leaves it unclear. */
function startOfLevel(
  current: { level: CurrentPost['level']; startedOn: string },
  posts: readonly HeldPost[],
): LevelStart | { unclear: HeldPost } {
  const undated = posts.find((row) => row.startedOn === null && (row.level === null || row.level === current.level));
  if (undated !== undefined) return { unclear: undated };
  let start: LevelStart = { startedOn: current.startedOn, source: null };
  const earlier = posts
    .filter((row) => row.startedOn !== null && row.startedOn < current.startedOn)
    // Of one day the later row comes first.
    .toReversed()
    .toSorted((left, right) => byDay(right.startedOn ?? '', left.startedOn ?? ''));
  for (const row of earlier) {
    if (row.conflict !== null || row.level === null) return { unclear: row };
    if (row.level !== current.level) break;
    start = { startedOn: row.startedOn ?? start.startedOn, source: row.source };
  }
  return start;
}

/** Whether posts were held in one unit, in several, or in several agencies. */
export function experienceBreadth({ record }: IndicatorAsk): Observation {
  const { source } = record.posts;
  const places = heldPosts(record);
  if (places === null) return unseen(source);
  if (places.length === 0 || places.some(({ unit }) => unit === null)) return unseen(source);
  if (distinct(places.map(({ agency }) => agency)) > 1) return seen('lintas instansi', source, places);
  return seen(distinct(places.map(({ unit }) => unit)) > 1 ? 'lintas unit' : 'satu unit', source, places);
}

function distinct(names: readonly (string | null)[]): number {
  return new Set(names.filter((name) => name !== null).map((name) => name.trim().toLowerCase())).size;
}

/** The history with the present post, where the history does not carry it yet; null where nobody looked the history up. */
export function heldPosts({ posts, currentPost }: PersonRecord): readonly HeldPost[] | null {
  if (posts.items === null) return null;
  const { value: now, source, conflict } = currentPost;
  const isThere = posts.items.some(({ level, startedOn }) => level === now?.level && startedOn === now.startedOn);
  return now === null || isThere ? posts.items : [...posts.items, { ...now, endedOn: null, source, conflict }];
}

export interface LevelsAsked {
  readonly levels: readonly string[];
  readonly on: string;
  readonly tenure: Algorithms['tenure'];
}

/**
 * Months a person held posts of some levels up to a day, each month once; null where a row does not say enough. By `joined-spans/1` a post
 * that begins by the day after another has ended goes on with it, so that no days are lost between two posts.
 */
export function monthsAtLevels(posts: readonly HeldPost[], { levels, on, tenure }: LevelsAsked): number | null {
  const rows = posts.filter(({ level }) => level !== null && levels.includes(level));
  if (rows.some(({ startedOn, conflict }) => startedOn === null || conflict !== null)) return null;
  const spans = rows
    .map(({ startedOn, endedOn }) => ({ from: startedOn ?? on, to: endedOn === null || endedOn > on ? on : endedOn }))
    .filter(({ from, to }) => from < to)
    .toSorted((left, right) => byDay(left.from, right.from));
  const apart = tenure === undefined ? cutSpans(spans) : joinSpans(spans);
  return apart.reduce((months, { from, to }) => months + completedMonths(from, to), 0);
}

interface Span {
  readonly from: string;
  readonly to: string;
}

/** Of each span what no earlier one covers. */
function cutSpans(spans: readonly Span[]): Span[] {
  let reached = '';
  return spans.flatMap(({ from, to }) => {
    const start = from > reached ? from : reached;
    if (to <= start) return [];
    reached = to;
    return [{ from: start, to }];
  });
}

function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last === undefined || span.from > addDays(last.to, 1)) joined.push(span);
    else if (span.to > last.to) joined[joined.length - 1] = { from: last.from, to: span.to };
  }
  return joined;
}
