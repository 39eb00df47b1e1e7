import type { Reading } from './access-reads.ts';

export const entryKinds = [
  'course',
  'criteria',
  'nomination',
  'assessment',
  'committee',
  'placement',
  'people',
] as const;
/** What an entry of a selection is about. */
export type EntryKind = (typeof entryKinds)[number];

/** How a type of entry is shown. */
export interface EntryRule {
  readonly kind: EntryKind;
  /** Stage moves, seal, outcome, choice, decree, effect, blocks: shown to whoever may read the selection. */
  readonly inSummary?: true;
  /** What its open fields are refused without. */
  readonly open: Reading;
  /** Open fields that tell nobody's name, score or voice: known with the entry itself. */
  readonly plain?: readonly string[];
  /** What each sealed field is refused without. */
  readonly committed: Readonly<Record<string, Reading>>;
}

const move: EntryRule = { kind: 'course', inSummary: true, open: 'selection', committed: {} };
const timed: EntryRule = { ...move, committed: { deadline: 'selection' } };
/** Why somebody changed the course is told to those who keep the record. */
const commanded: EntryRule = { ...move, committed: { reason: 'ledger' } };
const candidacy = (...sealed: readonly string[]): EntryRule => ({
  kind: 'nomination',
  open: 'candidates',
  committed: Object.fromEntries(sealed.map((field) => [field, 'candidates' as const])),
});
const sheet: EntryRule = { kind: 'assessment', open: 'ledger', committed: { scores: 'sheets', reasons: 'sheets' } };
const desk: EntryRule = { kind: 'assessment', open: 'ledger', committed: { reason: 'ledger' } };
const seat: EntryRule = { kind: 'committee', open: 'committee', committed: {} };
const motion: EntryRule = { kind: 'committee', open: 'motion', committed: { content: 'motion' } };
const placed = (...sealed: readonly string[]): EntryRule => ({
  kind: 'placement',
  open: 'placement',
  committed: Object.fromEntries(sealed.map((field) => [field, 'placement' as const])),
});
const chosen = { ...placed('reason'), inSummary: true } as const satisfies EntryRule;

/** Every type that stands on the stream of a selection. */
export const entryRules: Readonly<Record<string, EntryRule>> = {
  'selection.opened/1': { ...move, committed: { vacancy: 'selection' } },
  'selection.decided/1': move,
  'selection.cancelled/1': commanded,
  'selection.policy-moved/1': commanded,
  'person.bound/1': { kind: 'people', open: 'ledger', committed: {} },
  'opening.erased/1': { kind: 'people', open: 'ledger', plain: ['basis'], committed: {} },
  'criteria.drafted/1': { kind: 'criteria', open: 'criteria', committed: { content: 'criteria' } },
  'criteria.sealed/1': { ...move, kind: 'criteria' },
  'criteria.countersigned/1': { ...move, kind: 'criteria' },
  'stage.opened/1': timed,
  'stage.stepped/1': timed,
  'stage.closed/1': move,
  'stage.paused/1': commanded,
  'stage.resumed/1': commanded,
  'stage.resumed/2': { ...timed, committed: { deadline: 'selection', reason: 'ledger' } },
  'stage.reopened/1': commanded,
  'stage.cancelled/1': commanded,
  'deadline.moved/1': { ...timed, committed: { deadline: 'selection', reason: 'ledger' } },
  'reminder.sent/1': { kind: 'course', open: 'ledger', committed: {} },
  'stage.blocked/1': move,
  'stage.unblocked/1': move,
  'nomination.filed/1': candidacy('note'),
  'pool.completed/1': candidacy(),
  'data.confirmed/1': candidacy(),
  'data.confirmed/2': candidacy('record'),
  'correction.requested/1': candidacy('request'),
  'correction.answered/1': candidacy('change', 'reason'),
  'gate.verified/1': candidacy('evidence'),
  'snapshot.frozen/1': candidacy('record'),
  'snapshot.frozen/2': candidacy('record'),
  'gates.evaluated/1': candidacy('gates', 'placement'),
  'candidacy.withdrawn/1': candidacy('reason'),
  'candidacy.restored/1': candidacy(),
  'assessor.assigned/1': { ...desk, committed: {} },
  'assessor.replaced/1': desk,
  'sheet.submitted/1': sheet,
  'sheet.finalised/1': sheet,
  'scores.revealed/1': { kind: 'assessment', open: 'ledger', committed: {} },
  'ranking.derived/1': { kind: 'assessment', open: 'ranking', committed: { ranking: 'ranking' } },
  'seat.appointed/1': seat,
  'seat.replaced/1': { ...seat, committed: { reason: 'ledger' } },
  'interest.declared/1': { kind: 'committee', open: 'declarations', committed: { declaration: 'declarations' } },
  'seat.recused/1': { ...seat, committed: { reason: 'declarations' } },
  'presence.recorded/1': seat,
  'session.adjourned/1': { ...seat, committed: { reason: 'committee' } },
  'motion.put/1': motion,
  'motion.voided/1': { ...motion, committed: {} },
  // The seat that voted is known before the reveal, its voice is not.
  'ballot.cast/1': { kind: 'committee', open: 'ledger', committed: { choice: 'ballots', reason: 'ballots' } },
  'ballot.voided/1': { kind: 'committee', open: 'ledger', committed: {} },
  'outcome.derived/1': {
    kind: 'committee',
    inSummary: true,
    open: 'outcome',
    plain: ['outcome'],
    committed: {},
  },
  'choice.made/1': { ...chosen, plain: ['state'] },
  'choice.approved/1': chosen,
  'choice.declined/1': chosen,
  'choice.undone/1': { ...chosen, committed: {} },
  'concurrence.requested/1': placed('deadline'),
  'concurrence.replied/1': placed('letter'),
  'concurrence.lapsed/1': placed('certificate'),
  'decree.issued/1': { ...placed('decree'), inSummary: true, plain: ['effective'] },
  'placement.inaugurated/1': { ...placed('minutes'), inSummary: true },
  'placement.effected/1': { ...placed(), inSummary: true, plain: ['post'] },
  'placement.revoked/1': { ...placed('order'), inSummary: true },
  'step.undone/1': placed(),
};
