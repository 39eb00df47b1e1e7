-- From the authority's choice to an official in the post.
SET LOCAL ROLE bukti_owner;

CREATE TABLE choices (
  id uuid CONSTRAINT choices_pkey PRIMARY KEY,
  selection_id uuid NOT NULL CONSTRAINT choices_selection REFERENCES selections,
  attempt integer NOT NULL,
  candidate_ref uuid NOT NULL CONSTRAINT choices_candidate REFERENCES candidates,
  deviation text NOT NULL CONSTRAINT choices_deviation CHECK (deviation IN ('none', 'not-first', 'outside-list')),
  exception text,
  reason text,
  made_by uuid NOT NULL CONSTRAINT choices_maker REFERENCES accounts,
  made_at timestamptz NOT NULL,
  state text NOT NULL CONSTRAINT choices_state CHECK (state IN ('made', 'awaiting-second-approval', 'undone')),
  approved_by uuid CONSTRAINT choices_approver REFERENCES accounts,
  undone text CONSTRAINT choices_undone CHECK (undone IN ('declined', 'candidate-withdrawn', 'concurrence-refused', 'revoked')),
  entry_id uuid NOT NULL,
  CONSTRAINT choices_undone_says_why CHECK ((state = 'undone') = (undone IS NOT NULL)),
  CONSTRAINT choices_four_eyes CHECK (approved_by <> made_by),
  CONSTRAINT choices_deviation_reasoned CHECK (deviation = 'none' OR length(trim(reason)) > 0),
  CONSTRAINT choices_outside_approved CHECK (deviation <> 'outside-list' OR state <> 'made' OR approved_by IS NOT NULL)
);
COMMENT ON TABLE choices IS 'The appointing authority''s act, with the deviation protocol.';
CREATE UNIQUE INDEX choices_one_standing ON choices (selection_id) WHERE state <> 'undone';

CREATE TABLE concurrences (
  selection_id uuid NOT NULL CONSTRAINT concurrences_selection REFERENCES selections,
  round integer NOT NULL,
  choice_id uuid NOT NULL CONSTRAINT concurrences_choice REFERENCES choices,
  requested_at timestamptz NOT NULL,
  lapses_at timestamptz,
  deadline jsonb,
  state text NOT NULL CONSTRAINT concurrences_state CHECK (state IN ('requested', 'issued', 'returned', 'refused', 'lapsed')),
  replied_at timestamptz,
  letter jsonb,
  entry_id uuid NOT NULL,
  CONSTRAINT concurrences_pkey PRIMARY KEY (selection_id, round)
);
COMMENT ON TABLE concurrences IS 'Pertimbangan teknis; a lapse is certified, never stored as an approval.';

CREATE TABLE placements (
  choice_id uuid CONSTRAINT placements_pkey PRIMARY KEY CONSTRAINT placements_choice REFERENCES choices,
  selection_id uuid NOT NULL CONSTRAINT placements_selection REFERENCES selections,
  candidate_ref uuid NOT NULL CONSTRAINT placements_candidate REFERENCES candidates,
  person_id uuid NOT NULL CONSTRAINT placements_person REFERENCES people,
  post_id uuid NOT NULL CONSTRAINT placements_post REFERENCES posts,
  decree jsonb NOT NULL,
  decreed_at timestamptz NOT NULL,
  effective_on date NOT NULL,
  inaugurated_at timestamptz,
  minutes jsonb,
  effected_at timestamptz,
  prior_post_id uuid CONSTRAINT placements_prior_post REFERENCES posts,
  prior_held_since date,
  revoked_at timestamptz,
  revocation jsonb,
  entry_id uuid NOT NULL
);
COMMENT ON TABLE placements IS 'SK, pelantikan, and what was before, so that a revocation can restore it. Where the choice was undone, the decree never took effect.';
CREATE INDEX placements_by_selection ON placements (selection_id);

SELECT ledger.couple(name::regclass) FROM unnest(ARRAY['choices', 'concurrences', 'placements']) AS name;
