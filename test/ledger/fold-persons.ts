import type { CanonicalObject } from '#ledger/canonical.ts';
import { bound, type Story, type Told } from './folding.ts';

// Retention, legal hold and erasure, and what is left of a selection after one.

const by = 'HRA';
const agency = 'kota';
const hr = bound('hra', 'hr');
const asked: Told = ['erasure.requested/1', { erasure: 'e1', basis: 'retention', rules: 'd' }, {}, { by, agency }];
export const persons: readonly Story[] = [
  [
    'a person is held for a ground until the hold is lifted',
    [bound('eko'), hr],
    [
      ['hold.placed/1', { hold: 'h1', ground: 'appeal' }, { reason: 'r' }, { by, agency }],
      ['hold.lifted/1', { hold: 'h1' }, {}, { by }],
      ['hold.lifted/1', { hold: 'h2' }, {}, { by }],
    ],
  ],
  [
    'an erasure is asked for and approved',
    [bound('eko'), hr],
    [asked, ['erasure.approved/1', { erasure: 'e1' }, {}, { by }]],
  ],
  [
    'an erasure is declined, one that was not asked for changes nothing',
    [bound('eko'), hr, asked],
    [
      ['erasure.declined/1', { erasure: 'e1' }],
      ['erasure.approved/1', { erasure: 'e2' }],
    ],
  ],
];

const candidate: readonly Told[] = [
  bound('eko'),
  ['nomination.filed/1', { candidate: 'EKO', way: 'own' }, { note: 'n' }],
  ['snapshot.frozen/1', { candidate: 'EKO', digest: 'r' }, { record: { a: 1 } }],
  ['gates.evaluated/1', { candidate: 'EKO', outcome: 'eligible' }, { gates: ['g'], placement: { box: 7 } }],
];
const placed: readonly Told[] = [
  ['choice.made/1', { choice: 'o1', candidate: 'EKO', state: 'made' }],
  ['decree.issued/1', { candidate: 'EKO' }, { decree: { number: '1' } }],
  ['placement.effected/1', { candidate: 'EKO' }],
];
const revoked = (order: CanonicalObject): Told => ['placement.revoked/1', { candidate: 'EKO' }, order];
const erased = (open: CanonicalObject): Told => ['opening.erased/1', open];
const binding = erased({ entries: ['entry-01', 'entry-01'], fields: ['note', 'person'] });

export const erasures: readonly Story[] = [
  ['of a candidate whose name is destroyed only the course is left', candidate, [binding]],
  ['before the record is frozen there is none to blank', candidate.slice(0, 2), [binding]],
  [
    'why a placement was revoked goes with the name',
    [...candidate, ...placed, revoked({ order: { number: '2', reason: 'r' } })],
    [binding],
  ],
  ['an order that was not shown stays unknown', [...candidate, ...placed, revoked({})], [binding]],
  ['an order of another form stays as it is', [...candidate, ...placed, revoked({ order: ['reason'] })], [binding]],
  ['a text in place of an order stays as it is', [...candidate, ...placed, revoked({ order: 'reason' })], [binding]],
  ['a placement that was not revoked stays as it is', [...candidate, ...placed], [binding]],
  [
    'the placement of another candidate stays as it is',
    [...candidate, bound('fay'), ...placed, revoked({ order: { reason: 'r' } })],
    [erased({ entries: ['entry-05'], fields: ['person'] })],
  ],
  ['a name that was not a candidate leaves nothing', [bound('eko')], [binding]],
  [
    'another field, or another entry, leaves the candidate as it is',
    candidate,
    [
      erased({ entries: ['entry-01', 'entry-02'], fields: ['note', 'person'] }),
      erased({ entries: 'entry-01', fields: ['person'] }),
      erased({ entries: ['entry-01'], fields: 'person' }),
      erased({}),
    ],
  ],
  [
    'an entry of no type that is known writes nothing',
    candidate,
    [['opening.burnt/1'], ['constructor'], ['__proto__']],
  ],
];
