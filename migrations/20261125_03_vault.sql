-- Openings of committed fields, encrypted with the key of the person they concern. Rows here may be destroyed (erasure).
SET LOCAL ROLE bukti_owner;

CREATE SCHEMA vault;
GRANT USAGE ON SCHEMA vault TO bukti_app;

CREATE TABLE vault.keys (
  key_id uuid CONSTRAINT keys_pkey PRIMARY KEY,
  holder uuid NOT NULL,
  wrapped bytea,
  destroyed_at timestamptz,
  CONSTRAINT keys_destroyed_whole CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);
CREATE UNIQUE INDEX keys_one_living_per_holder ON vault.keys (holder) WHERE destroyed_at IS NULL;
COMMENT ON TABLE vault.keys IS 'Data keys, each wrapped by the key-encryption key, which never lies in this database.';

CREATE TABLE vault.openings (
  entry_id uuid NOT NULL,
  field text NOT NULL,
  key_id uuid NOT NULL CONSTRAINT openings_key REFERENCES vault.keys,
  sealed bytea NOT NULL,
  CONSTRAINT openings_pkey PRIMARY KEY (entry_id, field)
);
COMMENT ON TABLE vault.openings IS 'AES-256-GCM(key of the holder, salt || value); the additional data bind it to log, entry, type and field.';

CREATE TABLE vault.acts (
  entry_id uuid CONSTRAINT acts_pkey PRIMARY KEY,
  salt bytea NOT NULL,
  digest bytea NOT NULL
);
COMMENT ON TABLE vault.acts IS 'Salted digest of the content of an act, so that a repeated act is recognised and another one under its key refused.';

GRANT SELECT, INSERT ON vault.keys, vault.openings, vault.acts TO bukti_app;

-- The only writer of entries --------------------------------------------------------------------------------------
CREATE FUNCTION ledger.write_entry(
  p_id uuid, p_stream text, p_type text, p_at timestamptz, p_before bytea, p_between bytea, p_after bytea,
  p_fields text[], p_keys uuid[], p_sealed bytea[], p_salt bytea, p_digest bytea,
  OUT stream_seq bigint, OUT prev bytea, OUT leaf bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
BEGIN
  IF abs(extract(epoch FROM ledger.clock() - p_at)) > 5 THEN
    RAISE EXCEPTION 'entry.clock' USING ERRCODE = 'BU004';
  END IF;
  WITH head AS (
    SELECT e.stream_seq, e.leaf FROM ledger.entries e WHERE e.stream = p_stream ORDER BY e.stream_seq DESC LIMIT 1
  ), written AS (
    INSERT INTO ledger.entries AS w (id, stream, stream_seq, type, bytes)
    SELECT p_id, p_stream, coalesce(h.stream_seq, 0) + 1, p_type,
      p_before || convert_to(coalesce('"' || encode(h.leaf, 'hex') || '"', 'null'), 'UTF8')
        || p_between || convert_to((coalesce(h.stream_seq, 0) + 1)::text, 'UTF8') || p_after
    FROM (SELECT 1) AS always LEFT JOIN head h ON true
    RETURNING w.stream_seq, w.leaf
  ), opened AS (
    INSERT INTO vault.openings (entry_id, field, key_id, sealed)
    SELECT p_id, o.field, o.key_id, o.sealed FROM unnest(p_fields, p_keys, p_sealed) AS o (field, key_id, sealed)
  ), acted AS (
    INSERT INTO vault.acts (entry_id, salt, digest) VALUES (p_id, p_salt, p_digest)
  )
  SELECT w.stream_seq, h.leaf, w.leaf INTO write_entry.stream_seq, write_entry.prev, write_entry.leaf
  FROM written w LEFT JOIN head h ON true;
END
$$;
COMMENT ON FUNCTION ledger.write_entry IS 'Chains the entry to the newest one of its stream and writes it with its openings in one statement. The caller holds the lock of the stream; a race ends at entries_one_per_place.';

CREATE FUNCTION ledger.begin_act(
  p_id uuid,
  OUT at timestamptz, OUT seen_size bigint, OUT seen_root bytea,
  OUT prior_stream text, OUT prior_seq bigint, OUT prior_leaf bytea, OUT prior_bytes bytea, OUT prior_salt bytea, OUT prior_digest bytea
) LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
  SELECT ledger.clock(), c.size, c.root, e.stream, e.stream_seq, e.leaf, e.bytes, a.salt, a.digest
  FROM (SELECT 1) AS always
  LEFT JOIN (SELECT size, root FROM ledger.checkpoints ORDER BY size DESC LIMIT 1) c ON true
  LEFT JOIN ledger.entries e ON e.id = p_id
  LEFT JOIN vault.acts a ON a.entry_id = p_id
$$;
COMMENT ON FUNCTION ledger.begin_act IS 'Read once under the lock of the act: the instant, the newest signed checkpoint, and what this id has written already.';

CREATE FUNCTION ledger.lock_stream(p_stream text) RETURNS void
  LANGUAGE sql VOLATILE AS $$ SELECT pg_advisory_xact_lock(7312, hashtext(p_stream)) $$;
COMMENT ON FUNCTION ledger.lock_stream IS 'For streams that no business row stands for.';

REVOKE EXECUTE ON FUNCTION ledger.write_entry FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION ledger.begin_act FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.write_entry, ledger.begin_act, ledger.lock_stream TO bukti_app;
