import { isObject } from '../canonical.ts';
import type { MeritEntry, MeritFinding } from '../examination.ts';
import { entryPlace } from '../examination.ts';
import { uuidForm } from '../forms.ts';
import type { OfficeBook } from '../offices.ts';
import { type CaseFile, isType, textOf } from './case-file.ts';
import { officeActs } from './office-acts.ts';

/** The acts of one stream, in their order. */
interface Acts {
  readonly entries: readonly MeritEntry[];
  readonly offices: OfficeBook;
  /** That of the entry with which it began. */
  readonly agency: string;
  /** Null where it is no selection: an office in one of them is none there. */
  readonly selectionId: string | null;
}

/** The accounts behind the refs of one stream, as far as its bindings tell them. */
interface Names {
  /** By ref, from its first binding: null where that names none although an earlier one of the stream does. */
  readonly accounts: Map<string, string | null>;
  /** Refs whose binding was read. */
  readonly bound: Set<string>;
  /** Positions of grants that are not opened, of which that was noted. */
  readonly noted: Set<number>;
  /** From the first binding on that names an account, all of who acts do. */
  hasNames: boolean;
}

/** The offices of a selection. */
export function checkOffices({ entries, offices, selectionId, findings }: CaseFile): void {
  if (offices === undefined) return;
  const opened = entries.find((entry) => isType(entry, 'selection.opened/1'));
  findings.push(...findOffices({ entries, offices, agency: opened?.envelope.agency ?? '', selectionId }));
}

/**
 * Each act by somebody who held the office that it needs: one of its roles, in the agency of the stream, by a grant that stands in the log
 * before it, had not ended before it, and was valid at its instant. A binding that is not opened, or is from before bindings named the account,
 * tells nothing.
 */
export function findOffices(acts: Acts): MeritFinding[] {
  const names: Names = { accounts: new Map(), bound: new Set(), noted: new Set(), hasNames: false };
  const findings: MeritFinding[] = [];
  for (const entry of acts.entries) {
    if (isType(entry, 'person.bound/1')) noteBinding(entry, names);
    else findings.push(...findOffice(entry, acts, names));
  }
  return findings;
}

function noteBinding(entry: MeritEntry, names: Names): void {
  const ref = textOf(entry, 'ref');
  if (names.bound.has(ref)) return;
  names.bound.add(ref);
  const person: unknown = entry.openings.get('person');
  if (person === undefined) return;
  const account = isObject(person) ? person['accountId'] : undefined;
  const isNamed = typeof account === 'string' && uuidForm.test(account);
  if (isNamed) names.accounts.set(ref, account);
  else if (names.hasNames) names.accounts.set(ref, null);
  names.hasNames ||= isNamed;
}

function findOffice(entry: MeritEntry, { offices, agency, selectionId }: Acts, names: Names): MeritFinding[] {
  const { actor, type, at, agency: own } = entry.envelope;
  const roles: readonly string[] | undefined = officeActs.get(type);
  // Whose binding tells no account has not to be asked; what only a person can do, a program has not done (`personalActs`).
  const account = actor.ref === null ? undefined : names.accounts.get(actor.ref);
  if (roles === undefined || account === undefined) return [];
  const place = entryPlace(entry);
  const tell = (found: string): MeritFinding[] => [{ code: 'merit.office', place, expected: roles.join(', '), found }];
  if (account === null) return tell('nobody with an account');
  if (own !== agency) return tell(`an act of ${own ?? 'no agency'}`);
  if (!roles.includes(actor.role)) return tell(actor.role);
  const position = entry.logged ?? entry.position;
  const answer = offices.ask({ agency, account, roles, selectionId, position, at });
  if (answer.is === 'missing') return tell('none of them');
  if (answer.is === 'untold') return [{ code: 'merit.undisclosed', place: `${place} field actor` }];
  if (answer.is !== 'sealed' || names.noted.has(answer.position)) return [];
  names.noted.add(answer.position);
  return [{ code: 'merit.undisclosed', place: `${entryPlace(answer)} field validity` }];
}
