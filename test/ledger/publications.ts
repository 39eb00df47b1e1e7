import type { BundleInput } from '#ledger/bundle-write.ts';
import { bundleInput, type Draft, idOf } from './bundles.ts';

// What is told of policies that were not published by four eyes.

const stream = 'agency/kota-contoh';
const [proposer, approver, proposal] = [idOf(91), idOf(92), idOf(93)];
const pack = { digest: 'a'.repeat(64), pack: 'asn', version: '2026.2' };
const bind = (ref: string): Draft => ({
  stream,
  type: 'person.bound/1',
  open: { ref, role: 'hr' },
  committed: { person: null },
});
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

const dumpOf = (...drafts: readonly Draft[]): BundleInput => ({
  ...bundleInput([...bound, ...drafts]),
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

export const publicationAttacks: readonly (readonly [title: string, codes: readonly string[], input: BundleInput])[] = [
  ['a policy that its proposer approved', told, dumpOf(proposed, { ...approved, actor: proposer }, published)],
  ['a selection under a policy that its agency never published', told, dumpOf(alone, registered, opened)],
  ['a policy that nobody approved', told, dumpOf(proposed, published)],
  ['a policy that a program approved', told, dumpOf(proposed, { ...approved, actor: null }, published)],
  ['a policy approved after it was declined', told, dumpOf(proposed, declined, approved, published)],
  [
    'a policy other than the one approved',
    told,
    dumpOf(proposed, approved, { ...published, open: { ...pack, proposal, digest: 'b'.repeat(64) } }),
  ],
  ['a policy published twice for one approval', told, dumpOf(proposed, approved, published, published)],
  [
    'a policy published past four eyes, once there are any',
    told,
    dumpOf(proposed, approved, published, account, alone),
  ],
  ['a policy that a program publishes where somebody is to propose it', told, dumpOf(account, alone)],
];
