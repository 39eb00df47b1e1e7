-- Independent judgement: assessors, their sheets, the ranking.
SET LOCAL ROLE bukti_owner;

CREATE TABLE assessors (
  selection_id uuid NOT NULL CONSTRAINT assessors_selection REFERENCES selections,
  account_id uuid NOT NULL CONSTRAINT assessors_account REFERENCES accounts,
  ref uuid NOT NULL CONSTRAINT assessors_one_per_ref UNIQUE,
  seed bytea NOT NULL CONSTRAINT assessors_seed_size CHECK (octet_length(seed) = 32),
  replaced_by uuid CONSTRAINT assessors_successor REFERENCES accounts,
  entry_id uuid NOT NULL,
  CONSTRAINT assessors_pkey PRIMARY KEY (selection_id, account_id)
);
COMMENT ON TABLE assessors IS 'Penilai; the order in which each meets the candidates is drawn from seed.';

CREATE TABLE score_sheets (
  candidate_ref uuid NOT NULL CONSTRAINT score_sheets_candidate REFERENCES candidates,
  assessor_ref uuid NOT NULL CONSTRAINT score_sheets_assessor REFERENCES assessors (ref),
  attempt integer NOT NULL,
  round text NOT NULL CONSTRAINT score_sheets_round CHECK (round IN ('independent', 'final')),
  selection_id uuid NOT NULL CONSTRAINT score_sheets_selection REFERENCES selections,
  scores jsonb NOT NULL,
  reasons jsonb NOT NULL,
  filed_at timestamptz NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT score_sheets_pkey PRIMARY KEY (candidate_ref, assessor_ref, attempt, round)
);
COMMENT ON TABLE score_sheets IS 'Scores per criterion as exact decimal strings; the final round never replaces the independent one.';
CREATE INDEX score_sheets_by_selection ON score_sheets (selection_id, attempt, round);

CREATE TABLE rankings (
  selection_id uuid NOT NULL CONSTRAINT rankings_selection REFERENCES selections,
  attempt integer NOT NULL,
  content bytea NOT NULL,
  digest bytea NOT NULL,
  derived_at timestamptz NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT rankings_pkey PRIMARY KEY (selection_id, attempt),
  CONSTRAINT rankings_content CHECK (digest = sha256(content))
);
COMMENT ON TABLE rankings IS 'Canonical bytes of the ranking with its trace per candidate.';

SELECT ledger.couple(name::regclass) FROM unnest(ARRAY['assessors', 'score_sheets', 'rankings']) AS name;
