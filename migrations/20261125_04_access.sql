-- Who may act: accounts of the agency's identity provider, and roles with agency, scope and validity.
SET LOCAL ROLE bukti_owner;
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE agencies (
  code text CONSTRAINT agencies_pkey PRIMARY KEY,
  name text NOT NULL,
  zone text NOT NULL CONSTRAINT agencies_zone CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
  entry_id uuid NOT NULL
);
COMMENT ON TABLE agencies IS 'Instansi; every other row belongs to one.';

CREATE TABLE accounts (
  id uuid CONSTRAINT accounts_pkey PRIMARY KEY,
  issuer text NOT NULL,
  subject text NOT NULL,
  display_name text NOT NULL,
  person_id uuid,
  entry_id uuid NOT NULL,
  CONSTRAINT accounts_one_per_subject UNIQUE (issuer, subject)
);
COMMENT ON TABLE accounts IS 'A sign-in of the identity provider; person_id where the account holder is in the personnel record.';

CREATE TABLE grants (
  id uuid CONSTRAINT grants_pkey PRIMARY KEY,
  account_id uuid NOT NULL CONSTRAINT grants_account REFERENCES accounts,
  role text NOT NULL CONSTRAINT grants_role CHECK (role IN ('secretary', 'chair', 'member', 'hr', 'assessor', 'unit-head', 'authority', 'auditor', 'candidate', 'administrator')),
  agency text NOT NULL CONSTRAINT grants_agency REFERENCES agencies,
  selection_id uuid,
  valid tstzrange NOT NULL CONSTRAINT grants_half_open CHECK (lower_inc(valid) AND NOT upper_inc(valid)),
  entry_id uuid NOT NULL,
  CONSTRAINT grants_no_overlap EXCLUDE USING gist (
    account_id WITH =, role WITH =, agency WITH =, coalesce(selection_id, '00000000-0000-0000-0000-000000000000'::uuid) WITH =, valid WITH &&)
);
COMMENT ON TABLE grants IS 'Roles are rows: for an agency or one selection of it, for a time.';
CREATE INDEX grants_by_account ON grants (account_id);

CREATE TABLE sessions (
  sid varchar CONSTRAINT sessions_pkey PRIMARY KEY,
  sess json NOT NULL,
  expire timestamp(6) NOT NULL
);
COMMENT ON TABLE sessions IS 'Browser sessions (connect-pg-simple); a deleted row is a revoked session. Not part of the record.';
CREATE INDEX sessions_expire ON sessions (expire);
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO bukti_app;

-- A person has another ref in every stream, so that streams cannot be joined by who acted in them.
CREATE TABLE refs (
  stream text NOT NULL,
  holder uuid NOT NULL,
  ref uuid NOT NULL CONSTRAINT refs_one_per_ref UNIQUE,
  entry_id uuid NOT NULL,
  CONSTRAINT refs_pkey PRIMARY KEY (stream, holder)
);
COMMENT ON TABLE refs IS 'Random name of an account or person inside one stream, bound there by a person.bound/1 entry.';

SELECT ledger.couple(name::regclass) FROM unnest(ARRAY['agencies', 'accounts', 'grants', 'refs']) AS name;
