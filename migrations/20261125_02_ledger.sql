-- The record. Format and arguments: docs/ledger-format.md; entries are insert-only, only `head` ever changes.
SET LOCAL ROLE bukti_owner;

CREATE SCHEMA ledger;
GRANT USAGE ON SCHEMA ledger TO bukti_app, bukti_sequencer, bukti_signer, bukti_auditor;

CREATE FUNCTION ledger.clock() RETURNS timestamptz
  LANGUAGE sql VOLATILE PARALLEL SAFE
  AS 'SELECT clock_timestamp()';
COMMENT ON FUNCTION ledger.clock() IS 'The one clock of the application. Tests replace it by one with an offset; the attested source shows which one runs.';

CREATE SEQUENCE ledger.entry_no CACHE 1;
COMMENT ON SEQUENCE ledger.entry_no IS 'CACHE 1 is part of the ordering argument: if A was committed before B was inserted, A has the smaller number.';

CREATE TABLE ledger.entries (
  entry_no bigint CONSTRAINT entries_pkey PRIMARY KEY DEFAULT nextval('ledger.entry_no'),
  id uuid NOT NULL CONSTRAINT entries_one_per_id UNIQUE,
  stream text NOT NULL,
  stream_seq bigint NOT NULL CONSTRAINT entries_seq_positive CHECK (stream_seq > 0),
  type text NOT NULL,
  bytes bytea NOT NULL CONSTRAINT entries_size CHECK (octet_length(bytes) BETWEEN 2 AND 65535),
  leaf bytea NOT NULL GENERATED ALWAYS AS (sha256('\x00'::bytea || bytes)) STORED,
  xid bigint NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,
  written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT entries_one_per_place UNIQUE (stream, stream_seq)
);
COMMENT ON TABLE ledger.entries IS 'One row per entry. All but bytes and leaf is convenience, outside the hash.';
COMMENT ON CONSTRAINT entries_one_per_place ON ledger.entries IS 'Also the head of each stream: its newest row, read under the lock that the act holds.';
CREATE INDEX entries_xid ON ledger.entries USING brin (xid int8_minmax_ops) WITH (pages_per_range = 16, autosummarize = on);

CREATE TABLE ledger.positions (
  position bigint CONSTRAINT positions_pkey PRIMARY KEY CONSTRAINT positions_not_negative CHECK (position >= 0),
  entry_no bigint NOT NULL CONSTRAINT positions_one_per_entry UNIQUE CONSTRAINT positions_entry REFERENCES ledger.entries,
  leaf bytea NOT NULL CONSTRAINT positions_leaf_size CHECK (octet_length(leaf) = 32)
);
COMMENT ON TABLE ledger.positions IS 'Place of each sealed entry in the tree; an entry without a row here is recorded, not yet sealed.';

CREATE TABLE ledger.tiles (
  level smallint NOT NULL,
  n bigint NOT NULL,
  data bytea NOT NULL CONSTRAINT tiles_full CHECK (octet_length(data) = 8192),
  CONSTRAINT tiles_pkey PRIMARY KEY (level, n)
);
COMMENT ON TABLE ledger.tiles IS 'Full tiles only (256 hashes); partial tiles are computed from at most 255 rows.';

CREATE TABLE ledger.head (
  one boolean CONSTRAINT head_pkey PRIMARY KEY DEFAULT true CONSTRAINT head_single CHECK (one),
  size bigint NOT NULL,
  root bytea NOT NULL,
  frontier bytea[] NOT NULL,
  low_xid bigint NOT NULL,
  system_identifier bigint NOT NULL
);
COMMENT ON TABLE ledger.head IS 'Size and root of the tree now: the one mutable row of the record.';
INSERT INTO ledger.head (size, root, frontier, low_xid, system_identifier)
  VALUES (0, sha256(''::bytea), '{}', 0, 0);

CREATE TABLE ledger.checkpoints (
  size bigint CONSTRAINT checkpoints_pkey PRIMARY KEY,
  root bytea NOT NULL,
  note text NOT NULL,
  signed_at timestamptz NOT NULL
);
COMMENT ON TABLE ledger.checkpoints IS 'Signed heads (C2SP signed notes).';
CREATE TABLE ledger.cosignatures (
  size bigint NOT NULL CONSTRAINT cosignatures_checkpoint REFERENCES ledger.checkpoints,
  witness text NOT NULL,
  line text NOT NULL,
  CONSTRAINT cosignatures_pkey PRIMARY KEY (size, witness)
);
CREATE TABLE ledger.stamps (
  size bigint NOT NULL CONSTRAINT stamps_checkpoint REFERENCES ledger.checkpoints,
  authority text NOT NULL,
  token bytea NOT NULL,
  CONSTRAINT stamps_pkey PRIMARY KEY (size, authority)
);
COMMENT ON TABLE ledger.cosignatures IS 'Signature lines of witnesses on a checkpoint.';
COMMENT ON TABLE ledger.stamps IS 'Time-stamp tokens (RFC 3161) on a checkpoint.';

CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger.append-only' USING ERRCODE = 'BU001', DETAIL = format('%s on %I.%I', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME);
END
$$;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['entries', 'positions', 'tiles', 'checkpoints', 'cosignatures', 'stamps'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger.%I FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change()', name);
    EXECUTE format('CREATE TRIGGER never_truncated BEFORE TRUNCATE ON ledger.%I FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change()', name);
    EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER append_only', name);
    EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER never_truncated', name);
    EXECUTE format('GRANT SELECT ON ledger.%I TO bukti_app, bukti_sequencer, bukti_signer, bukti_auditor', name);
  END LOOP;
END
$$;
CREATE TRIGGER never_truncated BEFORE TRUNCATE OR DELETE ON ledger.head FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE ledger.head ENABLE ALWAYS TRIGGER never_truncated;

GRANT SELECT ON ledger.head TO bukti_app, bukti_sequencer, bukti_signer, bukti_auditor;
GRANT UPDATE ON ledger.head TO bukti_sequencer;
GRANT INSERT ON ledger.positions, ledger.tiles TO bukti_sequencer;
GRANT INSERT ON ledger.checkpoints, ledger.cosignatures, ledger.stamps TO bukti_signer;

-- Business rows and the entry that explains them -------------------------------------------------------------------
CREATE FUNCTION ledger.couple_entry() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE
  written_by bigint;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.entry_id = OLD.entry_id THEN
    RAISE EXCEPTION 'state.without-entry' USING ERRCODE = 'BU002', DETAIL = format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME);
  END IF;
  SELECT e.xid INTO written_by FROM ledger.entries e WHERE e.id = NEW.entry_id;
  IF written_by IS DISTINCT FROM (pg_current_xact_id()::text)::bigint THEN
    RAISE EXCEPTION 'state.foreign-entry' USING ERRCODE = 'BU003', DETAIL = format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME);
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION ledger.couple_entry() IS 'No business row changes without an entry of the same transaction; hence append first, then the row.';

CREATE FUNCTION ledger.couple(business regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry()', business);
  EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE ON %s FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change()', business);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER couple_entry', business);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER never_deleted', business);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %s TO bukti_app', business);
  EXECUTE format('GRANT SELECT ON %s TO bukti_auditor', business);
END
$$;
REVOKE EXECUTE ON FUNCTION ledger.couple(regclass) FROM PUBLIC;
