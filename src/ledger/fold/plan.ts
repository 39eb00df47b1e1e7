import { at, type FoldEntry, type Folding, open, opened, type Row, type StreamFold } from './stream-fold.ts';

/** A development plan on its own stream: the plan, its goals and actions, what it reminded of, its reviews. */
export const planFolding: Readonly<Record<string, Folding>> = {
  'plan.opened/1': (fold, entry) => {
    const { agency, policy } = entry.envelope;
    const cells = {
      id: fold.key,
      agency,
      person_ref: open(entry, 'person'),
      person_id: fold.holderOf(open(entry, 'person')),
      map_id: open(entry, 'map'),
      policy_id: policy?.id ?? null,
      policy_version: policy?.version ?? null,
      policy_digest: policy?.digest ?? null,
      content: opened(entry, 'content'),
      opened_by: fold.actorOf(entry),
      opened_at: at(entry),
      until: open(entry, 'until'),
      review_on: open(entry, 'review'),
      mentor_ref: null,
      closed_at: null,
      outcome: null,
      closing: null,
    };
    fold.put(entry, 'plans', { key: [fold.key], cells });
  },
  'mentor.named/1': (fold, entry) => changePlan(fold, entry, { mentor_ref: open(entry, 'mentor') }),
  'goal.proposed/1': (fold, entry) => {
    const cells = { ...proposed(fold, entry), id: open(entry, 'goal') };
    fold.put(entry, 'plan_goals', { key: [cells.id], cells });
  },
  'goal.agreed/1': (fold, entry) =>
    fold.change(entry, fold.find('plan_goals', open(entry, 'goal')), { state: 'agreed' }),
  'action.proposed/1': (fold, entry) => {
    const cells = {
      ...proposed(fold, entry),
      id: open(entry, 'action'),
      goal_id: open(entry, 'goal'),
      kind: open(entry, 'kind'),
      due_on: open(entry, 'due'),
      reported_by: null,
      report: null,
      register: null,
      evidence: null,
      confirmed_at: null,
      reason: null,
    };
    fold.put(entry, 'plan_actions', { key: [cells.id], cells });
  },
  'action.agreed/1': (fold, entry) => changeAction(fold, entry, { state: 'agreed' }),
  'action.completed/1': (fold, entry) =>
    changeAction(fold, entry, {
      state: 'reported',
      reported_by: fold.actorOf(entry),
      report: opened(entry, 'report'),
      reason: null,
    }),
  'action.confirmed/1': (fold, entry) =>
    changeAction(fold, entry, {
      state: 'confirmed',
      register: open(entry, 'register'),
      evidence: opened(entry, 'evidence'),
      confirmed_at: at(entry),
    }),
  'action.returned/1': (fold, entry) =>
    changeAction(fold, entry, { state: 'agreed', reported_by: null, report: null, reason: opened(entry, 'reason') }),
  'action.dropped/1': (fold, entry) => changeAction(fold, entry, { state: 'dropped', reason: opened(entry, 'reason') }),
  'plan.reminded/1': (fold, entry) => {
    const { id } = entry.envelope;
    const [kind, action_id, on_day] = [open(entry, 'kind'), open(entry, 'action'), open(entry, 'on')];
    const cells = { id, plan_id: fold.key, kind, action_id, on_day, sent_at: at(entry) };
    fold.put(entry, 'plan_reminders', { key: [id], cells });
  },
  'plan.reviewed/1': (fold, entry) => {
    const { id } = entry.envelope;
    const [outcome, text] = [open(entry, 'outcome'), opened(entry, 'text')];
    const cells = { id, plan_id: fold.key, outcome, text, reviewed_by: fold.actorOf(entry), reviewed_at: at(entry) };
    fold.put(entry, 'plan_reviews', { key: [id], cells });
    changePlan(fold, entry, { review_on: open(entry, 'next') });
  },
  'plan.closed/1': (fold, entry) =>
    changePlan(fold, entry, { closed_at: at(entry), outcome: open(entry, 'outcome'), closing: opened(entry, 'text') }),
};

function proposed(fold: StreamFold, entry: FoldEntry): Row {
  return {
    plan_id: fold.key,
    content: opened(entry, 'content'),
    proposed_as: entry.envelope.actor.role,
    proposed_at: at(entry),
    state: 'proposed',
  };
}

function changePlan(fold: StreamFold, entry: FoldEntry, cells: Row): void {
  fold.change(entry, fold.find('plans', fold.key), cells);
}

function changeAction(fold: StreamFold, entry: FoldEntry, cells: Row): void {
  fold.change(entry, fold.find('plan_actions', open(entry, 'action')), cells);
}
