import { createHash, randomUUID } from 'node:crypto';
import type { Finding } from '#domain/import-findings.ts';
import type { PersonRecord, PostLevel } from '#domain/person-record.ts';
import type { ReadImport, ReadPerson } from '#schemas/siasn-import.ts';
import type { PostRow, UnitRow } from '#schemas/siasn-units.ts';
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
  /** Of the files, and of the comparison with what is known. */
  readonly findings: readonly (Finding & { readonly personId: string | null })[];
}

/** Compares a read delivery with what is known: people are found again by PNS ID, then by any NIP they ever had. */
export function planImport(read: ReadImport, known: KnownPeople): ImportPlan {
  const ids = drawIds(read, known);
  const persons = read.people.map((person): Matched => {
    const before = findBefore(person, known);
    return { person, before, id: before?.id ?? randomUUID() };
  });
  const compared: Finding[] = [];
  const holders = findHolders(persons, ids.posts, compared);
  const people = sortPeople(persons, (matched) => toPersonInsert(matched, ids, holders), compared);
  noteVanished(known, persons, compared);
  const posts = read.posts.map((post) => ({ post, row: toPostInsert(post, ids, holders) }));
  const personIds = new Map(persons.map(({ person, id }) => [person.nip, id]));
  return {
    units: read.units.map((unit) => toUnitInsert(unit, ids)),
    newPosts: posts.filter(({ post }) => !known.posts.has(post.code)).map(({ row }) => row),
    knownPosts: posts.filter(({ post }) => known.posts.has(post.code)).map(({ row }) => row),
    ...people,
    findings: [...read.findings, ...compared].map((finding) => ({
      ...finding,
      personId: finding.nip === null ? null : (personIds.get(finding.nip) ?? null),
    })),
  };
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

function toPersonInsert({ person, id }: Matched, ids: Ids, holders: Holders): PersonInsert {
  const postId = idOf(ids.posts, person.postCode);
  const record = sealedText(person.record);
  return {
    id,
    sourceId: person.sourceId,
    nip: person.nip,
    name: person.name,
    record,
    digest: createHash('sha256').update(record).digest(),
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

interface Matched {
  readonly person: ReadPerson;
  readonly before: PersonState | undefined;
  readonly id: string;
}

function findBefore({ sourceId, nip }: ReadPerson, known: KnownPeople): PersonState | undefined {
  return (sourceId === null ? undefined : known.bySourceId.get(sourceId)) ?? known.byNip.get(nip);
}

/** Who holds which post; a post that two people claim has no holder (`post.two-holders`). */
function findHolders(
  persons: readonly Matched[],
  postIds: ReadonlyMap<string, string>,
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
        findings.push(
          onProfile(person, { code: 'post.two-holders', field: 'JABATAN ID', value: person.postCode ?? '' }),
        );
      }
  }
  return holders;
}

function onProfile(person: ReadPerson, what: Pick<Finding, 'code' | 'field' | 'value'>): Finding {
  return { ...what, file: 'siasn-profile.csv', line: person.line, nip: person.nip, record: null };
}

function sortPeople(persons: readonly Matched[], toInsert: (matched: Matched) => PersonInsert, findings: Finding[]) {
  const newPeople: PersonInsert[] = [];
  const changedPeople: PersonInsert[] = [];
  const correctedNips: { id: string; nip: string }[] = [];
  for (const matched of persons) {
    const { person, before } = matched;
    const row = toInsert(matched);
    if (before === undefined) newPeople.push(row);
    else if (!isSame(before, row)) {
      changedPeople.push(row);
      if (before.digest !== row.digest.toString('hex')) {
        findings.push(onProfile(person, { code: 'record.changed', field: '', value: before.digest.slice(0, 16) }));
      }
      if (before.nip !== row.nip) {
        correctedNips.push({ id: row.id, nip: row.nip });
        findings.push(onProfile(person, { code: 'nip.corrected', field: 'NIP BARU', value: before.nip }));
      }
    }
  }
  const unchanged = persons.length - newPeople.length - changedPeople.length;
  return { newPeople, changedPeople, correctedNips, unchanged };
}

function isSame(before: PersonState, row: PersonInsert): boolean {
  return (
    before.digest === row.digest.toString('hex') &&
    before.nip === row.nip &&
    before.name === row.name &&
    before.unitId === row.unitId &&
    before.postId === row.postId
  );
}

/** Who is known and not delivered stays as he was: an import adds and flags, it never removes. */
function noteVanished(known: KnownPeople, persons: readonly Matched[], findings: Finding[]): void {
  const delivered = new Set(persons.map(({ id }) => id));
  const vanished = new Map([...known.byNip.values()].map((person) => [person.id, person]));
  for (const { id, nip } of vanished.values()) {
    if (delivered.has(id)) continue;
    findings.push({
      code: 'record.vanished',
      file: 'siasn-profile.csv',
      line: 0,
      field: '',
      value: '',
      nip,
      record: null,
    });
  }
}

/**
 * The ledger's canonical spelling of a record, without its checks: a record is plain JSON of well-formed NFC text by then, and thousands
 * of them are spelled at once. A test compares both.
 */
export function sealedText(record: PersonRecord): string {
  return JSON.stringify(inOrder(record));
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const members = value as Readonly<Record<string, unknown>>;
  const ordered: Record<string, unknown> = {};
  for (const name of Object.keys(members).sort()) ordered[name] = inOrder(members[name]);
  return ordered;
}

/** The levels of the posts table. */
function storedLevel(level: PostLevel): string {
  if (level.startsWith('jf-')) return 'functional';
  return level === 'pelaksana' ? 'staff' : level;
}
