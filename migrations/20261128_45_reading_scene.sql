-- What the rules of reading ask about a selection and its reader, in one round trip.
SET LOCAL ROLE bukti_owner;

CREATE FUNCTION reading_scene(
  p_selection uuid,
  OUT seat_accounts uuid[], OUT cleared_accounts uuid[], OUT chair_account uuid, OUT assessor_accounts uuid[],
  OUT candidate_persons uuid[], OUT reached text[], OUT at timestamptz
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, ledger, pg_temp AS $$
DECLARE
  review integer := (SELECT max(g.attempt) FROM stages g WHERE g.selection_id = p_selection AND g.kind = 'committee-review');
  assessment integer := (SELECT max(g.attempt) FROM stages g WHERE g.selection_id = p_selection AND g.kind = 'assessment');
BEGIN
  seat_accounts := ARRAY(SELECT t.account_id FROM seats t WHERE t.selection_id = p_selection AND t.removed_at IS NULL);
  cleared_accounts := ARRAY(SELECT t.account_id FROM seats t JOIN declarations d USING (selection_id, seat, holder_no)
    WHERE t.selection_id = p_selection AND t.removed_at IS NULL AND t.recused_at IS NULL AND d.attempt = review);
  chair_account := (SELECT t.account_id FROM seats t WHERE t.selection_id = p_selection AND t.removed_at IS NULL AND t.role = 'chair');
  assessor_accounts := ARRAY(SELECT a.account_id FROM assessors a WHERE a.selection_id = p_selection AND a.replaced_by IS NULL);
  candidate_persons := ARRAY(SELECT c.person_id FROM candidates c WHERE c.selection_id = p_selection);
  reached := ARRAY(SELECT passed.phase FROM (VALUES
    ('sealed', EXISTS (SELECT FROM criteria k WHERE k.selection_id = p_selection AND k.countersigned_by IS NOT NULL)),
    ('sheets-revealed', EXISTS (SELECT FROM stages g WHERE g.selection_id = p_selection AND g.kind = 'assessment' AND g.attempt = assessment
      AND (g.state = 'closed' OR g.step = 'final'))),
    ('ranked', EXISTS (SELECT FROM rankings r WHERE r.selection_id = p_selection AND r.attempt = assessment)),
    ('ballots-revealed', EXISTS (SELECT FROM motions m WHERE m.selection_id = p_selection AND m.closed_at IS NOT NULL)),
    ('decided', EXISTS (SELECT FROM selections s WHERE s.id = p_selection AND s.state IN ('decided', 'placed', 'revoked', 'failed')))
  ) AS passed (phase, is_passed) WHERE passed.is_passed);
  at := ledger.clock();
END
$$;
COMMENT ON FUNCTION reading_scene IS 'Who stands in a selection and what it has passed; asked beside the row of selections, which row security shows or hides.';
REVOKE EXECUTE ON FUNCTION reading_scene FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reading_scene TO bukti_app;
