import { at, type Cell, type FoldEntry, type Folding, member, open, opened, type StreamFold } from './stream-fold.ts';

/** The succession to one post: its designations, who is named, and what their readiness was each time that it was derived. */
export const successionFolding: Readonly<Record<string, Folding>> = {
  'post.designated/1': (fold, entry) => {
    const cells = {
      id: open(entry, 'designation'),
      post_id: open(entry, 'post'),
      agency: entry.envelope.agency,
      ground: open(entry, 'ground'),
      reason: opened(entry, 'reason'),
      designated_by: fold.actorOf(entry),
      designated_at: at(entry),
      confirmed_at: null,
      withdrawal_proposed_by: null,
      withdrawal_proposed_at: null,
      withdrawn_at: null,
      withdrawal_reason: null,
    };
    fold.put(entry, 'critical_posts', { key: [cells.id], cells });
  },
  'designation.confirmed/1': (fold, entry) =>
    fold.change(entry, fold.find('critical_posts', open(entry, 'designation')), { confirmed_at: at(entry) }),
  'designation.withdrawn/1': (fold, entry) =>
    fold.change(entry, fold.find('critical_posts', open(entry, 'designation')), {
      withdrawn_at: at(entry),
      withdrawal_reason: opened(entry, 'reason'),
    }),
  'withdrawal.proposed/1': (fold, entry) =>
    fold.change(entry, fold.find('critical_posts', open(entry, 'designation')), {
      withdrawal_proposed_by: fold.actorOf(entry),
      withdrawal_proposed_at: at(entry),
      withdrawal_reason: opened(entry, 'reason'),
    }),
  'withdrawal.confirmed/1': (fold, entry) =>
    fold.change(entry, fold.find('critical_posts', open(entry, 'designation')), { withdrawn_at: at(entry) }),
  'successor.named/1': (fold, entry) => {
    const [ref, place] = [open(entry, 'person'), opened(entry, 'place')];
    const cells = {
      id: open(entry, 'successor'),
      designation_id: open(entry, 'designation'),
      post_id: fold.key,
      person_ref: ref,
      person_id: fold.holderOf(ref),
      map_id: open(entry, 'map'),
      box: member(place, 'box'),
      talent_value: member(place, 'talentValue'),
      named_by: fold.actorOf(entry),
      named_at: at(entry),
      decided_at: null,
      removed_at: null,
      removal_reason: null,
    };
    fold.put(entry, 'successors', { key: [cells.id], cells });
  },
  'succession.decided/1': (fold, entry) => {
    const ids = open(entry, 'successors');
    if (!Array.isArray(ids)) return;
    for (const id of ids as readonly Cell[]) fold.change(entry, fold.find('successors', id), { decided_at: at(entry) });
  },
  'successor.removed/1': (fold, entry) =>
    fold.change(entry, fold.find('successors', open(entry, 'successor')), {
      removed_at: at(entry),
      removal_reason: opened(entry, 'reason'),
    }),
  'readiness.derived/1': putReadiness,
};

function putReadiness(fold: StreamFold, entry: FoldEntry): void {
  const derivation = opened(entry, 'derivation');
  const cells = {
    id: open(entry, 'derived'),
    successor_id: open(entry, 'successor'),
    policy_digest: entry.envelope.policy?.digest ?? null,
    on_day: member(derivation, 'on'),
    readiness: member(derivation, 'readiness'),
    ready_on: member(derivation, 'readyOn'),
    missing: member(derivation, 'missing'),
    gates: member(derivation, 'gates'),
    derived_at: at(entry),
  };
  fold.put(entry, 'successor_readiness', { key: [cells.id], cells });
}
