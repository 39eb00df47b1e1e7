import { at, type FoldEntry, type Folding, member, open, opened, type StreamFold } from './stream-fold.ts';

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
    };
    fold.put(entry, 'mapping_runs', { key: [fold.key], cells });
  },
  'box.derived/1': placePerson,
  'mapping.drawn/1': (fold, entry) =>
    fold.change(entry, fold.find('mapping_runs', fold.key), { state: 'drawn', drawn_at: at(entry) }),
};

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
  };
  fold.put(entry, 'mapping_boxes', { key: [ref], cells });
}
