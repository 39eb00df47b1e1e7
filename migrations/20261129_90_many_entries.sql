-- A map has an entry for each of many people: they are written together, each behind the one before.
SET LOCAL ROLE bukti_owner;

CREATE FUNCTION ledger.write_entries(
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
  INSERT INTO ledger.entries (id, stream, stream_seq, type, bytes)
    SELECT x.id, p_stream, p_after + x.n, p_type,
      x.before || convert_to(coalesce('"' || encode(coalesce(lag(x.leaf) OVER (ORDER BY x.n), head.leaf), 'hex') || '"', 'null'), 'UTF8')
        || x.between || convert_to((p_after + x.n)::text, 'UTF8') || x.behind
    FROM unnest(p_ids, p_before, p_between, p_behind, p_leaves) WITH ORDINALITY AS x (id, before, between, behind, leaf, n) ORDER BY x.n;
  -- Each was linked to the leaf that was announced for the one before it: all links hold where all leaves are those that came of the bytes.
  SELECT count(*) INTO written FROM unnest(p_ids, p_leaves) AS x (id, leaf) JOIN ledger.entries e ON e.id = x.id AND e.leaf = x.leaf;
  IF written < cardinality(p_ids) OR p_after <> coalesce(head.stream_seq, 0) THEN
    RAISE EXCEPTION 'entry.leaf' USING ERRCODE = 'BU005';
  END IF;
  INSERT INTO vault.acts (entry_id, salt, digest) SELECT * FROM unnest(p_ids, p_salts, p_digests);
  INSERT INTO vault.openings (entry_id, field, key_id, sealed)
    SELECT o.entry_id, o.field, o.key_id, o.sealed FROM unnest(p_opened, p_fields, p_keys, p_sealed) AS o (entry_id, field, key_id, sealed)
    JOIN vault.keys k ON k.key_id = o.key_id AND k.destroyed_at IS NULL FOR KEY SHARE OF k;
  GET DIAGNOSTICS written = ROW_COUNT;
  IF written < cardinality(p_keys) THEN
    RAISE EXCEPTION 'vault.destroyed' USING ERRCODE = '40001', CONSTRAINT = 'openings_living_key';
  END IF;
END
$$;
COMMENT ON FUNCTION ledger.write_entries IS 'As write_entry, for many entries of one type behind entry `p_after` of their stream. A leaf that does not come of the bytes refuses them all.';
REVOKE EXECUTE ON FUNCTION ledger.write_entries FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.write_entries TO bukti_app;
