import type { BundleInput } from '#ledger/bundle-write.ts';
import type { Canonical } from '#ledger/canonical.ts';
import { bundleInput, type Draft, idOf } from './bundles.ts';

// What is told of policies that were not published by four eyes.

const stream = 'agency/kota-contoh';
const [proposer, approver, proposal] = [idOf(91), idOf(92), idOf(93)];
const pack = { digest: 'a'.repeat(64), pack: 'asn', version: '2026.2' };
const bind = (ref: string, person: Canonical = null): Draft => ({
  stream,
  type: 'person.bound/1',
  open: { ref, role: 'hr' },
  committed: { person },
});
const nip = '198506152010012004';
const bound = [bind(proposer), bind(approver)];
const proposed: Draft = { stream, type: 'policy.proposed/1', open: { ...pack, proposal }, actor: proposer };
const approved: Draft = { stream, type: 'policy.approved/1', open: { proposal }, actor: approver };
const declined: Draft = {
  stream,
  type: 'policy.declined/1',
  open: { proposal },
  committed: { reason: 'x' },
  actor: approver,
};
const published: Draft = { stream, type: 'policy.published/2', open: { ...pack, proposal } };
const alone: Draft = { stream, type: 'policy.published/1', open: pack };

const dumpOf = (...drafts: readonly Draft[]): BundleInput => dumpBy(bound, drafts);
const dumpBy = (people: readonly Draft[], drafts: readonly Draft[]): BundleInput => ({
  ...bundleInput([...people, ...drafts]),
  kind: 'dump',
  streams: [],
  proofs: [],
});
const account: Draft = { stream, type: 'account.opened/1', open: { account: idOf(94) }, committed: { identity: 'x' } };
const opened: Draft = {
  stream: `selection/${idOf(95)}`,
  agency: 'kota-contoh',
  type: 'selection.opened/1',
  open: { number: 1, post: idOf(96) },
  committed: { vacancy: 'x' },
  policy: { digest: 'c'.repeat(64), id: 'asn', version: '2026.2' },
};
const registered: Draft = {
  stream,
  agency: 'kota-contoh',
  type: 'selection.registered/1',
  open: { number: 1, selection: idOf(95) },
};
const told = ['merit.publication'];

/** The first of an agency as it was founded, the next by four eyes. */
export const soundPublications = dumpOf(alone, account, proposed, approved, published);

const byTwo = (one: Canonical, other: Canonical): BundleInput =>
  dumpBy([bind(proposer, one), bind(approver, other)], [proposed, approved, published]);

/** One person by two accounts. */
export const publishedByOne = byTwo({ accountId: idOf(97), nip }, { accountId: idOf(98), nip });

/** Bound to two people, or to somebody of whom the number is not known. */
export const twoPeople: readonly BundleInput[] = [
  byTwo({ accountId: idOf(97), nip }, { accountId: idOf(98), nip: '197303251998031005' }),
  byTwo({ accountId: idOf(97), nip: null }, { accountId: idOf(98), nip: null }),
  byTwo({ nip }, { nip: '' }),
  byTwo({ name: 'Ratna Wulandari' }, { name: 'Ratna Wulandari' }),
  byTwo({ accountId: '', nip: idOf(97) }, { accountId: idOf(97), nip: '' }),
  dumpBy(
    [bind(proposer, { nip }), bind(approver, { nip: '197303251998031005' }), bind(approver, { nip })],
    [proposed, approved, published],
  ),
];

const { agency: _none, ...ofNoAgency } = opened;
/** A map of the agency, under the policy of the selection. */
const begun: Draft = {
  ...opened,
  stream: `mapping/${idOf(99)}`,
  type: 'mapping.begun/1',
  open: { on: '2026-01-01' },
  committed: {},
};
const used = { digest: pack.digest, id: 'asn', version: '2026.2' };
const notOpened = (input: BundleInput): BundleInput => ({ ...input, openings: [] });

/** What is no fault of publication, and the codes of what else is told. */
export const otherUses: readonly (readonly [title: string, codes: readonly string[], input: BundleInput])[] = [
  [
    'a selection and a map under a policy that was published',
    [],
    dumpOf(alone, registered, { ...opened, policy: used }, { ...begun, policy: used }),
  ],
  ['a selection under no policy', [], dumpOf(alone, registered, { ...opened, policy: null })],
  [
    'something else that names a policy which was not published',
    [],
    dumpOf(alone, { ...registered, policy: opened.policy ?? null }, { ...opened, policy: used }),
  ],
  ['a selection of an agency that has no stream', ['register.gap'], dumpOf(alone, { ...opened, agency: 'kota-lain' })],
  ['a selection of no agency', ['register.gap'], dumpOf(alone, ofNoAgency)],
  ['a policy that was not published, in a part of the log', [], bundleInput([...bound, alone, registered, opened])],
  [
    'a policy proposed again by who approves it, since the first counts',
    [],
    dumpOf(proposed, { ...proposed, actor: approver }, approved, published),
  ],
  ['one person by two accounts, where nothing tells so', [], notOpened(publishedByOne)],
  ['two who are bound to a text, not to a person', [], byTwo('x', 'x')],
  ['two who are bound to a list', [], byTwo([nip], [nip])],
  ['two whose number is no text', [], byTwo({ nip: 7 }, { nip: 7 })],
];

export const publicationAttacks: readonly (readonly [title: string, codes: readonly string[], input: BundleInput])[] = [
  ['a policy that its proposer approved', told, dumpOf(proposed, { ...approved, actor: proposer }, published)],
  ['a selection under a policy that its agency never published', told, dumpOf(alone, registered, opened)],
  ['a policy that its proposer approved by a second account', told, publishedByOne],
  [
    'a policy that one account proposed and approved under two names',
    told,
    byTwo({ accountId: idOf(97), nip: null }, { accountId: idOf(97), nip: null }),
  ],
  [
    'a policy that one account proposed with a number and approved without',
    told,
    byTwo({ accountId: idOf(97), nip }, { accountId: idOf(97), nip: null }),
  ],
  [
    'a policy that one account proposed and approved under two numbers',
    told,
    byTwo({ accountId: idOf(97), nip }, { accountId: idOf(97), nip: '197303251998031005' }),
  ],
  [
    'a policy whose approver is bound once more, as somebody else',
    told,
    dumpBy(
      [bind(proposer, { nip }), bind(approver, { nip }), bind(approver, { nip: '197303251998031005' })],
      [proposed, approved, published],
    ),
  ],
  [
    'a policy published once more by who had proposed and approved it',
    told,
    dumpBy([bind(proposer, { nip }), bind(approver, { nip })], [proposed, approved, published, published]),
  ],
  ['a policy that nobody approved', told, dumpOf(proposed, published)],
  ['a policy that a program approved', told, dumpOf(proposed, { ...approved, actor: null }, published)],
  ['a policy approved after it was declined', told, dumpOf(proposed, declined, approved, published)],
  [
    'a policy other than the one approved',
    told,
    dumpOf(proposed, approved, { ...published, open: { ...pack, proposal, digest: 'b'.repeat(64) } }),
  ],
  [
    'a policy under another name than the one approved',
    told,
    dumpOf(proposed, approved, { ...published, open: { ...pack, proposal, pack: 'lain' } }),
  ],
  [
    'a policy of another version than the one approved',
    told,
    dumpOf(proposed, approved, { ...published, open: { ...pack, proposal, version: '2026.3' } }),
  ],
  ['a policy that a program proposed', told, dumpOf({ ...proposed, actor: null }, approved, published)],
  [
    'a policy that programs proposed and approved',
    told,
    dumpOf({ ...proposed, actor: null }, { ...approved, actor: null }, published),
  ],
  [
    'a policy proposed again by another, so that its proposer may approve it',
    told,
    dumpOf(proposed, { ...proposed, actor: approver }, { ...approved, actor: proposer }, published),
  ],
  [
    'a policy that its proposer approved before another did',
    told,
    dumpOf(proposed, { ...approved, actor: proposer }, approved, published),
  ],
  [
    'a policy of which another proposal was approved',
    told,
    dumpOf(proposed, { ...approved, open: { proposal: idOf(89) } }, published),
  ],
  ['a map under a policy that its agency never published', told, dumpOf(alone, begun)],
  ['a policy published twice for one approval', told, dumpOf(proposed, approved, published, published)],
  [
    'a policy published past four eyes, once there are any',
    told,
    dumpOf(proposed, approved, published, account, alone),
  ],
  ['a policy that a program publishes where somebody is to propose it', told, dumpOf(account, alone)],
];
