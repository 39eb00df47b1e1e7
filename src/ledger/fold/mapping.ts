import { at, type FoldEntry, type Folding, member, open, opened, type Row, type StreamFold } from './stream-fold.ts';

/** A talent map on its own stream: the run, the names of its people, and a box or a place in the holding area for each. */
export const mappingFolding: Readonly<Record<string, Folding>> = {
  'mapping.begun/1': (fold, entry) => {
    const { agency, policy } = entry.envelope;
    const cells = {
      id: fold.key,
      agency,
      policy_id: policy?.id ?? null,
      policy_version: policy?.version ?? null,
      policy_digest: policy?.digest ?? null,
      on_day: open(entry, 'on'),
      ran_at: at(entry),
      state: 'drawing',
      drawn_at: null,
      published_at: null,
    };
    fold.put(entry, 'mapping_runs', { key: [fold.key], cells });
  },
  'box.derived/1': placePerson,
  'mapping.drawn/1': (fold, entry) =>
    fold.change(entry, fold.find('mapping_runs', fold.key), { state: 'drawn', drawn_at: at(entry) }),
  'mapping.abandoned/1': (fold, entry) =>
    fold.change(entry, fold.find('mapping_runs', fold.key), { state: 'abandoned' }),
  'move.proposed/1': (fold, entry) =>
    propose(fold, entry, {
      kind: 'move',
      person_ref: open(entry, 'person'),
      ground: member(opened(entry, 'content'), 'ground'),
      content: opened(entry, 'content'),
      recused: open(entry, 'recused'),
    }),
  'publication.proposed/1': (fold, entry) =>
    propose(fold, entry, { kind: 'publish', person_ref: null, ground: null, content: null, recused: [] }),
  'resolution.voted/1': (fold, entry) => {
    const [resolution_id, member] = [open(entry, 'resolution'), entry.envelope.actor.ref];
    const [choice, reason] = [opened(entry, 'choice'), opened(entry, 'reason')];
    const cells = { resolution_id, member, choice, reason, cast_at: at(entry) };
    fold.put(entry, 'map_votes', { key: [resolution_id, member], cells });
  },
  'resolution.decided/1': (fold, entry) => {
    const row = fold.find('map_resolutions', open(entry, 'resolution'));
    const outcome = open(entry, 'outcome');
    fold.change(entry, row, { outcome, decided_at: at(entry) });
    const person = fold.find('mapping_boxes', row?.['person_ref'] ?? null);
    if (outcome === 'adopted') fold.change(entry, person, { moved_to: member(row?.['content'], 'to') });
  },
  'mapping.published/1': (fold, entry) =>
    fold.change(entry, fold.find('mapping_runs', fold.key), { state: 'published', published_at: at(entry) }),
};

function propose(fold: StreamFold, entry: FoldEntry, asked: Row): void {
  const cells = {
    ...asked,
    id: open(entry, 'resolution'),
    run_id: fold.key,
    members: open(entry, 'members'),
    chair: open(entry, 'chair'),
    proposed_by: fold.actorOf(entry),
    proposed_at: at(entry),
    outcome: null,
    decided_at: null,
  };
  fold.put(entry, 'map_resolutions', { key: [cells.id], cells });
}

function placePerson(fold: StreamFold, entry: FoldEntry): void {
  const [ref, holder, derivation] = [open(entry, 'ref'), entry.holders.get('person'), opened(entry, 'derivation')];
  if (typeof ref === 'string') fold.bind(ref, holder);
  fold.put(entry, 'refs', { key: [ref], cells: { stream: fold.stream, holder, ref } });
  const post = member(member(member(derivation, 'record'), 'currentPost'), 'value');
  const cells = {
    run_id: fold.key,
    ref,
    person_id: holder,
    box: member(derivation, 'box'),
    x: member(derivation, 'potential'),
    y: member(derivation, 'performance'),
    missing: member(derivation, 'missing'),
    unit_id: member(derivation, 'unit'),
    level: member(post, 'level'),
    talent_value: member(derivation, 'talentValue'),
    moved_to: null,
  };
  fold.put(entry, 'mapping_boxes', { key: [ref], cells });
}
