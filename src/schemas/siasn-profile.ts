import { foldText } from '#domain/absent.ts';
import { ageOn } from '#domain/dates.ts';
import { hasMixedCase, misspeltDegree, nameWithDegrees } from '#domain/person-quality.ts';
import type { EmployeeKind, Stated } from '#domain/person-record.ts';
import { educationLevels, rankNames, statusNames } from '#domain/siasn-codes.ts';
import { classOf, isImpossibleYear, present, type RowNotes, readCount, readDay, readPastDay } from './siasn-cells.ts';
import type { Cells } from './siasn-columns.ts';
import { noteNipConflicts, type ReadNip, readNip } from './siasn-nip.ts';
import { type ReadPost, readPost, type UnitNames } from './siasn-post.ts';

/** One row of the profile export, read; what is null is not known. */
export interface ProfileRow {
  readonly source: string;
  readonly line: number;
  /** PNS ID: SIASN's own key, which stays when a NIP is corrected. */
  readonly sourceId: string | null;
  readonly nip: string;
  /** With degrees. */
  readonly name: string;
  readonly bareName: string;
  readonly kind: EmployeeKind | null;
  readonly bornOn: Stated<string>;
  readonly status: Stated<string>;
  readonly rank: Stated<string>;
  readonly rankSince: string | null;
  readonly education: string | null;
  readonly fieldOfStudy: string | null;
  readonly post: ReadPost;
}

export interface ProfileContext {
  /** The day of the import: births and service starts lie before it. */
  readonly asOf: string;
  readonly units: UnitNames;
}

/** Reads one row; undefined where it is refused. Every doubt is in the notes. */
export function readProfileRow(cells: Cells, notes: RowNotes, context: ProfileContext): ProfileRow | undefined {
  const source = `${notes.file}:${notes.line}`;
  const kind = readKind(cells, notes);
  const nip = readNip(notes, { field: 'NIP BARU', raw: cells('NIP BARU'), kind, asOf: context.asOf });
  if (nip === undefined) return undefined;
  const name = readName(cells, notes);
  if (name === undefined) return undefined;
  noteContacts(cells, notes);
  return {
    source,
    line: notes.line,
    sourceId: present(cells('PNS ID')),
    nip: nip.normalised,
    name,
    bareName: cells('NAMA').trim(),
    kind: nip.kind,
    bornOn: readBirth(cells, notes, nip),
    status: readStatus(cells, notes),
    rank: readRank(cells, notes, nip.kind),
    rankSince: readPastDay(notes, 'TMT GOLONGAN', cells('TMT GOLONGAN')),
    education: readEducation(cells, notes),
    fieldOfStudy: folded(cells('PENDIDIKAN NAMA')),
    post: readPost(cells, notes, context.units),
  };
}

function folded(cell: string): string | null {
  const text = present(cell);
  return text === null ? null : foldText(text);
}

const kindNames: Readonly<Record<string, { readonly kind: EmployeeKind; readonly label: string }>> = {
  pns: { kind: 'PNS', label: 'PNS' },
  'pns daerah': { kind: 'PNS', label: 'PNS Daerah' },
  'pns pusat': { kind: 'PNS', label: 'PNS Pusat' },
  pppk: { kind: 'PPPK', label: 'PPPK' },
};

function readKind(cells: Cells, notes: RowNotes): EmployeeKind | null {
  const label = cells('JENIS PEGAWAI NAMA');
  const known = kindNames[foldText(label)];
  if (known !== undefined && label !== known.label) notes.note('employee-type.case', 'JENIS PEGAWAI NAMA', label);
  return known?.kind ?? null;
}

/** Characters of a name with its degrees. */
const longestName = 200;
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/u;

/** The name with degrees; undefined where the row is refused. */
function readName(cells: Cells, notes: RowNotes): string | undefined {
  const bare = present(cells('NAMA'));
  if (bare === null) {
    notes.note('name.missing', 'NAMA', '');
    return undefined;
  }
  for (const column of ['NAMA', 'GELAR DEPAN', 'GELAR BELAKANG'] as const) {
    const found = unseen.exec(cells(column).trim())?.[0];
    if (found === undefined) continue;
    const point = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    notes.note('name.characters', column, `U+${point}`);
    return undefined;
  }
  const name = nameWithDegrees(present(cells('GELAR DEPAN')), bare, present(cells('GELAR BELAKANG')));
  if (name.length > longestName) {
    notes.note('name.length', 'NAMA', classOf(name));
    return undefined;
  }
  noteName(bare, cells, notes);
  return name;
}

function noteName(name: string, cells: Cells, notes: RowNotes): void {
  if (hasMixedCase(name)) notes.note('name.case', 'NAMA', name);
  if (/\s{2,}/.test(name)) notes.note('name.spaces', 'NAMA', name);
  for (const column of ['GELAR DEPAN', 'GELAR BELAKANG'] as const) {
    const misspelt = misspeltDegree(cells(column));
    if (misspelt !== undefined) notes.note('degree.notation', column, misspelt);
  }
}

const mailForm = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

function noteContacts(cells: Cells, notes: RowNotes): void {
  const nik = present(cells('NIK'));
  if (nik !== null && !/^\d{16}$/.test(nik)) notes.note('nik.length', 'NIK', classOf(nik));
  for (const column of ['EMAIL', 'EMAIL GOV'] as const) {
    const mail = present(cells(column));
    if (mail !== null && !mailForm.test(mail)) notes.note('email.format', column, classOf(mail));
  }
  const [home, work] = [cells('INSTANSI INDUK NAMA').trim(), cells('INSTANSI KERJA NAMA').trim()];
  if (home !== '' && work !== '' && foldText(home) !== foldText(work)) {
    notes.note('person.two-agencies', 'INSTANSI KERJA NAMA', work);
  }
}

const sexes: Readonly<Record<string, 'male' | 'female'>> = { M: 'male', L: 'male', F: 'female', P: 'female' };

/** Compares the row with its number. The sex is compared here and then forgotten: no rule may see it. */
function readBirth(cells: Cells, notes: RowNotes, nip: ReadNip): Stated<string> {
  const source = `${notes.file}:${notes.line}`;
  const bornOn = readDay(notes, 'TANGGAL LAHIR', cells('TANGGAL LAHIR'));
  const startedOn = readPastDay(notes, 'TMT CPNS', cells('TMT CPNS'));
  noteService(cells, notes, { nip, startedOn });
  const sex = sexes[cells('JENIS KELAMIN').trim().toUpperCase()] ?? null;
  noteNipConflicts(notes, nip, { bornOn, sex, startedOn });
  if (bornOn === null || bornOn === nip.bornOn) return { value: nip.bornOn, source, conflict: null };
  return { value: null, source, conflict: 'nip.birth-conflict' };
}

interface Service {
  readonly nip: ReadNip;
  readonly startedOn: string | null;
}

/** Nobody works as a child: so many years are no service. */
const childhood = 15;

/** What no rule uses and cannot be nevertheless: it tells how much the rest of the row is worth. */
function noteService(cells: Cells, notes: RowNotes, { nip, startedOn }: Service): void {
  const appointedOn = readPastDay(notes, 'TMT PNS', cells('TMT PNS'));
  if (appointedOn !== null && startedOn !== null && appointedOn < startedOn) {
    notes.note('date.pns-before-cpns', 'TMT PNS', present(cells('TMT PNS')));
  }
  const graduated = present(cells('TAHUN LULUS'));
  if (graduated !== null && /^\d{4}$/.test(graduated) && isImpossibleYear(notes, graduated)) {
    notes.note('year.impossible', 'TAHUN LULUS', graduated);
  }
  const [years, months] = [readCount(cells('MK TAHUN')), readCount(cells('MK BULAN'))];
  const age = ageOn(nip.bornOn, notes.asOf ?? nip.bornOn, 'mar-1').years;
  if (years !== null && notes.asOf !== null && years > age - childhood) notes.note('service.length', 'MK TAHUN', years);
  if (months !== null && months > 11) notes.note('service.length', 'MK BULAN', months);
}

const labelsByName = new Map(Object.entries(statusNames).map(([code, name]) => [name, code]));

function readStatus(cells: Cells, notes: RowNotes): Stated<string> {
  const source = `${notes.file}:${notes.line}`;
  const [code, label] = [present(cells('KEDUDUKAN HUKUM ID')), cells('KEDUDUKAN HUKUM NAMA')];
  if (code === null) {
    notes.note('status.missing', 'KEDUDUKAN HUKUM ID', '');
    return { value: null, source, conflict: null };
  }
  const ofLabel = labelsByName.get(foldText(label));
  if (ofLabel !== undefined && ofLabel !== code) {
    notes.note('status.conflict', 'KEDUDUKAN HUKUM ID', `${code} ${label.trim()}`);
    return { value: null, source, conflict: 'status.conflict' };
  }
  noteStatus(notes, { code, label, known: ofLabel !== undefined });
  return { value: code, source, conflict: null };
}

function noteStatus(notes: RowNotes, status: { code: string; label: string; known: boolean }): void {
  const usual = foldText(status.label).replace(/(^|\s)\p{L}/gu, (first) => first.toUpperCase());
  if (!status.known && present(status.label) !== null) notes.note('code.label', 'KEDUDUKAN HUKUM NAMA', status.label);
  if (status.known && status.label !== usual && !/\bB(UP|up)\b/.test(status.label)) {
    notes.note('status.case', 'KEDUDUKAN HUKUM NAMA', status.label);
  }
  if (status.code !== '01') notes.note('status.not-active', 'KEDUDUKAN HUKUM ID', status.code);
}

function readRank(cells: Cells, notes: RowNotes, kind: EmployeeKind): Stated<string> {
  const source = `${notes.file}:${notes.line}`;
  const [id, name] = [present(cells('GOL AKHIR ID')), present(cells('GOL AKHIR NAMA'))];
  if (kind === 'PPPK') return { value: null, source, conflict: null };
  const slashed = name?.replace('.', '/') ?? null;
  if (name !== null && slashed !== name) notes.note('rank.notation', 'GOL AKHIR NAMA', name);
  const ofId = id === null ? undefined : rankNames[id];
  if (ofId === undefined) {
    notes.note('rank.missing', 'GOL AKHIR ID', id);
    return { value: null, source, conflict: null };
  }
  if (slashed === null || slashed === ofId) return { value: id, source, conflict: null };
  notes.note('rank.conflict', 'GOL AKHIR NAMA', `${id} ${name}`);
  return { value: null, source, conflict: 'rank.conflict' };
}

function readEducation(cells: Cells, notes: RowNotes): string | null {
  const level = present(cells('TINGKAT PENDIDIKAN ID'));
  if (level !== null && educationLevels.has(level)) return level;
  notes.note(level === '0' ? 'education.status-0' : 'education.unknown', 'TINGKAT PENDIDIKAN ID', level);
  return null;
}
