import type { Canonical } from '#ledger/canonical.ts';
import type { Envelope } from '#ledger/entry.ts';
import type { MeritEntry } from '#ledger/examination.ts';
import { OfficeBook } from '#ledger/offices.ts';
import { type Resealed, reseal } from '#test/offline/resealed.ts';
import { idOf } from './bundles.ts';
import { altered, sound } from './merit-bundle.ts';
import type { OfficeBundle } from './python-verifier.ts';

/** The selection of the demo as it would be recorded now: its bindings name accounts, and its agency's stream gives them their offices. */

/** Where the selection's entries come in the log: after the grants. */
const after = 1_000;
const from = '2020-01-01T00:00:00.000000Z';

const selection = sound.entries[0]?.envelope.stream ?? '';
export const selectionId = selection.slice('selection/'.length);
const { agency = null, log = '' } = sound.entries[0]?.envelope ?? {};

/** The account of whom a ref names. */
export function accountOf(ref: string): string {
  return `acc0${ref.slice(4)}`;
}

function naming(entry: MeritEntry): MeritEntry {
  const { ref } = entry.envelope.open;
  const person = entry.openings.get('person');
  const isAccount = typeof person === 'object' && person !== null && 'account' in person && person['account'] !== null;
  if (!isAccount || typeof ref !== 'string') return entry;
  return altered(entry, { openings: { person: { ...person, accountId: accountOf(ref) } } });
}

export const named: readonly MeritEntry[] = sound.entries.map((entry) => {
  // It stands in another log, of which nobody has seen a checkpoint.
  const moved = { ...altered(entry, { envelope: { seen: null } }), position: entry.position + after };
  return moved.envelope.type === 'person.bound/1' ? naming(moved) : moved;
});

/** By ref whoever acts. */
export function actorOf(type: string): string {
  return named.find(({ envelope }) => envelope.type === type)?.envelope.actor.ref ?? '';
}

export interface Granted {
  readonly account: string;
  readonly role: string;
  readonly selection?: string | null;
  /** Null: not opened. */
  readonly validity?: Canonical;
  readonly agency?: string;
  readonly position?: number;
  readonly type?: 'grant.given/1' | 'grant.ended/1';
}

/** An entry of the agency's stream that gives an office, or ends one. */
function granted(position: number, given: Granted): MeritEntry {
  const { account, role, selection: scope = null, validity = { from, until: null }, type = 'grant.given/1' } = given;
  const isGiven = type === 'grant.given/1';
  const entry = agencyEntry(position, type, isGiven ? { account, role, selection: scope } : { account, role });
  const openings = new Map(validity === null ? [] : [[isGiven ? 'validity' : 'reason', validity]]);
  const code = given.agency ?? entry.envelope.agency ?? '';
  const envelope = { ...entry.envelope, agency: code, stream: `agency/${code}` };
  return { ...entry, position: given.position ?? position, envelope, openings };
}

function agencyEntry(position: number, type: string, open: Envelope['open']): MeritEntry {
  const envelope: Envelope = {
    actor: { ref: null, role: 'workflow', session: null },
    agency,
    at: from,
    build: 'test',
    committed: {},
    id: idOf(position),
    log,
    open,
    policy: null,
    prev: null,
    seen: null,
    stream: `agency/${agency ?? ''}`,
    streamSeq: position + 1,
    type,
    v: 1,
  };
  return { position, leaf: '', envelope, openings: new Map() };
}

/** What everybody who acts in the selection was given: each role in which they do. */
export const grants: readonly Granted[] = [
  ...new Set(
    named.flatMap(({ envelope: { actor } }) => (actor.ref === null ? [] : [`${accountOf(actor.ref)} ${actor.role}`])),
  ),
].map((pair) => {
  const [account = '', role = ''] = pair.split(' ');
  return { account, role };
});

/** The selection, or other entries, with these offices. */
export function withOffices(given: readonly Granted[] = grants, entries: readonly MeritEntry[] = named): OfficeBundle {
  const told = given.map((one, position) => granted(position, one));
  const offices = new OfficeBook();
  for (const entry of told) {
    offices.tell(entry.envelope.stream);
    offices.take(entry);
  }
  return { entries, rules: sound.rules, offices, grants: told };
}

const opened = named.find(({ envelope }) => envelope.type === 'selection.opened/1')?.envelope;
const { digest = '', id: pack = '', version = '' } = opened?.policy ?? {};
/** What a dump is asked for besides: that the agency has published the policy, and numbered the selection. */
const founding = [
  agencyEntry(500, 'policy.published/1', { digest, pack, version }),
  agencyEntry(501, 'selection.registered/1', { number: opened?.open['number'] ?? 0, selection: selectionId }),
];
const all = withOffices();
const without = (role: string) => withOffices(grants.filter((one) => one.role !== role));
const sealAs = (bundle: OfficeBundle, asked: Parameters<typeof reseal>[1] = {}) =>
  reseal(bundle, { grants: [...(bundle.grants ?? []), ...(asked.kind === 'dump' ? founding : [])], ...asked });

/** Whole bundles with the codes that they are told, and how check 11 ends. */
export const officeBundles: readonly (readonly [title: string, codes: string, ends: string, made: Resealed])[] = [
  ['a selection that carries its offices', '', 'PASS', sealAs(all)],
  ['a selection that carries no office', 'merit.undisclosed', 'SKIPPED', sealAs(all, { carried: false })],
  ['a selection whose chooser carries no office', 'merit.office', 'FAIL', sealAs(without('authority'))],
  ['a dump of the selection and its agency', '', 'PASS', sealAs(all, { kind: 'dump' })],
  ['a dump whose chair holds no office', 'merit.office', 'FAIL', sealAs(without('chair'), { kind: 'dump' })],
];
