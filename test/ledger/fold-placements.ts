import type { CanonicalObject } from '#ledger/canonical.ts';
import { by, inPool } from './fold-pools.ts';
import type { Story, Told } from './folding.ts';

// Who got the post, and how that was undone.

const made = (choice: string, state = 'made'): Told => [
  'choice.made/1',
  { choice, candidate: 'EKO', deviation: 'none', exception: null, state },
  { reason: 'r' },
  { by },
];
const atPlacement: readonly Told[] = [
  ...inPool,
  ['stage.opened/1', { stage: 'nomination', attempt: 1, calendar: null, due: null, step: 'nominating' }],
  ['stage.closed/1', { stage: 'nomination', attempt: 1, result: 'frozen' }],
  ['stage.closed/1', { stage: 'assessment', attempt: 1, result: 'ranked' }],
  ['stage.closed/1', { stage: 'committee-review', attempt: 1, result: 'approved' }],
];
const asked: Told = [
  'concurrence.requested/1',
  { round: 1, candidate: 'EKO', lapses: 'l', calendar: null },
  { deadline: { days: 5 } },
];
const replied = (late: string, reply: string): Told => [
  'concurrence.replied/1',
  { round: 1, late, reply },
  { letter: { number: 'x' } },
];
const decree: Told = [
  'decree.issued/1',
  { candidate: 'EKO', effective: 'e' },
  { decree: { number: '1', effectiveOn: '2026-10-01' } },
];
const effected: Told = ['placement.effected/1', { candidate: 'EKO', post: 'p1' }];
const revoked = (order: CanonicalObject): Told => ['placement.revoked/1', { candidate: 'EKO' }, order];
const placed: readonly Told[] = [
  ...atPlacement,
  made('o1'),
  decree,
  effected,
  ['stage.closed/1', { stage: 'placement', attempt: 1, result: 'effective' }],
  ['selection.decided/1', {}],
];
const undone = (step: string): Told => ['step.undone/1', { choice: 'o1', effect: 'x', step }];

export const placements: readonly Story[] = [
  [
    'a choice is made, approved, or undone for a cause',
    atPlacement,
    [
      made('o1', 'proposed'),
      ['choice.approved/1', { choice: 'o1' }, {}, { by }],
      ['choice.undone/1', { choice: 'o1', cause: 'declined-by-candidate' }],
      made('o2', 'proposed'),
      ['choice.declined/1', { choice: 'o2' }],
      ['choice.declined/1', { choice: 'o3' }],
    ],
  ],
  [
    'consent is asked for the choice that stands, and given',
    atPlacement,
    [made('o1'), ['choice.undone/1', { choice: 'o1', cause: 'x' }], made('o2'), asked, replied('no', 'consented')],
  ],
  [
    'a late reply is on record and changes nothing else',
    atPlacement,
    [
      made('o1'),
      asked,
      ['concurrence.lapsed/1', { round: 1, lapsed: 'l' }, { certificate: 'c' }],
      replied('yes', 'refused'),
    ],
  ],
  [
    'of a lapse whose certificate is not shown the letter is unknown',
    atPlacement,
    [asked, ['concurrence.lapsed/1', { round: 1, lapsed: 'l' }]],
  ],
  [
    'a reply in a round that was not asked for changes nothing',
    atPlacement,
    [replied('yes', 'consented'), ['concurrence.lapsed/1', { round: 1, lapsed: 'l' }, { certificate: 'c' }]],
  ],
  [
    'an official is decreed, inaugurated and in the post, until it is revoked',
    atPlacement,
    [
      made('o1'),
      decree,
      ['placement.inaugurated/1', { candidate: 'EKO' }, { minutes: { place: 'x' } }],
      effected,
      revoked({ order: { number: '2', reason: 'r' } }),
    ],
  ],
  [
    'a decree without choice, candidate or opening says what is known',
    [],
    [decree, ['decree.issued/1', { candidate: 'EKO' }], effected],
  ],
  [
    'a placement that is not in effect is not revoked',
    atPlacement,
    [made('o1'), decree, revoked({ order: { number: '2' } })],
  ],
  [
    'of two placements the one in effect last is revoked',
    placed,
    [
      ['choice.undone/1', { choice: 'o1', cause: 'x' }],
      made('o2'),
      decree,
      effected,
      ['choice.undone/1', { choice: 'o2', cause: 'x' }],
      revoked({}),
    ],
  ],
  [
    'what is undone step by step ends the selection with its last',
    placed,
    [
      undone('decree.withdraw'),
      undone('choice.undo'),
      undone('concurrence.withdraw'),
      undone('placement.revoke'),
      undone('post.vacate'),
    ],
  ],
];
