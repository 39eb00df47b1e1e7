import { type Canonical, isObject } from '../canonical.ts';
import type { Envelope } from '../entry.ts';
import type { Finding } from '../findings.ts';

interface Proposal {
  readonly pack: string;
  readonly proposer: string | null;
  /** Who approved it; undefined while nobody has. */
  approver?: string | null;
  isClosed: boolean;
}

/** What tells a person, as far as it is a text and not empty. */
type Person = Readonly<Partial<Record<(typeof personNames)[number], string>>>;

const personNames = ['nip', 'accountId'] as const;

interface Shelf {
  readonly proposals: Map<string, Proposal>;
  /** From the first account on somebody is there who can propose, and another who can approve. */
  hasPeople: boolean;
  /** By ref, from its first binding: nothing tells them where that is not opened. */
  readonly people: Map<string, Person>;
  /** Digests of what is published. */
  readonly published: Set<string>;
}

/** What begins under a policy. */
const usesPolicy: ReadonlySet<string> = new Set(['selection.opened/1', 'mapping.begun/1']);

interface Fault {
  readonly place: string;
  readonly expected: string;
  /** Two refs: a fault only if they are of one person. */
  readonly of?: { readonly shelf: Shelf; readonly refs: readonly string[] };
}

const fourEyes = 'this pack proposed by one and approved by another';

/** What the entries of known types say of the policies of each agency, in the order of the file. */
export class PublicationsInMaking {
  readonly #shelves = new Map<string, Shelf>();
  readonly #faults: Fault[] = [];
  readonly #isWhole: boolean;

  /** Whole: the streams of all agencies are among the entries. */
  constructor({ isWhole }: { readonly isWhole: boolean }) {
    this.#isWhole = isWhole;
  }

  add({ envelope, place }: { readonly envelope: Envelope; readonly place: string }): void {
    const { type, stream, agency, policy } = envelope;
    if (stream.startsWith('agency/')) this.#shelfOf(stream).hasPeople ||= type === 'account.opened/1';
    if (type.startsWith('policy.')) this.#take(envelope, place);
    if (!this.#isWhole || policy === null || !usesPolicy.has(type)) return;
    // Without the agency's own stream nothing can be said; the register tells of that.
    const shelf = this.#shelves.get(`agency/${agency ?? ''}`);
    if (shelf === undefined || shelf.published.has(policy.digest)) return;
    this.#faults.push({ place, expected: 'a policy that its agency has published' });
  }

  #shelfOf(stream: string): Shelf {
    const known = this.#shelves.get(stream);
    if (known !== undefined) return known;
    const shelf: Shelf = { proposals: new Map(), hasPeople: false, people: new Map(), published: new Set() };
    this.#shelves.set(stream, shelf);
    return shelf;
  }

  #take({ type, stream, open, actor }: Envelope, place: string): void {
    const shelf = this.#shelfOf(stream);
    const name = textOf(open['proposal']);
    const proposal = shelf.proposals.get(name);
    if (type === 'policy.proposed/1' && proposal === undefined)
      shelf.proposals.set(name, { pack: packOf(open), proposer: actor.ref, isClosed: false });
    const isDecision = type === 'policy.approved/1' || type === 'policy.declined/1';
    if (isDecision && proposal !== undefined && !proposal.isClosed) {
      proposal.isClosed = true;
      if (type === 'policy.approved/1') proposal.approver = actor.ref;
    }
    if (!type.startsWith('policy.published/')) return;
    shelf.published.add(textOf(open['digest']));
    const refs = [proposal?.proposer, proposal?.approver].filter((ref) => typeof ref === 'string');
    const expected = type === 'policy.published/1' ? refuseAlone(shelf) : refuseProposed(proposal, open);
    if (expected !== undefined) this.#faults.push({ place, expected });
    else if (type !== 'policy.published/1') this.#faults.push({ place, expected: fourEyes, of: { shelf, refs } });
  }

  /** To be told of each entry of the streams of agencies, in their order, before the list is asked for. Of others nothing is kept. */
  know({ type, stream, open }: Envelope, openings: ReadonlyMap<string, Canonical>): void {
    if (type !== 'person.bound/1' || !stream.startsWith('agency/')) return;
    const { people } = this.#shelfOf(stream);
    const ref = textOf(open['ref']);
    if (!people.has(ref)) people.set(ref, personOf(openings.get('person')));
  }

  /** Part of check 11: a policy is published once another than who proposed it has approved it, and used once it is published. */
  list(): readonly Finding[] {
    const faults = this.#faults.filter(({ of }) => of === undefined || areOne(of));
    return faults.map(({ place, expected }) => ({ check: 11, code: 'merit.publication', place, expected }));
  }
}

/** Without a proposal only an agency that has nobody yet. */
function refuseAlone({ hasPeople }: Shelf): string | undefined {
  return hasPeople ? 'a proposal, and its approval' : undefined;
}

function refuseProposed(proposal: Proposal | undefined, open: Envelope['open']): string | undefined {
  if (proposal?.approver === undefined || proposal.pack !== packOf(open) || !isAnother(proposal)) return fourEyes;
  delete proposal.approver;
  return undefined;
}

/** Two accounts of one person are one hand. */
function areOne({ shelf, refs }: NonNullable<Fault['of']>): boolean {
  const [one = {}, other = {}] = refs.map((ref) => shelf.people.get(ref));
  return personNames.some((name) => one[name] !== undefined && one[name] === other[name]);
}

function personOf(opened: Canonical | undefined): Person {
  if (opened === undefined || !isObject(opened)) return {};
  const texts = personNames.map((name) => [name, textOf(opened[name])] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
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
