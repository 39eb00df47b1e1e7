import { type Choice, makeChoice, nextAlternate, refuseChoice } from '#domain/choices.ts';
import { isBlank } from '#domain/committee.ts';
import { undoFor } from '#domain/compensation.ts';
import type { MeritEntry } from '../examination.ts';
import { type CaseFile, countOf, isSamePerson, isType, object, textOf } from './case-file.ts';
import { checkConcurrence, type Placement } from './concurrence.ts';
import { isMotionContent, isRankedList, isText } from './content-forms.ts';
import { Standings } from './standings.ts';

/** The deviation protocol, and everything an official needs before being in the post. */
export function checkPlacement(file: CaseFile): void {
  const placement: Placement = {
    standings: new Standings(),
    contents: new Map(),
    shortlist: undefined,
    ranks: undefined,
    choice: undefined,
    inVain: new Set(),
    rounds: 0,
    concurrence: undefined,
    effectiveAt: undefined,
    issuedOn: undefined,
    isInaugurated: false,
    isEffected: false,
    undone: 0,
  };
  for (const entry of file.entries) {
    follow(file, entry, placement);
    checkConcurrence(file, entry, placement);
    placement.standings.note(entry);
  }
}

function follow(file: CaseFile, entry: MeritEntry, placement: Placement): void {
  switch (entry.envelope.type) {
    case 'motion.put/1':
      return noteMotion(entry, placement);
    case 'ranking.derived/1':
      placement.ranks = ranksOf(entry);
      return;
    case 'outcome.derived/1':
      if (textOf(entry, 'outcome') === 'approved')
        placement.shortlist = placement.contents.get(textOf(entry, 'motion'));
      return;
    case 'choice.made/1':
      return choose(file, entry, placement);
    case 'choice.approved/1':
    case 'choice.declined/1':
      return answer(file, entry, placement);
    case 'choice.undone/1':
      return undo(file, entry, placement);
    case 'step.undone/1':
      return undoStep(file, entry, placement);
    case 'stage.closed/1':
      return close(file, entry, placement);
    default:
      return;
  }
}

function noteMotion(entry: MeritEntry, { contents }: Placement): void {
  const content = entry.openings.get('content');
  if (isMotionContent(content)) contents.set(textOf(entry, 'digest'), content.candidates);
}

function ranksOf(entry: MeritEntry): ReadonlyMap<string, number> | undefined {
  const ranking = entry.openings.get('ranking');
  return isRankedList(ranking) ? new Map(ranking.ranked.map(({ ref, rank }) => [ref, rank])) : undefined;
}

function choose(file: CaseFile, entry: MeritEntry, placement: Placement): void {
  const choice: Choice = {
    candidateRef: textOf(entry, 'candidate'),
    deviation: 'none',
    exception: typeof entry.envelope.open['exception'] === 'string' ? entry.envelope.open['exception'] : null,
    madeBy: { accountId: entry.envelope.actor.ref ?? '', personId: null },
    state: textOf(entry, 'state') === 'made' ? 'standing' : 'awaiting-approval',
  };
  checkChoice(file, entry, { placement, choice });
  placement.choice = { ...choice, entry };
  Object.assign(placement, { concurrence: undefined, effectiveAt: undefined, isInaugurated: false, isEffected: false });
}

interface Chosen {
  readonly placement: Placement;
  readonly choice: Choice;
}

/** Derives how far the choice departs from the order, and asks what the policy wants for that. */
function checkChoice(file: CaseFile, entry: MeritEntry, { placement, choice }: Chosen): void {
  const { shortlist, standings, ranks } = placement;
  if (file.pack === undefined || shortlist === undefined) return;
  const reason = entry.openings.get('reason');
  const question = {
    stage: file.stages.get(entry),
    now: entry.envelope.at,
    rule: file.pack.deviation,
    shortlist,
    candidates: standings.all,
    unavailable: unavailableOf(placement),
    candidateRef: choice.candidateRef,
    reason: isText(reason) ? reason : null,
    exception: choice.exception,
    earlier: placement.choice === undefined ? [] : [placement.choice],
  };
  const derived = makeChoice(question, choice.madeBy);
  const expected = `${derived.deviation}, ${derived.state}`;
  const found = `${textOf(entry, 'deviation')}, ${choice.state}`;
  const isMeant = textOf(entry, 'state') === (derived.state === 'standing' ? 'made' : 'awaiting-second-approval');
  if (expected !== found || !isMeant) object(file, entry, { code: 'merit.deviation', expected, found });
  const refusal = refuseChoice(question);
  const isOpen = reason !== undefined || refusal?.code !== 'choice.reason-missing';
  if (refusal !== undefined && !refusal.code.startsWith('stage.') && isOpen)
    object(file, entry, { code: 'merit.deviation', expected: refusal.code });
  const rank = ranks?.get(choice.candidateRef) ?? null;
  if (ranks !== undefined && entry.envelope.open['rank'] !== rank)
    object(file, entry, { code: 'merit.deviation', expected: `rank ${rank}`, found: `rank ${countOf(entry, 'rank')}` });
}

/** Not admitted, withdrawn, or chosen in vain. */
function unavailableOf({ standings, inVain }: Placement): readonly string[] {
  return [...standings.all.filter((ref) => !standings.isAdmitted(ref)), ...inVain];
}

/** A second person lets an exception pass, or does not. */
function answer(file: CaseFile, entry: MeritEntry, placement: Placement): void {
  const { choice } = placement;
  const isAsked = choice?.state === 'awaiting-approval' && textOf(choice.entry, 'choice') === textOf(entry, 'choice');
  if (!isAsked) return object(file, entry, { code: 'merit.deviation', expected: 'a choice that waits for approval' });
  if (isSamePerson(file, choice.entry, entry))
    object(file, entry, { code: 'merit.deviation', expected: 'another person than the one who chose' });
  const reason = entry.openings.get('reason');
  if (reason !== undefined && (!isText(reason) || isBlank(reason)))
    object(file, entry, { code: 'merit.deviation', expected: 'a reason' });
  placement.choice = isType(entry, 'choice.approved/1') ? { ...choice, state: 'standing' } : undefined;
}

/** A choice is undone when its candidate has left, or concurrence was refused. */
function undo(file: CaseFile, entry: MeritEntry, placement: Placement): void {
  const { choice, concurrence, standings, inVain } = placement;
  const cause = textOf(entry, 'cause');
  const isRefused = cause === 'concurrence-refused' && concurrence?.state === 'refused';
  const hasLeft = cause === 'candidate-withdrawn' && standings.outcomeOf(choice?.candidateRef ?? '') === 'withdrawn';
  const isOfThis = choice !== undefined && textOf(choice.entry, 'choice') === textOf(entry, 'choice');
  if (!isOfThis || !(isRefused || hasLeft))
    object(file, entry, { code: 'merit.requirement', expected: 'a choice with a cause to undo it', found: cause });
  if (choice !== undefined && cause === 'concurrence-refused') inVain.add(choice.candidateRef);
  Object.assign(placement, { choice: undefined, concurrence: undefined });
}

/** A revoked placement is undone from its last effect to its first. */
function undoStep(file: CaseFile, entry: MeritEntry, placement: Placement): void {
  const expected = undoFor('effective')[placement.undone] ?? 'nothing';
  const found = textOf(entry, 'step');
  if (expected !== found || !placement.isEffected) object(file, entry, { code: 'merit.requirement', expected, found });
  placement.undone += 1;
  if (found !== 'choice.undo' || placement.choice === undefined) return;
  placement.inVain.add(placement.choice.candidateRef);
  Object.assign(placement, { choice: undefined, concurrence: undefined, undone: 0 });
}

function close(file: CaseFile, entry: MeritEntry, placement: Placement): void {
  if (file.stages.get(entry)?.kind !== 'placement') return;
  const { shortlist, isEffected } = placement;
  const found = textOf(entry, 'result');
  if (found === 'effective' && isEffected) return;
  const isLeft = shortlist !== undefined && nextAlternate(shortlist, unavailableOf(placement)) !== undefined;
  if (found !== 'exhausted' || isLeft || placement.choice !== undefined)
    object(file, entry, {
      code: 'merit.requirement',
      expected: isLeft ? 'a choice' : 'an effect or nobody left',
      found,
    });
}
