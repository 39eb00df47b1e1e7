import type { MeritEntry } from '../examination.ts';
import { entryPlace } from '../examination.ts';
import { uuidForm } from '../forms.ts';
import { type OfficeAsked, OfficeBook } from '../offices.ts';
import { type CaseFile, isType, object, textOf } from './case-file.ts';
import { isObject } from './forms.ts';
import { officeActs } from './office-acts.ts';

/** The accounts behind the refs of one selection, as far as its bindings tell them. */
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

/**
 * Each act by somebody who held the office that it needs: one of its roles, in the agency of the selection, by a grant that stands in the log
 * before it, had not ended before it, and was valid at its instant. A binding that is not opened, or is from before bindings named the account,
 * tells nothing.
 */
export function checkOffices(file: CaseFile): void {
  const { offices } = file;
  if (offices === undefined) return;
  const names: Names = { accounts: new Map(), bound: new Set(), noted: new Set(), hasNames: false };
  const opened = file.entries.find((entry) => isType(entry, 'selection.opened/1'));
  const agency = opened?.envelope.agency ?? '';
  for (const entry of file.entries) {
    if (isType(entry, 'person.bound/1')) noteBinding(entry, names);
    else checkOffice(file, entry, { names, offices, agency });
  }
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

interface Asked {
  readonly names: Names;
  readonly offices: OfficeBook;
  readonly agency: string;
}

function checkOffice(file: CaseFile, entry: MeritEntry, { names, offices, agency }: Asked): void {
  const { actor, type, at, agency: own } = entry.envelope;
  const roles: readonly string[] | undefined = officeActs.get(type);
  // Whose binding tells no account has not to be asked; what only a person can do, a program has not done (`personalActs`).
  const account = actor.ref === null ? undefined : names.accounts.get(actor.ref);
  if (roles === undefined || account === undefined) return;
  const tell = (found: string) => object(file, entry, { code: 'merit.office', expected: roles.join(', '), found });
  if (account === null) return tell('nobody with an account');
  if (own !== agency) return tell(`an act of ${own ?? 'no agency'}`);
  if (!roles.includes(actor.role)) return tell(actor.role);
  const asked: OfficeAsked = {
    agency,
    account,
    roles,
    selectionId: file.selectionId,
    position: entry.logged ?? entry.position,
    at,
  };
  const answer = offices.ask(asked);
  if (answer.is === 'missing') return tell('none of them');
  if (answer.is === 'untold')
    file.findings.push({ code: 'merit.undisclosed', place: `${entryPlace(entry)} field actor` });
  if (answer.is === 'sealed' && !names.noted.has(answer.position)) {
    names.noted.add(answer.position);
    file.findings.push({ code: 'merit.undisclosed', place: `${entryPlace(answer)} field validity` });
  }
}
