import { bound, policy, type Story, type Told } from './folding.ts';

// Who is in a selection: its criteria, its candidates, and what is known of each.

const agency = 'kota';
export const by = 'HRA';
const digest = 'c1';
const nominated = (name: string): Told => [
  'nomination.filed/1',
  { candidate: name.toUpperCase(), way: 'own' },
  { note: 'n' },
  { by },
];
const planned: readonly Told[] = [
  bound('hra', 'hr'),
  bound('eko'),
  bound('fay'),
  ['selection.opened/1', { number: 7, post: 'p1' }, {}, { by, agency, policy: policy('d1') }],
  ['criteria.drafted/1', { version: 1, digest }, { content: { b: [1, null], a: 'é' } }, { by }],
  ['criteria.countersigned/1', { version: 1, digest }, {}, { by, agency }],
];
/** Two candidates, EKO and FAY; who acts is HRA. */
export const inPool: readonly Told[] = [...planned, nominated('eko'), nominated('fay')];
const gated = (candidate: string, outcome: string): Told => [
  'gates.evaluated/1',
  { candidate, outcome },
  { gates: ['g'], placement: { box: 7 } },
];
const leaving = (by: string, other: string | null): Told => ['candidacy.withdrawn/1', { candidate: 'EKO', by, other }];

export const nominations: readonly Story[] = [
  [
    'what is drafted is kept in its spelling, and signed by two',
    planned.slice(0, 4),
    [
      ['criteria.drafted/1', { version: 1, digest }, { content: { b: [1, null], a: 'é' } }, { by }],
      ['criteria.drafted/1', { version: 2, digest: 'c2' }],
      ['criteria.sealed/1', { version: 2 }, {}, { by }],
      ['criteria.countersigned/1', { version: 2 }, {}, { by, agency }],
      ['criteria.sealed/1', { version: 3 }, {}, { by }],
    ],
  ],
  [
    'a name stands for nobody where it is not opened',
    [],
    [['person.bound/1', { ref: 'X' }], ['person.bound/1', { ref: 7 }], nominated('x'), nominated('y')],
  ],
  [
    'a candidate is nominated, confirms, is frozen and judged',
    planned,
    [
      nominated('eko'),
      ['data.confirmed/1', { candidate: 'EKO', record: 'r' }],
      ['snapshot.frozen/1', { candidate: 'EKO', answered: 'yes', digest: 'r1' }, { record: { a: 1 } }],
      gated('EKO', 'eligible'),
    ],
  ],
  [
    'a record that is not shown has the digest of its entry, or none',
    inPool,
    [
      ['data.confirmed/2', { candidate: 'EKO' }],
      ['snapshot.frozen/2', { candidate: 'EKO', answered: 'yes' }, { record: { a: 1 } }],
      ['snapshot.frozen/2', { candidate: 'FAY', answered: 'yes' }],
      ['snapshot.frozen/1', { candidate: 'EKO', answered: 'yes', digest: 'r1' }],
      ['snapshot.frozen/1', { candidate: 'NOBODY', answered: 'yes', digest: 'r1' }],
    ],
  ],
  [
    'who withdrew comes back as what the candidate was',
    inPool,
    [
      gated('EKO', 'eligible'),
      leaving('self', null),
      ['candidacy.restored/1', { candidate: 'EKO', other: null }],
      leaving('other-placement', 's2'),
      ['candidacy.restored/1', { candidate: 'EKO', other: 's2' }],
      ['candidacy.restored/1', { candidate: 'EKO', other: null }],
      leaving('self', 's9'),
      ['candidacy.restored/1', { candidate: 'NOBODY', other: null }],
      ['candidacy.withdrawn/1', { candidate: 'NOBODY', by: 'self', other: null }],
    ],
  ],
  [
    'who is nominated again begins anew',
    inPool,
    [gated('EKO', 'eligible'), leaving('other-placement', 's2'), nominated('eko')],
  ],
  ['a pool is complete in its attempt', inPool, [['pool.completed/1', { candidates: 2 }, {}, { by }]]],
  ['a pool before any stage is that of none', [], [['pool.completed/1', { candidates: 2 }]]],
  [
    'a correction is asked for and answered',
    inPool,
    [
      ['correction.requested/1', { candidate: 'EKO', correction: 'k1' }, { request: { field: 'rank' } }],
      [
        'correction.answered/1',
        { candidate: 'EKO', correction: 'k1', answer: 'accepted' },
        { reason: 'r', change: { rank: 'x' } },
        { by },
      ],
      ['correction.answered/1', { candidate: 'EKO', correction: 'k2', answer: 'accepted' }],
    ],
  ],
  [
    'a gate is verified for each candidate, the last time counts',
    inPool,
    [
      ['gate.verified/1', { candidate: 'EKO', gate: 'rank', result: 'met' }, { evidence: 'e' }, { by }],
      ['gate.verified/1', { candidate: 'FAY', gate: 'rank', result: 'met' }],
      ['gate.verified/1', { candidate: 'EKO', gate: 'rank', result: 'unmet' }],
    ],
  ],
];
