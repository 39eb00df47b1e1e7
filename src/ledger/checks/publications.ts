import type { Canonical } from '../canonical.ts';
import type { Envelope } from '../entry.ts';
import type { Finding } from '../findings.ts';

interface Proposal {
  readonly pack: string;
  readonly proposer: string | null;
  /** Who approved it; undefined while nobody has. */
  approver?: string | null;
  isClosed: boolean;
}

interface Shelf {
  readonly proposals: Map<string, Proposal>;
  /** From the first publication by four eyes on there is no other. */
  hasFourEyes: boolean;
}

interface Unapproved {
  readonly place: string;
  readonly expected: string;
}

/** What the entries of known types say of the policies of each agency, in the order of the file. */
export class PublicationsInMaking {
  readonly #shelves = new Map<string, Shelf>();
  readonly #unapproved: Unapproved[] = [];

  add({ envelope, place }: { readonly envelope: Envelope; readonly place: string }): void {
    const { type, stream, open, actor } = envelope;
    if (!type.startsWith('policy.')) return;
    const shelf = this.#shelves.get(stream) ?? { proposals: new Map<string, Proposal>(), hasFourEyes: false };
    this.#shelves.set(stream, shelf);
    const name = textOf(open['proposal']);
    const proposal = shelf.proposals.get(name);
    if (type === 'policy.proposed/1') {
      if (proposal === undefined)
        shelf.proposals.set(name, { pack: packOf(open), proposer: actor.ref, isClosed: false });
    } else if (type === 'policy.approved/1' || type === 'policy.declined/1') {
      if (proposal === undefined || proposal.isClosed) return;
      proposal.isClosed = true;
      if (type === 'policy.approved/1') proposal.approver = actor.ref;
    } else this.#publish(shelf, { proposal, place, open, type });
  }

  #publish(
    shelf: Shelf,
    {
      proposal,
      place,
      open,
      type,
    }: Pick<Envelope, 'open' | 'type'> & { proposal: Proposal | undefined; place: string },
  ): void {
    if (type === 'policy.published/1') {
      if (shelf.hasFourEyes) this.#unapproved.push({ place, expected: 'a proposal, and its approval' });
      return;
    }
    shelf.hasFourEyes = true;
    if (proposal?.approver !== undefined && proposal.pack === packOf(open) && isAnother(proposal)) {
      delete proposal.approver;
      return;
    }
    this.#unapproved.push({ place, expected: 'this pack proposed by one and approved by another' });
  }

  /** Part of check 11: a policy is published once another than who proposed it has approved it. */
  list(): readonly Finding[] {
    return this.#unapproved.map(({ place, expected }) => ({ check: 11, code: 'merit.publication', place, expected }));
  }
}

function packOf({ digest, pack, version }: Envelope['open']): string {
  return [digest, pack, version].map(textOf).join(' ');
}

/** The types have given each its form. */
function textOf(value: Canonical | undefined): string {
  return typeof value === 'string' ? value : '';
}

function isAnother({ proposer, approver }: Proposal): boolean {
  return typeof proposer === 'string' && typeof approver === 'string' && proposer !== approver;
}
