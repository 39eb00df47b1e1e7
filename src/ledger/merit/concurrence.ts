import type { Choice } from '#domain/choices.ts';
import {
  type Concurrence,
  type ConcurrenceReply,
  judgeReply,
  refuseConcurrenceRequest,
  refuseLapse,
} from '#domain/concurrence.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { PlacementFacts } from '#domain/step-facts.ts';
import { localDayOf, startOfDay } from '#domain/working-days.ts';
import type { MeritEntry } from '../examination.ts';
import { type CaseFile, countOf, object, textOf } from './case-file.ts';
import { isDecree, isLetter, isMinutes } from './content-forms.ts';
import { checkEnd } from './ends.ts';
import type { Standings } from './standings.ts';

/** How far the placement has come after the entries so far. */
export interface Placement {
  readonly standings: Standings;
  /** Proposed names by digest of the motion, where disclosed. */
  readonly contents: Map<string, readonly string[]>;
  shortlist: readonly string[] | undefined;
  ranks: ReadonlyMap<string, number> | undefined;
  /** The choice that was neither declined nor undone. */
  choice: (Choice & { readonly entry: MeritEntry }) | undefined;
  readonly inVain: Set<string>;
  rounds: number;
  /** The latest round for the choice. */
  concurrence: Concurrence | undefined;
  /** From the decree on. */
  effectiveAt: string | undefined;
  /** Undefined where the decree is not disclosed. */
  issuedOn: string | undefined;
  isInaugurated: boolean;
  isEffected: boolean;
  /** Steps of the revocation that are done. */
  undone: number;
}

/** From the concurrence to the effect: each act on the one before it, and each step ended by its act. */
export function checkConcurrence(file: CaseFile, entry: MeritEntry, placement: Placement): void {
  switch (entry.envelope.type) {
    case 'concurrence.requested/1':
      return request(file, entry, placement);
    case 'concurrence.replied/1':
      return reply(file, entry, placement);
    case 'concurrence.lapsed/1':
      return lapse(file, entry, placement);
    case 'decree.issued/1':
      return decree(file, entry, placement);
    case 'placement.inaugurated/1':
      return inaugurate(file, entry, placement);
    case 'placement.effected/1':
      return effect(file, entry, placement);
    case 'placement.revoked/1':
      return requireAll(file, entry, { effect: placement.isEffected, candidate: isChosen(entry, placement) });
    case 'stage.stepped/1':
      return checkStep(file, entry, placement);
    default:
      return;
  }
}

function request(file: CaseFile, entry: MeritEntry, placement: Placement): void {
  const { choice, concurrence } = placement;
  const { at, open, actor } = entry.envelope;
  const stage = file.stages.get(entry);
  const isFirst = actor.ref === null && stage?.step === 'choosing' && concurrence === undefined;
  const refusal = isFirst ? undefined : refuseConcurrenceRequest(stage, concurrence, at);
  tell(file, entry, refusal);
  const isNext = countOf(entry, 'round') === placement.rounds + 1;
  requireAll(file, entry, {
    'a choice that stands': choice?.state === 'standing',
    candidate: isChosen(entry, placement),
    'the next round': isNext,
  });
  placement.rounds += 1;
  const lapsesAt = typeof open['lapses'] === 'string' ? open['lapses'] : null;
  placement.concurrence = { round: placement.rounds, state: 'requested', requestedAt: at, lapsesAt };
}

function reply(file: CaseFile, entry: MeritEntry, placement: Placement): void {
  const { concurrence } = placement;
  const isOpen = concurrence?.state === 'requested' || concurrence?.state === 'lapsed';
  const given = replies.find((known) => known === textOf(entry, 'reply'));
  requireAll(file, entry, {
    'a request without an answer': isOpen && countOf(entry, 'round') === concurrence.round,
    'a known reply': given !== undefined,
    'a letter with its number': hasLetter(entry),
  });
  if (file.pack === undefined || concurrence === undefined || given === undefined || !isOpen) return;
  const judged = judgeReply(file.pack.concurrence, concurrence, { reply: given, now: entry.envelope.at });
  const expected = judged.timing === 'late' ? 'yes' : 'no';
  const found = textOf(entry, 'late');
  if (expected !== found) object(file, entry, { code: 'merit.deadline', expected, found });
  placement.concurrence = { ...concurrence, state: judged.state };
}

/** It is the letter that speaks for the outside authority. What is not disclosed is not asked. */
function hasLetter({ openings }: MeritEntry): boolean {
  return !openings.has('letter') || isLetter(openings.get('letter'));
}

const replies: readonly ConcurrenceReply[] = ['issued', 'returned', 'refused'];

/** Silence is no approval: a lapse is certified by name, where the policy knows one, once its instant has come. */
function lapse(file: CaseFile, entry: MeritEntry, placement: Placement): void {
  const { concurrence } = placement;
  if (file.pack === undefined) return;
  const asked = { stage: file.stages.get(entry), now: entry.envelope.at };
  const refusal = refuseLapse(file.pack.concurrence, concurrence, asked);
  tell(file, entry, refusal);
  requireAll(file, entry, {
    'the round that was asked': concurrence?.round === countOf(entry, 'round'),
    'the instant of its lapse': concurrence?.lapsesAt === textOf(entry, 'lapsed'),
  });
  if (concurrence !== undefined && refusal === undefined) placement.concurrence = { ...concurrence, state: 'lapsed' };
}

function decree(file: CaseFile, entry: MeritEntry, placement: Placement): void {
  const { choice, concurrence, effectiveAt } = placement;
  const state = concurrence?.state;
  requireAll(file, entry, {
    choice: choice?.state === 'standing',
    concurrence: state === 'issued' || state === 'lapsed',
    candidate: isChosen(entry, placement),
    'no decree before': effectiveAt === undefined,
  });
  placement.effectiveAt = textOf(entry, 'effective');
  const content = entry.openings.get('decree');
  placement.issuedOn = isDecree(content) ? content.issuedOn : undefined;
  if (content === undefined || file.criteria === undefined) return;
  const isRight =
    isDecree(content) &&
    content.effectiveOn >= content.issuedOn &&
    startOfDay(content.effectiveOn, file.criteria.zone) === placement.effectiveAt;
  requireAll(file, entry, { 'the first instant of its day': isRight });
}

function inaugurate(file: CaseFile, entry: MeritEntry, placement: Placement): void {
  requireAll(file, entry, {
    decree: placement.effectiveAt !== undefined,
    candidate: isChosen(entry, placement),
    'no inauguration before': !placement.isInaugurated,
  });
  placement.isInaugurated = true;
  const minutes = entry.openings.get('minutes');
  if (!isMinutes(minutes) || file.criteria === undefined) return;
  const { issuedOn } = placement;
  const today = localDayOf(entry.envelope.at, file.criteria.zone);
  requireAll(file, entry, { 'its day': minutes.on <= today && (issuedOn === undefined || minutes.on >= issuedOn) });
}

function effect(file: CaseFile, entry: MeritEntry, placement: Placement): void {
  const { effectiveAt } = placement;
  const opened = file.entries.find(({ envelope }) => envelope.type === 'selection.opened/1');
  requireAll(file, entry, {
    decree: effectiveAt !== undefined,
    inauguration: placement.isInaugurated,
    candidate: isChosen(entry, placement),
    'the post of this selection': opened === undefined || textOf(opened, 'post') === textOf(entry, 'post'),
  });
  placement.isEffected = true;
  if (effectiveAt !== undefined)
    checkEnd(file, entry, { facts: { step: 'effective', effectiveAt }, code: 'merit.deadline' });
}

/** A step ends by its act alone, however long that takes; going back to the choice is course.ts's. */
function checkStep(file: CaseFile, entry: MeritEntry, placement: Placement): void {
  const stage = file.stages.get(entry);
  if (stage?.kind !== 'placement' || textOf(entry, 'step') === 'choosing') return;
  const { choice, concurrence, effectiveAt, isInaugurated } = placement;
  const isDeviating = choice?.state === 'awaiting-approval';
  const facts: Readonly<Record<string, PlacementFacts>> = {
    choosing: { step: 'choosing', choice: choice?.state },
    concurrence: { step: 'concurrence', state: concurrence?.state },
    decree: { step: 'decree', isIssued: effectiveAt !== undefined },
    inauguration: { step: 'inauguration', isInaugurated },
  };
  const own = facts[stage.step];
  if (own !== undefined)
    checkEnd(file, entry, { facts: own, code: isDeviating ? 'merit.deviation' : 'merit.requirement' });
}

function isChosen(entry: MeritEntry, { choice }: Placement): boolean {
  return choice?.candidateRef === textOf(entry, 'candidate');
}

/** What the rules refuse; where it is the stage that refuses, course.ts has told it. */
function tell(file: CaseFile, entry: MeritEntry, refusal: Refusal | undefined): void {
  if (refusal !== undefined && !refusal.code.startsWith('stage.'))
    object(file, entry, { code: 'merit.requirement', expected: refusal.code });
}

function requireAll(file: CaseFile, entry: MeritEntry, met: Readonly<Record<string, boolean>>): void {
  for (const [requirement, isMet] of Object.entries(met)) {
    if (!isMet) object(file, entry, { code: 'merit.requirement', expected: requirement });
  }
}
