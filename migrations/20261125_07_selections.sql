-- A selection: one vacancy being filled, its criteria, its stages, and the commands that change its course.
SET LOCAL ROLE bukti_owner;

CREATE TABLE selections (
  id uuid CONSTRAINT selections_pkey PRIMARY KEY,
  agency text NOT NULL CONSTRAINT selections_agency REFERENCES agencies,
  number integer NOT NULL,
  code text NOT NULL,
  post_id uuid NOT NULL CONSTRAINT selections_post REFERENCES posts,
  planned_on date NOT NULL,
  policy_id text NOT NULL,
  policy_version text NOT NULL,
  policy_digest bytea NOT NULL,
  state text NOT NULL CONSTRAINT selections_state CHECK (state IN ('draft', 'sealed', 'running', 'decided', 'placed', 'revoked', 'cancelled', 'failed')),
  opened_at timestamptz NOT NULL,
  opened_by uuid NOT NULL CONSTRAINT selections_opener REFERENCES accounts,
  ended_at timestamptz,
  entry_id uuid NOT NULL,
  CONSTRAINT selections_one_per_number UNIQUE (agency, number),
  CONSTRAINT selections_one_per_code UNIQUE (agency, code),
  CONSTRAINT selections_policy FOREIGN KEY (agency, policy_id, policy_version) REFERENCES policies
);
COMMENT ON TABLE selections IS 'The case. Its row is locked by every act on it, which makes its stream single-writer.';
CREATE INDEX selections_by_state ON selections (agency, state, number);

CREATE TABLE criteria (
  selection_id uuid NOT NULL CONSTRAINT criteria_selection REFERENCES selections,
  version integer NOT NULL,
  content bytea NOT NULL,
  digest bytea NOT NULL,
  drafted_by uuid NOT NULL CONSTRAINT criteria_drafter REFERENCES accounts,
  sealed_by uuid CONSTRAINT criteria_sealer REFERENCES accounts,
  countersigned_by uuid CONSTRAINT criteria_countersigner REFERENCES accounts,
  entry_id uuid NOT NULL,
  CONSTRAINT criteria_pkey PRIMARY KEY (selection_id, version),
  CONSTRAINT criteria_content CHECK (digest = sha256(content)),
  CONSTRAINT criteria_four_eyes CHECK (countersigned_by <> sealed_by)
);
COMMENT ON TABLE criteria IS 'Versions of the criteria, canonical bytes; the countersigned one is in force.';
CREATE UNIQUE INDEX criteria_one_in_force ON criteria (selection_id) WHERE countersigned_by IS NOT NULL;

CREATE TABLE stages (
  selection_id uuid NOT NULL CONSTRAINT stages_selection REFERENCES selections,
  kind text NOT NULL CONSTRAINT stages_kind CHECK (kind IN ('nomination', 'assessment', 'committee-review', 'placement')),
  attempt integer NOT NULL CONSTRAINT stages_attempt CHECK (attempt > 0),
  state text NOT NULL CONSTRAINT stages_state CHECK (state IN ('planned', 'open', 'paused', 'closing', 'closed', 'cancelled')),
  step text NOT NULL,
  opened_at timestamptz,
  step_since timestamptz,
  due_at timestamptz,
  deadline jsonb,
  calendar_digest bytea,
  paused_at timestamptz,
  blocked text,
  reminders_sent integer NOT NULL DEFAULT 0,
  closed_at timestamptz,
  result text,
  entry_id uuid NOT NULL,
  CONSTRAINT stages_pkey PRIMARY KEY (selection_id, kind, attempt),
  CONSTRAINT stages_paused CHECK ((state = 'paused') = (paused_at IS NOT NULL)),
  CONSTRAINT stages_closed CHECK ((state = 'closed') = (result IS NOT NULL))
);
COMMENT ON TABLE stages IS 'Written by workflow activities alone. deadline is the arithmetic behind due_at, as shown and as verified.';
CREATE UNIQUE INDEX stages_one_live ON stages (selection_id) WHERE state IN ('planned', 'open', 'paused', 'closing');
COMMENT ON INDEX stages_one_live IS 'A selection is in one stage at a time.';
CREATE INDEX stages_due ON stages (due_at) WHERE state = 'open';

-- Not business state but a note to the sweep, hence without an entry: who should be woken, and how often that was tried.
CREATE TABLE wake_marks (
  selection_id uuid CONSTRAINT wake_marks_pkey PRIMARY KEY CONSTRAINT wake_marks_selection REFERENCES selections,
  ready_since timestamptz,
  poked_at timestamptz,
  pokes integer NOT NULL DEFAULT 0
);
COMMENT ON TABLE wake_marks IS 'Level-triggered: set by a fact that may have made the stage ready, cleared by the tick that looked.';
CREATE INDEX wake_marks_ready ON wake_marks (ready_since) WHERE ready_since IS NOT NULL;
GRANT SELECT, INSERT, UPDATE ON wake_marks TO bukti_app;

-- A requested command is an inbox item; it becomes part of the record when an activity carries it out.
CREATE TABLE commands (
  id uuid CONSTRAINT commands_pkey PRIMARY KEY,
  selection_id uuid NOT NULL CONSTRAINT commands_selection REFERENCES selections,
  name text NOT NULL,
  content jsonb NOT NULL,
  account_id uuid NOT NULL CONSTRAINT commands_account REFERENCES accounts,
  role text NOT NULL,
  session text,
  requested_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'requested' CONSTRAINT commands_state CHECK (state IN ('requested', 'done', 'refused')),
  refusal jsonb,
  receipt jsonb,
  CONSTRAINT commands_answered CHECK ((state = 'refused') = (refusal IS NOT NULL) AND (state = 'done') = (receipt IS NOT NULL))
);
COMMENT ON TABLE commands IS 'What was asked, kept here so that Temporal sees an id only; id = the idempotency key.';
GRANT SELECT, INSERT, UPDATE ON commands TO bukti_app;

CREATE TABLE notices (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT notices_pkey PRIMARY KEY,
  selection_id uuid NOT NULL CONSTRAINT notices_selection REFERENCES selections,
  account_id uuid NOT NULL CONSTRAINT notices_account REFERENCES accounts,
  kind text NOT NULL,
  content jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  sent_at timestamptz
);
COMMENT ON TABLE notices IS 'Outbox: written with the act, sent at least once.';
GRANT SELECT, INSERT, UPDATE ON notices TO bukti_app;

SELECT ledger.couple(name::regclass) FROM unnest(ARRAY['selections', 'criteria', 'stages']) AS name;
