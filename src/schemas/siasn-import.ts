import { ageOn } from '#domain/dates.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import type { GateRule, PolicyPack } from '#domain/policy-pack.ts';
import { type FindingSink, notesAt, type RowNotes, refusesCells } from './siasn-cells.ts';
import { type ProfileColumn, profileColumns } from './siasn-columns.ts';
import {
  type HistoryKind,
  historyNames,
  type ImportContext,
  type ProfileFile,
  type SiasnFiles,
} from './siasn-files.ts';
import {
  type Findings,
  type Histories,
  type HistoryContext,
  historiesOf,
  notesOf,
  personalKinds,
  settleHistories,
  stageHistories,
} from './siasn-histories.ts';
import type { JobRow } from './siasn-job-rows.ts';
import { type Kept, keepStored } from './siasn-kept.ts';
import { type ProfileRow, readProfileRow } from './siasn-profile.ts';
import { toPersonRecord } from './siasn-record.ts';
import { type HistoryFile, lineOf, refusesRepeated } from './siasn-rows.ts';
import type { Stage, StagedPerson, StagedRow } from './siasn-stage.ts';
import {
  bareTitle,
  type Rung,
  rungOf,
  type TitleRungs,
  type ToldTitles,
  tellTitle,
  titleRungs,
} from './siasn-titles.ts';
import { noteDoubleUnits, type PostRow, readPostRow, readUnitRow, type UnitRow } from './siasn-units.ts';
import { type ClaimsRead, type ReadClaim, readClaims } from './simata-claims.ts';

/** Who a row of the profile is about, and which post they say they hold. */
export interface ReadIdentity {
  readonly sourceId: string | null;
  readonly nip: string;
  readonly line: number;
  /** Link to the post list, for definitive holders only. */
  readonly postCode: string | null;
  readonly postSince: string | null;
}

export interface ReadPerson extends ReadIdentity {
  /** As imported, with degrees. */
  readonly name: string;
  readonly bareName: string;
  readonly unitCode: string | null;
  readonly record: PersonRecord;
  /** Rows of histories that belong to them. */
  readonly historyRows: number;
}

export interface ReadImport {
  /** Name of the profile file; null where claims came alone, which says nothing about who is missing. */
  readonly profile: string | null;
  /** Rows of a talent export that name a person, with the name of its file. */
  readonly claims: { readonly file: string; readonly rows: readonly ReadClaim[] } | null;
  readonly units: readonly UnitRow[];
  readonly posts: readonly PostRow[];
  /** Kinds of files beside the profile that were not delivered: what they would say stays as it is known. */
  readonly absent: ReadonlySet<HistoryKind>;
  /** Everybody, a page at a time in the order of the profile. */
  identities(): AsyncIterable<readonly ReadIdentity[]>;
  /**
   * The same with their records. To be gone through once, as what is found in a record is found again each time. What is known is asked
   * for where a history is absent.
   */
  people(known: KnownRecords): AsyncIterable<readonly ReadPerson[]>;
}

/** The records under which people of a page are known, by the NIP of their row. */
export type KnownRecords = (page: readonly ReadIdentity[]) => Promise<ReadonlyMap<string, PersonRecord>>;

export interface Reading extends ImportContext {
  readonly stage: Stage;
  readonly findings: Findings;
}

/**
 * Reads a whole delivery, of which no more than a piece is in memory at once where the stage lies elsewhere. A refused row never stops
 * it; the header has been checked with `headerFault`.
 */
export async function readSiasn(files: SiasnFiles, reading: Reading): Promise<ReadImport> {
  const { stage, findings } = reading;
  const { histories } = files;
  const units = readList(histories.units, readUnitRow, findings);
  noteDoubleUnits(units, (unit) => notesAt(histories.units?.name ?? '', unit.line, findings));
  const posts = readList(histories.masterPosts, readPostRow, findings);
  const live = new Map(units.filter((unit) => !unit.isDeleted).map(({ code, name }) => [code, name]));
  const unitNames = histories.units === undefined ? (reading.known?.units ?? live) : live;
  const context = { ...reading, units: unitNames };
  if (files.profile !== null) await stageProfile(files.profile, context);
  const years = await stageHistories(histories, context);
  await stage.seal();
  if (files.profile !== null) await dropDoubles(files.profile, context);
  await settleHistories(histories, context);
  const listed = histories.masterPosts === undefined ? (reading.known?.posts ?? []) : posts;
  const rungs = titleRungs(listed, await toldByJobs(stage));
  const claims = files.claims === null ? null : readClaims(files.claims, reading, findings);
  await findings.flush();
  const absent = new Set(historyKinds.filter((kind) => histories[kind] === undefined));
  return {
    profile: files.profile?.name ?? null,
    claims: files.claims === null || claims === null ? null : { file: files.claims.name, rows: claims.rows },
    units,
    posts,
    absent,
    identities: () => identitiesOf(stage),
    people: (known) =>
      readPeople(files, {
        ...reading,
        rungs,
        years,
        claims,
        absent,
        listed: new Set(listed.map(({ title }) => bareTitle(title))),
        knownRecords: known,
      }),
  };
}

const historyKinds = Object.keys(historyNames) as readonly HistoryKind[];

async function* identitiesOf(stage: Stage): AsyncIterable<readonly ReadIdentity[]> {
  for await (const page of stage.people([])) yield page.map(({ row }) => identityOf(row.item as ProfileRow));
}

function identityOf({ sourceId, nip, line, post }: ProfileRow): ReadIdentity {
  return {
    sourceId,
    nip,
    line,
    postCode: post.isActing ? null : post.code,
    postSince: post.isActing ? null : post.startedOn,
  };
}

/** What histories say of titles. */
async function toldByJobs(stage: Stage): Promise<ToldTitles> {
  const told: ToldTitles = new Map();
  for await (const page of stage.people(['posts']))
    for (const { item } of page.flatMap(({ histories }) => histories.get('posts') ?? []))
      if (item !== null) tellTitle(told, item as JobRow);
  return told;
}

interface PeopleReading extends Reading, Kept {
  readonly rungs: TitleRungs;
  readonly years: ReadonlySet<number>;
  readonly claims: ClaimsRead | null;
  readonly knownRecords: KnownRecords;
}

async function* readPeople(files: SiasnFiles, reading: PeopleReading): AsyncIterable<readonly ReadPerson[]> {
  const { stage, findings, absent, knownRecords } = reading;
  const delivered = personalKinds.filter((kind) => !absent.has(kind));
  const isWhole = delivered.length === personalKinds.length;
  for await (const page of stage.people(delivered)) {
    const known = isWhole ? undefined : await knownRecords(page.map(({ row }) => identityOf(row.item as ProfileRow)));
    const people = page.map((staged) => readPerson(staged, files, { ...reading, stored: known?.get(staged.row.nip) }));
    await findings.flush();
    yield people;
  }
}

interface PersonReading extends PeopleReading {
  readonly stored: PersonRecord | undefined;
}

function readPerson(staged: StagedPerson, files: SiasnFiles, reading: PersonReading): ReadPerson {
  const { findings, rungs, asOf, pack, claims, stored } = reading;
  const row = staged.row.item as ProfileRow;
  const notes = notesOf({ name: files.profile?.name ?? '', findings }, staged.row);
  const histories = historiesOf(staged, files.histories, reading);
  if (pack !== null) noteHolder(row, notes, { rung: rungOf(row.post, stored, rungs), asOf, gates: pack.gates });
  const read = toPersonRecord(row, { histories, rungs, notes });
  const record = stored === undefined ? read : keepStored(read, stored, { ...reading, notes });
  claims?.compare(row.nip, record);
  const { name, bareName, post } = row;
  return { ...identityOf(row), name, bareName, unitCode: post.unitCode, record, historyRows: countRows(histories) };
}

function countRows(histories: Histories): number {
  return Object.values(histories).reduce<number>(
    (sum, rows: readonly unknown[] | null) => sum + (rows?.length ?? 0),
    0,
  );
}

function readList<Row>(
  file: HistoryFile | undefined,
  read: (row: unknown, notes: RowNotes) => Row | undefined,
  findings: FindingSink,
): Row[] {
  if (file === undefined) return [];
  return [...file.rows].flatMap((raw, index) => {
    const notes = notesAt(file.name, lineOf(file, index), findings);
    return refusesRepeated(raw, notes) ? [] : (read(raw, notes) ?? []);
  });
}

const rowsPerPiece = 1_000;

async function stageProfile(file: ProfileFile, context: HistoryContext): Promise<void> {
  const { stage, findings } = context;
  const { name, header, rows } = file;
  const places = new Map(header.map((column, index) => [column.trim(), index]));
  const indexes = Object.fromEntries(profileColumns.map((column) => [column, places.get(column) ?? -1]));
  let piece: StagedRow[] = [];
  const put = async () => {
    await stage.put('profile', piece);
    await findings.flush();
    piece = [];
  };
  let at = 0;
  for (const { line, cells } of rows) {
    at += 1;
    const notes = notesAt(name, line, findings);
    notes.asOf = context.asOf;
    if (refusesCells(header, cells, notes)) continue;
    const cellOf = (column: ProfileColumn) => cells[indexes[column] ?? -1] ?? '';
    const item = readProfileRow(cellOf, notes, context);
    if (item === undefined) continue;
    piece.push({ at: at - 1, nip: item.nip, key: item.sourceId, line, record: null, item });
    if (piece.length === rowsPerPiece) await put();
  }
  await put();
}

/** The very same row twice is one row. Two rows with one NIP, or with two NIP for one PNS ID: none is merged, all are refused. */
async function dropDoubles(file: ProfileFile, { stage, findings }: HistoryContext): Promise<void> {
  const note = (row: StagedRow) => notesOf({ name: file.name, findings }, row);
  const doubles: (readonly StagedRow[])[] = [];
  for await (const rows of stage.sharing('profile', 'nip')) doubles.push(rows);
  const repeated = repeatedLines(file, doubles.flat());
  const dropped = doubles.flat().filter((row) => repeated.has(row.line));
  for (const row of dropped) note(row).note('row.duplicate', '', repeated.get(row.line));
  await stage.drop(
    'profile',
    dropped.map(({ at }) => at),
  );
  const left = doubles
    .map((rows) => rows.filter((row) => !repeated.has(row.line)))
    .filter(({ length }) => length > 1)
    .flat();
  for (const row of left) note(row).note('nip.duplicate', 'NIP BARU', row.nip);
  const places = new Set(left.map(({ at }) => at));
  for await (const rows of stage.sharing('profile', 'key')) {
    for (const row of rows) {
      if (!places.has(row.at)) note(row).note('person.two-nips', 'PNS ID', row.key);
      places.add(row.at);
    }
  }
  await stage.drop('profile', [...places]);
}

/** Lines that repeat an earlier one to the letter, with that one. */
function repeatedLines(file: ProfileFile, rows: readonly StagedRow[]): ReadonlyMap<number, number> {
  const repeated = new Map<number, number>();
  if (rows.length === 0) return repeated;
  const lines = new Set(rows.map(({ line }) => line));
  const firstLines = new Map<string, number>();
  for (const { line, cells } of file.rows) {
    if (!lines.has(line)) continue;
    const text = JSON.stringify(cells);
    const first = firstLines.get(text);
    if (first === undefined) firstLines.set(text, line);
    else repeated.set(line, first);
  }
  return repeated;
}

interface HolderRules {
  readonly rung: Rung | undefined;
  readonly asOf: string;
  readonly gates: PolicyPack['gates'];
}

/** Compares the holder of a post with the entry gates of its level: a hint for the quality queue, no gate. */
function noteHolder(row: ProfileRow, notes: RowNotes, { rung, asOf, gates }: HolderRules): void {
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
