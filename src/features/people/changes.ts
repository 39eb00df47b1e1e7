import { createHash, randomUUID } from 'node:crypto';
import { type Finding, refusesRow } from '#domain/import-findings.ts';
import type { PostLevel } from '#domain/person-record.ts';
import { withEvidence } from '#domain/plan-evidence.ts';
import type { ReadImport } from '#schemas/siasn-import.ts';
import type { PostRow, UnitRow } from '#schemas/siasn-units.ts';
import { type Choice, type Matched, matchPeople, onRow } from './matching.ts';
import { contentText, sealedText } from './record-text.ts';
import type { KnownPeople, PersonInsert, PersonState, PostInsert, UnitInsert } from './store.ts';

/** What an import would write, worked out before anything is. */
export interface ImportPlan {
  readonly units: readonly UnitInsert[];
  readonly newPosts: readonly PostInsert[];
  readonly knownPosts: readonly PostInsert[];
  readonly newPeople: readonly PersonInsert[];
  readonly changedPeople: readonly PersonInsert[];
  readonly correctedNips: readonly { readonly id: string; readonly nip: string }[];
  readonly unchanged: number;
  /** Rows that cannot be imported, of the files and of the comparison, with why; once each. */
  readonly refused: readonly RefusedRow[];
  /** Of the files, and of the comparison with what is known. */
  readonly findings: readonly (Finding & { readonly personId: string | null })[];
}

/** A row by its name, `siasn-profile.csv:14`, and the codes that refuse it. */
export interface RefusedRow {
  readonly row: string;
  readonly codes: readonly string[];
}

/** Compares a read delivery with what is known. Nothing is decided here that a human must decide: such rows are refused. */
export function planImport(read: ReadImport, known: KnownPeople, accepted: Choice): ImportPlan {
  const ids = drawIds(read, known);
  const { matched: persons, held, findings: matching } = matchPeople(read, known, accepted);
  const compared: Finding[] = [...matching];
  const holders = findHolders(read, { persons, postIds: ids.posts }, compared);
  const toInsert = (matched: Matched) => toPersonInsert(withPlans(matched, known), ids, holders);
  const people = sortPeople(read, { persons, toInsert }, compared);
  if (read.profile !== null)
    noteVanished(read.profile, { known, delivered: new Set([...persons.map(({ id }) => id), ...held]) }, compared);
  noteClaims(read, { known, persons }, compared);
  const posts = read.posts.map((post) => ({ post, row: toPostInsert(post, ids, holders) }));
  const personIds = new Map(persons.map(({ person, id }) => [person.nip, id]));
  const findings = [...read.findings, ...compared];
  return {
    units: read.units.map((unit) => toUnitInsert(unit, ids)),
    newPosts: posts.filter(({ post }) => !known.posts.has(post.code)).map(({ row }) => row),
    knownPosts: posts.filter(({ post }) => known.posts.has(post.code)).map(({ row }) => row),
    ...people,
    refused: refusedRows(findings),
    findings: findings.map((finding) => ({
      ...finding,
      personId: finding.nip === null ? null : (personIds.get(finding.nip) ?? known.byNip.get(finding.nip)?.id ?? null),
    })),
  };
}

function refusedRows(findings: readonly Finding[]): RefusedRow[] {
  const rows = new Map<string, Set<string>>();
  const inOrder = findings.filter(refusesRow).toSorted(byPlace);
  for (const finding of inOrder) {
    const row = `${finding.file}:${finding.line}`;
    rows.set(row, (rows.get(row) ?? new Set()).add(finding.code));
  }
  return [...rows].map(([row, codes]) => ({ row, codes: [...codes] }));
}

/** Ids by the codes of the source: those of known things, and new ones. */
interface Ids {
  readonly units: ReadonlyMap<string, string>;
  readonly posts: ReadonlyMap<string, string>;
}

type Holders = ReadonlyMap<string, Matched>;

function drawIds(read: ReadImport, known: KnownPeople): Ids {
  const units = new Map(known.units);
  for (const { code } of read.units) if (!units.has(code)) units.set(code, randomUUID());
  const posts = new Map(read.posts.map(({ code }) => [code, known.posts.get(code)?.id ?? randomUUID()]));
  return { units, posts };
}

function idOf(ids: ReadonlyMap<string, string>, code: string | null): string | null {
  return code === null ? null : (ids.get(code) ?? null);
}

function byPlace(left: Finding, right: Finding): number {
  if (left.file === right.file) return left.line - right.line;
  return left.file < right.file ? -1 : 1;
}

/** What a plan has added stands in the record whatever is delivered. */
function withPlans(matched: Matched, { evidence }: KnownPeople): Matched {
  const own = evidence.get(matched.id);
  if (own === undefined) return matched;
  return { ...matched, person: { ...matched.person, record: withEvidence(matched.person.record, own) } };
}

function toPersonInsert({ person, id }: Matched, ids: Ids, holders: Holders): PersonInsert {
  const postId = idOf(ids.posts, person.postCode);
  return {
    id,
    sourceId: person.sourceId,
    nip: person.nip,
    name: person.name,
    record: person.record,
    digest: createHash('sha256').update(sealedText(person.record)).digest(),
    content: createHash('sha256').update(contentText(person.record)).digest(),
    unitId: idOf(ids.units, person.unitCode),
    postId: postId !== null && holders.get(postId)?.id === id ? postId : null,
  };
}

function toUnitInsert(unit: UnitRow, ids: Ids): UnitInsert {
  const { code, name, parentCode, isDeleted, fieldsOfStudy } = unit;
  const [id, parentId] = [ids.units.get(code) ?? '', idOf(ids.units, parentCode)];
  return { id, code, name, parentId, deleted: isDeleted, fieldsOfStudy };
}

function toPostInsert({ code, title, unitCode, level, eselon }: PostRow, ids: Ids, holders: Holders): PostInsert {
  const id = ids.posts.get(code) ?? '';
  const holder = holders.get(id);
  return {
    id,
    code,
    title,
    unitId: idOf(ids.units, unitCode),
    level: storedLevel(level),
    eselon,
    holderId: holder?.id ?? null,
    heldSince: holder?.person.postSince ?? null,
  };
}

/** Who holds which post; a post that two people claim has no holder (`post.two-holders`). */
function findHolders(
  read: ReadImport,
  { persons, postIds }: { readonly persons: readonly Matched[]; readonly postIds: ReadonlyMap<string, string> },
  findings: Finding[],
): ReadonlyMap<string, Matched> {
  const claims = new Map<string, Matched[]>();
  for (const matched of persons) {
    const post = matched.person.postCode === null ? undefined : postIds.get(matched.person.postCode);
    if (post !== undefined) claims.set(post, [...(claims.get(post) ?? []), matched]);
  }
  const holders = new Map<string, Matched>();
  for (const [post, [first, ...others]] of claims) {
    if (first !== undefined && others.length === 0) holders.set(post, first);
    else
      for (const { person } of [first, ...others].filter((one) => one !== undefined)) {
        const value = person.postCode ?? '';
        findings.push(onRow(read, person, { code: 'post.two-holders', field: 'JABATAN ID', value }));
      }
  }
  return holders;
}

interface Sorting {
  readonly persons: readonly Matched[];
  readonly toInsert: (matched: Matched) => PersonInsert;
}

function sortPeople(read: ReadImport, { persons, toInsert }: Sorting, findings: Finding[]) {
  const newPeople: PersonInsert[] = [];
  const changedPeople: PersonInsert[] = [];
  const correctedNips: { id: string; nip: string }[] = [];
  for (const matched of persons) {
    const { person, before } = matched;
    const row = toInsert(matched);
    if (before === undefined) newPeople.push(row);
    else if (!isSame(before, row)) {
      changedPeople.push(row);
      if (!hasSameContent(before, row)) {
        findings.push(onRow(read, person, { code: 'record.changed', field: '', value: before.digest.slice(0, 16) }));
      }
      if (before.nip !== row.nip) {
        correctedNips.push({ id: row.id, nip: row.nip });
        findings.push(onRow(read, person, { code: 'nip.corrected', field: 'NIP BARU', value: before.nip }));
      }
    }
  }
  const unchanged = persons.length - newPeople.length - changedPeople.length;
  return { newPeople, changedPeople, correctedNips, unchanged };
}

/** Who says the same on other lines is the same: the row and the file of the first import stay the source. */
function isSame(before: PersonState, row: PersonInsert): boolean {
  return (
    hasSameContent(before, row) &&
    before.nip === row.nip &&
    (row.sourceId === null || before.sourceId === row.sourceId) &&
    before.name === row.name &&
    before.unitId === row.unitId &&
    before.postId === row.postId
  );
}

function hasSameContent(before: PersonState, row: PersonInsert): boolean {
  return before.content === row.content.toString('hex') || before.digest === row.digest.toString('hex');
}

interface Absence {
  readonly known: KnownPeople;
  readonly delivered: ReadonlySet<string>;
}

/** Who is known and not delivered stays as he was: an import adds and flags, it never removes. */
function noteVanished(file: string, { known, delivered }: Absence, findings: Finding[]): void {
  const vanished = new Map([...known.byNip.values()].map((person) => [person.id, person]));
  for (const { id, nip } of vanished.values()) {
    if (delivered.has(id)) continue;
    findings.push({ code: 'record.vanished', file, line: 0, field: '', value: '', nip, record: null });
  }
}

/** A claim about somebody who is neither delivered nor known belongs to nobody. */
function noteClaims(
  { claims }: ReadImport,
  { known, persons }: { readonly known: KnownPeople; readonly persons: readonly Matched[] },
  findings: Finding[],
): void {
  if (claims === null) return;
  const delivered = new Set(persons.map(({ person }) => person.nip));
  for (const { nip, line } of claims.rows) {
    if (delivered.has(nip) || known.byNip.has(nip)) continue;
    const at = { file: claims.file, line, field: 'NIP', value: nip, nip, record: null };
    findings.push({ ...at, code: 'claim.person-missing' });
  }
}

/** The levels of the posts table. */
function storedLevel(level: PostLevel): string {
  if (level.startsWith('jf-')) return 'functional';
  return level === 'pelaksana' ? 'staff' : level;
}
