import type { CommitteeRule } from '#domain/committee.ts';
import type { Outcome, Vote } from '#domain/tally.ts';

/** What is seen when the seats are called one after the other. */
interface Sight {
  seats: number;
  notRecused: number;
  present: number;
  yes: number;
  no: number;
  chairSaid: string;
}

/** The committee's rules a second time, as naively as they can be said: seat by seat, plain counters, no shared code. */
export function evaluate(rule: CommitteeRule, vote: Vote): { outcome: Outcome; required: number; present: number } {
  const sight: Sight = { seats: 0, notRecused: 0, present: 0, yes: 0, no: 0, chairSaid: '' };
  for (let number = 1; number <= 99; number += 1) call(number, { rule, vote, sight });
  const required = requiredBy(rule, sight);
  const outcome = sight.present < required ? 'no-quorum' : decide(rule, sight);
  return { outcome, required, present: sight.present };
}

function call(number: number, { rule, vote, sight }: { rule: CommitteeRule; vote: Vote; sight: Sight }): void {
  const rows = vote.seats.filter((row) => row.seat === number);
  if (rows.length === 0) return;
  sight.seats += 1;
  const holder = rows.find((row) => row.removedAt === null);
  if (holder !== undefined && vote.recused.includes(number)) return;
  sight.notRecused += 1;
  const said = vote.ballots.find((ballot) => ballot.seat === number)?.choice;
  if (holder === undefined || said === undefined) return;
  if (said === 'approve') sight.yes += 1;
  if (said === 'reject') sight.no += 1;
  if (said !== 'abstain' || rule.abstention === 'counts-present') sight.present += 1;
  if (holder.role === 'chair') sight.chairSaid = said;
}

function requiredBy({ quorum }: CommitteeRule, sight: Sight): number {
  const of = quorum.base === 'seats' ? sight.seats : sight.notRecused;
  let required = quorum.minimum;
  if (quorum.rule === 'all') required = Math.max(required, of);
  if (quorum.rule === 'number') required = Math.max(required, Number(quorum.number));
  while (quorum.rule === 'majority' && required * 2 <= of) required += 1;
  return required;
}

function decide(rule: CommitteeRule, { yes, no, present, notRecused, seats, chairSaid }: Sight): Outcome {
  const whole = { cast: yes + no, present, eligible: notRecused, seats }[rule.majority.base];
  if (yes === 0) return 'rejected';
  if (rule.majority.rule === 'two-thirds') return yes / whole >= 2 / 3 ? 'approved' : 'rejected';
  if (yes > whole - yes) return 'approved';
  if (yes !== no || yes + no !== whole) return 'rejected';
  if (rule.tie !== 'chair-decides') return rule.tie;
  if (chairSaid === 'approve') return 'approved';
  return chairSaid === 'reject' ? 'rejected' : 'tied';
}
