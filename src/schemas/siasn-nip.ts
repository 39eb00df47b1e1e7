import { type NipWitness, nipConflicts, parseNip, type ValidNip } from '#domain/nip.ts';
import type { EmployeeKind } from '#domain/person-record.ts';
import type { RowNotes } from './siasn-cells.ts';

/** A well-formed number whose kind is settled. */
export interface ReadNip extends ValidNip {
  readonly kind: EmployeeKind;
}

export interface NipCell {
  readonly field: string;
  readonly raw: unknown;
  /** From JENIS PEGAWAI, which decides where it is given. */
  readonly kind: EmployeeKind | null;
  readonly asOf: string;
}

/** Reads an employee number; undefined where the row must be refused. What was stripped is noted. */
export function readNip(notes: RowNotes, { field, raw, kind, asOf }: NipCell): ReadNip | undefined {
  const nip = parseNip({ raw, kind, asOf });
  if (!nip.valid) {
    notes.note(nip.reason, field, raw);
    return undefined;
  }
  notes.nip = nip.normalised;
  if (typeof raw === 'string') noteStripped(notes, field, raw);
  if (nip.kind === 'UNKNOWN') {
    notes.note('nip.kind-ambiguous', field, raw);
    return undefined;
  }
  if (nip.kind === 'PPPK') notes.note('nip.pppk', field, raw);
  return { ...nip, kind: nip.kind };
}

/** Notes what was stripped from a number: quotes around it, spaces in it. */
export function noteStripped(notes: RowNotes, field: string, raw: string): void {
  if (/['"`\u2018\u2019\u201c\u201d]/.test(raw)) notes.note('nip.prefix', field, raw);
  if (/\S\s+\S/.test(raw)) notes.note('nip.spaces', field, raw);
}

const witnessFields = {
  'nip.birth-conflict': 'TANGGAL LAHIR',
  'nip.sex-conflict': 'JENIS KELAMIN',
  'nip.start-conflict': 'TMT CPNS',
} as const;

/** Notes what the row says against its own number. */
export function noteNipConflicts(notes: RowNotes, nip: ValidNip, row: NipWitness): void {
  const said = { 'nip.birth-conflict': row.bornOn, 'nip.sex-conflict': row.sex, 'nip.start-conflict': row.startedOn };
  for (const code of nipConflicts(nip, row)) notes.note(code, witnessFields[code], said[code]);
}
