-- The committee: seats, declarations of interest, presence, motions, ballots.
SET LOCAL ROLE bukti_owner;

CREATE TABLE seats (
  selection_id uuid NOT NULL CONSTRAINT seats_selection REFERENCES selections,
  seat integer NOT NULL CONSTRAINT seats_number CHECK (seat > 0),
  holder_no integer NOT NULL DEFAULT 1,
  account_id uuid NOT NULL CONSTRAINT seats_account REFERENCES accounts,
  ref uuid NOT NULL,
  role text NOT NULL CONSTRAINT seats_role CHECK (role IN ('chair', 'member')),
  removed_at timestamptz,
  recused_at timestamptz,
  recusal text CONSTRAINT seats_recusal CHECK (recusal IN ('declared', 'stepped-back', 'upheld')),
  entry_id uuid NOT NULL,
  CONSTRAINT seats_recused_whole CHECK ((recused_at IS NULL) = (recusal IS NULL)),
  CONSTRAINT seats_pkey PRIMARY KEY (selection_id, seat, holder_no)
);
COMMENT ON TABLE seats IS 'Who holds which seat; a replacement is the next holder of the same seat.';
CREATE UNIQUE INDEX seats_one_holder ON seats (selection_id, seat) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX seats_one_seat_each ON seats (selection_id, account_id) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX seats_one_chair ON seats (selection_id) WHERE removed_at IS NULL AND role = 'chair';
CREATE INDEX seats_by_account ON seats (account_id);

CREATE TABLE declarations (
  selection_id uuid NOT NULL CONSTRAINT declarations_selection REFERENCES selections,
  attempt integer NOT NULL,
  seat integer NOT NULL,
  holder_no integer NOT NULL,
  content jsonb NOT NULL,
  declared_at timestamptz NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT declarations_one_per_seat PRIMARY KEY (selection_id, attempt, seat, holder_no),
  CONSTRAINT declarations_seat FOREIGN KEY (selection_id, seat, holder_no) REFERENCES seats
);
COMMENT ON TABLE declarations IS 'One declaration of interest per seat, covering every candidate; nothing opens before it.';

CREATE TABLE committee_sessions (
  selection_id uuid NOT NULL CONSTRAINT committee_sessions_selection REFERENCES selections,
  attempt integer NOT NULL,
  session integer NOT NULL,
  adjourned_at timestamptz,
  cause text,
  entry_id uuid NOT NULL,
  CONSTRAINT committee_sessions_pkey PRIMARY KEY (selection_id, attempt, session)
);
COMMENT ON TABLE committee_sessions IS 'Sittings of the committee; one that lacks its quorum is adjourned.';

CREATE TABLE presences (
  selection_id uuid NOT NULL,
  attempt integer NOT NULL,
  session integer NOT NULL,
  seat integer NOT NULL,
  presence text NOT NULL CONSTRAINT presences_presence CHECK (presence IN ('present', 'absent')),
  entry_id uuid NOT NULL,
  CONSTRAINT presences_pkey PRIMARY KEY (selection_id, attempt, session, seat)
);
COMMENT ON TABLE presences IS 'Daftar hadir.';

CREATE TABLE motions (
  id uuid CONSTRAINT motions_pkey PRIMARY KEY,
  selection_id uuid NOT NULL CONSTRAINT motions_selection REFERENCES selections,
  attempt integer NOT NULL,
  version integer NOT NULL,
  content bytea NOT NULL,
  digest bytea NOT NULL,
  put_by uuid NOT NULL CONSTRAINT motions_mover REFERENCES accounts,
  put_at timestamptz NOT NULL,
  closed_at timestamptz,
  outcome jsonb,
  voided_at timestamptz,
  entry_id uuid NOT NULL,
  CONSTRAINT motions_one_per_version UNIQUE (selection_id, attempt, version),
  CONSTRAINT motions_content CHECK (digest = sha256(content))
);
COMMENT ON TABLE motions IS 'What is voted on, canonical bytes. A ballot is bound to the digest.';
CREATE UNIQUE INDEX motions_one_open ON motions (selection_id) WHERE closed_at IS NULL AND voided_at IS NULL;

CREATE TABLE ballots (
  motion_id uuid NOT NULL CONSTRAINT ballots_motion REFERENCES motions,
  seat integer NOT NULL,
  choice text NOT NULL CONSTRAINT ballots_choice CHECK (choice IN ('approve', 'reject', 'abstain')),
  reason text,
  cast_at timestamptz NOT NULL,
  account_id uuid NOT NULL CONSTRAINT ballots_account REFERENCES accounts,
  voided_at timestamptz,
  entry_id uuid NOT NULL,
  CONSTRAINT ballots_reasoned CHECK (choice = 'approve' OR length(trim(reason)) > 0)
);
CREATE UNIQUE INDEX ballots_one_per_seat ON ballots (motion_id, seat) WHERE voided_at IS NULL;
COMMENT ON TABLE ballots IS 'Sealed until the motion closes: row security lets nobody but the voter read one before.';

SELECT ledger.couple(name::regclass) FROM unnest(ARRAY['seats', 'declarations', 'committee_sessions', 'presences', 'motions', 'ballots']) AS name;
