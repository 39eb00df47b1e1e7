import { randomUUID } from 'node:crypto';
import type { Finding } from '#domain/import-findings.ts';
import type { ReadIdentity, ReadImport } from '#schemas/siasn-import.ts';
import type { KnownPeople, PersonState } from './store.ts';

/** A delivered person with who they are among the known; a new one has an id of their own. */
export interface Matched<Person extends ReadIdentity = ReadIdentity> {
  readonly person: Person;
  readonly before: PersonState | undefined;
  readonly id: string;
}

/** The profile of a delivery, on whose rows something is found. */
export type Profile = Pick<ReadImport, 'profile'>;

/** Rows of a delivery, as `file:line`; all of them, where whoever imports said so. */
export type Choice = 'all' | ReadonlySet<string>;

export function isChosen(choice: Choice, row: string): boolean {
  return choice === 'all' || choice.has(row);
}

export interface Matching<Person extends ReadIdentity> {
  readonly matched: readonly Matched<Person>[];
  /** Known people whose row is left out: delivered, so not gone. */
  readonly held: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

/**
 * Finds people again by PNS ID, then by any NIP they ever had. Another NIP than before is a correction only where a human accepted it;
 * a row that points to two known people is nobody's.
 */
export function matchPeople<Person extends ReadIdentity>(
  { profile, people }: Profile & { readonly people: readonly Person[] },
  known: Pick<KnownPeople, 'byNip' | 'bySourceId'>,
  accepted: Choice,
): Matching<Person> {
  const [matched, held, findings]: [Matched<Person>[], Set<string>, Finding[]] = [[], new Set(), []];
  const refuse = (
    person: ReadIdentity,
    code: 'person.identity-conflict' | 'nip.changed',
    said: readonly PersonState[],
  ) => {
    const field = code === 'nip.changed' ? 'NIP BARU' : 'PNS ID';
    findings.push(onRow({ profile }, person, { code, field, value: said.map(({ nip }) => nip).join(' / ') }));
    for (const { id } of said) held.add(id);
  };
  for (const person of people) {
    const { source, byNip } = findBefore(person, known);
    const before = source ?? byNip;
    if (arePeopleTwo(person, source, byNip)) {
      refuse(
        person,
        'person.identity-conflict',
        [source, byNip].filter((one) => one !== undefined),
      );
    } else if (before !== undefined && before.nip !== person.nip && !isChosen(accepted, rowName({ profile }, person))) {
      refuse(person, 'nip.changed', [before]);
    } else matched.push({ person, before, id: before?.id ?? randomUUID() });
  }
  return { matched, held, findings };
}

function findBefore({ sourceId, nip }: ReadIdentity, known: Pick<KnownPeople, 'byNip' | 'bySourceId'>) {
  return { source: sourceId === null ? undefined : known.bySourceId.get(sourceId), byNip: known.byNip.get(nip) };
}

/** The PNS ID is one person's and the NIP another's, or the NIP is that of somebody with another PNS ID. */
function arePeopleTwo(
  { sourceId }: ReadIdentity,
  source: PersonState | undefined,
  byNip: PersonState | undefined,
): boolean {
  if (byNip === undefined) return false;
  if (source !== undefined) return source.id !== byNip.id;
  return sourceId !== null && byNip.sourceId !== null;
}

function rowName({ profile }: Profile, { line }: ReadIdentity): string {
  return `${profile ?? ''}:${line}`;
}

/** A finding about a person's row of the profile. */
export function onRow(
  { profile }: Profile,
  { line, nip }: ReadIdentity,
  what: Pick<Finding, 'code' | 'field' | 'value'>,
): Finding {
  return { ...what, file: profile ?? '', line, nip, record: null };
}
