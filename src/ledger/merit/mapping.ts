import { placeOnMap } from '#domain/box-derivation.ts';
import { parseDay } from '#domain/dates.ts';
import { entryPlace, type MeritEntry, type MeritFinding } from '../examination.ts';
import { countOf, isSame, isType, textOf } from './case-file.ts';
import { isBoxDerivation } from './content-forms.ts';
import type { RuleShelf } from './rule-shelf.ts';

/** Some entries of one map, which may be judged without the others, and the first of its stream. */
export interface MapPart {
  readonly entries: readonly MeritEntry[];
  readonly first: MeritEntry | undefined;
  readonly shelf: RuleShelf;
}

type Said = Pick<MeritFinding, 'code' | 'expected' | 'found'>;

/** Every box derived again from the record that its entry seals, on the day and under the policy of the map. */
export function checkMap({ entries, first, shelf }: MapPart): readonly MeritFinding[] {
  const begun = first !== undefined && isType(first, 'mapping.begun/1') ? first : undefined;
  const findings: MeritFinding[] = [];
  const object = (entry: MeritEntry, said: Said): void => {
    findings.push({ ...said, place: entryPlace(entry) });
  };
  for (const entry of entries) {
    const said = refuseOrder(entry, begun) ?? refusePolicy(entry, begun) ?? refuseBox(entry, { begun, shelf });
    if (said !== undefined) object(entry, said);
  }
  return findings;
}

/** One beginning, then a box for each person, then as many as there are. */
function refuseOrder(entry: MeritEntry, begun: MeritEntry | undefined): Said | undefined {
  const { streamSeq } = entry.envelope;
  const isFirst = isType(entry, 'mapping.begun/1');
  if (begun === undefined || isFirst !== (streamSeq === 1))
    return { code: 'merit.stage', expected: 'a map that begins with its first entry, and once' };
  if (isFirst && parseDay(textOf(entry, 'on')) === undefined)
    return { code: 'merit.stage', expected: 'a day', found: textOf(entry, 'on') };
  if (!isType(entry, 'mapping.drawn/1')) return undefined;
  const people = streamSeq - 2;
  if (countOf(entry, 'people') === people) return undefined;
  return { code: 'merit.box', expected: String(people), found: String(countOf(entry, 'people')) };
}

function refusePolicy({ envelope: { policy } }: MeritEntry, begun: MeritEntry | undefined): Said | undefined {
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
