import type { CanonicalObject } from '#ledger/canonical.ts';
import { bound, policy, type Story, type Told } from './folding.ts';

// What an agency, a reader and a post keep, each on a stream of its own.

const by = 'HRA';
const agency = 'kota';
const hr = bound('hra', 'hr');
const proposed: Told = ['policy.proposed/1', { proposal: 'q1', pack: 'asn', version: '2', digest: 'd' }, {}, { by }];

export const agencies: readonly Story[] = [
  [
    'an agency is founded, and has accounts and grants',
    [],
    [
      ['agency.founded/1', {}, { name: 'Kota Contoh' }],
      ['account.opened/1', { account: 'a1' }, { identity: { realm: 'r', subject: 's', name: 'Ani', person: 'ani' } }],
      ['account.opened/1', { account: 'a2' }],
      ['account.opened/1', { account: 'a3' }, { identity: { realm: 'r' } }],
      [
        'grant.given/1',
        { account: 'a1', role: 'hr', selection: null },
        { validity: { from: '2026-01-01', until: '2026-12-31' } },
      ],
      ['grant.given/1', { account: 'a1', role: 'hr', selection: 's1' }],
      ['grant.ended/1', { account: 'a1', role: 'hr' }],
    ],
  ],
  [
    'a policy is proposed and approved by another',
    [hr, bound('sek', 'hr')],
    [
      proposed,
      ['policy.approved/1', { proposal: 'q1' }, {}, { by: 'SEK' }],
      ['policy.published/2', { pack: 'asn', version: '2', digest: 'd', proposal: 'q1' }],
      ['policy.published/1', { pack: 'asn', version: '3', digest: 'e' }],
    ],
  ],
  [
    'a policy is declined for a reason',
    [hr, proposed],
    [
      ['policy.declined/1', { proposal: 'q1' }, { reason: 'r' }, { by }],
      ['policy.declined/1', { proposal: 'q2' }, { reason: 'r' }, { by }],
    ],
  ],
  [
    'a calendar is published for a year, and again',
    [],
    [
      ['calendar.published/1', { year: 2026, digest: 'd' }],
      ['calendar.published/1', { year: 2026, digest: 'e' }],
    ],
  ],
  [
    'a map is told by its counts and a digest, open or opened',
    [],
    [
      ['mapping.derived/1', { run: 'm1', held: 1, mapped: 2, digest: 'd' }, {}, { policy: policy('p') }],
      ['mapping.derived/2', { run: 'm2', held: 3, mapped: 4 }, { digest: 'e' }],
      ['mapping.derived/2', { run: 'm3', held: 3, mapped: 4 }],
    ],
  ],
  [
    'people are imported in a batch, told once',
    [],
    [
      ['people.imported/1', { batch: 'b1', files: ['f'], people: 3, findings: 1 }],
      ['people.imported/2', { batch: 'b2', files: ['g'], people: 4, findings: 0, excluded: 1 }, { decisions: ['x'] }],
      ['people.imported/2', { batch: 'b1', files: ['h'], people: 9, findings: 9, excluded: 1 }, { decisions: ['y'] }],
    ],
  ],
  [
    'a post is filled by a person, and vacated',
    [],
    [
      ['post.filled/1', { post: 'p1', selection: 's1' }, { holder: { person: 'ani' } }],
      ['post.vacated/1', { post: 'p1', selection: 's1' }, { holder: { person: 'ani' } }],
      ['post.filled/1', { post: 'p2', selection: 's1' }],
      ['post.filled/1', { post: 'p3', selection: 's1' }, { holder: ['ani'] }],
      ['post.filled/1', { post: 'p4', selection: 's1' }, { holder: 'ani' }],
      ['post.filled/1', { post: 'p5', selection: 's1' }, { holder: null }],
    ],
  ],
  [
    'rules of retention are published by their version',
    [],
    [
      ['retention.published/1', { version: '1', digest: 'd' }],
      ['retention.published/1', { version: '2', digest: 'e' }],
    ],
  ],
];

export const readers: readonly Story[] = [
  [
    'a reader is bound, and what was read is counted',
    [],
    [
      ['reader.bound/1', { ref: 'X' }, {}, { holders: { person: 'ani' }, agency }],
      ['reader.bound/1', { ref: 'Y' }],
      ['reading.recorded/1', { count: 2, streams: 1 }, { items: ['i'] }],
      ['reading.recorded/1', { count: 2, streams: 1 }],
    ],
  ],
];

const designated: Told = [
  'post.designated/1',
  { designation: 'd1', post: 'p1', ground: 'g' },
  { reason: 'r' },
  { by, agency },
];
const named = (more: CanonicalObject): Told => [
  'successor.named/1',
  { successor: 'u1', designation: 'd1', person: 'EKO', map: 'm1' },
  more,
  { by },
];

export const successions: readonly Story[] = [
  [
    'a post is designated, confirmed, and no longer',
    [hr],
    [
      designated,
      ['designation.confirmed/1', { designation: 'd1' }, { decree: 'SK' }],
      ['designation.confirmed/1', { designation: 'd2' }, { decree: 'SK' }],
      ['designation.withdrawn/1', { designation: 'd1' }, { reason: 'q' }],
      ['designation.withdrawn/1', { designation: 'd2' }, { reason: 'q' }],
    ],
  ],
  [
    'a post is withdrawn by two acts',
    [hr, designated],
    [
      ['withdrawal.proposed/1', { designation: 'd1' }, { reason: 'q' }, { by }],
      ['withdrawal.proposed/1', { designation: 'd2' }, { reason: 'q' }, { by }],
      ['withdrawal.confirmed/1', { designation: 'd1' }, { decree: 'SK' }],
      ['withdrawal.confirmed/1', { designation: 'd2' }, { decree: 'SK' }],
    ],
  ],
  [
    'a successor is named by a place on the map, decided on, and removed',
    [hr, bound('eko'), designated],
    [
      named({ place: { box: 8, talentValue: '85' } }),
      ['succession.decided/1', { designation: 'd1', successors: ['u1', 'u2'] }, { decree: 'SK' }],
      ['succession.decided/1', { designation: 'd1', successors: 'u1' }, { decree: 'SK' }],
      ['successor.removed/1', { successor: 'u1' }, { reason: 'r' }],
      ['successor.removed/1', { successor: 'u2' }, { reason: 'r' }],
      named({}),
    ],
  ],
  [
    'readiness is derived each time anew',
    [],
    [
      [
        'readiness.derived/1',
        { derived: 'x1', successor: 'u1' },
        { derivation: { on: '2026-01-01', readiness: 'ready', readyOn: '2027-01-01', missing: ['m'], gates: ['g'] } },
        { policy: policy('d') },
      ],
      ['readiness.derived/1', { derived: 'x2', successor: 'u1' }],
    ],
  ],
];
