import type { LedgerCode } from './codes.ts';

/** The groups of checks of the ledger format, by number; 13 and 14 are asked of a database alone. */
export type CheckNumber = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14;

/** What the verifier has to say: a permanent code, where, and what it expected and found. */
export interface Finding {
  readonly check: CheckNumber;
  readonly code: LedgerCode;
  readonly place: string;
  readonly expected?: string;
  readonly found?: string;
}

/** Findings that are told but fail nothing. */
const noteCodes: ReadonlySet<LedgerCode> = new Set([
  'trust.unpinned',
  'opening.erased',
  'opening.nfc',
  'merit.undisclosed',
]);
const mostPerCode = 1_000;

export function isNote({ code }: Finding): boolean {
  return noteCodes.has(code);
}

/** Collects findings; of one code the first thousand, then only their number. */
export class FindingList {
  readonly kept: Finding[] = [];
  readonly counts = new Map<LedgerCode, number>();
  readonly #failed = new Set<CheckNumber>();

  add(finding: Finding): void {
    const count = (this.counts.get(finding.code) ?? 0) + 1;
    this.counts.set(finding.code, count);
    if (count <= mostPerCode) this.kept.push(finding);
    if (!isNote(finding)) this.#failed.add(finding.check);
  }

  /** The same where the place is made only for a finding that is kept: there may be very many. */
  addAt(finding: Omit<Finding, 'place'>, place: () => string): void {
    const isKept = (this.counts.get(finding.code) ?? 0) < mostPerCode;
    this.add({ ...finding, place: isKept ? place() : '' });
  }

  /** Adds what another list has collected, but for findings of one code where that is left out. */
  absorb(other: FindingList, except?: LedgerCode): void {
    for (const finding of other.kept) if (finding.code !== except) this.add(finding);
    for (const [code, count] of Object.entries(other.listUncounted()) as [LedgerCode, number][]) {
      if (code !== except) this.counts.set(code, (this.counts.get(code) ?? 0) + count);
    }
    for (const check of other.#failed) this.#failed.add(check);
  }

  hasFailed(check: CheckNumber): boolean {
    return this.#failed.has(check);
  }

  /** How many findings of each code were left out. */
  listUncounted(): Record<string, number> {
    const left = [...this.counts].filter(([, count]) => count > mostPerCode);
    return Object.fromEntries(left.map(([code, count]) => [code, count - mostPerCode]));
  }
}
