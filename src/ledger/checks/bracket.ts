import { type Bracket, readBrackets } from '../brackets.ts';
import type { EntryTable, StreamRows } from '../entry-table.ts';
import { type Examination, entryPlace, type Skip } from '../examination.ts';
import type { FindingList } from '../findings.ts';
import type { PolicyTerms } from '../policy-file.ts';

/** What a clock of the house may differ from those outside, in seconds. */
const toleranceS = 300;

/**
 * Check 9: an entry can know only checkpoints that came before it, of this very tree; where witnesses are asked, its time lies
 * between those of the newest checkpoint that its stream knew so far and of the first that covers it, and that one came soon enough.
 */
export function checkBracket(examination: Examination): Skip {
  const { table, checkpoint, policy, findings } = examination;
  const { roots } = examination;
  const rootAt = (size: number) => (size === checkpoint?.size ? checkpoint.root : roots.get(size));
  const isTrusted = policy !== undefined && checkpoint !== undefined;
  const brackets = isTrusted ? readBrackets(examination, { policy, checkpoint }, rootAt) : [];
  const bracketed = new Map(brackets.map(({ size, root }) => [size, root]));
  const knownAt = (size: number) => bracketed.get(size) ?? roots.get(size);
  for (const row of table.entries()) checkSeen(table, row, { knownAt, findings });
  if (policy?.quorum.kind === 'none') {
    return [...table.seenSizes()].length > 0 ? undefined : 'no-outside-clock';
  }
  if (!isTrusted) return 'no-checkpoint';
  const clocks = new Clocks(brackets);
  const context = { clocks, terms: policy.terms, findings, newest: new Map<StreamRows, number>() };
  for (const row of table.entries()) checkTime(table, row, context);
  const isOpen = (size: number) => size > policy.terms.witnessedFrom && clocks.at(size) === undefined;
  if ([...table.seenSizes()].some(isOpen)) return 'no-brackets';
  return isPlaced(examination) ? undefined : 'no-proofs';
}

/** Whether the tree says where each entry stands: by when it was covered follows from its position. */
function isPlaced({ content, table }: Examination): boolean {
  if (content.manifest.kind === 'dump') return true;
  for (const row of table.entries()) if (!content.proofs.has(table.positionOf(row))) return false;
  return true;
}

interface SeenContext {
  readonly knownAt: (size: number) => string | undefined;
  readonly findings: FindingList;
}

function checkSeen(table: EntryTable, row: number, { knownAt, findings }: SeenContext): void {
  const position = table.positionOf(row);
  const seen = table.seenOf(row);
  const known = knownAt(seen?.size ?? 0);
  if (seen === null || (seen.size <= position && (known === undefined || known === seen.root))) return;
  findings.add({
    check: 9,
    code: 'bracket.seen',
    place: entryPlace({ position }),
    expected: known ?? `at most ${String(position)}`,
    found: `${String(seen.size)} ${seen.root}`,
  });
}

/** What the outside clocks say of sizes of the log. */
class Clocks {
  readonly #timed: readonly (readonly [size: number, time: number])[];
  readonly #bySize: ReadonlyMap<number, number>;

  /** By rising size; of one size the earliest time counts, as it says most. */
  constructor(brackets: readonly Bracket[]) {
    const bySize = new Map<number, number>();
    for (const { size, time } of brackets) {
      if (time !== undefined) bySize.set(size, Math.min(time, bySize.get(size) ?? time));
    }
    this.#bySize = bySize;
    this.#timed = [...bySize];
  }

  at(size: number): number | undefined {
    return this.#bySize.get(size);
  }

  /** The time of the first checkpoint that covers a position. */
  covering(position: number): number | undefined {
    let low = 0;
    let high = this.#timed.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#timed[middle]?.[0] ?? 0) > position) high = middle;
      else low = middle + 1;
    }
    return this.#timed[low]?.[1];
  }
}

interface TimeContext {
  readonly clocks: Clocks;
  readonly terms: PolicyTerms;
  readonly findings: FindingList;
  /** The latest time of what the entries of a stream have known so far. */
  readonly newest: Map<StreamRows, number>;
}

/** What an entry knew, all that follow it in its stream come after, whatever they say to have known themselves. */
function knownTime(table: EntryTable, row: number, { clocks, newest }: TimeContext): number | undefined {
  const seen = table.seenOf(row);
  const stream = table.streamOf(row);
  const own = seen === null ? undefined : clocks.at(seen.size);
  const before = stream === undefined ? undefined : newest.get(stream);
  if (stream === undefined || own === undefined || (before ?? own) > own) return before ?? own;
  newest.set(stream, own);
  return own;
}

function checkTime(table: EntryTable, row: number, context: TimeContext): void {
  const { clocks, terms, findings } = context;
  const position = table.positionOf(row);
  const atS = Math.floor(table.instantOf(row) / 1_000) / 1_000;
  const place = entryPlace({ position });
  const after = knownTime(table, row, context);
  const before = clocks.covering(position);
  const isEarly = after !== undefined && atS < after - toleranceS;
  const isLate = before !== undefined && atS > before + toleranceS;
  if (isEarly || isLate) {
    const expected = `between ${String(after ?? '-')} and ${String(before ?? '-')}`;
    findings.add({ check: 9, code: 'bracket.at', place, expected, found: table.load(row).envelope.at });
  }
  const { coveredWithinS, witnessedFrom } = terms;
  if (coveredWithinS === undefined || before === undefined || position < witnessedFrom) return;
  if (before - atS <= coveredWithinS) return;
  const expected = `covered by ${String(Math.floor(atS) + coveredWithinS)}`;
  findings.add({ check: 9, code: 'bracket.late', place, expected, found: String(before) });
}
