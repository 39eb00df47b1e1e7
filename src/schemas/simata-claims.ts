import { type Claim, compareClaim } from '#domain/claims.ts';
import { compareExact, type Exact, parseExact, writeExact } from '#domain/exact.ts';
import { evaluateIndicators } from '#domain/indicators.ts';
import { readScore } from '#domain/known.ts';
import { parseNip } from '#domain/nip.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { type FindingSink, notesAt, present, type RowNotes, refusesCells } from './siasn-cells.ts';
import { type HeaderFault, headerFaultOf } from './siasn-columns.ts';
import type { ImportContext, ProfileFile } from './siasn-files.ts';
import { noteStripped } from './siasn-nip.ts';

/** Components by the code of their indicator. An axis is mapped by name: a component under the other axis is an unknown column. */
const components = {
  'X - Penilaian Kompetensi': 'C',
  'X - Pengembangan Kompetensi': 'D',
  'X - Pengalaman Jabatan': 'E',
  'X - Penilaian Potensi': 'P',
  'X - Tingkat Pendidikan Formal': 'Q',
  'X - Kesesuaian Bidang Ilmu': 'S',
  'X - Verifikasi Rekam Jejak Disiplin': 'I',
  'Y - Penilaian Kinerja': 'K',
  'Y - Penghargaan': 'H',
  'Y - Penugasan dalam Tim Kerja': 'T',
  'Y - Umpan Balik Kinerja 360': 'F',
} as const;

const claimed = ['NIP', 'Nama', 'Unit Organisasi', 'Jabatan', 'Nilai X', 'Nilai Y', 'Box'] as const;

const claimColumns = [...claimed, ...Object.keys(components)];

/** What is wrong with the header of a talent export; the order of columns is free. */
export function claimHeaderFault(header: readonly string[]): HeaderFault | undefined {
  return headerFaultOf(header, claimColumns);
}

/** A row of claims that names a person. */
export interface ReadClaim {
  readonly nip: string;
  readonly line: number;
}

export interface ClaimsRead {
  readonly rows: readonly ReadClaim[];
  /** Notes where the record of the same delivery knows a component otherwise. */
  compare(nip: string, record: PersonRecord): void;
}

/** Reads a talent export: every claim is recomputed from its components under the policy in force, and what differs is queued. */
export function readClaims(file: ProfileFile, { pack, asOf }: ImportContext, findings: FindingSink): ClaimsRead {
  if (pack === null) notesAt(file.name, 1, findings).note('claim.not-compared', '', '');
  const rows = readRows(file, asOf, findings);
  const claims = new Map<string, { readonly claim: Claim; readonly notes: RowNotes }>();
  for (const { cells, nip, notes } of rows) {
    const claim = readClaim(cells, notes);
    if (pack === null || claim === undefined) continue;
    noteDifferences(claim, pack, notes);
    claims.set(nip, { claim, notes });
  }
  return {
    rows: rows.map(({ nip, notes }) => ({ nip, line: notes.line })),
    compare: (nip, record) => {
      const known = claims.get(nip);
      if (pack !== null && known !== undefined) noteRecord(known.claim, { record, pack, asOf }, known.notes);
    },
  };
}

type Cells = (column: string) => string;

interface ClaimRow {
  readonly nip: string;
  readonly cells: Cells;
  readonly notes: RowNotes;
}

function readRows({ name, header, rows }: ProfileFile, asOf: string, findings: FindingSink): ClaimRow[] {
  const places = new Map(header.map((column, index) => [column.trim(), index]));
  const read = [...rows].flatMap(({ line, cells }): ClaimRow[] => {
    const notes = notesAt(name, line, findings);
    if (refusesCells(header, cells, notes)) return [];
    const cellOf = (column: string) => cells[places.get(column) ?? -1] ?? '';
    const nip = readClaimNip(cellOf('NIP'), notes, asOf);
    return nip === undefined ? [] : [{ nip, cells: cellOf, notes }];
  });
  const counts = new Map<string, number>();
  for (const { nip } of read) counts.set(nip, (counts.get(nip) ?? 0) + 1);
  return read.filter(({ nip, notes }) => {
    const isDouble = (counts.get(nip) ?? 0) > 1;
    if (isDouble) notes.note('nip.duplicate', 'NIP', nip);
    return !isDouble;
  });
}

function readClaimNip(raw: string, notes: RowNotes, asOf: string): string | undefined {
  const nip = parseNip({ raw, asOf });
  if (!nip.valid) {
    notes.note(nip.reason, 'NIP', raw);
    return undefined;
  }
  notes.nip = nip.normalised;
  noteStripped(notes, 'NIP', raw);
  return nip.normalised;
}

/** Undefined where a component cannot be a score: then nothing of the row is compared. */
function readClaim(cells: Cells, notes: RowNotes): Claim | undefined {
  const scores: Record<string, Exact | null> = {};
  let isRefused = false;
  for (const [column, code] of Object.entries(components)) {
    const text = present(cells(column));
    const score = readScore(text, code);
    scores[code] = score.status === 'KNOWN' ? score.score : null;
    if (score.status !== 'REFUSED') continue;
    const isRange = score.reason === 'score.out-of-range';
    notes.note(isRange ? 'claim.component-range' : 'claim.number-format', column, text);
    isRefused ||= isRange;
  }
  if (isRefused) return undefined;
  const performance = readAxis(cells, 'Nilai Y', notes);
  return { scores, performance, potential: readAxis(cells, 'Nilai X', notes), box: present(cells('Box')) };
}

function readAxis(cells: Cells, column: 'Nilai X' | 'Nilai Y', notes: RowNotes): Exact | null {
  const text = present(cells(column));
  if (text === null) return null;
  const value = parseExact(text);
  if (value === undefined) notes.note('claim.number-format', column, text);
  return value ?? null;
}

const columnOf = { performance: 'Nilai Y', potential: 'Nilai X', box: 'Box' } as const;

function noteDifferences(claim: Claim, pack: PolicyPack, notes: RowNotes): void {
  for (const { code, of, claimed: said, derived } of compareClaim(claim, pack).differences) {
    notes.note(code, columnOf[of], `${said} / ${derived}`);
  }
}

interface Compared {
  readonly record: PersonRecord;
  readonly pack: PolicyPack;
  readonly asOf: string;
}

/** Where the record of the same delivery knows a component by itself, and otherwise. */
function noteRecord({ scores }: Claim, { record, pack, asOf }: Compared, notes: RowNotes): void {
  const results = evaluateIndicators(record, pack, { asOf, targetLevel: null, fieldsOfStudy: null });
  const differing = results.flatMap(({ code, score }) => {
    const said = scores[code] ?? null;
    if (score === null || said === null || compareExact(score, said) === 0) return [];
    return [`${code} ${writeExact(said)} / ${writeExact(score)}`];
  });
  if (differing.length > 0) notes.note('claim.record-differs', '', differing.join(', '));
}
