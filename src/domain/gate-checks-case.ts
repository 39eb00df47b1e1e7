import { addMonths } from './dates.ts';
import { decided, type GateAsk, type GateCheck, undecided } from './gate-check.ts';
import type { GateRuleOf } from './policy-pack.ts';

/** Gates about the case rather than the person: the post, the committee, the election calendar. */

export function checkVacancy(_rule: GateRuleOf<'vacancy'>, { target }: GateAsk): GateCheck {
  const source = 'selection';
  const { vacantFrom, frozen, plannedOn } = target;
  if (frozen === true) return decided(false, { value: 'blocked', source });
  if (vacantFrom === null) return undecided('vacantFrom', { source });
  if (plannedOn === null) return undecided('plannedOn', { source });
  if (vacantFrom > plannedOn) return decided(false, { value: `vacant from ${vacantFrom}`, source });
  return frozen === null
    ? undecided('frozen', { source })
    : decided(true, { value: `vacant from ${vacantFrom}`, source });
}

export function checkConflict(_rule: GateRuleOf<'conflict-of-interest'>, { target }: GateAsk): GateCheck {
  const source = 'declarations';
  const declared = target.declarations;
  if (declared === null) return undecided('declaration', { source });
  const value = `${declared.made} of ${declared.required} declared, ${declared.unresolved} unresolved`;
  if (declared.unresolved > 0) return decided(false, { value, source });
  return declared.made < declared.required
    ? undecided('declaration', { source, value })
    : decided(true, { value, source });
}

/** From `monthsBefore` the determination of candidates to the end of the term, unless consent is in writing. */
export function checkBlackout(rule: GateRuleOf<'election-blackout'>, { target }: GateAsk): GateCheck {
  const source = 'selection';
  const { election, plannedOn } = target;
  if (election === null) return undecided('election', { source });
  if (election === 'none') return decided(true, { value: 'no elected head', source });
  if (plannedOn === null) return undecided('plannedOn', { source });
  const from = addMonths(election.determinedOn, -rule.monthsBefore);
  const inside = plannedOn >= from && plannedOn <= election.termEndsOn;
  const consent = election.consentOn === null ? 'no consent' : `consent of ${election.consentOn}`;
  const value = inside
    ? `window ${from} to ${election.termEndsOn}, ${consent}`
    : `outside ${from} to ${election.termEndsOn}`;
  return decided(!inside || election.consentOn !== null, { value, source });
}
