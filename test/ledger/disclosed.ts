import type { BundleInput } from '#ledger/bundle-write.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import { bundleInput, type Draft, drafts, idOf, selection } from './bundles.ts';

// Bundles of the profiles of disclosure, and bundles whose openings were erased.

const [one, other] = [idOf(71), idOf(72)];
const frozen = (candidate: string): Draft => ({
  stream: selection,
  type: 'snapshot.frozen/1',
  open: { answered: 'yes', candidate, digest: sha256Hex(toUtf8(candidate)) },
  committed: { record: 'the record' },
});
const bound = (ref: string): Draft => ({
  stream: selection,
  type: 'person.bound/1',
  open: { ref, role: 'candidate' },
  committed: { person: 'the name' },
});
const opened: Draft = {
  stream: selection,
  type: 'selection.opened/1',
  open: { number: 1, post: idOf(60) },
  committed: { vacancy: 'the vacancy' },
};
const ranked: Draft = {
  stream: selection,
  type: 'ranking.derived/1',
  open: { digest: sha256Hex(toUtf8('ranking')), ranked: 2, unranked: 0 },
  committed: { ranking: 'the ranking' },
};
const scored = (candidate: string): Draft => ({
  stream: selection,
  type: 'sheet.submitted/1',
  open: { assessor: idOf(73), candidate },
  committed: { scores: 'the scores', reasons: 'the reasons' },
});
const as = (profile: BundleInput['profile'], ...given: readonly Draft[]): BundleInput => ({
  ...bundleInput(given),
  profile,
});

const ballot = idOf(3);
const erasing = (open: Draft['open'], stream = selection): Draft => ({
  stream,
  type: 'opening.erased/1',
  open: { approvals: [idOf(50), idOf(51)], basis: 'retention', roles: ['a', 'b'], rules: '0'.repeat(64), ...open },
});
const reasonErased = erasing({ entries: [ballot], fields: ['reason'] });

/** The drafts with an entry that speaks of erasures, without the openings of these fields. */
function erased(draft: Draft, ...fields: readonly string[]): BundleInput {
  const input = bundleInput([...drafts, draft]);
  return { ...input, openings: input.openings.filter(({ field }) => !fields.includes(field)) };
}

/** What the bundle is, its codes, and the bundle. */
export const disclosedCases: readonly (readonly [title: string, codes: readonly string[], input: BundleInput])[] = [
  [
    'a candidate sees the vacancy, and who and what the candidate is',
    [],
    as('candidate', opened, bound(one), frozen(one)),
  ],
  ['a candidate sees another candidate', ['bundle.scope'], as('candidate', opened, frozen(one), frozen(other))],
  ['a candidate sees whose another ref is', ['bundle.scope'], as('candidate', bound(one), bound(other))],
  ['a candidate sees the ranking', ['bundle.scope'], as('candidate', frozen(one), ranked)],
  ['an appellant sees the ranking', [], as('appellant', frozen(one), ranked)],
  ['an appellant sees a ballot', ['bundle.scope'], as('appellant', ...drafts)],
  ['a candidate sees how the candidate was scored', ['bundle.scope'], as('candidate', frozen(one), scored(one))],
  ['an appellant sees how the appellant was scored', [], as('appellant', frozen(one), scored(one))],
  ['an appellant sees how another was scored', ['bundle.scope'], as('appellant', frozen(one), scored(other))],
  ['the inspectorate sees every candidate', [], as('inspectorate', frozen(one), frozen(other), ranked)],
  ['the public sees the vacancy', ['bundle.scope'], as('public', opened)],
  ['the public sees nothing', [], { ...as('public', ...drafts), openings: [] }],
  [
    'of an entry without a candidate in its form nothing is own',
    ['bundle.scope', 'type.fields'],
    as('candidate', { ...frozen(one), open: { candidate: 7 } }),
  ],
  ['an opening was erased by law', ['opening.erased'], erased(reasonErased, 'reason')],
  ['an opening is not shown, and another was erased', ['opening.erased'], erased(reasonErased, 'choice', 'reason')],
  ['an erased opening is shown all the same', [], erased(reasonErased)],
  [
    'an erasure on another stream says nothing',
    [],
    erased(erasing({ entries: [ballot], fields: ['reason'] }, 'agency/x'), 'reason'),
  ],
  [
    'an erasure names what is not here, and what is no field',
    [],
    erased(erasing({ entries: [idOf(99), ballot], fields: ['reason', 'seat'] }), 'reason'),
  ],
  [
    'an erasure names more entries than fields',
    ['opening.erased'],
    erased(erasing({ entries: [ballot, ballot], fields: ['reason'] }), 'reason'),
  ],
  [
    'an erasure of another form says what it can',
    ['opening.erased', 'type.value'],
    erased(erasing({ entries: [ballot, 7], fields: ['reason', 'choice'], basis: null }), 'reason'),
  ],
  [
    'an erasure that lists nothing says nothing',
    ['type.value'],
    erased(erasing({ entries: ballot, fields: 'reason' }), 'reason'),
  ],
];
