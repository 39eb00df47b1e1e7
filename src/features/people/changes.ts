import { createHash, randomUUID } from 'node:crypto';
import type { Finding } from '#domain/import-findings.ts';
import { isNamed } from '#domain/person-quality.ts';
import type { PostLevel } from '#domain/person-record.ts';
import { withEvidence } from '#domain/plan-evidence.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { ReadIdentity, ReadImport, ReadPerson } from '#schemas/siasn-import.ts';
import { keptHistories } from '#schemas/siasn-kept.ts';
import type { PostRow, UnitRow } from '#schemas/siasn-units.ts';
import { PostClaims } from './holders.ts';
import type { HolderInsert } from './listed.ts';
import { type Choice, type Matched, matchPeople, onRow, type Profile } from './matching.ts';
import { contentText, sealedText } from './record-text.ts';
import type { KnownPeople, PersonInsert, PersonState, PostInsert, UnitInsert } from './store.ts';

/** Who is known of a page of people. */
type KnownPage = Pick<KnownPeople, 'byNip' | 'bySourceId'>;

/** What a page of people amounts to. */
export interface PlannedPage {
  readonly newPeople: readonly PersonInsert[];
  readonly changedPeople: readonly PersonInsert[];
  readonly unchanged: number;
  readonly findings: readonly Finding[];
}

/** Who of a page of people is who. */
interface ClaimedPage {
  /** Known people who are delivered, or whose row waits for a human. */
  readonly seen: readonly string[];
  /** NIPs of those whose row is not refused. */
  readonly delivered: readonly string[];
}

/** The units and posts of a delivery as they would be written. */
export interface PlannedLists {
  readonly units: readonly UnitInsert[];
  readonly newPosts: readonly PostInsert[];
  readonly knownPosts: readonly PostInsert[];
  /** Who holds known posts now, where no list of posts was delivered. */
  readonly holders: readonly HolderInsert[];
  readonly findings: readonly Finding[];
}

type Lists = Profile & Pick<ReadImport, 'units' | 'posts' | 'absent'>;

/**
 * What an import would write, worked out before anything is, a page of people at a time: `claim` for every page, then `lists` once, then
 * `compare` for every page. Nothing is decided here that a human must decide: such rows are refused.
 */
export class ImportPlanner {
  readonly #read: Lists;
  readonly #known: Omit<KnownPeople, keyof KnownPage>;
  readonly #accepted: Choice;
  readonly #ids: Ids;
  readonly #claims: PostClaims;
  readonly #newIds = new Map<string, string>();

  constructor(read: Lists, known: Omit<KnownPeople, keyof KnownPage>, accepted: Choice) {
    this.#read = read;
    this.#known = known;
    this.#accepted = accepted;
    this.#ids = drawIds(read, known);
    this.#claims = new PostClaims(known.posts);
  }

  /** Who of these claims a post. */
  claim(people: readonly ReadIdentity[], known: KnownPage): ClaimedPage {
    const { matched, held } = matchPeople({ ...this.#read, people }, known, this.#accepted);
    for (const { person, id, before } of matched) {
      const post = idOf(this.#ids.posts, person.postCode);
      if (before === undefined && post !== null) this.#newIds.set(person.nip, id);
      this.#claims.put(id, post, person);
    }
    const before = matched.flatMap((one) => one.before?.id ?? []);
    return { seen: [...held, ...before], delivered: matched.map(({ person }) => person.nip) };
  }

  /** A post that two people claim has no holder (`post.two-holders`). */
  lists(): PlannedLists {
    const { units, posts } = this.#read;
    const known = this.#known.posts;
    const rows = posts.map((post) => {
      const before = known.get(post.code);
      const holder = this.#claims.listed(this.#ids.posts.get(post.code) ?? '', before);
      return { isKnown: before !== undefined, row: toPostInsert(post, this.#ids.units, holder) };
    });
    return {
      units: units.map((unit) => toUnitInsert(unit, this.#ids)),
      newPosts: rows.filter(({ isKnown }) => !isKnown).map(({ row }) => row),
      knownPosts: rows.filter(({ isKnown }) => isKnown).map(({ row }) => row),
      holders: this.#read.absent.has('masterPosts') ? this.#claims.moved() : [],
      findings: this.#claims
        .twice()
        .map((person) =>
          onRow(this.#read, person, { code: 'post.two-holders', field: 'JABATAN ID', value: person.postCode ?? '' }),
        ),
    };
  }

  /** Ids of the known people of a page, by the NIP of their row. */
  knownIds(people: readonly ReadIdentity[], known: KnownPage): ReadonlyMap<string, string> {
    const { matched } = matchPeople({ ...this.#read, people }, known, this.#accepted);
    return new Map(matched.flatMap(({ person, before }) => (before === undefined ? [] : [[person.nip, before.id]])));
  }

  compare(people: readonly ReadPerson[], known: KnownPage): PlannedPage {
    const { matched, findings } = matchPeople({ ...this.#read, people }, known, this.#accepted);
    const [newPeople, changedPeople, found]: [PersonInsert[], PersonInsert[], Finding[]] = [[], [], [...findings]];
    for (const one of matched) {
      const { person, before } = one;
      const row = this.#toInsert(withPlans(one, this.#known));
      if (before === undefined) newPeople.push(row);
      else if (!isSame(before, row)) {
        changedPeople.push(row);
        found.push(...changesOf(this.#read, person, { before, row }));
      }
    }
    const unchanged = matched.length - newPeople.length - changedPeople.length;
    return { newPeople, changedPeople, unchanged, findings: found };
  }

  #toInsert({ person, before, id: drawn }: Matched<ReadPerson>): PersonInsert {
    const id = before?.id ?? this.#newIds.get(person.nip) ?? drawn;
    const postId = idOf(this.#ids.posts, person.postCode);
    const sealed = sealedText(person.record);
    if (Buffer.byteLength(sealed) > longestRecord) throw tooLarge(this.#read, person);
    return {
      id,
      sourceId: person.sourceId,
      nip: person.nip,
      name: person.name,
      record: person.record,
      digest: createHash('sha256').update(sealed).digest(),
      content: createHash('sha256').update(contentText(person.record)).digest(),
      unitId: idOf(this.#ids.units, person.unitCode),
      postId: postId !== null && this.#claims.holderOf(postId)?.id === id ? postId : null,
      earlier: earlierBatches(person, before, this.#read),
    };
  }
}

/** Bytes of a record as it is sealed: with what a decision says beside it, it is opened in one line of a bundle. */
const longestRecord = 128 * 1024;

function tooLarge({ profile }: Lists, { line }: ReadIdentity): Refused {
  const file = profile ?? '';
  return new Refused(refuse('import.record-too-large', { file, line, limit: longestRecord / 1024 }));
}

/** Of each history that was kept, the import that delivered it. */
function earlierBatches({ record }: ReadPerson, before: PersonState | undefined, { absent }: Lists) {
  if (before === undefined) return {};
  const { earlier, batchId } = before;
  return Object.fromEntries(keptHistories(record, absent).map((name) => [name, earlier[name] ?? batchId]));
}

/** Ids by the codes of the source: those of known things, and new ones. */
interface Ids {
  readonly units: ReadonlyMap<string, string>;
  readonly posts: ReadonlyMap<string, string>;
}

function drawIds(read: Lists, known: Pick<KnownPeople, 'units' | 'posts'>): Ids {
  const units = new Map(known.units);
  for (const { code } of read.units) if (!units.has(code)) units.set(code, randomUUID());
  const posts = read.absent.has('masterPosts')
    ? new Map([...known.posts].map(([code, { id }]) => [code, id]))
    : new Map(read.posts.map(({ code }) => [code, known.posts.get(code)?.id ?? randomUUID()]));
  return { units, posts };
}

function idOf(ids: ReadonlyMap<string, string>, code: string | null): string | null {
  return code === null ? null : (ids.get(code) ?? null);
}

/** What a plan has added stands in the record whatever is delivered. */
function withPlans(matched: Matched<ReadPerson>, { evidence }: Pick<KnownPeople, 'evidence'>): Matched<ReadPerson> {
  const own = evidence.get(matched.id);
  if (own === undefined) return matched;
  return { ...matched, person: { ...matched.person, record: withEvidence(matched.person.record, own) } };
}

function toUnitInsert(unit: UnitRow, ids: Ids): UnitInsert {
  const { code, name, parentCode, isDeleted, fieldsOfStudy } = unit;
  const [id, parentId] = [ids.units.get(code) ?? '', idOf(ids.units, parentCode)];
  return { id, code, name, parentId, deleted: isDeleted, fieldsOfStudy };
}

function toPostInsert(post: PostRow, units: Ids['units'], holder: HolderInsert): PostInsert {
  const { code, title, unitCode, level, eselon } = post;
  return { ...holder, code, title, unitId: idOf(units, unitCode), level: storedLevel(level), eselon };
}

interface Change {
  readonly before: PersonState;
  readonly row: PersonInsert;
}

function changesOf(read: Profile, person: ReadPerson, { before, row }: Change): Finding[] {
  const found: Finding[] = [];
  if (!hasSameContent(before, row))
    found.push(onRow(read, person, { code: 'record.changed', field: '', value: before.digest.slice(0, 16) }));
  else if (before.name !== row.name)
    found.push(onRow(read, person, { code: 'record.changed', field: 'NAMA', value: 'name' }));
  if (!isNamed(before.name, person.bareName))
    found.push(onRow(read, person, { code: 'name.changed', field: 'NAMA', value: before.name }));
  if (before.nip !== row.nip)
    found.push(onRow(read, person, { code: 'nip.corrected', field: 'NIP BARU', value: before.nip }));
  return found;
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

/** Who is known and not delivered stays as he was: an import adds and flags, it never removes. */
export function vanishedFinding(file: string, nip: string): Finding {
  return { code: 'record.vanished', file, line: 0, field: '', value: '', nip, record: null };
}

/** A claim about somebody who is neither delivered nor known belongs to nobody. */
export function strayClaimFinding(
  file: string,
  { nip, line }: { readonly nip: string; readonly line: number },
): Finding {
  return { code: 'claim.person-missing', file, line, field: 'NIP', value: nip, nip, record: null };
}

/** The levels of the posts table. */
function storedLevel(level: PostLevel): string {
  if (level.startsWith('jf-')) return 'functional';
  return level === 'pelaksana' ? 'staff' : level;
}
