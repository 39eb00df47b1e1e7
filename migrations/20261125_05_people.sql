-- The personnel record as imported: files, rows, provenance, and what was wrong with them.
SET LOCAL ROLE bukti_owner;

CREATE TABLE import_batches (
  id uuid CONSTRAINT import_batches_pkey PRIMARY KEY,
  agency text NOT NULL CONSTRAINT import_batches_agency REFERENCES agencies,
  files jsonb NOT NULL,
  counts jsonb NOT NULL,
  imported_at timestamptz NOT NULL,
  by_account uuid,
  entry_id uuid NOT NULL
);
COMMENT ON TABLE import_batches IS 'One import of files, whole or not at all.';

CREATE TABLE units (
  id uuid CONSTRAINT units_pkey PRIMARY KEY,
  agency text NOT NULL CONSTRAINT units_agency REFERENCES agencies,
  code text NOT NULL,
  name text NOT NULL,
  parent_id uuid CONSTRAINT units_parent REFERENCES units,
  deleted boolean NOT NULL DEFAULT false,
  fields_of_study text[],
  entry_id uuid NOT NULL,
  CONSTRAINT units_one_per_code UNIQUE (agency, code)
);
COMMENT ON TABLE units IS 'Unit organisasi.';
COMMENT ON COLUMN units.fields_of_study IS 'Programmes of study that fit the work of the unit; null where the source does not say.';

CREATE TABLE posts (
  id uuid CONSTRAINT posts_pkey PRIMARY KEY,
  agency text NOT NULL CONSTRAINT posts_agency REFERENCES agencies,
  code text NOT NULL,
  title text NOT NULL,
  unit_id uuid CONSTRAINT posts_unit REFERENCES units,
  level text NOT NULL CONSTRAINT posts_level CHECK (level IN ('jpt-pratama', 'administrator', 'pengawas', 'functional', 'staff')),
  eselon text,
  holder_id uuid,
  held_since date,
  entry_id uuid NOT NULL,
  CONSTRAINT posts_one_per_code UNIQUE (agency, code)
);
COMMENT ON TABLE posts IS 'Jabatan; vacant where holder_id is null.';

CREATE TABLE people (
  id uuid CONSTRAINT people_pkey PRIMARY KEY,
  agency text NOT NULL CONSTRAINT people_agency REFERENCES agencies,
  source_id text,
  nip text NOT NULL,
  name text NOT NULL,
  record jsonb NOT NULL,
  record_digest bytea NOT NULL,
  unit_id uuid CONSTRAINT people_unit REFERENCES units,
  post_id uuid CONSTRAINT people_post REFERENCES posts,
  imported_at timestamptz NOT NULL,
  batch_id uuid NOT NULL CONSTRAINT people_batch REFERENCES import_batches,
  entry_id uuid NOT NULL,
  CONSTRAINT people_one_per_nip UNIQUE (agency, nip),
  CONSTRAINT people_one_per_source_id UNIQUE (agency, source_id)
);
COMMENT ON COLUMN people.source_id IS 'PNS ID of SIASN: finds a person again whose NIP was corrected.';
COMMENT ON TABLE people IS 'A person by surrogate key; record is what the rules may look at, parsed at import.';
CREATE INDEX people_by_unit ON people (unit_id);

CREATE TABLE nips (
  person_id uuid NOT NULL CONSTRAINT nips_person REFERENCES people,
  nip text NOT NULL,
  from_batch uuid NOT NULL CONSTRAINT nips_batch REFERENCES import_batches,
  entry_id uuid NOT NULL,
  CONSTRAINT nips_pkey PRIMARY KEY (person_id, nip)
);
COMMENT ON TABLE nips IS 'A NIP can be corrected, so it is history, not a key.';

CREATE TABLE import_findings (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT import_findings_pkey PRIMARY KEY,
  batch_id uuid NOT NULL CONSTRAINT import_findings_batch REFERENCES import_batches,
  file text NOT NULL,
  line integer,
  field text,
  code text NOT NULL,
  value text,
  remedy text NOT NULL,
  person_id uuid,
  entry_id uuid NOT NULL
);
COMMENT ON TABLE import_findings IS 'The quality queue: what the source must mend.';
CREATE INDEX import_findings_by_batch ON import_findings (batch_id);

ALTER TABLE accounts ADD CONSTRAINT accounts_person FOREIGN KEY (person_id) REFERENCES people;
ALTER TABLE posts ADD CONSTRAINT posts_holder FOREIGN KEY (holder_id) REFERENCES people;

SELECT ledger.couple(name::regclass) FROM unnest(ARRAY['import_batches', 'units', 'posts', 'people', 'nips', 'import_findings']) AS name;
