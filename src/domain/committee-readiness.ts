import { liveSeats, refuseComposition } from './committee.ts';
import type { Awaited, Blocked, Cure, Judgement, StepTime } from './judgement.ts';
import { type Quorum, quorum } from './quorum.ts';
import type { DeclaringFacts, DeliberatingFacts, VotingFacts } from './step-facts.ts';

/** All declare; at the due instant those who have declared go on, if they are enough for the quorum. */
export function judgeDeclaring(facts: DeclaringFacts, time: StepTime): Judgement {
  const undeclared = liveSeats(facts.seats).filter(({ seat }) => !facts.declared.includes(seat));
  const awaiting = members(undeclared.map(({ seat }) => seat));
  const found = quorum(facts.rule, { ...facts, present: facts.declared });
  const isOver = time.overdue || awaiting.length === 0;
  const blocked = refuseSitting(facts) ?? refuseQuorum(found, isOver);
  if (blocked !== undefined) return { ready: false, awaiting, blocked };
  return { ready: found.met && (time.overdue || (time.mayEnd && awaiting.length === 0)), awaiting };
}

/** Voting opens on a motion, before a quorum that is present. */
export function judgeDeliberating(facts: DeliberatingFacts, time: StepTime): Judgement {
  const found = quorum(facts.rule, facts);
  const chair: readonly Awaited[] = facts.hasMotion ? [] : [{ who: 'chair', count: 1, refs: [] }];
  const awaiting = [...chair, ...members(found.met ? [] : found.cure.flatMap(attending))];
  const blocked = refuseSitting(facts) ?? refuseQuorum(found, time.overdue);
  if (blocked !== undefined) return { ready: false, awaiting, blocked };
  if (facts.hasMotion) return { ready: found.met, awaiting };
  if (!time.overdue) return { ready: false, awaiting };
  const cure: readonly Cure[] = [
    { code: 'motion.put', count: 1, refs: [] },
    { code: 'stage.extend', count: 1, refs: [] },
  ];
  return { ready: false, awaiting, blocked: { code: 'motion.missing', cure } };
}

/** Ends when every eligible seat has voted, or at the due instant with a quorum of ballots; without one it is never decided. */
export function judgeVoting(facts: VotingFacts, time: StepTime): Judgement {
  const { rule, seats, recused, ballots } = facts;
  const cast = ballots.map(({ seat }) => seat);
  const open = liveSeats(seats).filter(({ seat }) => !recused.includes(seat) && !cast.includes(seat));
  const awaiting = members(open.map(({ seat }) => seat));
  const counted = ballots.filter(({ abstains }) => !abstains || rule.abstention === 'counts-present');
  const found = quorum(rule, { seats, recused, present: counted.map(({ seat }) => seat) });
  const blocked = refuseSitting(facts) ?? refuseQuorum(found, time.overdue || awaiting.length === 0);
  if (blocked !== undefined) return { ready: false, awaiting, blocked };
  return { ready: found.met && (time.overdue || (time.mayEnd && awaiting.length === 0)), awaiting };
}

/** The composition is checked again at every change: a committee that may not sit cannot go on. */
function refuseSitting({ rule, seats }: Pick<VotingFacts, 'rule' | 'seats'>): Blocked | undefined {
  const refusal = refuseComposition(rule, seats);
  return refusal && { code: refusal.code, cure: [{ code: 'seat.appoint', count: 1, refs: [] }] };
}

/** Blocked when nobody is left who could complete the quorum, or the time for it is over. */
function refuseQuorum(found: Quorum, isOver: boolean): Blocked | undefined {
  if (found.met || (found.reachable && !isOver)) return undefined;
  const cure = found.cure.map(({ code, count, seats }) => ({ code, count, refs: seats.map(String) }));
  const extend: readonly Cure[] = found.reachable ? [{ code: 'stage.extend', count: 1, refs: [] }] : [];
  return { code: 'committee.no-quorum', cure: [...cure, ...extend] };
}

function members(seats: readonly number[]): readonly Awaited[] {
  return seats.length === 0 ? [] : [{ who: 'member', count: seats.length, refs: seats.map(String) }];
}

function attending({ code, seats }: Quorum['cure'][number]): readonly number[] {
  return code === 'quorum.attend' ? seats : [];
}
