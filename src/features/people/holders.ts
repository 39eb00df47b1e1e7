import type { ReadIdentity } from '#schemas/siasn-import.ts';
import type { HolderInsert } from './listed.ts';
import type { PostState } from './store.ts';

interface Holder {
  readonly id: string;
  readonly person: ReadIdentity;
}

/** Who of a delivery says that they hold which post. */
export class PostClaims {
  readonly #claims = new Map<string, Holder[]>();
  readonly #holders: ReadonlySet<string>;
  /** Known holders who are delivered: they hold what they say now. */
  readonly #heard = new Set<string>();
  readonly #known: ReadonlyMap<string, PostState>;

  constructor(known: ReadonlyMap<string, PostState>) {
    this.#known = known;
    this.#holders = new Set([...known.values()].flatMap(({ holderId }) => holderId ?? []));
  }

  /** Of a page's reading no more is kept. */
  put(holder: string, post: string | null, { sourceId, nip, line, postCode, postSince }: ReadIdentity): void {
    if (this.#holders.has(holder)) this.#heard.add(holder);
    if (post === null) return;
    const person = { sourceId, nip, line, postCode, postSince };
    this.#claims.set(post, [...(this.#claims.get(post) ?? []), { id: holder, person }]);
  }

  /** Nobody, where two people claim the post. */
  readonly holderOf = (post: string): Holder | undefined => {
    const [first, ...others] = this.#claims.get(post) ?? [];
    return others.length === 0 ? first : undefined;
  };

  /** Everybody who claims what another claims. */
  twice(): ReadIdentity[] {
    return [...this.#claims.values()]
      .filter(({ length }) => length > 1)
      .flatMap((all) => all.map(({ person }) => person));
  }

  /** Known posts that are claimed, or whose holder claims them no more: all others stay as they are without a list. */
  moved(): HolderInsert[] {
    return [...this.#known.values()].filter((post) => !this.#stays(post)).map(({ id }) => this.#claimed(id));
  }

  /** Who holds a post of the list: whoever is not delivered holds on to it until somebody claims it or an act ends it. */
  listed(id: string, before: PostState | undefined): HolderInsert {
    return before !== undefined && this.#stays(before) ? before : this.#claimed(id);
  }

  #stays({ id, holderId }: PostState): boolean {
    const isLeft = holderId !== null && this.#heard.has(holderId);
    return !isLeft && !this.#claims.has(id);
  }

  #claimed(id: string): HolderInsert {
    const holder = this.holderOf(id);
    return { id, holderId: holder?.id ?? null, heldSince: holder?.person.postSince ?? null };
  }
}
