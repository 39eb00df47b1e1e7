import type { Canonical, CanonicalObject } from '#ledger/canonical.ts';
import { bound, policy, type Story, type Told } from './folding.ts';

// The course of a selection: its row, its stages, and how it ends.

const agency = 'kota';
const nomination = { stage: 'nomination', attempt: 1 } as const;
const nudge = (day: number, kind = 'reminder'): CanonicalObject => ({
  at: `2026-03-${String(day).padStart(2, '0')}T08:00:00.000000Z`,
  kind,
});
const term = (...nudges: Canonical[]): CanonicalObject => ({ deadline: { days: 5, nudges } });
const closed = (stage: string, result: string, attempt = 1): Told => ['stage.closed/1', { stage, attempt, result }];
const due = '2026-04-01T00:00:00.000000Z';
const dueAgain = '2026-04-09T00:00:00.000000Z';

const opening: readonly Told[] = [
  bound('ani', 'hr'),
  [
    'selection.opened/1',
    { number: 7, post: 'p1' },
    { vacancy: { plannedOn: '2026-09-01' } },
    { by: 'ANI', agency, policy: policy('d1') },
  ],
];
const sealed: readonly Told[] = [
  ...opening,
  ['criteria.drafted/1', { version: 1, digest: 'c1' }, { content: { a: 1 } }, { by: 'ANI' }],
  ['criteria.countersigned/1', { version: 1, digest: 'c1' }, {}, { by: 'ANI', agency }],
];
const running: readonly Told[] = [
  ...sealed,
  ['stage.opened/1', { ...nomination, calendar: 'k1', due, step: 'nominating' }, term(nudge(7), nudge(20))],
];
const decided: readonly Told[] = [
  ...running,
  closed('nomination', 'frozen'),
  closed('assessment', 'ranked'),
  closed('committee-review', 'approved'),
];
const paused: Told = ['stage.paused/1', nomination, { reason: 'x' }];
const moved = (nudges: CanonicalObject): Told => [
  'deadline.moved/1',
  { ...nomination, calendar: 'k2', due: dueAgain },
  nudges,
];
const resumed: Told = ['stage.resumed/1', { ...nomination, due: dueAgain }];

export const courses: readonly Story[] = [
  [
    'a selection goes from stage to stage, and ends with an official in the post',
    [],
    [
      ...running,
      ['stage.stepped/1', { ...nomination, calendar: null, due: null, step: 'data-check' }, { deadline: null }],
      closed('nomination', 'frozen'),
      ['stage.opened/1', { stage: 'assessment', attempt: 1, calendar: null, due: null, step: 'independent' }],
      closed('assessment', 'ranked'),
      closed('committee-review', 'approved'),
      closed('placement', 'effective'),
      ['selection.decided/1', { outcome: 'placed' }],
    ],
  ],
  [
    'a selection nobody is in fails when its end is told',
    running,
    [closed('nomination', 'pool-empty'), ['selection.decided/1']],
  ],
  [
    'a committee that comes back to its work plans nothing',
    decided.slice(0, -1),
    [closed('committee-review', 'tied'), ['selection.decided/1']],
  ],
  ['a result that no stage has plans nothing', running, [closed('nomination', 'ranked'), ['selection.decided/1']]],
  ['a stage that no selection has is closed nowhere', running, [closed('party', 'frozen')]],
  [
    'of a policy nothing is known where the first entry names none',
    [],
    [['selection.opened/1', { number: 1, post: 'p1' }]],
  ],
  ['a cancelled selection takes the paused stage with it', running, [paused, ['selection.cancelled/1']]],
  [
    'a selection is cancelled once, and its closed stage stays closed',
    running,
    [closed('nomination', 'pool-empty'), ['selection.cancelled/1'], ['selection.cancelled/1']],
  ],
  [
    'a selection that was not opened is neither moved nor ended',
    [],
    [['selection.cancelled/1'], ['stage.reopened/1', nomination]],
  ],
  [
    'a reopened placement leaves the decision, another reopened stage does not',
    decided,
    [
      ['stage.reopened/1', { stage: 'placement', attempt: 2 }, {}, { agency }],
      ['stage.reopened/1', { stage: 'assessment', attempt: 2 }],
      ['selection.cancelled/1'],
      ['stage.reopened/1', { stage: 'assessment', attempt: 3 }],
    ],
  ],
  [
    'a selection that moves to another policy begins with its newest criteria anew',
    sealed,
    [
      ['criteria.drafted/1', { version: 2, digest: 'c2' }],
      ['criteria.sealed/1', { version: 2 }, {}, { by: 'ANI' }],
      ['criteria.sealed/1', { version: 1 }, {}, { by: 'ANI' }],
      ['stage.opened/1', { ...nomination, calendar: null, due: null, step: 'nominating' }],
      ['selection.policy-moved/1', { from: 'd1' }, {}, { policy: policy('d2') }],
      ['selection.policy-moved/1', { from: 'd2' }],
    ],
  ],
  [
    'after a pause the reminders that are still to come move by its length',
    running,
    [
      ['reminder.sent/1', { ...nomination, kind: 'reminder', recipients: 2 }, {}, { by: 'ANI' }],
      paused,
      ['reading.none/1'],
      resumed,
    ],
  ],
  [
    'what is no instant, and no reminder, is not moved',
    running,
    [moved(term(nudge(25), { at: 7 }, 'x', null, [], { at: '2026-03-26' }, nudge(27))), paused, resumed],
  ],
  [
    'a term without a list of reminders is left so',
    running,
    [moved({ deadline: { days: 5, nudges: 'x' } }), paused, resumed],
  ],
  ['of a term that is not opened nothing is known after a pause', running, [moved({}), paused, resumed]],
  ['no term is none after a pause', running, [moved({ deadline: null }), paused, resumed]],
  ['a list in place of a term is no term', running, [moved({ deadline: [] }), paused, resumed]],
  ['where nothing was paused the reminders stay', running, [resumed]],
  [
    'a stage goes on by the term of its entry, or by the one it had',
    running,
    [
      ['reminder.sent/1', { ...nomination, kind: 'reminder', recipients: 2 }],
      paused,
      ['stage.resumed/2', { ...nomination, calendar: null, due: dueAgain }, { deadline: null }],
      paused,
      ['stage.resumed/2', { ...nomination, calendar: 'k3', due }, term(nudge(30))],
    ],
  ],
  [
    'a stage is blocked for a cause until it is not',
    running,
    [
      ['stage.blocked/1', { ...nomination, cause: 'signer' }],
      ['stage.unblocked/1', nomination],
    ],
  ],
  [
    'a step begins unblocked, and so does a term that is moved',
    running,
    [
      ['stage.blocked/1', { ...nomination, cause: 'signer' }],
      ['stage.stepped/1', { ...nomination, calendar: 'k1', due, step: 'data-check' }, term()],
      ['stage.blocked/1', { ...nomination, cause: 'signer' }],
      moved(term(nudge(8), nudge(9), nudge(10), nudge(11), { at: 'x' })),
    ],
  ],
  [
    'reminders are counted, but for those that somebody sends by hand',
    running,
    [
      ['reminder.sent/1', { ...nomination, kind: 'manual', recipients: 3 }, {}, { by: 'ANI' }],
      ['reminder.sent/1', { ...nomination, kind: 'overdue', recipients: 1 }],
      ['reminder.sent/1', { ...nomination, kind: 'overdue', recipients: 1 }],
    ],
  ],
  [
    'how many reminders were sent is unknown after a term that is not opened',
    running,
    [moved({}), ['reminder.sent/1', { ...nomination, kind: 'overdue', recipients: 1 }]],
  ],
  [
    'of a stage that is not here a reminder is all',
    [],
    [['reminder.sent/1', { ...nomination, kind: 'overdue', recipients: 1 }], resumed],
  ],
];
