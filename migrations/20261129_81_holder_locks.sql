-- No opening is written under a key that is being destroyed, or was: whoever writes one and whoever erases wait for each other at the key.
SET LOCAL ROLE bukti_owner;

CREATE OR REPLACE FUNCTION ledger.write_entry(
  p_id uuid, p_stream text, p_type text, p_at timestamptz, p_before bytea, p_between bytea, p_after bytea,
  p_fields text[], p_keys uuid[], p_sealed bytea[], p_salt bytea, p_digest bytea, p_leaf bytea,
  OUT stream_seq bigint, OUT prev bytea, OUT leaf bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE
  opened bigint;
BEGIN
  IF p_at - ledger.clock() NOT BETWEEN interval '-5 s' AND interval '5 s' THEN
    RAISE EXCEPTION 'entry.clock' USING ERRCODE = 'BU004';
  END IF;
  SELECT e.stream_seq, e.leaf INTO write_entry.stream_seq, write_entry.prev
    FROM ledger.entries e WHERE e.stream = p_stream ORDER BY e.stream_seq DESC LIMIT 1;
  stream_seq := coalesce(stream_seq, 0) + 1;
  INSERT INTO ledger.entries AS w (id, stream, stream_seq, type, bytes)
    VALUES (p_id, p_stream, write_entry.stream_seq, p_type,
      p_before || convert_to(coalesce('"' || encode(write_entry.prev, 'hex') || '"', 'null'), 'UTF8')
        || p_between || convert_to(write_entry.stream_seq::text, 'UTF8') || p_after)
    RETURNING w.leaf INTO write_entry.leaf;
  IF leaf <> p_leaf THEN
    RAISE EXCEPTION 'entry.leaf' USING ERRCODE = 'BU005';
  END IF;
  -- The lock is the one that the foreign key takes in any case; taken here, a key that was destroyed meanwhile is seen to be.
  WITH act AS (INSERT INTO vault.acts (entry_id, salt, digest) VALUES (p_id, p_salt, p_digest))
  INSERT INTO vault.openings (entry_id, field, key_id, sealed)
    SELECT p_id, o.field, o.key_id, o.sealed FROM unnest(p_fields, p_keys, p_sealed) AS o (field, key_id, sealed)
    JOIN vault.keys k ON k.key_id = o.key_id AND k.destroyed_at IS NULL FOR KEY SHARE OF k;
  GET DIAGNOSTICS opened = ROW_COUNT;
  IF opened < cardinality(p_keys) THEN
    RAISE EXCEPTION 'vault.destroyed' USING ERRCODE = '40001', CONSTRAINT = 'openings_living_key';
  END IF;
END
$$;

CREATE FUNCTION vault.hold_keys(p_person uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM vault.keys k WHERE k.holder = p_person OR k.holder IN (SELECT id FROM accounts WHERE person_id = p_person)
    ORDER BY k.key_id FOR UPDATE;
END
$$;
COMMENT ON FUNCTION vault.hold_keys IS 'The keys of a person and of their accounts, until the transaction ends: what others write under them is there by then, or is refused afterwards.';
REVOKE EXECUTE ON FUNCTION vault.hold_keys FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault.hold_keys TO bukti_app;
