-- Candidates of a selection, the data used about them, and its correction.
SET LOCAL ROLE bukti_owner;

CREATE TABLE candidates (
  ref uuid CONSTRAINT candidates_pkey PRIMARY KEY,
  selection_id uuid NOT NULL CONSTRAINT candidates_selection REFERENCES selections,
  person_id uuid NOT NULL CONSTRAINT candidates_person REFERENCES people,
  blind_code text NOT NULL,
  state text NOT NULL CONSTRAINT candidates_state CHECK (state IN ('nominated', 'admitted', 'excluded', 'held', 'withdrawn')),
  way text NOT NULL CONSTRAINT candidates_way CHECK (way IN ('self', 'unit', 'hr')),
  nominated_by uuid NOT NULL CONSTRAINT candidates_nominator REFERENCES accounts,
  note text,
  confirmed_at timestamptz,
  record jsonb,
  record_digest bytea,
  gates jsonb,
  placement jsonb,
  withdrawn_for uuid CONSTRAINT candidates_other_placement REFERENCES selections,
  state_before_withdrawal text,
  entry_id uuid NOT NULL,
  CONSTRAINT candidates_one_per_person UNIQUE (selection_id, person_id),
  CONSTRAINT candidates_one_per_code UNIQUE (selection_id, blind_code),
  CONSTRAINT candidates_frozen CHECK ((record IS NULL) = (record_digest IS NULL))
);
COMMENT ON TABLE candidates IS 'ref is the person''s name inside this selection. record is the frozen snapshot, placement the axes and box made from it.';
CREATE INDEX candidates_by_person ON candidates (person_id);

CREATE TABLE corrections (
  id uuid CONSTRAINT corrections_pkey PRIMARY KEY,
  candidate_ref uuid NOT NULL CONSTRAINT corrections_candidate REFERENCES candidates,
  request jsonb NOT NULL,
  requested_at timestamptz NOT NULL,
  answer text CONSTRAINT corrections_answer CHECK (answer IN ('accepted', 'refused')),
  reason text,
  change jsonb,
  answered_by uuid CONSTRAINT corrections_answerer REFERENCES accounts,
  entry_id uuid NOT NULL
);
COMMENT ON TABLE corrections IS 'What a candidate disputes in the data that will be used, and the reasoned answer.';

CREATE TABLE verifications (
  candidate_ref uuid NOT NULL CONSTRAINT verifications_candidate REFERENCES candidates,
  gate text NOT NULL,
  result text NOT NULL CONSTRAINT verifications_result CHECK (result IN ('pass', 'fail')),
  evidence text NOT NULL,
  verified_by uuid NOT NULL CONSTRAINT verifications_verifier REFERENCES accounts,
  entry_id uuid NOT NULL,
  CONSTRAINT verifications_pkey PRIMARY KEY (candidate_ref, gate)
);
COMMENT ON TABLE verifications IS 'A human answer, with evidence, to a gate that the data left UNKNOWN.';

CREATE TABLE pools (
  selection_id uuid NOT NULL CONSTRAINT pools_selection REFERENCES selections,
  attempt integer NOT NULL,
  completed_by uuid NOT NULL CONSTRAINT pools_completer REFERENCES accounts,
  completed_at timestamptz NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT pools_pkey PRIMARY KEY (selection_id, attempt)
);
COMMENT ON TABLE pools IS 'HR''s word that all nominations are in, which ends that window early.';

SELECT ledger.couple(name::regclass) FROM unnest(ARRAY['candidates', 'corrections', 'verifications', 'pools']) AS name;
