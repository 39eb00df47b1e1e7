import type { Words } from './citation.ts';
import { disputableFields } from './eligibility.ts';
import { refuseFact } from './facts.ts';
import { refuseConfirmation } from './nominations.ts';
import type { SelectionState } from './selections.ts';
import type { Stage, StageStep } from './stages.ts';

/** Where a person's own candidacy stands, in the fixed words of every page, letter and answer. */
export type CandidacyStatus =
  | 'submitted'
  | 'data-check'
  | 'in-assessment'
  | 'in-committee'
  | 'voting'
  | 'decided'
  | 'placed'
  | 'not-admitted'
  | 'withdrawn'
  | 'ended';

export type CandidateState = 'nominated' | 'admitted' | 'excluded' | 'held' | 'withdrawn';

export interface Candidacy {
  readonly state: CandidateState;
  readonly selection: SelectionState;
  /** The live stage, else the latest one. */
  readonly stage: Stage | undefined;
  /** Whether this person was placed by the selection, and the placement stands. */
  readonly isPlaced: boolean;
  readonly confirmedAt: string | null;
  /** How many corrections of this candidate wait for their answer. */
  readonly openCorrections: number;
}

const overStates: readonly SelectionState[] = ['placed', 'revoked', 'cancelled', 'failed'];

/** The status tells of the person's own part and of the common course, never of another candidate. */
export function candidacyStatus({ state, selection, stage, isPlaced }: Candidacy): CandidacyStatus {
  if (isPlaced) return 'placed';
  if (state === 'withdrawn') return 'withdrawn';
  const isOver = overStates.includes(selection);
  // While a nomination runs (again), what an earlier attempt found is void.
  const isNominating = stage === undefined || (stage.kind === 'nomination' && !isOver);
  if (!isNominating && (state === 'excluded' || state === 'held')) return 'not-admitted';
  if (isOver) return 'ended';
  return stage === undefined ? 'submitted' : statusOfStep[stage.step];
}

const statusOfStep: Readonly<Record<StageStep, CandidacyStatus>> = {
  nominating: 'submitted',
  'data-check': 'data-check',
  independent: 'in-assessment',
  final: 'in-assessment',
  declaring: 'in-committee',
  deliberating: 'in-committee',
  voting: 'voting',
  choosing: 'decided',
  concurrence: 'decided',
  decree: 'decided',
  inauguration: 'decided',
  effective: 'decided',
};

export type NextEvent =
  | 'data-check-opens'
  | 'confirm-data'
  | 'data-freezes'
  | 'committee-begins'
  | 'voting-begins'
  | 'outcome'
  | 'placement'
  | 'resumption';

export interface NextForCandidate {
  readonly what: NextEvent;
  /** The latest instant at which it happens; null where that is not known yet. */
  readonly at: string | null;
}

/** What the person may expect next. In a paused stage that is its resumption; after the end there is nothing. */
export function nextForCandidate(candidacy: Candidacy, now: string): NextForCandidate | null {
  const status = candidacyStatus(candidacy);
  const { stage } = candidacy;
  const next = eventAfter[status];
  if (next === undefined) return null;
  if (stage?.state === 'paused') return { what: 'resumption', at: null };
  if (mayConfirm(candidacy, now)) return { what: 'confirm-data', at: stage?.dueAt ?? null };
  const isKnown = stage !== undefined && next.from.includes(stage.step);
  return { what: next.what, at: isKnown ? stage.dueAt : null };
}

interface Following {
  readonly what: NextEvent;
  /** The steps at whose due instant it happens. */
  readonly from: readonly StageStep[];
}

const eventAfter: Readonly<Partial<Record<CandidacyStatus, Following>>> = {
  submitted: { what: 'data-check-opens', from: ['nominating'] },
  'data-check': { what: 'data-freezes', from: ['data-check'] },
  'in-assessment': { what: 'committee-begins', from: ['final'] },
  'in-committee': { what: 'voting-begins', from: ['deliberating'] },
  voting: { what: 'outcome', from: ['voting'] },
  decided: { what: 'placement', from: [] },
};

/** Whether the person may confirm the data now: exactly when the act would not be refused. */
export function mayConfirm(candidacy: Candidacy, now: string): boolean {
  const { stage, confirmedAt, openCorrections } = candidacy;
  const standing = candidacy.state === 'withdrawn' ? 'withdrawn' : 'standing';
  return refuseConfirmation({ stage, now, candidacy: standing, confirmedAt, openCorrections }) === undefined;
}

/** Whether the person may dispute a fact of the data now: before the freeze, while a field is left that is not in dispute. */
export function mayDispute({ state, stage, openCorrections }: Candidacy, now: string): boolean {
  if (state === 'withdrawn' || openCorrections >= disputableFields.length) return false;
  return refuseFact({ stage, fact: 'correction.request', now }) === undefined;
}

/** Each status as a sentence to the person. */
export const candidacyWords: Readonly<Record<CandidacyStatus, Words>> = {
  submitted: { id: 'Pencalonan Anda diajukan.', en: 'You have been put forward.' },
  'data-check': {
    id: 'Data Anda yang akan dipakai dapat diperiksa.',
    en: 'The data that will be used about you can be checked.',
  },
  'in-assessment': { id: 'Anda sedang dinilai.', en: 'You are being assessed.' },
  'in-committee': { id: 'Komite sedang membahas.', en: 'The committee deliberates.' },
  voting: { id: 'Komite sedang memungut suara.', en: 'The committee is voting.' },
  decided: { id: 'Komite telah memutuskan.', en: 'The committee has decided.' },
  placed: { id: 'Anda ditempatkan dalam jabatan ini.', en: 'You have been placed in the post.' },
  'not-admitted': {
    id: 'Anda tidak memenuhi semua syarat, atau ada syarat yang belum diketahui.',
    en: 'You do not meet every gate, or a gate is not known.',
  },
  withdrawn: { id: 'Pencalonan Anda ditarik.', en: 'Your candidacy was withdrawn.' },
  ended: { id: 'Seleksi ini telah berakhir.', en: 'The selection has ended.' },
};
