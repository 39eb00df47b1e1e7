import { type Finding, type FindingCode, refusesRow } from '#domain/import-findings.ts';
import type { Tx } from '#platform/database.ts';
import { holdFindings } from './stage-store.ts';

/** A row by its name, `siasn-profile.csv:14`, and the codes that refuse it. */
export interface RefusedRow {
  readonly row: string;
  readonly codes: readonly string[];
}

const findingsPerPiece = 2_000;

/** What an import finds. It waits in the transaction, once there is one; only its numbers and what a human must decide are held. */
export class Found {
  #tx: Tx | undefined;
  #waiting: Finding[] = [];
  #held = 0;
  readonly #counts = new Map<FindingCode, number>();
  readonly #refusing: Finding[] = [];
  /** Rows whose other NIP was accepted as a correction. */
  readonly corrected: string[] = [];

  waitIn(tx: Tx): void {
    this.#tx = tx;
  }

  push(...findings: readonly Finding[]): void {
    for (const finding of findings) {
      this.#waiting.push(finding);
      this.#counts.set(finding.code, (this.#counts.get(finding.code) ?? 0) + 1);
      if (refusesRow(finding)) this.#refusing.push(finding);
      if (finding.code === 'nip.corrected') this.corrected.push(`${finding.file}:${finding.line}`);
    }
  }

  /** Puts down what has gathered, once it is worth a statement. */
  async flush(): Promise<void> {
    if (this.#tx !== undefined && this.#waiting.length >= findingsPerPiece) await this.#putDown(this.#tx);
  }

  /** Puts down what is left. */
  async close(): Promise<void> {
    if (this.#tx === undefined) throw new Error('what was found has no transaction to wait in');
    await this.#putDown(this.#tx);
  }

  async #putDown(tx: Tx): Promise<void> {
    const rows = this.#waiting;
    this.#waiting = [];
    for (let from = 0; from < rows.length; from += findingsPerPiece) {
      const piece = rows.slice(from, from + findingsPerPiece);
      await holdFindings(tx, this.#held, piece);
      this.#held += piece.length;
    }
  }

  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  get total(): number {
    return this.#held + this.#waiting.length;
  }

  /** Rows that cannot be imported, once each, in the order of files and lines. */
  refused(): RefusedRow[] {
    const rows = new Map<string, Set<string>>();
    for (const finding of this.#refusing.toSorted(byPlace)) {
      const row = `${finding.file}:${finding.line}`;
      rows.set(row, (rows.get(row) ?? new Set()).add(finding.code));
    }
    return [...rows].map(([row, codes]) => ({ row, codes: [...codes] }));
  }
}

function byPlace(left: Finding, right: Finding): number {
  if (left.file === right.file) return left.line - right.line;
  return left.file < right.file ? -1 : 1;
}
