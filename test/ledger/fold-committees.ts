import type { CanonicalObject } from '#ledger/canonical.ts';
import { inPool } from './fold-pools.ts';
import { bound, type Story, type Told } from './folding.ts';

// How candidates were scored, and what the committee said.

const atAssessment: readonly Told[] = [
  ...inPool,
  bound('ass', 'assessor'),
  bound('suc', 'assessor'),
  ['stage.closed/1', { stage: 'nomination', attempt: 1, result: 'frozen' }],
];
const seat = (number: number, name: string, role: string): Told => [
  'seat.appointed/1',
  { seat: number, holder: name.toUpperCase(), role },
];
const inCommittee: readonly Told[] = [
  ...atAssessment.slice(0, -1),
  bound('one', 'chair'),
  bound('two', 'member'),
  bound('new', 'member'),
  seat(1, 'one', 'chair'),
  seat(2, 'two', 'member'),
  ['stage.closed/1', { stage: 'nomination', attempt: 1, result: 'frozen' }],
  ['stage.closed/1', { stage: 'assessment', attempt: 1, result: 'ranked' }],
];
const present = (number: number, session: number, presence = 'present'): Told => [
  'presence.recorded/1',
  { seat: number, session, presence },
];
const adjourned = (session: number): Told => ['session.adjourned/1', { session, cause: 'no-quorum' }];
const replaced = (number: number): Told => ['seat.replaced/1', { seat: number, holder: 'TWO', successor: 'NEW' }];
const put = (motion: string, digest: string, version = 1): Told => [
  'motion.put/1',
  { motion, digest, version },
  { content: [motion] },
  { by: 'ONE' },
];
const cast = (seat: number, motion: string, by: string, choice = 'yes'): Told => [
  'ballot.cast/1',
  { motion, seat, selection: 's1' },
  { choice, reason: 'r' },
  { by },
];
const tally = { abstaining: 1, against: 2, eligible: 5, outcome: 'approved', required: 3, supporting: 4 } as const;
const sheet = (round: 'submitted' | 'finalised', scores: CanonicalObject): Told => [
  `sheet.${round}/1`,
  { candidate: 'EKO', assessor: 'ASS' },
  scores,
];

export const judgements: readonly Story[] = [
  [
    'an assessor is drawn, and another in the place of one',
    atAssessment,
    [
      ['assessor.assigned/1', { assessor: 'ASS', seed: 's' }],
      ['assessor.replaced/1', { assessor: 'ASS', successor: 'SUC', seed: 't' }, { reason: 'r' }],
    ],
  ],
  [
    'scores are filed in two rounds, without what was left unscored',
    atAssessment,
    [
      sheet('submitted', { scores: { a: '80', b: null }, reasons: { a: 'r' } }),
      sheet('finalised', { scores: { a: '81', b: '0' }, reasons: null }),
      sheet('submitted', {}),
      sheet('submitted', { scores: null }),
      sheet('submitted', { scores: 'x' }),
      ['scores.revealed/1', { sheets: 2 }],
    ],
  ],
  [
    'a ranking is kept in its spelling, that of an attempt once',
    atAssessment,
    [
      ['ranking.derived/1', { digest: 'k', ranked: 2, unranked: 0 }, { ranking: { z: 1, a: [] } }],
      ['ranking.derived/1', { digest: 'l', ranked: 1, unranked: 1 }],
    ],
  ],
  ['of a selection without stages a ranking is of no attempt', [], [['ranking.derived/1', { digest: 'k' }]]],
  [
    'seats have holders, one after another',
    inCommittee,
    [
      seat(3, 'one', 'secretary'),
      ['seat.recused/1', { seat: 2, ground: 'kin' }, { reason: 'r' }],
      replaced(2),
      ['seat.recused/1', { seat: 2, ground: 'kin' }],
      replaced(2),
      replaced(9),
      ['seat.recused/1', { seat: 8, ground: 'kin' }],
    ],
  ],
  [
    'who leaves while a session is on is no longer present in it',
    inCommittee,
    [
      present(1, 1),
      present(2, 1),
      replaced(2),
      adjourned(1),
      present(2, 2),
      present(1, 2, 'absent'),
      replaced(2),
      ['seat.replaced/1', { seat: 1, holder: 'ONE', successor: 'NEW' }],
    ],
  ],
  [
    'sessions of another attempt are not those of this one',
    inCommittee,
    [
      present(2, 1),
      adjourned(1),
      ['stage.reopened/1', { stage: 'committee-review', attempt: 2 }],
      present(2, 1),
      replaced(2),
    ],
  ],
  [
    "outside of the committee's stage nobody is present",
    atAssessment,
    [seat(2, 'two', 'member'), present(2, 1), replaced(2)],
  ],
  [
    'a session that was adjourned stays so when somebody is late',
    inCommittee,
    [present(1, 1), adjourned(1), present(2, 1)],
  ],
  [
    'interests are declared for a seat by whoever holds it',
    inCommittee,
    [
      [
        'interest.declared/1',
        { seat: 2, actual: 1, possible: 0 },
        { declaration: { interests: [{ candidate: 'EKO', kind: 'kin', degree: 2 }] } },
      ],
      ['interest.declared/1', { seat: 1, actual: 0, possible: 0 }],
      replaced(2),
      ['interest.declared/1', { seat: 2, actual: 0, possible: 0 }, { declaration: { interests: [] } }],
      ['interest.declared/1', { seat: 7, actual: 0, possible: 0 }, { declaration: { interests: 'none' } }],
    ],
  ],
  [
    'a motion is put, voted on and counted',
    inCommittee,
    [
      put('m1', 'k'),
      cast(1, 'k', 'ONE'),
      cast(2, 'k', 'TWO', 'no'),
      ['ballot.voided/1', { motion: 'k', seat: 2, cause: 'recused' }],
      cast(2, 'k', 'NEW'),
      ['outcome.derived/1', { motion: 'k', cast: 7, ...tally }],
    ],
  ],
  [
    'a voided motion takes its standing ballots with it, and no other',
    inCommittee,
    [
      put('m1', 'k'),
      put('m2', 'l', 2),
      cast(1, 'k', 'ONE'),
      cast(2, 'k', 'TWO'),
      cast(1, 'l', 'ONE'),
      ['ballot.voided/1', { motion: 'k', seat: 2, cause: 'recused' }],
      ['motion.voided/1', { motion: 'm1', cause: 'replaced', successor: 'm2' }],
    ],
  ],
  [
    'of two motions of one content the last is voted on',
    inCommittee,
    [
      put('m1', 'k'),
      put('m2', 'k', 2),
      cast(1, 'k', 'ONE'),
      ['outcome.derived/1', { motion: 'k', cast: 1, ...tally }],
      ['motion.put/1', { motion: 'm3', digest: 'n', version: 3 }],
    ],
  ],
  [
    'of no motion there is nothing to count',
    inCommittee,
    [
      cast(1, 'k', 'ONE'),
      ['ballot.voided/1', { motion: 'k', seat: 1, cause: 'x' }],
      ['ballot.voided/1', { motion: 'l', seat: 2, cause: 'x' }],
      ['outcome.derived/1', { motion: 'k', ...tally }],
    ],
  ],
];
