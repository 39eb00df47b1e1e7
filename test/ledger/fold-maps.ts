import type { CanonicalObject } from '#ledger/canonical.ts';
import { bound, policy, type Story, type Told } from './folding.ts';

// A talent map and a development plan, each on a stream of its own.

const by = 'HRA';
const agency = 'kota';
const hr = bound('hra', 'hr');
const begun: Told = ['mapping.begun/1', { on: '2026-01-01' }, {}, { agency, policy: policy('d') }];
const derivation = (post: CanonicalObject | null): CanonicalObject => ({
  derivation: {
    box: 5,
    potential: '80',
    performance: '90',
    missing: [],
    unit: 'u',
    talentValue: '85',
    record: { currentPost: { value: post } },
  },
});
const derived = (ref: string, more: CanonicalObject): Told => [
  'box.derived/1',
  { ref },
  more,
  { holders: { person: ref.toLowerCase() } },
];
const move = (
  resolution: string,
  person: string | number,
  more: CanonicalObject = { content: { ground: 'g', to: 8 } },
): Told => [
  'move.proposed/1',
  { resolution, person, members: ['HRA', 'SEK'], chair: 'HRA', recused: ['SEK'] },
  more,
  { by },
];
const settled = (resolution: string, outcome: string): Told => [
  'resolution.decided/1',
  { resolution, outcome, abstain: 0, approve: 2, reject: 0 },
];
const mapped: readonly Told[] = [hr, begun, derived('EKO', derivation({ level: 'pengawas' }))];

export const maps: readonly Story[] = [
  [
    'a map is begun, drawn and published',
    [],
    [begun, ['mapping.drawn/1', { people: 2 }], ['mapping.published/1', { moved: 0 }]],
  ],
  ['a map without a policy is drawn all the same', [], [['mapping.begun/1', { on: '2026-01-01' }]]],
  ['a map is abandoned while it is drawn', mapped, [['mapping.abandoned/1', {}, { reason: 'r' }, { by }]]],
  ['a map that was not begun is not abandoned', [], [['mapping.abandoned/1', {}, { reason: 'r' }, { by }]]],
  [
    'a map that was not begun is neither drawn nor published',
    [],
    [
      ['mapping.drawn/1', { people: 2 }],
      ['mapping.published/1', { moved: 0 }],
    ],
  ],
  [
    'everybody has a box, or a place in the holding area',
    [hr, begun],
    [
      derived('EKO', derivation({ level: 'pengawas' })),
      derived('FAY', derivation(null)),
      derived('GIL', {}),
      ['box.derived/1', { ref: 7 }, { derivation: null }],
      ['move.proposed/1', { resolution: 'r1', person: 'EKO' }, {}, { by: 'EKO' }],
    ],
  ],
  [
    'a person is moved to another box by a resolution that was adopted',
    mapped,
    [
      move('r1', 'EKO'),
      ['resolution.voted/1', { resolution: 'r1' }, { choice: 'approve', reason: 'r' }, { by }],
      ['resolution.voted/1', { resolution: 'r1' }, {}, { by: 'SEK' }],
      settled('r1', 'adopted'),
    ],
  ],
  [
    'nobody is moved by one that was rejected, or by one of somebody who is not here',
    mapped,
    [
      move('r1', 'EKO'),
      settled('r1', 'rejected'),
      move('r2', 'FAY'),
      settled('r2', 'adopted'),
      settled('r3', 'adopted'),
    ],
  ],
  ['where the content is not shown it is unknown where to', mapped, [move('r1', 'EKO', {}), settled('r1', 'adopted')]],
  [
    'a map is published by a resolution that moves nobody',
    mapped,
    [
      ['publication.proposed/1', { resolution: 'r1', members: ['HRA'], chair: null }, {}, { by }],
      settled('r1', 'adopted'),
    ],
  ],
];

const opened: Told = [
  'plan.opened/1',
  { person: 'EKO', map: 'm1', until: '2027-01-01', review: '2026-06-01' },
  { content: { aim: 'x' } },
  { by, agency, policy: policy('d') },
];
const planned: readonly Told[] = [hr, bound('eko'), opened];
const goal: Told = ['goal.proposed/1', { goal: 'g1' }, { content: { text: 'x' } }, { by: 'EKO' }];
const action: Told = [
  'action.proposed/1',
  { action: 'k1', goal: 'g1', kind: 'course', due: '2026-09-01' },
  { content: { text: 'x' } },
  { by },
];

export const plans: readonly Story[] = [
  [
    'a plan is opened, has a mentor, is reviewed and closed',
    [hr, bound('eko')],
    [
      opened,
      ['mentor.named/1', { mentor: 'HRA' }],
      ['plan.reviewed/1', { outcome: 'on-course', next: '2026-09-01' }, { text: 't' }, { by }],
      ['plan.closed/1', { outcome: 'reached' }, { text: 'u' }],
    ],
  ],
  ['a plan without a policy is of nobody known', [], [['plan.opened/1', { person: 'EKO' }]]],
  [
    'a goal is proposed and agreed',
    planned,
    [goal, ['goal.agreed/1', { goal: 'g1' }], ['goal.agreed/1', { goal: 'g2' }]],
  ],
  [
    'an action is agreed, reported, returned, reported again and confirmed',
    [...planned, goal],
    [
      action,
      ['action.agreed/1', { action: 'k1' }],
      ['action.completed/1', { action: 'k1' }, { report: 'p' }, { by: 'EKO' }],
      ['action.returned/1', { action: 'k1' }, { reason: 'r' }],
      ['action.completed/1', { action: 'k1' }, { report: 'q' }, { by: 'EKO' }],
      ['action.confirmed/1', { action: 'k1', register: 'diklat' }, { evidence: 'e' }],
    ],
  ],
  [
    'an action is dropped for a reason, one that is not here changes nothing',
    [...planned, goal, action],
    [
      ['action.dropped/1', { action: 'k1' }, { reason: 'r' }],
      ['action.dropped/1', { action: 'k2' }, { reason: 'r' }],
    ],
  ],
  [
    'of actions and reviews the plan reminds',
    planned,
    [
      ['plan.reminded/1', { kind: 'due', action: 'k1', on: '2026-08-01' }],
      ['plan.reminded/1', { kind: 'review', action: null, on: '2026-08-01' }],
    ],
  ],
  ['a plan that was not opened is not closed', [], [['plan.closed/1', { outcome: 'reached' }]]],
];
