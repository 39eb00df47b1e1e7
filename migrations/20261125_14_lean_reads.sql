-- What every act reads under its lock, at half the price: planned once per connection, not at every call.
SET LOCAL ROLE bukti_owner;

-- A function in SQL is planned anew at every call, one in PL/pgSQL once per connection.
CREATE OR REPLACE FUNCTION ledger.begin_act(
  p_id uuid,
  OUT at timestamptz, OUT seen_size bigint, OUT seen_root bytea,
  OUT prior_stream text, OUT prior_seq bigint, OUT prior_leaf bytea, OUT prior_bytes bytea, OUT prior_salt bytea, OUT prior_digest bytea
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
BEGIN
  SELECT ledger.clock(), c.size, c.root, e.stream, e.stream_seq, e.leaf, e.bytes, a.salt, a.digest
  INTO begin_act.at, seen_size, seen_root, prior_stream, prior_seq, prior_leaf, prior_bytes, prior_salt, prior_digest
  FROM (SELECT 1) AS always
  LEFT JOIN (SELECT size, root FROM ledger.checkpoints ORDER BY size DESC LIMIT 1) c ON true
  LEFT JOIN ledger.entries e ON e.id = p_id
  LEFT JOIN vault.acts a ON a.entry_id = p_id;
END
$$;

-- The reading of ledger.begin_act stands here again: as a call of its own it costs as much as all the rest.
CREATE OR REPLACE FUNCTION lock_selection(p_selection uuid, p_act uuid, p_account uuid) RETURNS SETOF act_scene
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, ledger, pg_temp AS $$
BEGIN
  PERFORM FROM selections s WHERE s.id = p_selection FOR NO KEY UPDATE;
  -- VOLATILE: this statement sees what was committed while the one above waited for the lock.
  RETURN QUERY
    SELECT s.agency, (SELECT y.zone FROM agencies y WHERE y.code = s.agency),
      s.state, s.planned_on, s.policy_id, s.policy_version, s.policy_digest, s.post_id, s.number,
      g.kind, g.attempt, g.state, g.step, g.opened_at, g.step_since, g.due_at, g.paused_at,
      g.deadline, g.blocked, g.reminders_sent, g.entry_id,
      ARRAY(SELECT t.account_id FROM seats t WHERE t.selection_id = p_selection AND t.removed_at IS NULL),
      (SELECT t.account_id FROM seats t WHERE t.selection_id = p_selection AND t.removed_at IS NULL AND t.role = 'chair'),
      ARRAY(SELECT a.account_id FROM assessors a WHERE a.selection_id = p_selection AND a.replaced_by IS NULL),
      ARRAY(SELECT c.person_id FROM candidates c WHERE c.selection_id = p_selection),
      (SELECT r.ref FROM refs r WHERE r.stream = 'selection/' || p_selection::text AND r.holder = p_account),
      ledger.clock(), k.size, k.root, e.stream, e.stream_seq, e.leaf, e.bytes, v.salt, v.digest
    FROM selections s
    LEFT JOIN LATERAL (SELECT * FROM stages x WHERE x.selection_id = p_selection
      ORDER BY (x.state IN ('planned', 'open', 'paused', 'closing')) DESC, x.closed_at DESC NULLS LAST LIMIT 1) g ON true
    LEFT JOIN (SELECT size, root FROM ledger.checkpoints ORDER BY size DESC LIMIT 1) k ON true
    LEFT JOIN ledger.entries e ON e.id = p_act
    LEFT JOIN vault.acts v ON v.entry_id = p_act
    WHERE s.id = p_selection;
END
$$;

-- Row security asks these at every reading.
CREATE OR REPLACE FUNCTION agency_roles(p_agency text) RETURNS text[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, ledger, pg_temp AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(DISTINCT g.role), '{}') FROM grants g
    WHERE g.account_id = viewer_account() AND g.agency = p_agency AND g.selection_id IS NULL AND g.valid @> ledger.clock());
END
$$;
CREATE OR REPLACE FUNCTION selection_roles(p_selection uuid) RETURNS text[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, ledger, pg_temp AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(DISTINCT r.role), '{}') FROM (
    SELECT g.role FROM selections s JOIN grants g ON g.agency = s.agency AND (g.selection_id IS NULL OR g.selection_id = s.id)
    WHERE s.id = p_selection AND g.account_id = viewer_account() AND g.valid @> ledger.clock()
    UNION ALL SELECT CASE WHEN t.recused_at IS NULL THEN 'seated' ELSE 'recused' END FROM seats t
    WHERE t.selection_id = p_selection AND t.account_id = viewer_account() AND t.removed_at IS NULL
    UNION ALL SELECT 'assessing' FROM assessors a
    WHERE a.selection_id = p_selection AND a.account_id = viewer_account() AND a.replaced_by IS NULL
    UNION ALL SELECT 'standing' FROM candidates c JOIN accounts o ON o.person_id = c.person_id
    WHERE c.selection_id = p_selection AND o.id = viewer_account()
  ) r);
END
$$;
