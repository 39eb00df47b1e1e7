-- Policy packs and calendars as published, and talent maps made under them.
SET LOCAL ROLE bukti_owner;

CREATE TABLE policies (
  agency text NOT NULL CONSTRAINT policies_agency REFERENCES agencies,
  id text NOT NULL,
  version text NOT NULL,
  digest bytea NOT NULL CONSTRAINT policies_digest_size CHECK (octet_length(digest) = 32),
  content bytea NOT NULL,
  published_at timestamptz NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT policies_pkey PRIMARY KEY (agency, id, version),
  CONSTRAINT policies_content CHECK (digest = sha256(content))
);
COMMENT ON TABLE policies IS 'Canonical bytes of each published pack; a selection is pinned to version and digest.';

CREATE TABLE calendars (
  agency text NOT NULL CONSTRAINT calendars_agency REFERENCES agencies,
  year integer NOT NULL,
  digest bytea NOT NULL,
  content bytea NOT NULL,
  published_at timestamptz NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT calendars_pkey PRIMARY KEY (agency, year, digest),
  CONSTRAINT calendars_content CHECK (digest = sha256(content))
);
COMMENT ON TABLE calendars IS 'Decree calendars (libur nasional, cuti bersama), every revision; the newest published one of a year counts for new clocks.';

CREATE TABLE mapping_runs (
  id uuid CONSTRAINT mapping_runs_pkey PRIMARY KEY,
  agency text NOT NULL CONSTRAINT mapping_runs_agency REFERENCES agencies,
  policy_id text NOT NULL,
  policy_version text NOT NULL,
  policy_digest bytea NOT NULL,
  ran_at timestamptz NOT NULL,
  counts jsonb NOT NULL,
  entry_id uuid NOT NULL
);
COMMENT ON TABLE mapping_runs IS 'Talent maps, never overwritten.';
CREATE TABLE mapping_boxes (
  run_id uuid NOT NULL CONSTRAINT mapping_boxes_run REFERENCES mapping_runs,
  person_id uuid NOT NULL CONSTRAINT mapping_boxes_person REFERENCES people,
  box smallint CONSTRAINT mapping_boxes_nine CHECK (box BETWEEN 1 AND 9),
  x text,
  y text,
  missing text[] NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT mapping_boxes_pkey PRIMARY KEY (run_id, person_id),
  CONSTRAINT mapping_boxes_known CHECK ((box IS NULL) = (cardinality(missing) > 0))
);
COMMENT ON TABLE mapping_boxes IS 'Box per person, or the holding area with what is missing.';

SELECT ledger.couple(name::regclass) FROM unnest(ARRAY['policies', 'calendars', 'mapping_runs', 'mapping_boxes']) AS name;
