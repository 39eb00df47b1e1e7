import { refuseComposition, type Seat } from '#domain/committee.ts';
import { refuseMove, refusePublication, resolve } from '#domain/map-resolutions.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { type CountedBallot, isBallotChoice } from '#domain/tally.ts';
import { entryPlace, type MapMemory, type MeritEntry, type MeritFinding } from '../examination.ts';
import { countOf, isType, textOf } from './case-file.ts';
import { isMoveContent, type MoveContent } from './content-forms.ts';

/** A resolution of the committee as its entries tell it. */
interface Asked {
  readonly entry: MeritEntry;
  readonly person: string | null;
  /** Null where it is not disclosed. */
  readonly to: number | null;
  readonly seats: readonly Seat[];
  readonly recused: readonly number[];
  /** By seat; null for a choice that is not disclosed. */
  readonly votes: Map<number, CountedBallot['choice'] | null>;
  outcome: string | null;
}

type Said = Pick<MeritFinding, 'code' | 'expected' | 'found'>;

/** What the committee resolved about a map, derived again from the votes: who may vote, on what, and what came of it. */
export class MapReview {
  readonly findings: MeritFinding[] = [];
  readonly #pack: PolicyPack;
  readonly #places: Map<string, number | null>;
  readonly #drawn: ReadonlySet<string>;
  readonly #resolutions = new Map<string, Asked>();
  #state: 'drawing' | 'drawn' | 'published' = 'drawing';
  /** By ref of whom the committee has moved the box that was derived; undefined where it is not disclosed. */
  readonly #moved = new Map<string, number | null | undefined>();

  /** Moves are put into the places. */
  constructor(pack: PolicyPack, { places, drawn }: Pick<MapMemory, 'places' | 'drawn'>) {
    this.#pack = pack;
    this.#places = places;
    this.#drawn = drawn;
  }

  take(entry: MeritEntry): void {
    const said = this.#judge(entry);
    if (said !== undefined) this.findings.push({ ...said, place: entryPlace(entry) });
  }

  #judge(entry: MeritEntry): Said | undefined {
    if (isType(entry, 'mapping.drawn/1') && this.#state === 'drawing') this.#state = 'drawn';
    if (isType(entry, 'move.proposed/1')) return this.#propose(entry, textOf(entry, 'person'));
    if (isType(entry, 'publication.proposed/1')) return this.#propose(entry, null);
    if (isType(entry, 'resolution.voted/1')) return this.#vote(entry);
    if (isType(entry, 'resolution.decided/1')) return this.#decide(entry);
    return isType(entry, 'mapping.published/1') ? this.#publish(entry) : undefined;
  }

  #propose(entry: MeritEntry, person: string | null): Said | undefined {
    const content: unknown = entry.openings.get('content');
    const move = isMoveContent(content) ? content : undefined;
    const said = person === null ? this.#refusePublication() : this.#refuseMove(person, { content, move });
    const members = listOf(entry, 'members');
    const seats = members.map((ref, index): Seat => {
      const role = ref === entry.envelope.open['chair'] ? 'chair' : 'member';
      return { seat: index + 1, role, accountId: ref, personId: null, removedAt: null };
    });
    const recused = listOf(entry, 'recused').map((ref) => members.indexOf(ref) + 1);
    const id = textOf(entry, 'resolution');
    if (this.#resolutions.has(id)) return { code: 'merit.stage', expected: 'a resolution of its own' };
    const asked = {
      entry,
      person,
      to: move?.to ?? null,
      seats,
      recused,
      votes: new Map<number, null>(),
      outcome: null,
    };
    this.#resolutions.set(id, asked);
    const refusal = refuseComposition(this.#pack.committee, seats);
    return said ?? (refusal === undefined ? undefined : { code: 'merit.quorum', expected: refusal.code });
  }

  #refusePublication(): Said | undefined {
    const open = [...this.#resolutions.values()].filter(({ outcome }) => outcome === null);
    const openMoves = open.filter(({ person }) => person !== null).length;
    const refusal = refusePublication(this.#state, { openMoves, isPublishing: this.#isPublishing() });
    return refusal === undefined ? undefined : { code: 'merit.stage', expected: refusal.code };
  }

  #refuseMove(
    person: string,
    { content, move }: { content: unknown; move: MoveContent | undefined },
  ): Said | undefined {
    const hasOpenMove = [...this.#resolutions.values()].some((one) => one.person === person && one.outcome === null);
    if (this.#state !== 'drawn' || !this.#drawn.has(person) || hasOpenMove || this.#isPublishing())
      return { code: 'merit.stage', expected: 'somebody on a map under review, no open move, no publication' };
    // What is not disclosed, or was erased, cannot be judged.
    if (content === undefined) return undefined;
    if (move === undefined) return { code: 'merit.box', expected: 'a move' };
    const from = this.#places.get(person);
    if (from !== undefined && from !== move.from)
      return { code: 'merit.box', expected: String(from), found: String(move.from) };
    const asker = { accountId: '', personId: null };
    const rule = this.#pack.boxes;
    const derived = (this.#moved.has(person) ? this.#moved.get(person) : from) ?? null;
    const refusal = refuseMove({
      ...move,
      derived,
      state: 'drawn',
      rule,
      asker,
      personId: person,
      hasOpenMove,
      isPublishing: false,
    });
    return refusal === undefined ? undefined : { code: 'merit.box', expected: refusal.code };
  }

  /** A publication is open, or resolved. */
  #isPublishing(): boolean {
    return [...this.#resolutions.values()].some(({ person, outcome }) => person === null && outcome !== 'not-adopted');
  }

  #vote(entry: MeritEntry): Said | undefined {
    const asked = this.#resolutions.get(textOf(entry, 'resolution'));
    const seat = asked?.seats.find(({ accountId }) => accountId === entry.envelope.actor.ref)?.seat;
    const isFree =
      this.#state === 'drawn' &&
      asked?.outcome === null &&
      seat !== undefined &&
      !asked.recused.includes(seat) &&
      !asked.votes.has(seat);
    if (!isFree) return { code: 'merit.outcome', expected: 'one vote of a member on an open resolution' };
    const choice = entry.openings.get('choice');
    const isKnown = isBallotChoice(choice);
    asked.votes.set(seat, isKnown ? choice : null);
    return isKnown || choice === undefined ? undefined : { code: 'merit.outcome', expected: 'a choice' };
  }

  #decide(entry: MeritEntry): Said | undefined {
    const asked = this.#resolutions.get(textOf(entry, 'resolution'));
    if (asked?.outcome !== null || this.#state !== 'drawn')
      return { code: 'merit.outcome', expected: 'an open resolution of a map under review' };
    const { seats, recused, votes, person, to } = asked;
    asked.outcome = textOf(entry, 'outcome');
    if (asked.outcome === 'adopted' && person !== null) {
      if (!this.#moved.has(person)) this.#moved.set(person, this.#places.get(person));
      if (to === null) this.#places.delete(person);
      else this.#places.set(person, to);
    }
    const ballots = [...votes].flatMap(([seat, choice]) => (choice === null ? [] : [{ seat, choice }]));
    if (ballots.length < votes.size) return undefined;
    const { algorithms, committee } = this.#pack;
    const resolved = resolve({ algorithm: algorithms.outcome, rule: committee, seats, recused, ballots });
    const found = spell(asked.outcome, countOf(entry, 'approve'), countOf(entry, 'reject'), countOf(entry, 'abstain'));
    if (resolved === undefined) return { code: 'merit.outcome', expected: 'more votes', found };
    const { approve, reject, abstain } = resolved.tally;
    const expected = spell(resolved.outcome, approve, reject, abstain);
    return expected === found ? undefined : { code: 'merit.outcome', expected, found };
  }

  #publish(entry: MeritEntry): Said | undefined {
    const resolutions = [...this.#resolutions.values()];
    const isResolved = resolutions.some(({ person, outcome }) => person === null && outcome === 'adopted');
    const isOpen = resolutions.some(({ outcome }) => outcome === null);
    if (this.#state !== 'drawn' || !isResolved || isOpen)
      return { code: 'merit.stage', expected: 'a map that the committee has resolved to publish' };
    this.#state = 'published';
    const [expected, found] = [String(this.#moved.size), String(countOf(entry, 'moved'))];
    return expected === found ? undefined : { code: 'merit.box', expected, found };
  }
}

function listOf({ envelope }: MeritEntry, field: string): readonly string[] {
  const value: unknown = envelope.open[field];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function spell(outcome: string, ...counts: readonly number[]): string {
  return `${outcome} ${counts.join(' ')}`;
}
