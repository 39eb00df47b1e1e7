-- An entry is written with less work beside it: keys are locked once, by the foreign key, and the place comes back as one value.
SET LOCAL ROLE bukti_owner;

DROP FUNCTION ledger.write_entry(uuid, text, text, timestamptz, bytea, bytea, bytea, text[], uuid[], bytea[], bytea, bytea, bytea);
CREATE FUNCTION ledger.write_entry(
  p_id uuid, p_stream text, p_type text, p_at timestamptz, p_before bytea, p_between bytea, p_after bytea,
  p_fields text[], p_keys uuid[], p_sealed bytea[], p_salt bytea, p_digest bytea, p_leaf bytea
) RETURNS bytea LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE
  v_seq bigint;
  v_prev bytea;
  v_leaf bytea;
BEGIN
  IF p_at - ledger.clock() NOT BETWEEN interval '-5 s' AND interval '5 s' THEN
    RAISE EXCEPTION 'entry.clock' USING ERRCODE = 'BU004';
  END IF;
  SELECT e.stream_seq, e.leaf INTO v_seq, v_prev FROM ledger.entries e WHERE e.stream = p_stream ORDER BY e.stream_seq DESC LIMIT 1;
  v_seq := coalesce(v_seq, 0) + 1;
  INSERT INTO ledger.entries AS w (id, stream, stream_seq, type, bytes)
    VALUES (p_id, p_stream, v_seq, p_type,
      p_before || convert_to(coalesce('"' || encode(v_prev, 'hex') || '"', 'null'), 'UTF8')
        || p_between || convert_to(v_seq::text, 'UTF8') || p_after)
    RETURNING w.leaf INTO v_leaf;
  IF v_leaf <> p_leaf THEN
    RAISE EXCEPTION 'entry.leaf' USING ERRCODE = 'BU005';
  END IF;
  INSERT INTO vault.acts (entry_id, salt, digest) VALUES (p_id, p_salt, p_digest);
  IF cardinality(p_keys) > 0 THEN
    INSERT INTO vault.openings (entry_id, field, key_id, sealed)
      SELECT p_id, o.field, o.key_id, o.sealed FROM unnest(p_fields, p_keys, p_sealed) AS o (field, key_id, sealed);
    -- The foreign key has waited for whoever destroys one of them and holds them now; this statement sees what was destroyed by then.
    IF EXISTS (SELECT FROM vault.keys k WHERE k.key_id = ANY (p_keys) AND k.destroyed_at IS NOT NULL) THEN
      RAISE EXCEPTION 'vault.destroyed' USING ERRCODE = '40001', CONSTRAINT = 'openings_living_key';
    END IF;
  END IF;
  RETURN int8send(v_seq) || v_leaf || coalesce(v_prev, ''::bytea);
END
$$;
COMMENT ON FUNCTION ledger.write_entry IS 'Chains the entry to the newest one of its stream and writes it with its openings. The caller holds the lock of the stream; a race ends at entries_one_per_place. p_leaf: what the caller expects to be stored, where the caller knows; anything else is refused. Answers the number in the stream (8 bytes), the leaf (32) and that of the entry before (32, or nothing).';
REVOKE EXECUTE ON FUNCTION ledger.write_entry FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.write_entry TO bukti_app;

CREATE OR REPLACE FUNCTION ledger.write_entries(
  p_stream text, p_type text, p_at timestamptz, p_after bigint, p_ids uuid[], p_before bytea[], p_between bytea[], p_behind bytea[],
  p_leaves bytea[], p_salts bytea[], p_digests bytea[], p_opened uuid[], p_fields text[], p_keys uuid[], p_sealed bytea[]
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE
  head ledger.entries;
  written bigint;
BEGIN
  IF p_at - ledger.clock() NOT BETWEEN interval '-5 s' AND interval '5 s' THEN
    RAISE EXCEPTION 'entry.clock' USING ERRCODE = 'BU004';
  END IF;
  SELECT * INTO head FROM ledger.entries e WHERE e.stream = p_stream ORDER BY e.stream_seq DESC LIMIT 1;
  -- Each is linked to the leaf that was announced for the one before it: all links hold where all leaves are those that came of the bytes.
  WITH w AS (
    INSERT INTO ledger.entries (id, stream, stream_seq, type, bytes)
      SELECT x.id, p_stream, p_after + x.n, p_type,
        x.before || convert_to(coalesce('"' || encode(coalesce(lag(x.leaf) OVER (ORDER BY x.n), head.leaf), 'hex') || '"', 'null'), 'UTF8')
          || x.between || convert_to((p_after + x.n)::text, 'UTF8') || x.behind
      FROM unnest(p_ids, p_before, p_between, p_behind, p_leaves) WITH ORDINALITY AS x (id, before, between, behind, leaf, n) ORDER BY x.n
      RETURNING id, leaf
  )
  SELECT count(*) INTO written FROM w JOIN unnest(p_ids, p_leaves) AS x (id, leaf) USING (id, leaf);
  IF written < cardinality(p_ids) OR p_after <> coalesce(head.stream_seq, 0) THEN
    RAISE EXCEPTION 'entry.leaf' USING ERRCODE = 'BU005';
  END IF;
  INSERT INTO vault.acts (entry_id, salt, digest) SELECT * FROM unnest(p_ids, p_salts, p_digests);
  INSERT INTO vault.openings (entry_id, field, key_id, sealed)
    SELECT o.entry_id, o.field, o.key_id, o.sealed FROM unnest(p_opened, p_fields, p_keys, p_sealed) AS o (entry_id, field, key_id, sealed);
  IF EXISTS (SELECT FROM vault.keys k WHERE k.key_id = ANY (p_keys) AND k.destroyed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'vault.destroyed' USING ERRCODE = '40001', CONSTRAINT = 'openings_living_key';
  END IF;
END
$$;
