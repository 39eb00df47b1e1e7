import { claimFindings } from './findings/claims.ts';
import { contentFindings } from './findings/content.ts';
import { dateFindings } from './findings/dates.ts';
import { identityFindings } from './findings/identity.ts';
import { notationFindings } from './findings/notation.ts';
import { sanctionFindings } from './findings/sanctions.ts';

/** Every code an import may say about a row or a cell; permanent once released. */
export const findingCodes = {
  ...identityFindings,
  ...notationFindings,
  ...dateFindings,
  ...contentFindings,
  ...sanctionFindings,
  ...claimFindings,
} as const;

export type FindingCode = keyof typeof findingCodes;

export interface Finding {
  readonly code: FindingCode;
  /** Name of the file. */
  readonly file: string;
  /** Line of a CSV (the header is line 1), place in the list of a JSON file (from 1). */
  readonly line: number;
  readonly field: string;
  /** The value as it came; only its class (`14 digits`) where the field is personal and no rule uses it. */
  readonly value: string;
  /** The person whose row it is, as far as the row says. */
  readonly nip: string | null;
  /** The row's own id in a JSON file (`KIN-026`). */
  readonly record: string | null;
}

/** Whether the row of this finding is left out. */
export function refusesRow(finding: Finding): boolean {
  return findingCodes[finding.code].effect === 'row-refused';
}
