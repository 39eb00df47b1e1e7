import { placeOnMap } from '#domain/box-derivation.ts';
import { parseDay } from '#domain/dates.ts';
import { entryPlace, type MapMemory, type MeritEntry, type MeritFinding } from '../examination.ts';
import type { OfficeBook } from '../offices.ts';
import { countOf, isSame, isType, textOf } from './case-file.ts';
import { isBoxDerivation } from './content-forms.ts';
import { MapReview } from './map-review.ts';
import { findOffices } from './offices.ts';
import { refuseNobody } from './personal-acts.ts';
import type { RuleShelf } from './rule-shelf.ts';

/** Some entries of one map, and what is kept of it from part to part. */
export interface MapPart {
  readonly entries: readonly MeritEntry[];
  readonly memory: MapMemory;
  readonly shelf: RuleShelf;
  readonly offices: OfficeBook | undefined;
}

/** The memory of a map that is judged at once, its entries in the order of the log. */
export function wholeMap(entries: readonly MeritEntry[]): MapMemory {
  return { ...openMemory(entries.find(isBeginning)), isWhole: true };
}

/** Nothing of a map yet but its beginning. */
export function openMemory(begun: MeritEntry | undefined): MapMemory {
  return { begun, places: new Map(), drawn: new Set(), isDrawn: false, isAbandoned: false, others: [], isWhole: false };
}

export function isBeginning(entry: MeritEntry): boolean {
  return isType(entry, 'mapping.begun/1');
}

type Said = Pick<MeritFinding, 'code' | 'expected' | 'found'>;

/**
 * Every box derived again from the record that its entry seals, on the day and under the policy of the map; with the last part what
 * the committee resolved about it, from the votes, by whoever held the office.
 */
export function checkMap({ entries, memory, shelf, offices }: MapPart): readonly MeritFinding[] {
  const { begun, places, others } = memory;
  const findings: MeritFinding[] = [];
  for (const entry of entries) {
    const said =
      refuseOrder(entry, memory) ??
      refusePolicy(entry, begun) ??
      refuseNobody(entry) ??
      refuseBox(entry, { begun, shelf });
    if (said !== undefined) findings.push({ ...said, place: entryPlace(entry) });
    if (isType(entry, 'box.derived/1')) notePlace(entry, places);
    else others.push(entry);
  }
  if (!memory.isWhole) return findings;
  const acts = others.toSorted((one, other) => one.position - other.position);
  const agency = begun?.envelope.agency ?? '';
  if (offices !== undefined) findings.push(...findOffices({ entries: acts, offices, agency, selectionId: null }));
  const pack = begun && shelf.findPack(begun.envelope.policy?.digest ?? '');
  if (pack === undefined) return findings;
  const review = new MapReview(pack, memory);
  for (const entry of acts) review.take(entry);
  return [...findings, ...review.findings];
}

function notePlace(entry: MeritEntry, places: MapMemory['places']): void {
  const derivation: unknown = entry.openings.get('derivation');
  if (isBoxDerivation(derivation)) places.set(textOf(entry, 'ref'), derivation.box);
}

/** Names alone stand before the beginning, and it comes once; then a box for each person; then, once, as many as there are, or an end. */
function refuseOrder(entry: MeritEntry, memory: MapMemory): Said | undefined {
  if (isType(entry, 'person.bound/1')) return undefined;
  const { begun } = memory;
  const before = begun?.envelope.streamSeq ?? Number.POSITIVE_INFINITY;
  const { streamSeq } = entry.envelope;
  if (streamSeq < before || (isBeginning(entry) && entry !== begun && streamSeq !== before))
    return { code: 'merit.stage', expected: 'a map that begins once, before all that belongs to it' };
  if (isBeginning(entry) && parseDay(textOf(entry, 'on')) === undefined)
    return { code: 'merit.stage', expected: 'a day', found: textOf(entry, 'on') };
  if (memory.isAbandoned && !isType(entry, 'opening.erased/1'))
    return { code: 'merit.stage', expected: 'nothing more of a map that was abandoned' };
  if (isType(entry, 'box.derived/1')) return refusePerson(entry, memory);
  if (isType(entry, 'mapping.abandoned/1')) return refuseAbandoned(memory);
  return isType(entry, 'mapping.drawn/1') ? refuseEnd(entry, memory) : undefined;
}

function refusePerson(entry: MeritEntry, { drawn, isDrawn }: MapMemory): Said | undefined {
  const ref = textOf(entry, 'ref');
  const isNew = !drawn.has(ref);
  drawn.add(ref);
  return isNew && !isDrawn ? undefined : { code: 'merit.stage', expected: 'one box for a person, until all are drawn' };
}

function refuseAbandoned(memory: MapMemory): Said | undefined {
  memory.isAbandoned = true;
  return memory.isDrawn ? { code: 'merit.stage', expected: 'no map abandoned once all are drawn' } : undefined;
}

function refuseEnd(entry: MeritEntry, memory: MapMemory): Said | undefined {
  const wasDrawn = memory.isDrawn;
  memory.isDrawn = true;
  if (wasDrawn) return { code: 'merit.stage', expected: 'all are drawn once' };
  const [expected, found] = [String(memory.drawn.size), String(countOf(entry, 'people'))];
  return expected === found ? undefined : { code: 'merit.box', expected, found };
}

function refusePolicy(entry: MeritEntry, begun: MeritEntry | undefined): Said | undefined {
  const { policy } = entry.envelope;
  if (policy === null && isType(entry, 'person.bound/1', 'opening.erased/1')) return undefined;
  const expected = begun?.envelope.policy?.digest ?? 'a policy';
  return policy?.digest === expected
    ? undefined
    : { code: 'merit.policy-digest', expected, found: policy?.digest ?? 'none' };
}

interface Map {
  readonly begun: MeritEntry | undefined;
  readonly shelf: RuleShelf;
}

function refuseBox(entry: MeritEntry, { begun, shelf }: Map): Said | undefined {
  if (!isType(entry, 'box.derived/1')) return undefined;
  const derivation: unknown = entry.openings.get('derivation');
  // What is not disclosed, or was erased, cannot be derived.
  if (derivation === undefined || begun === undefined) return undefined;
  const pack = shelf.findPack(begun.envelope.policy?.digest ?? '');
  if (pack === undefined) return { code: 'merit.policy-digest', expected: 'a policy pack of this digest' };
  if (!isBoxDerivation(derivation)) return { code: 'merit.box', expected: 'a derivation' };
  const { record, fieldsOfStudy, unit, ...recorded } = derivation;
  const derived = tryPlacing(() => placeOnMap({ record, fieldsOfStudy, unit }, pack, textOf(begun, 'on')));
  if (derived === undefined) return { code: 'merit.box', expected: 'values that the rules can be asked about' };
  if (isSame(derived, recorded)) return undefined;
  return { code: 'merit.box', expected: wordOf(derived.box), found: wordOf(recorded.box) };
}

/** The domain may throw on a value that has the right form and makes no sense: from a bundle that is a finding, never a crash. */
function tryPlacing<Place>(place: () => Place): Place | undefined {
  try {
    return place();
  } catch {
    return undefined;
  }
}

function wordOf(box: number | null): string {
  return box === null ? 'held' : String(box);
}
