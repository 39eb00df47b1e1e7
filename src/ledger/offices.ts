import type { Canonical } from './canonical.ts';
import { isObject } from './canonical.ts';
import type { Envelope } from './entry.ts';
import { formFits } from './forms.ts';

/** An entry of an agency's stream with what was opened of it. */
export interface OfficeEntry {
  readonly position: number;
  readonly envelope: Pick<Envelope, 'type' | 'stream' | 'open'>;
  readonly openings: ReadonlyMap<string, Canonical>;
}

/** Who is asked about, for which of the roles, where and when. */
export interface OfficeAsked {
  readonly agency: string;
  readonly account: string;
  readonly roles: readonly string[];
  /** Null where it is about no selection. */
  readonly selectionId: string | null;
  /** Of the act in the log. */
  readonly position: number;
  readonly at: string;
}

/** `sealed`: what would tell is not opened; the position is that of the grant. */
export type OfficeAnswer =
  | { readonly is: 'held' | 'missing' | 'untold' }
  | { readonly is: 'sealed'; readonly position: number };

interface Grant {
  readonly position: number;
  readonly role: string;
  readonly selectionId: string | null;
  /** Undefined where it is not opened, or no span of instants. */
  readonly validity: { readonly from: string; readonly until: string | null } | undefined;
}

interface Held {
  readonly grants: Grant[];
  readonly ends: { readonly position: number; readonly role: string }[];
}

/** Entries of an agency's stream that give an office, and that end one. */
export const officeTypes: ReadonlySet<string> = new Set(['grant.given/1', 'grant.ended/1']);

/** All that a book holds, as plain values that can be sent. */
export interface OfficeRows {
  readonly tellsAll: boolean;
  readonly told: ReadonlySet<string>;
  readonly byAccount: ReadonlyMap<string, Held>;
}

/** Who holds which role in which agency, by the entries that gave it. */
export class OfficeBook {
  readonly #byAccount = new Map<string, Held>();
  readonly #told = new Set<string>();
  readonly #tellsAll: boolean;

  /** Tells all: of whatever agency is asked about, all that there is to tell will be taken. */
  constructor({ tellsAll = false }: { readonly tellsAll?: boolean } = {}) {
    this.#tellsAll = tellsAll;
  }

  static of({ tellsAll, told, byAccount }: OfficeRows): OfficeBook {
    const book = new OfficeBook({ tellsAll });
    for (const stream of told) book.tell(stream);
    for (const [name, held] of byAccount) book.#byAccount.set(name, held);
    return book;
  }

  get rows(): OfficeRows {
    return { tellsAll: this.#tellsAll, told: this.#told, byAccount: this.#byAccount };
  }

  /** The stream of this agency is taken whole. */
  tell(stream: string): void {
    this.#told.add(stream);
  }

  take({ position, envelope: { type, stream, open }, openings }: OfficeEntry): void {
    if (!officeTypes.has(type)) return;
    const { account, role, selection } = open;
    // The types have given both their form.
    if (typeof account !== 'string' || typeof role !== 'string') return;
    const held = this.#heldBy(`${stream} ${account}`);
    if (type === 'grant.ended/1') held.ends.push({ position, role });
    else {
      const selectionId = typeof selection === 'string' ? selection : null;
      held.grants.push({ position, role, selectionId, validity: validityOf(openings.get('validity')) });
    }
  }

  #heldBy(name: string): Held {
    const known = this.#byAccount.get(name) ?? { grants: [], ends: [] };
    this.#byAccount.set(name, known);
    return known;
  }

  /** Whether the account held one of the roles at the act, in the agency or in this selection of it. */
  ask({ agency, account, roles, selectionId, position, at }: OfficeAsked): OfficeAnswer {
    const stream = `agency/${agency}`;
    if (!this.#tellsAll && !this.#told.has(stream)) return { is: 'untold' };
    const { grants = [], ends = [] } = this.#byAccount.get(`${stream} ${account}`) ?? {};
    // Of each role the last end before the act: what was given before that has ended with it.
    const ended = new Map<string, number>();
    for (const end of ends)
      if (end.position < position) ended.set(end.role, Math.max(end.position, ended.get(end.role) ?? -1));
    const standing = grants.filter((grant) => {
      const isInScope = grant.selectionId === null || grant.selectionId === selectionId;
      const isStanding = grant.position < position && grant.position >= (ended.get(grant.role) ?? -1);
      return roles.includes(grant.role) && isInScope && isStanding;
    });
    const isIn = ({ validity }: Grant) =>
      validity !== undefined && validity.from <= at && (validity.until === null || at < validity.until);
    if (standing.some(isIn)) return { is: 'held' };
    const sealed = standing.filter(({ validity }) => validity === undefined).map((grant) => grant.position);
    return sealed.length === 0 ? { is: 'missing' } : { is: 'sealed', position: Math.min(...sealed) };
  }
}

function validityOf(value: Canonical | undefined): Grant['validity'] {
  if (value === undefined || !isObject(value)) return undefined;
  const { from = null, until = null } = value;
  if (typeof from !== 'string' || !formFits('instant', from) || !formFits('instant?', until)) return undefined;
  return { from, until: typeof until === 'string' ? until : null };
}
