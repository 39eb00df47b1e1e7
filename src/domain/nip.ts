import { ageOn, parseDay } from './dates.ts';
import type { EmployeeKind } from './person-record.ts';

/**
 * Employee numbers, 18 digits. NIP: birth 8, start of service 6, sex 1, sequence 3. NI PPPK: birth 8, year 4, number of contracts 2,
 * sex 1, sequence 3 (this split is inferred). A NIP can be corrected, so it is never a key.
 */
export type NipFault =
  | 'nip.missing'
  | 'nip.number-type'
  | 'nip.old-format'
  | 'nip.not-digits'
  | 'nip.length'
  | 'nip.birth-date'
  | 'nip.start-month'
  | 'nip.start-future'
  | 'nip.sex'
  | 'nip.sequence'
  | 'nip.start-under-18';

export interface NipInput {
  /** As it came; a number is refused, since a float has lost digits already. */
  readonly raw: unknown;
  /** From JENIS PEGAWAI, which decides where it is given. */
  readonly kind?: EmployeeKind | null;
  /** Day of import: nothing in the number may lie after it. */
  readonly asOf?: string;
}

export interface ValidNip {
  readonly valid: true;
  readonly normalised: string;
  readonly kind: EmployeeKind | 'UNKNOWN';
  readonly bornOn: string;
  /** `2015-05` of a PNS, `2023` of a PPPK, null where the kind is not known. */
  readonly start: string | null;
  readonly contracts: string | null;
  readonly sex: 'male' | 'female';
  readonly sequence: string;
  readonly reason: 'nip.kind-ambiguous' | null;
  readonly readings: readonly NipReading[];
}

export interface NipReading {
  readonly kind: EmployeeKind;
  readonly start: string;
  readonly contracts?: string;
}

export interface InvalidNip {
  readonly valid: false;
  readonly reason: NipFault;
}

/** Reads an employee number and checks it in the order of `NipFault`. */
export function parseNip(input: NipInput): ValidNip | InvalidNip {
  const { raw } = input;
  if (typeof raw !== 'string' && raw !== null && raw !== undefined) return { valid: false, reason: 'nip.number-type' };
  const normalised = stripMarks(raw ?? '');
  const parts = partsOf(normalised);
  const reason = faultOfText(normalised) ?? faultOfParts(parts, input);
  if (reason !== undefined) return { valid: false, reason };
  const kind = kindOf(parts, input.kind);
  const readings = kind === 'UNKNOWN' ? [readingOf(parts, 'PNS'), readingOf(parts, 'PPPK')] : [readingOf(parts, kind)];
  const [only] = readings;
  return {
    valid: true,
    normalised,
    kind,
    bornOn: parts.bornOn,
    start: kind === 'UNKNOWN' ? null : (only?.start ?? null),
    contracts: kind === 'PPPK' ? parts.month : null,
    sex: parts.sex === '1' ? 'male' : 'female',
    sequence: parts.sequence,
    reason: kind === 'UNKNOWN' ? 'nip.kind-ambiguous' : null,
    readings: kind === 'UNKNOWN' ? readings : [],
  };
}

/** The facts of a row beside its number, for comparison; null where the row does not state them. */
export interface NipWitness {
  readonly bornOn: string | null;
  readonly sex: 'male' | 'female' | null;
  readonly startedOn: string | null;
}

/** What a row says against its own number; neither value wins. */
export function nipConflicts(
  nip: ValidNip,
  row: NipWitness,
): readonly ('nip.birth-conflict' | 'nip.sex-conflict' | 'nip.start-conflict')[] {
  const startDiffers = row.startedOn !== null && nip.start !== null && !row.startedOn.startsWith(nip.start);
  return [
    ...(row.bornOn !== null && row.bornOn !== nip.bornOn ? (['nip.birth-conflict'] as const) : []),
    ...(row.sex !== null && row.sex !== nip.sex ? (['nip.sex-conflict'] as const) : []),
    ...(startDiffers ? (['nip.start-conflict'] as const) : []),
  ];
}

interface Parts {
  readonly bornOn: string;
  readonly year: string;
  /** Start month of a PNS, number of contracts of a PPPK. */
  readonly month: string;
  readonly sex: string;
  readonly sequence: string;
}

function partsOf(digits: string): Parts {
  return {
    bornOn: `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`,
    year: digits.slice(8, 12),
    month: digits.slice(12, 14),
    sex: digits.slice(14, 15),
    sequence: digits.slice(15),
  };
}

/** Exports put an apostrophe, quotes or a backtick around the number and spaces (no-break ones too) into it. */
function stripMarks(text: string): string {
  const marks = '[\'"`\u2018\u2019\u201c\u201d]+';
  return text.replace(/\s/g, '').replace(new RegExp(`^${marks}|${marks}$`, 'g'), '');
}

function faultOfText(text: string): NipFault | undefined {
  if (text === '' || text === '-') return 'nip.missing';
  if (/^[0-9]{9}$/.test(text)) return 'nip.old-format';
  if (!/^[0-9]+$/.test(text)) return 'nip.not-digits';
  return text.length === 18 ? undefined : 'nip.length';
}

function faultOfParts(parts: Parts, { kind = null, asOf }: NipInput): NipFault | undefined {
  if (parseDay(parts.bornOn) === undefined) return 'nip.birth-date';
  if (asOf !== undefined && parts.bornOn > asOf) return 'nip.birth-date';
  if (parts.month === '00' || (kind === 'PNS' && parts.month > '12')) return 'nip.start-month';
  const start = parts.month > '12' || kind === 'PPPK' ? parts.year : `${parts.year}-${parts.month}`;
  if (asOf !== undefined && start > asOf.slice(0, start.length)) return 'nip.start-future';
  if (parts.sex !== '1' && parts.sex !== '2') return 'nip.sex';
  if (parts.sequence === '000') return 'nip.sequence';
  const isPns = kindOf(parts, kind) === 'PNS';
  return isPns && startsUnder18(parts) ? 'nip.start-under-18' : undefined;
}

/** Before 2019 there was no PPPK, so a start month until then is a PNS's; later it may be a count of contracts. */
function kindOf(parts: Parts, given: EmployeeKind | null | undefined): EmployeeKind | 'UNKNOWN' {
  if (given !== null && given !== undefined) return given;
  if (parts.month > '12') return 'PPPK';
  return parts.year <= '2018' ? 'PNS' : 'UNKNOWN';
}

function startsUnder18(parts: Parts): boolean {
  const startedOn = `${parts.year}-${parts.month}-01`;
  return startedOn < parts.bornOn || ageOn(parts.bornOn, startedOn, 'mar-1').years < 18;
}

function readingOf(parts: Parts, kind: EmployeeKind): NipReading {
  if (kind === 'PNS') return { kind, start: `${parts.year}-${parts.month}` };
  return { kind, start: parts.year, contracts: parts.month };
}
