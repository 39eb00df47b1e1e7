-- What every act on a selection reads under its lock, in one round trip.
SET LOCAL ROLE bukti_owner;

CREATE TYPE act_scene AS (
  agency text, zone text, state text, planned_on date, policy_id text, policy_version text, policy_digest bytea, post_id uuid, number integer,
  stage text, attempt integer, stage_state text, step text, opened_at timestamptz, step_since timestamptz, due_at timestamptz, paused_at timestamptz,
  deadline jsonb, blocked text, reminders_sent integer, stage_entry uuid,
  seat_accounts uuid[], chair_account uuid, assessor_accounts uuid[], candidate_persons uuid[], own_ref uuid,
  at timestamptz, seen_size bigint, seen_root bytea,
  prior_stream text, prior_seq bigint, prior_leaf bytea, prior_bytes bytea, prior_salt bytea, prior_digest bytea
);
COMMENT ON TYPE act_scene IS 'A selection, its live (else latest) stage, who stands in it, and ledger.begin_act.';

CREATE FUNCTION lock_selection(p_selection uuid, p_act uuid, p_account uuid) RETURNS SETOF act_scene
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, ledger, pg_temp AS $$
BEGIN
  PERFORM FROM selections s WHERE s.id = p_selection FOR NO KEY UPDATE;
  -- VOLATILE: this statement sees what was committed while the one above waited for the lock.
  RETURN QUERY
    SELECT s.agency, y.zone, s.state, s.planned_on, s.policy_id, s.policy_version, s.policy_digest, s.post_id, s.number,
      g.kind, g.attempt, g.state, g.step, g.opened_at, g.step_since, g.due_at, g.paused_at,
      g.deadline, g.blocked, g.reminders_sent, g.entry_id,
      ARRAY(SELECT t.account_id FROM seats t WHERE t.selection_id = s.id AND t.removed_at IS NULL),
      (SELECT t.account_id FROM seats t WHERE t.selection_id = s.id AND t.removed_at IS NULL AND t.role = 'chair'),
      ARRAY(SELECT a.account_id FROM assessors a WHERE a.selection_id = s.id AND a.replaced_by IS NULL),
      ARRAY(SELECT c.person_id FROM candidates c WHERE c.selection_id = s.id),
      (SELECT r.ref FROM refs r WHERE r.stream = 'selection/' || s.id::text AND r.holder = p_account),
      b.*
    FROM selections s
    JOIN agencies y ON y.code = s.agency
    LEFT JOIN LATERAL (SELECT * FROM stages x WHERE x.selection_id = s.id
      ORDER BY (x.state IN ('planned', 'open', 'paused', 'closing')) DESC, x.closed_at DESC NULLS LAST LIMIT 1) g ON true
    CROSS JOIN LATERAL ledger.begin_act(p_act) b
    WHERE s.id = p_selection;
END
$$;
COMMENT ON FUNCTION lock_selection IS 'No row: no such selection. p_account may be null.';
REVOKE EXECUTE ON FUNCTION lock_selection FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lock_selection TO bukti_app;

CREATE FUNCTION committee_sitting(
  p_selection uuid,
  OUT attempt integer, OUT seats jsonb, OUT adjourned integer, OUT present integer[],
  OUT motion_id uuid, OUT motion_version integer, OUT motion_digest bytea, OUT motion_content bytea, OUT motion_closed boolean, OUT ballots jsonb
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT coalesce(max(g.attempt), 0) INTO committee_sitting.attempt FROM stages g
    WHERE g.selection_id = p_selection AND g.kind = 'committee-review';
  SELECT jsonb_agg(jsonb_build_object('seat', t.seat, 'holderNo', t.holder_no, 'role', t.role, 'accountId', t.account_id, 'personId', o.person_id,
      'ref', t.ref, 'removedAt', t.removed_at, 'recusal', t.recusal, 'interests', d.content->'interests') ORDER BY t.seat, t.holder_no)
    INTO committee_sitting.seats
    FROM seats t JOIN accounts o ON o.id = t.account_id
    LEFT JOIN declarations d ON d.selection_id = t.selection_id AND d.attempt = committee_sitting.attempt AND d.seat = t.seat AND d.holder_no = t.holder_no
    WHERE t.selection_id = p_selection;
  SELECT count(*) INTO adjourned FROM committee_sessions c
    WHERE c.selection_id = p_selection AND c.attempt = committee_sitting.attempt AND c.adjourned_at IS NOT NULL;
  present := ARRAY(SELECT p.seat FROM presences p
    WHERE p.selection_id = p_selection AND p.attempt = committee_sitting.attempt AND p.session = adjourned + 1 AND p.presence = 'present' ORDER BY p.seat);
  SELECT m.id, m.version, m.digest, m.content, m.closed_at IS NOT NULL
    INTO motion_id, motion_version, motion_digest, motion_content, motion_closed
    FROM motions m WHERE m.selection_id = p_selection AND m.attempt = committee_sitting.attempt AND m.voided_at IS NULL ORDER BY m.version DESC LIMIT 1;
  SELECT jsonb_agg(jsonb_build_object('seat', b.seat, 'accountId', b.account_id, 'choice', b.choice) ORDER BY b.seat)
    INTO committee_sitting.ballots
    FROM ballots b WHERE b.motion_id = committee_sitting.motion_id AND b.voided_at IS NULL;
END
$$;
COMMENT ON FUNCTION committee_sitting IS 'The committee as it sits now, in its newest review, read in one round trip under the lock of its selection. For the conductor alone: it holds sealed ballots.';
REVOKE EXECUTE ON FUNCTION committee_sitting FROM PUBLIC;
GRANT EXECUTE ON FUNCTION committee_sitting TO bukti_app;
