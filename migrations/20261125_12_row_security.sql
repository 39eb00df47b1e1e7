-- Which rows a person may see. Acts run as the conductor after the domain has said yes; readings run with the viewer's eyes.
SET LOCAL ROLE bukti_owner;

CREATE FUNCTION viewer() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(current_setting('bukti.viewer', true), '') $$;
CREATE FUNCTION is_conductor() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT viewer() = 'conductor' $$;
CREATE FUNCTION viewer_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT CASE WHEN viewer() IN ('', 'conductor') THEN NULL ELSE viewer()::uuid END $$;
COMMENT ON FUNCTION viewer() IS 'Set per transaction by the application: an account, or conductor. Without it nothing is visible.';

CREATE FUNCTION agency_roles(p_agency text) RETURNS text[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, ledger, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT g.role), '{}') FROM grants g
  WHERE g.account_id = viewer_account() AND g.agency = p_agency AND g.selection_id IS NULL AND g.valid @> ledger.clock()
$$;
CREATE FUNCTION selection_roles(p_selection uuid) RETURNS text[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, ledger, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT r.role), '{}') FROM (
    SELECT g.role FROM selections s JOIN grants g ON g.agency = s.agency AND (g.selection_id IS NULL OR g.selection_id = s.id)
    WHERE s.id = p_selection AND g.account_id = viewer_account() AND g.valid @> ledger.clock()
    UNION ALL SELECT CASE WHEN t.recused_at IS NULL THEN 'seated' ELSE 'recused' END FROM seats t
    WHERE t.selection_id = p_selection AND t.account_id = viewer_account() AND t.removed_at IS NULL
    UNION ALL SELECT 'assessing' FROM assessors a
    WHERE a.selection_id = p_selection AND a.account_id = viewer_account() AND a.replaced_by IS NULL
    UNION ALL SELECT 'standing' FROM candidates c JOIN accounts o ON o.person_id = c.person_id
    WHERE c.selection_id = p_selection AND o.id = viewer_account()
  ) r
$$;
COMMENT ON FUNCTION selection_roles IS 'Roles of the viewer in one selection; besides granted ones: seated, recused, assessing, standing (a candidate of it).';

-- A seat sees the committee's papers from the moment the committee review opens and its holder has declared.
CREATE FUNCTION has_declared(p_selection uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM seats t JOIN declarations d USING (selection_id, seat, holder_no)
    WHERE t.selection_id = p_selection AND t.account_id = viewer_account() AND t.removed_at IS NULL AND t.recused_at IS NULL)
$$;
CREATE FUNCTION has_reached(p_selection uuid, p_stage text, p_state text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM stages g WHERE g.selection_id = p_selection AND g.kind = p_stage
    AND (g.state = 'closed' OR p_state = 'opened' AND g.state IN ('open', 'paused', 'closing')))
$$;
CREATE FUNCTION scores_revealed(p_selection uuid, p_attempt integer) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM stages g WHERE g.selection_id = p_selection AND g.kind = 'assessment' AND g.attempt = p_attempt
    AND (g.state = 'closed' OR g.step = 'final'))
$$;
CREATE FUNCTION own_person(p_person uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM accounts o WHERE o.id = viewer_account() AND o.person_id = p_person)
$$;
CREATE FUNCTION selection_of(p_candidate uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.selection_id FROM candidates c WHERE c.ref = p_candidate
$$;
-- The people a viewer meets as candidates: those of selections where the viewer sits, once the papers are open.
CREATE FUNCTION meets_person(p_person uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM candidates c JOIN seats t USING (selection_id)
    WHERE c.person_id = p_person AND t.account_id = viewer_account() AND t.removed_at IS NULL AND t.recused_at IS NULL
      AND has_reached(c.selection_id, 'committee-review', 'opened'))
$$;
-- Head of the unit (or of a unit above it) in which a person works.
CREATE FUNCTION heads_unit(p_unit uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM accounts o JOIN people h ON h.id = o.person_id JOIN grants g ON g.account_id = o.id AND g.role = 'unit-head'
    WHERE o.id = viewer_account() AND h.unit_id = p_unit AND g.valid @> ledger.clock())
$$;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO bukti_app, bukti_auditor;

CREATE FUNCTION secure(business regclass, readable text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', business);
  EXECUTE format('CREATE POLICY readable ON %s FOR SELECT USING (is_conductor() OR %s)', business, readable);
  EXECUTE format('CREATE POLICY written ON %s FOR INSERT TO bukti_app WITH CHECK (is_conductor())', business);
  EXECUTE format('CREATE POLICY changed ON %s FOR UPDATE TO bukti_app USING (is_conductor())', business);
END
$$;

SELECT secure(name::regclass, rule) FROM (VALUES
  ('people', $$ own_person(id) OR agency_roles(agency) && ARRAY['hr', 'secretary', 'authority', 'auditor'] OR heads_unit(unit_id) OR meets_person(id) $$),
  ('nips', $$ EXISTS (SELECT FROM people p WHERE p.id = person_id) $$),
  ('import_findings', $$ EXISTS (SELECT FROM import_batches b WHERE b.id = batch_id AND agency_roles(b.agency) && ARRAY['hr', 'auditor', 'administrator']) $$),
  ('mapping_boxes', $$ own_person(person_id) OR EXISTS (SELECT FROM mapping_runs m WHERE m.id = run_id AND agency_roles(m.agency) && ARRAY['hr', 'secretary', 'authority', 'auditor']) $$),
  ('selections', $$ agency_roles(agency) && ARRAY['hr', 'secretary', 'authority', 'auditor', 'administrator', 'unit-head'] OR cardinality(selection_roles(id)) > 0 $$),
  ('criteria', $$ EXISTS (SELECT FROM selections s WHERE s.id = selection_id) $$),
  ('stages', $$ EXISTS (SELECT FROM selections s WHERE s.id = selection_id) $$),
  ('candidates', $$ own_person(person_id) OR selection_roles(selection_id) && ARRAY['hr', 'secretary', 'authority', 'auditor', 'assessing']
      OR 'seated' = ANY (selection_roles(selection_id)) AND has_reached(selection_id, 'committee-review', 'opened')
      OR nominated_by = viewer_account() $$),
  ('corrections', $$ selection_roles(selection_of(candidate_ref)) && ARRAY['hr', 'auditor']
      OR EXISTS (SELECT FROM candidates c WHERE c.ref = candidate_ref AND own_person(c.person_id)) $$),
  ('verifications', $$ selection_roles(selection_of(candidate_ref)) && ARRAY['hr', 'secretary', 'auditor']
      OR EXISTS (SELECT FROM candidates c WHERE c.ref = candidate_ref AND own_person(c.person_id)) $$),
  ('assessors', $$ account_id = viewer_account() OR selection_roles(selection_id) && ARRAY['hr', 'secretary', 'auditor', 'authority'] $$),
  ('score_sheets', $$ EXISTS (SELECT FROM assessors a WHERE a.ref = assessor_ref AND a.account_id = viewer_account())
      OR scores_revealed(selection_id, attempt) AND (selection_roles(selection_id) && ARRAY['hr', 'secretary', 'auditor', 'authority', 'assessing'] OR has_declared(selection_id)) $$),
  ('rankings', $$ selection_roles(selection_id) && ARRAY['hr', 'secretary', 'auditor', 'authority']
      OR has_declared(selection_id) AND has_reached(selection_id, 'committee-review', 'opened') $$),
  ('seats', $$ account_id = viewer_account() OR selection_roles(selection_id) && ARRAY['hr', 'secretary', 'auditor', 'authority', 'seated', 'administrator'] $$),
  ('declarations', $$ selection_roles(selection_id) && ARRAY['secretary', 'auditor']
      OR EXISTS (SELECT FROM seats t WHERE t.selection_id = declarations.selection_id AND t.seat = declarations.seat AND t.holder_no = declarations.holder_no AND t.account_id = viewer_account()) $$),
  ('presences', $$ selection_roles(selection_id) && ARRAY['hr', 'secretary', 'auditor', 'authority', 'seated'] $$),
  ('motions', $$ selection_roles(selection_id) && ARRAY['secretary', 'auditor', 'authority'] OR has_declared(selection_id) $$),
  ('ballots', $$ account_id = viewer_account()
      OR EXISTS (SELECT FROM motions m WHERE m.id = motion_id AND m.closed_at IS NOT NULL
        AND (selection_roles(m.selection_id) && ARRAY['secretary', 'auditor', 'authority'] OR has_declared(m.selection_id))) $$),
  ('choices', $$ selection_roles(selection_id) && ARRAY['hr', 'secretary', 'chair', 'auditor', 'authority'] $$),
  ('concurrences', $$ selection_roles(selection_id) && ARRAY['hr', 'secretary', 'auditor', 'authority'] $$),
  ('placements', $$ selection_roles(selection_id) && ARRAY['hr', 'secretary', 'auditor', 'authority'] OR own_person(person_id) $$),
  ('notices', $$ account_id = viewer_account() $$)
) AS rules (name, rule);
