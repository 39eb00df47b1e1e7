import type { BundleOffice } from '#ledger/bundle.ts';
import type { BundleInput } from '#ledger/bundle-write.ts';
import { fromUtf8, toUtf8 } from '#ledger/bytes.ts';
import { bundleInput, type Draft, drafts, idOf } from './bundles.ts';

// Bundles that carry who held which office, soundly and not.

const stream = 'agency/kota-contoh';
const validity = { from: '2026-01-01T00:00:00.000000Z', until: null };
const given = (role: string, change: Partial<Draft> = {}): Draft => ({
  stream,
  type: 'grant.given/1',
  open: { account: idOf(61), role, selection: null },
  committed: { validity },
  ...change,
});
const ended: Draft = {
  stream,
  type: 'grant.ended/1',
  open: { account: idOf(61), role: 'hr' },
  committed: { reason: 'x' },
};

/** The drafts of a selection, with these entries of the agency's stream before them, each in a line of its own. */
function carrying(...offices: readonly Draft[]): BundleInput & { readonly offices: readonly BundleOffice[] } {
  const whole = bundleInput([...offices, ...drafts]);
  const isOffice = ({ position }: { readonly position: number }) => position < offices.length;
  return {
    ...whole,
    streams: whole.streams.filter((name) => name !== stream),
    entries: whole.entries.filter((entry) => !isOffice(entry)),
    openings: whole.openings.filter(({ entry }) => !offices.some((_, position) => idOf(position) === entry)),
    proofs: whole.proofs.filter((proof) => !isOffice(proof)),
    offices: whole.entries.filter(isOffice).map(({ position, bytes }) => ({
      position,
      bytes,
      openings: whole.openings.filter(({ entry }) => entry === idOf(position)).map(({ entry: _, ...rest }) => rest),
      proof: whole.proofs.find((one) => one.position === position)?.hashes ?? [],
    })),
  };
}

export const soundOffices = carrying(given('hr'), given('authority'), ended);

/** With the first line changed. */
function changed(change: (office: BundleOffice) => Partial<BundleOffice>, input = soundOffices): BundleInput {
  const [first, ...others] = input.offices;
  if (first === undefined) throw new Error('there are offices');
  return { ...input, offices: [{ ...first, ...change(first) }, ...others] };
}

const edited = (from: string, to: string) =>
  changed(({ bytes }) => ({ bytes: toUtf8((fromUtf8(bytes) ?? '').replace(from, to)) }));

export const officeAttacks: readonly (readonly [title: string, codes: readonly string[], input: BundleInput])[] = [
  ['an office that was edited into another', ['proof.root'], edited('"role":"hr"', '"role":"authority"')],
  ['an office of a log that is not this one', ['entry.log'], edited('"log":"bukti.test', '"log":"lain.test')],
  ['an office that is no canonical value', ['entry.canon'], edited('"type"', ' "type"')],
  ['an office without its role', ['type.fields'], carrying(given('hr', { open: { account: idOf(61) } }))],
  [
    'an entry that is about no office among the offices',
    ['bundle.scope'],
    carrying(
      given('hr', { type: 'calendar.published/1', open: { digest: 'a'.repeat(64), year: 2026 }, committed: {} }),
    ),
  ],
  [
    'an office with the proof of another',
    ['proof.root'],
    changed(() => ({ proof: soundOffices.offices[1]?.proof ?? [] })),
  ],
  ['an office whose proof is too short', ['proof.length'], changed(({ proof }) => ({ proof: proof.slice(1) }))],
  ['an office beyond the log', ['proof.range'], changed(() => ({ position: 500 }))],
  ['an office with a hash that is none', ['bundle.file'], changed(() => ({ proof: [new Uint8Array(31)] }))],
  ['an office at a position below zero', ['bundle.file'], changed(() => ({ position: -1 }))],
  [
    'an office told twice',
    ['bundle.file'],
    { ...soundOffices, offices: soundOffices.offices.flatMap((one) => [one, one]) },
  ],
  [
    'an office with another validity',
    ['opening.mismatch'],
    changed(({ openings }) => ({ openings: openings.map((one) => ({ ...one, value: toUtf8('{"from":"2020"}') })) })),
  ],
  [
    'an office opened twice',
    ['opening.duplicate'],
    changed(({ openings }) => ({ openings: [...openings, ...openings] })),
  ],
  [
    'an office with a field that it does not have',
    ['opening.unknown'],
    changed(({ openings }) => ({ openings: openings.map((one) => ({ ...one, field: 'reason' })) })),
  ],
  ['an office that is opened where nothing is', ['bundle.scope'], { ...soundOffices, profile: 'public', openings: [] }],
];
