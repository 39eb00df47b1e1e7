import type { Canonical } from '#ledger/canonical.ts';
import type { Envelope } from '#ledger/entry.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { altered, nudged } from './merit-bundle.ts';
import { type Draw, pick } from './mutation.ts';

export const junk: readonly Canonical[] = [
  null,
  'x',
  '',
  0,
  -1,
  9_007_199_254_740_991,
  true,
  [],
  {},
  [[null]],
  { v: 1 },
  '2026-13-45',
  '0/0',
  '9'.repeat(200),
  'constructor',
];

/** The value with junk at one of its places, however deep. */
export function spoiltValue(value: Canonical, draw: Draw): Canonical {
  return nudged(value, pathIn(value, draw), junk[draw(junk.length)] ?? null);
}

export function pathIn(value: Canonical | undefined, draw: Draw): string[] {
  if (value === null || typeof value !== 'object') return [];
  const names = Object.keys(value);
  const name = names[draw(Math.max(1, names.length))];
  if (name === undefined || draw(8) === 0) return [];
  const members = value as Readonly<Record<string, Canonical>>;
  return [name, ...pathIn(members[name], draw)];
}

/** The selection with one to three things changed, every open field still of its form: what checks 0 to 10 would let through. */
export function mutatedMerit(draw: Draw, selection: MeritBundle): MeritBundle {
  let bundle = selection;
  for (let round = draw(3); round >= 0; round -= 1) bundle = { ...bundle, ...mutatedOnce(bundle, draw) };
  return bundle;
}

function mutatedOnce({ entries, rules }: MeritBundle, draw: Draw): Pick<MeritBundle, 'entries' | 'rules'> {
  const [target, other] = [entryAt(entries, draw), entryAt(entries, draw)];
  const put = (change: MeritEntry) => ({ entries: entries.map((one) => (one === target ? change : one)), rules });
  switch (draw(9)) {
    case 0:
      return { entries: entries.filter((entry) => entry !== target), rules };
    case 1:
      return { entries: [...entries, at(target, other.envelope.streamSeq + 0.5)], rules };
    case 2:
      return put(at(target, other.envelope.streamSeq + 0.5));
    case 3:
      return put(altered(target, { envelope: otherEnvelope(target, other, draw) }));
    case 4:
      return put({ ...target, openings: new Map([...target.openings].filter(() => draw(2) === 0)) });
    case 5:
      return put({
        ...target,
        openings: new Map([...target.openings].map(([field, value]) => [field, spoiltValue(value, draw)] as const)),
      });
    case 6:
      return { entries, rules: new Map([...rules].map(([digest, rule]) => [digest, spoiltValue(rule, draw)])) };
    default:
      return put(altered(target, { open: otherFields(target, entries, draw) }));
  }
}

function entryAt(entries: readonly MeritEntry[], draw: Draw): MeritEntry {
  const [first, ...rest] = entries;
  if (first === undefined) throw new Error('the fixture has entries');
  return pick(draw, [first, ...rest]);
}

function at(entry: MeritEntry, streamSeq: number): MeritEntry {
  return altered(entry, { envelope: { streamSeq } });
}

function otherEnvelope({ envelope }: MeritEntry, other: MeritEntry, draw: Draw): Partial<Envelope> {
  const changes: [Partial<Envelope>, ...Partial<Envelope>[]] = [
    { actor: other.envelope.actor },
    { actor: { ...envelope.actor, ref: null } },
    { policy: null },
    { at: other.envelope.at },
  ];
  return pick(draw, changes);
}

const steps = [
  'none',
  'first',
  'tied',
  'no-quorum',
  'revote',
  'rejected',
  'exhausted',
  'none-ranked',
  'pool-empty',
  'withdrawn',
];

/** One open field with a value that some entry has in a field of this name, or a neighbour of its own. */
function otherFields({ envelope }: MeritEntry, entries: readonly MeritEntry[], draw: Draw): Record<string, Canonical> {
  const names = Object.keys(envelope.open);
  const name = names[draw(Math.max(1, names.length))];
  if (name === undefined) return {};
  const own = envelope.open[name] ?? null;
  if (typeof own === 'number') return { [name]: Math.max(0, own + draw(5) - 2) };
  const same = entries.flatMap(({ envelope: { type, open } }) =>
    type === envelope.type || own !== null ? [open[name]] : [],
  );
  const fitting = same.filter((value): value is string => typeof value === 'string');
  const isWord = typeof own === 'string' && /^[a-z]+(-[a-z]+)*$/.test(own);
  return { [name]: pick(draw, [own, ...fitting, ...(isWord ? steps : [])]) };
}
