-- Who looked at what under a warrant: rows of the request's own transaction, folded into entries later.
SET LOCAL ROLE bukti_owner;

CREATE TABLE readers (
  ref uuid CONSTRAINT readers_pkey PRIMARY KEY,
  account_id uuid NOT NULL CONSTRAINT readers_account REFERENCES accounts,
  agency text NOT NULL CONSTRAINT readers_agency REFERENCES agencies,
  entry_id uuid NOT NULL,
  CONSTRAINT readers_one_per_account UNIQUE (account_id, agency)
);
COMMENT ON TABLE readers IS 'The stream reader/<ref> of an account in an agency; who it is stands sealed in its first entry.';

CREATE TABLE readings (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT readings_pkey PRIMARY KEY,
  account_id uuid NOT NULL CONSTRAINT readings_account REFERENCES accounts,
  agency text NOT NULL CONSTRAINT readings_agency REFERENCES agencies,
  stream text NOT NULL,
  reading text NOT NULL,
  read_at timestamptz NOT NULL,
  folded_in uuid CONSTRAINT readings_folded REFERENCES ledger.entries (id)
);
COMMENT ON TABLE readings IS 'Ordinary rows until they are folded: an entry per reader every minute or 200 items. folded_in is set once.';
CREATE INDEX readings_by_account ON readings (account_id, id DESC);
CREATE INDEX readings_unfolded ON readings (account_id, agency, id) WHERE folded_in IS NULL;

SELECT ledger.couple('readers'::regclass);
SELECT secure('readers'::regclass, 'account_id = viewer_account()');

CREATE FUNCTION keep_reading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.folded_in IS NOT NULL OR NEW.folded_in IS NULL
    OR (NEW.id, NEW.account_id, NEW.agency, NEW.stream, NEW.reading, NEW.read_at)
      IS DISTINCT FROM (OLD.id, OLD.account_id, OLD.agency, OLD.stream, OLD.reading, OLD.read_at) THEN
    RAISE EXCEPTION 'ledger.append-only' USING ERRCODE = 'BU001', DETAIL = format('%s on readings', TG_OP);
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON readings FOR EACH ROW EXECUTE FUNCTION keep_reading();
ALTER TABLE readings ENABLE ALWAYS TRIGGER kept;
GRANT SELECT, INSERT, UPDATE (folded_in) ON readings TO bukti_app;
GRANT SELECT ON readings TO bukti_auditor;
ALTER TABLE readings ENABLE ROW LEVEL SECURITY;
CREATE POLICY readable ON readings FOR SELECT USING (is_conductor() OR account_id = viewer_account());
CREATE POLICY written ON readings FOR INSERT TO bukti_app WITH CHECK (is_conductor() OR account_id = viewer_account());
CREATE POLICY changed ON readings FOR UPDATE TO bukti_app USING (is_conductor());
