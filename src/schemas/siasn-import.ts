import { ageOn } from '#domain/dates.ts';
import { type Finding, refusesRow } from '#domain/import-findings.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import type { GateRule, PolicyPack } from '#domain/policy-pack.ts';
import { notesAt, type RowNotes, refusesCells } from './siasn-cells.ts';
import { type ProfileColumn, profileColumns } from './siasn-columns.ts';
import type { ImportContext, ProfileFile, SiasnFiles } from './siasn-files.ts';
import { type Histories, readHistories } from './siasn-histories.ts';
import { type ProfileRow, readProfileRow } from './siasn-profile.ts';
import { toPersonRecord } from './siasn-record.ts';
import { type HistoryFile, lineOf } from './siasn-rows.ts';
import { bareTitle, type TitleRungs, titleRungs } from './siasn-titles.ts';
import { noteDoubleUnits, type PostRow, readPostRow, readUnitRow, type UnitRow } from './siasn-units.ts';
import { type ReadClaim, readClaims } from './simata-claims.ts';

export interface ReadPerson {
  readonly sourceId: string | null;
  readonly nip: string;
  /** As imported, with degrees. */
  readonly name: string;
  readonly line: number;
  readonly unitCode: string | null;
  /** Link to the post list, for definitive holders only. */
  readonly postCode: string | null;
  readonly postSince: string | null;
  readonly record: PersonRecord;
}

export interface ReadImport {
  /** Name of the profile file; null where claims came alone, which says nothing about who is missing. */
  readonly profile: string | null;
  /** Rows of a talent export that name a person, with the name of its file. */
  readonly claims: { readonly file: string; readonly rows: readonly ReadClaim[] } | null;
  readonly people: readonly ReadPerson[];
  readonly units: readonly UnitRow[];
  readonly posts: readonly PostRow[];
  readonly histories: Histories;
  readonly findings: readonly Finding[];
  /** Rows that are left out, once each. */
  readonly refusedRows: readonly { readonly file: string; readonly line: number }[];
}

/** Reads a whole delivery. A refused row never stops it; the header has been checked with `headerFault`. */
export function readSiasn(files: SiasnFiles, context: ImportContext): ReadImport {
  const findings: Finding[] = [];
  const units = readList(files.histories.units, readUnitRow, findings);
  noteDoubleUnits(units, (unit) => notesAt(files.histories.units?.name ?? '', unit.line, findings));
  const posts = readList(files.histories.masterPosts, readPostRow, findings);
  const unitNames = new Map(units.filter((unit) => !unit.isDeleted).map(({ code, name }) => [code, name]));
  const rows = files.profile === null ? [] : readProfile(files.profile, { ...context, units: unitNames }, findings);
  const nips = new Set(rows.map(({ row }) => row.nip));
  const histories = readHistories(files.histories, { ...context, units: unitNames, people: nips, findings });
  const rungs = titleRungs(posts, [...(histories.jobs?.values() ?? [])].flat());
  const people = rows.map(({ row, notes }) => {
    if (context.pack !== null) noteHolder(row, notes, { rungs, asOf: context.asOf, gates: context.pack.gates });
    return toPerson(row, toPersonRecord(row, { histories, rungs, notes }));
  });
  const claims = readClaimsOf(files.claims, { ...context, people }, findings);
  const profile = files.profile?.name ?? null;
  return { profile, claims, people, units, posts, histories, findings, refusedRows: refusedRowsOf(findings) };
}

function readClaimsOf(
  file: ProfileFile | null,
  { people, ...context }: ImportContext & { readonly people: readonly ReadPerson[] },
  findings: Finding[],
): ReadImport['claims'] {
  if (file === null) return null;
  const records = new Map(people.map(({ nip, record }) => [nip, record]));
  return { file: file.name, rows: readClaims(file, { ...context, records }, findings) };
}

function readList<Row>(
  file: HistoryFile | undefined,
  read: (row: unknown, notes: RowNotes) => Row | undefined,
  findings: Finding[],
): Row[] {
  if (file === undefined) return [];
  return [...file.rows].flatMap((raw, index) => read(raw, notesAt(file.name, lineOf(file, index), findings)) ?? []);
}

interface NotedRow {
  readonly row: ProfileRow;
  readonly notes: RowNotes;
}

function readProfile(
  file: ProfileFile,
  context: Parameters<typeof readProfileRow>[2],
  findings: Finding[],
): readonly NotedRow[] {
  const { name, header, rows } = file;
  const places = new Map(header.map((column, index) => [column.trim(), index]));
  const indexes = Object.fromEntries(profileColumns.map((column) => [column, places.get(column) ?? -1]));
  const read: NotedRow[] = [];
  for (const { line, cells } of rows) {
    const notes = notesAt(name, line, findings);
    if (refusesCells(header, cells, notes)) continue;
    const cellOf = (column: ProfileColumn) => cells[indexes[column] ?? -1] ?? '';
    const row = readProfileRow(cellOf, notes, context);
    if (row !== undefined) read.push({ row, notes });
  }
  return withoutDoubles(withoutRepeated(read, rows));
}

/** Two rows with one NIP, or with two NIP for one PNS ID: none is merged, all are refused. */
function withoutDoubles(rows: readonly NotedRow[]): NotedRow[] {
  const [byNip, bySource] = [countBy(rows, ({ row }) => row.nip), countBy(rows, ({ row }) => row.sourceId)];
  return rows.filter(({ row, notes }) => {
    const isDouble = (byNip.get(row.nip) ?? 0) > 1;
    if (isDouble) notes.note('nip.duplicate', 'NIP BARU', row.nip);
    const hasTwo = !isDouble && (bySource.get(row.sourceId) ?? 0) > 1;
    if (hasTwo) notes.note('person.two-nips', 'PNS ID', row.sourceId);
    return !isDouble && !hasTwo;
  });
}

/** The very same row twice is one row. */
function withoutRepeated(read: readonly NotedRow[], rows: ProfileFile['rows']): readonly NotedRow[] {
  const counts = countBy(read, ({ row }) => row.nip);
  if (counts.size === read.length) return read;
  const lines = new Set(read.filter(({ row }) => (counts.get(row.nip) ?? 0) > 1).map(({ row }) => row.line));
  const firstLines = new Map<string, number>();
  const repeated = new Map<number, number>();
  for (const { line, cells } of rows) {
    if (!lines.has(line)) continue;
    const text = JSON.stringify(cells);
    const first = firstLines.get(text);
    if (first === undefined) firstLines.set(text, line);
    else repeated.set(line, first);
  }
  return read.filter(({ row, notes }) => {
    const first = repeated.get(row.line);
    if (first !== undefined) notes.note('row.duplicate', '', first);
    return first === undefined;
  });
}

function countBy<Key>(
  rows: readonly NotedRow[],
  keyOf: (row: NotedRow) => Key | null,
): ReadonlyMap<Key | null, number> {
  const counts = new Map<Key | null, number>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

interface HolderRules {
  readonly rungs: TitleRungs;
  readonly asOf: string;
  readonly gates: PolicyPack['gates'];
}

/** Compares the holder of a post with the entry gates of its level: a hint for the quality queue, no gate. */
function noteHolder(row: ProfileRow, notes: RowNotes, { rungs, asOf, gates }: HolderRules): void {
  const rung = row.post.title === null ? undefined : rungs.get(bareTitle(row.post.title));
  const rules: readonly GateRule[] = rung?.level === null || rung === undefined ? [] : (gates[rung.level] ?? []);
  for (const rule of rules) {
    if (rule.gate === 'age' && row.bornOn.value !== null) {
      const { years } = ageOn(row.bornOn.value, asOf, rule.leapBirthday);
      if (years > rule.maxYears) notes.note('age.over', 'TANGGAL LAHIR', `${years} / ${rule.maxYears}`);
    }
    if (rule.gate === 'rank' && row.rank.value !== null) {
      const minimum = rule.minimums[rung?.eselon ?? ''] ?? rule.otherwise;
      if (row.rank.value < minimum) notes.note('rank.below-minimum', 'GOL AKHIR ID', `${row.rank.value} / ${minimum}`);
    }
  }
}

function toPerson(row: ProfileRow, record: PersonRecord): ReadPerson {
  const { sourceId, nip, name, line, post } = row;
  return {
    sourceId,
    nip,
    name,
    line,
    unitCode: post.unitCode,
    postCode: post.isActing ? null : post.code,
    postSince: post.isActing ? null : post.startedOn,
    record,
  };
}

function refusedRowsOf(findings: readonly Finding[]): ReadImport['refusedRows'] {
  const rows = new Map<string, { file: string; line: number }>();
  for (const finding of findings) {
    if (refusesRow(finding)) rows.set(`${finding.file}:${finding.line}`, { file: finding.file, line: finding.line });
  }
  return [...rows.values()];
}
