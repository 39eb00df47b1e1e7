-- A vote at a third of the price: what a server remembers of a selection is not read again, and the entry is checked where it is written.
SET LOCAL ROLE bukti_owner;

DROP FUNCTION lock_selection(uuid, uuid, uuid);
DROP TYPE act_scene;

-- Nothing of a selection changes without an entry on its stream, so the newest leaf of the stream is the version of all of it.
CREATE FUNCTION lock_selection(p_selection uuid, p_act uuid, p_account uuid, p_known bytea) RETURNS TABLE (
  at timestamptz, seen_size bigint, seen_root bytea, head_seq bigint, head_leaf bytea, own_ref uuid, prior json, facts json
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, ledger, pg_temp AS $$
DECLARE
  v_stream text := 'selection/' || p_selection::text;
BEGIN
  PERFORM FROM selections s WHERE s.id = p_selection FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  -- VOLATILE: these statements see what was committed while the one above waited for the lock.
  SELECT ledger.clock(), k.size, k.root, h.stream_seq, h.leaf, r.ref,
      CASE WHEN e.id IS NOT NULL THEN json_build_object('stream', e.stream, 'seq', e.stream_seq, 'leaf', encode(e.leaf, 'hex'),
        'bytes', encode(e.bytes, 'hex'), 'salt', encode(v.salt, 'hex'), 'digest', encode(v.digest, 'hex')) END
    INTO lock_selection.at, seen_size, seen_root, head_seq, head_leaf, own_ref, prior
    FROM (SELECT 1) AS always
    LEFT JOIN (SELECT c.size, c.root FROM ledger.checkpoints c ORDER BY c.size DESC LIMIT 1) k ON true
    LEFT JOIN (SELECT n.stream_seq, n.leaf FROM ledger.entries n WHERE n.stream = v_stream ORDER BY n.stream_seq DESC LIMIT 1) h ON true
    LEFT JOIN refs r ON r.stream = v_stream AND r.holder = p_account
    LEFT JOIN ledger.entries e ON e.id = p_act
    LEFT JOIN vault.acts v ON v.entry_id = p_act;
  IF head_leaf IS DISTINCT FROM p_known THEN
    SELECT json_build_object('agency', s.agency, 'zone', (SELECT y.zone FROM agencies y WHERE y.code = s.agency),
        'state', s.state, 'planned_on', s.planned_on, 'policy_id', s.policy_id, 'policy_version', s.policy_version,
        'policy_digest', encode(s.policy_digest, 'hex'), 'post_id', s.post_id, 'number', s.number,
        'stage', g.kind, 'attempt', g.attempt, 'stage_state', g.state, 'step', g.step, 'opened_at', g.opened_at, 'step_since', g.step_since,
        'due_at', g.due_at, 'paused_at', g.paused_at, 'deadline', g.deadline, 'blocked', g.blocked, 'reminders_sent', g.reminders_sent,
        'stage_entry', g.entry_id,
        'seat_accounts', ARRAY(SELECT t.account_id FROM seats t WHERE t.selection_id = p_selection AND t.removed_at IS NULL),
        'chair_account', (SELECT t.account_id FROM seats t WHERE t.selection_id = p_selection AND t.removed_at IS NULL AND t.role = 'chair'),
        'assessor_accounts', ARRAY(SELECT a.account_id FROM assessors a WHERE a.selection_id = p_selection AND a.replaced_by IS NULL),
        'candidate_persons', ARRAY(SELECT c.person_id FROM candidates c WHERE c.selection_id = p_selection))
      INTO facts
      FROM selections s
      LEFT JOIN LATERAL (SELECT * FROM stages x WHERE x.selection_id = p_selection
        ORDER BY (x.state IN ('planned', 'open', 'paused', 'closing')) DESC, x.closed_at DESC NULLS LAST LIMIT 1) g ON true
      WHERE s.id = p_selection;
  END IF;
  RETURN NEXT;
END
$$;
COMMENT ON FUNCTION lock_selection IS 'Locks a selection. No row: there is none. facts are left out where the caller knows them, as p_known is the newest leaf of the stream. p_account and p_known may be null.';
REVOKE EXECUTE ON FUNCTION lock_selection FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lock_selection TO bukti_app;

DROP FUNCTION ledger.write_entry(uuid, text, text, timestamptz, bytea, bytea, bytea, text[], uuid[], bytea[], bytea, bytea);

CREATE FUNCTION ledger.write_entry(
  p_id uuid, p_stream text, p_type text, p_at timestamptz, p_before bytea, p_between bytea, p_after bytea,
  p_fields text[], p_keys uuid[], p_sealed bytea[], p_salt bytea, p_digest bytea, p_leaf bytea,
  OUT stream_seq bigint, OUT prev bytea, OUT leaf bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
BEGIN
  IF abs(extract(epoch FROM ledger.clock() - p_at)) > 5 THEN
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
  IF cardinality(p_fields) > 0 THEN
    INSERT INTO vault.openings (entry_id, field, key_id, sealed)
      SELECT p_id, o.field, o.key_id, o.sealed FROM unnest(p_fields, p_keys, p_sealed) AS o (field, key_id, sealed);
  END IF;
  INSERT INTO vault.acts (entry_id, salt, digest) VALUES (p_id, p_salt, p_digest);
END
$$;
COMMENT ON FUNCTION ledger.write_entry IS 'Chains the entry to the newest one of its stream and writes it with its openings. The caller holds the lock of the stream; a race ends at entries_one_per_place. p_leaf: what the caller expects to be stored, where the caller knows; anything else is refused.';
REVOKE EXECUTE ON FUNCTION ledger.write_entry FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.write_entry TO bukti_app;
