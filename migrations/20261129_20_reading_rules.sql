-- One table of reading rules: what src/domain/access-reads.ts says is what the rows show. A test compares the two, word by word and row by row.
SET LOCAL ROLE bukti_owner;

CREATE TABLE read_ways (
  reading text NOT NULL,
  way integer NOT NULL,
  roles text[] NOT NULL,
  standing text CONSTRAINT read_ways_standing CHECK (standing IN ('own', 'seat', 'cleared', 'assigned', 'nominator')),
  after text CONSTRAINT read_ways_after CHECK (after IN ('sealed', 'sheets-revealed', 'ranked', 'ballots-revealed', 'decided')),
  CONSTRAINT read_ways_pkey PRIMARY KEY (reading, way)
);
COMMENT ON TABLE read_ways IS 'readRules of the domain as rows: any role of a way, with its standing, once the selection has passed its phase. Changed by migrations alone, which then write the policies anew.';
GRANT SELECT ON read_ways TO bukti_app, bukti_auditor;

INSERT INTO read_ways (reading, way, roles, standing, after) VALUES
  ('selection', 1, '{secretary,hr,auditor,authority}', NULL, NULL),
  ('selection', 2, '{chair,member}', 'seat', NULL),
  ('selection', 3, '{assessor}', 'assigned', NULL),
  ('selection', 4, '{candidate,unit-head}', NULL, 'sealed'),
  ('progress', 1, '{secretary,hr,auditor}', NULL, NULL),
  ('progress', 2, '{assessor}', 'assigned', NULL),
  ('progress', 3, '{chair,member}', 'cleared', NULL),
  ('progress', 4, '{authority}', NULL, 'decided'),
  ('awaited-names', 1, '{secretary,hr}', NULL, NULL),
  ('own-result', 1, '{candidate}', 'own', 'decided'),
  ('criteria', 1, '{secretary,hr,auditor,authority}', NULL, NULL),
  ('criteria', 2, '{chair,member}', 'seat', 'sealed'),
  ('criteria', 3, '{assessor}', 'assigned', 'sealed'),
  ('criteria', 4, '{candidate,unit-head}', NULL, 'sealed'),
  ('candidate-codes', 1, '{secretary,hr,auditor}', NULL, 'sealed'),
  ('candidate-codes', 2, '{chair,member}', 'seat', 'sealed'),
  ('candidate-codes', 3, '{assessor}', 'assigned', 'sealed'),
  ('candidate-codes', 4, '{authority}', NULL, 'decided'),
  ('candidate-names', 1, '{secretary,hr,auditor}', NULL, 'sealed'),
  ('candidate-names', 2, '{chair,member}', 'seat', 'sealed'),
  ('candidate-names', 3, '{authority}', NULL, 'decided'),
  ('candidates', 1, '{secretary,hr,auditor}', NULL, 'sealed'),
  ('candidates', 2, '{chair,member}', 'cleared', 'sealed'),
  ('candidates', 3, '{assessor}', 'assigned', 'sealed'),
  ('candidates', 4, '{authority}', NULL, 'decided'),
  ('gates', 1, '{secretary,hr,auditor}', NULL, 'sealed'),
  ('gates', 2, '{chair,member}', 'cleared', 'sealed'),
  ('gates', 3, '{authority}', NULL, 'decided'),
  ('own-candidacy', 1, '{candidate}', 'own', NULL),
  ('own-nomination', 1, '{unit-head}', 'nominator', NULL),
  ('gate-preview', 1, '{hr}', NULL, 'sealed'),
  ('corrections', 1, '{hr,auditor}', NULL, 'sealed'),
  ('verifications', 1, '{secretary,hr,auditor}', NULL, 'sealed'),
  ('panel', 1, '{secretary,hr,auditor,authority}', NULL, NULL),
  ('own-sheet', 1, '{assessor}', 'assigned', NULL),
  ('sheets', 1, '{secretary,auditor}', NULL, 'sheets-revealed'),
  ('sheets', 2, '{assessor}', 'assigned', 'sheets-revealed'),
  ('sheets', 3, '{chair,member}', 'cleared', 'sheets-revealed'),
  ('ranking', 1, '{secretary,hr,auditor}', NULL, 'ranked'),
  ('ranking', 2, '{chair,member}', 'cleared', 'ranked'),
  ('ranking', 3, '{authority}', NULL, 'decided'),
  ('committee', 1, '{secretary,hr,auditor,authority}', NULL, NULL),
  ('committee', 2, '{chair,member}', 'seat', NULL),
  ('own-declaration', 1, '{chair,member}', 'seat', NULL),
  ('declarations', 1, '{secretary,auditor}', NULL, NULL),
  ('motion', 1, '{secretary,auditor}', NULL, NULL),
  ('motion', 2, '{chair,member}', 'cleared', NULL),
  ('motion', 3, '{authority}', NULL, 'decided'),
  ('own-ballot', 1, '{chair,member}', 'seat', NULL),
  ('ballots', 1, '{secretary,auditor}', NULL, 'ballots-revealed'),
  ('ballots', 2, '{chair,member}', 'cleared', 'ballots-revealed'),
  ('ballots', 3, '{authority}', NULL, 'decided'),
  ('outcome', 1, '{secretary,hr,auditor}', NULL, 'ballots-revealed'),
  ('outcome', 2, '{chair,member}', 'seat', 'ballots-revealed'),
  ('outcome', 3, '{authority}', NULL, 'decided'),
  ('outcome', 4, '{candidate}', 'own', 'decided'),
  ('placement', 1, '{secretary,hr,auditor,authority}', NULL, 'decided'),
  ('placement', 2, '{chair,member}', 'cleared', 'decided'),
  ('own-placement', 1, '{candidate}', 'own', 'decided'),
  ('ledger', 1, '{secretary,auditor}', NULL, NULL),
  ('bundle', 1, '{secretary,hr,auditor,authority}', NULL, NULL);

-- What a selection has passed. The view is its owner's: policies ask it without asking themselves.
CREATE VIEW selection_phases AS
  SELECT s.id, s.agency,
    s.state NOT IN ('draft', 'cancelled')
      OR EXISTS (SELECT FROM criteria k WHERE k.selection_id = s.id AND k.countersigned_by IS NOT NULL) AS sealed,
    EXISTS (SELECT FROM stages g WHERE g.selection_id = s.id AND g.kind = 'assessment' AND (g.state = 'closed' OR g.step = 'final')) AS sheets_revealed,
    EXISTS (SELECT FROM rankings r WHERE r.selection_id = s.id) AS ranked,
    EXISTS (SELECT FROM motions m WHERE m.selection_id = s.id AND m.closed_at IS NOT NULL) AS ballots_revealed,
    s.state IN ('decided', 'placed', 'revoked')
      OR s.state IN ('failed', 'cancelled') AND (SELECT g.state = 'closed' FROM stages g
        WHERE g.selection_id = s.id AND g.kind = 'committee-review' ORDER BY g.attempt DESC LIMIT 1) IS TRUE AS decided
  FROM selections s;
COMMENT ON VIEW selection_phases IS 'The phases of the reading rules. decided: the committee''s decision stands; while its review is done again, it does not.';
CREATE VIEW revealed_sheets AS
  SELECT selection_id, attempt FROM stages WHERE kind = 'assessment' AND (state = 'closed' OR step = 'final');
COMMENT ON VIEW revealed_sheets IS 'A reopened assessment is blind again, whatever was revealed before.';
GRANT SELECT ON selection_phases, revealed_sheets TO bukti_app, bukti_auditor;

CREATE INDEX assessors_assigned ON assessors (account_id) WHERE replaced_by IS NULL;

-- Sets that depend on the viewer alone. Written as (SELECT …) or IN (SELECT …), they are asked once per statement.
CREATE FUNCTION viewer_person() RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.person_id FROM accounts o WHERE o.id = viewer_account()
$$;
CREATE FUNCTION agencies_as(p_roles text[]) RETURNS text[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, ledger, pg_temp AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(DISTINCT g.agency), '{}') FROM grants g
    WHERE g.account_id = viewer_account() AND g.role = ANY (p_roles) AND g.selection_id IS NULL AND g.valid @> ledger.clock());
END
$$;
COMMENT ON FUNCTION agencies_as IS 'Agencies in which the viewer has one of these roles now.';
CREATE FUNCTION agencies_open(p_reading text, p_after text, p_standing text DEFAULT NULL) RETURNS text[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, ledger, pg_temp AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(DISTINCT g.agency), '{}') FROM grants g
    JOIN read_ways w ON g.role = ANY (w.roles)
      AND w.reading = p_reading AND w.after IS NOT DISTINCT FROM p_after AND w.standing IS NOT DISTINCT FROM p_standing
    WHERE g.account_id = viewer_account() AND g.selection_id IS NULL AND g.valid @> ledger.clock());
END
$$;
COMMENT ON FUNCTION agencies_open IS 'Agencies in all of whose selections a role of the viewer opens a reading, after this phase.';
CREATE FUNCTION own_candidacies() RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 5 SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT c.selection_id FROM candidates c WHERE c.person_id = viewer_person();
END
$$;
COMMENT ON FUNCTION own_candidacies IS 'Selections in which the viewer is a candidate: of those they read nothing by office.';

-- The rule, whole, for the selections in which the viewer has a part; or for the one that is named.
CREATE FUNCTION readable_selections(p_reading text, p_only uuid DEFAULT NULL) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, ledger, pg_temp AS $$
DECLARE
  v_account uuid := viewer_account();
  v_own uuid[] := ARRAY(SELECT own_candidacies());
  v_standings text[] := ARRAY(SELECT w.standing FROM read_ways w WHERE w.reading = p_reading AND w.standing IS NOT NULL);
  v_now timestamptz := ledger.clock();
BEGIN
  RETURN QUERY
    WITH held AS MATERIALIZED (
      SELECT g.role, g.agency, g.selection_id FROM grants g WHERE g.account_id = v_account AND g.valid @> v_now
    ), near (selection_id, standing) AS (
      SELECT h.selection_id, NULL FROM held h WHERE h.selection_id IS NOT NULL
      UNION SELECT p_only, NULL WHERE p_only IS NOT NULL
      UNION SELECT o.id, x.standing FROM unnest(v_own) AS o (id) CROSS JOIN (VALUES (NULL), ('own')) AS x (standing)
      UNION SELECT t.selection_id, 'seat' FROM seats t
        WHERE 'seat' = ANY (v_standings) AND t.account_id = v_account AND t.removed_at IS NULL
      UNION SELECT t.selection_id, 'cleared' FROM seats t JOIN declarations d USING (selection_id, seat, holder_no)
        WHERE 'cleared' = ANY (v_standings) AND t.account_id = v_account AND t.removed_at IS NULL AND t.recused_at IS NULL
          AND d.attempt = (SELECT max(g.attempt) FROM stages g WHERE g.selection_id = t.selection_id AND g.kind = 'committee-review')
      UNION SELECT a.selection_id, 'assigned' FROM assessors a
        WHERE 'assigned' = ANY (v_standings) AND a.account_id = v_account AND a.replaced_by IS NULL
      UNION SELECT c.selection_id, 'nominator' FROM candidates c
        WHERE 'nominator' = ANY (v_standings) AND c.selection_id = p_only AND c.nominated_by = v_account
    )
    SELECT DISTINCT s.id FROM near n
      JOIN selection_phases s ON s.id = n.selection_id
      JOIN read_ways w ON w.reading = p_reading AND w.standing IS NOT DISTINCT FROM n.standing
    WHERE (p_only IS NULL OR s.id = p_only)
      AND EXISTS (SELECT FROM held h
        WHERE h.role = ANY (w.roles) AND h.agency = s.agency AND (h.selection_id IS NULL OR h.selection_id = s.id))
      AND ('candidate' = ANY (w.roles) OR s.id <> ALL (v_own))
      AND CASE w.after
        WHEN 'sealed' THEN s.sealed
        WHEN 'sheets-revealed' THEN s.sheets_revealed
        WHEN 'ranked' THEN s.ranked
        WHEN 'ballots-revealed' THEN s.ballots_revealed
        WHEN 'decided' THEN s.decided
        ELSE true
      END;
END
$$;
COMMENT ON FUNCTION readable_selections IS 'Selections of which this reading is open to the viewer by a seat, an assignment, a candidacy or a role for that selection alone; with p_only by any way. What a role opens in a whole agency is not listed but asked per agency.';
CREATE FUNCTION may_read(p_reading text, p_selection uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN is_conductor() OR EXISTS (SELECT FROM readable_selections(p_reading, p_selection));
END
$$;
COMMENT ON FUNCTION may_read IS 'refuseRead of the domain, for columns that less may be read of than of their row.';

CREATE FUNCTION own_assessor_refs() RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT a.ref FROM assessors a WHERE a.account_id = viewer_account() AND a.replaced_by IS NULL
    AND a.selection_id IN (SELECT readable_selections('own-sheet'));
END
$$;
CREATE FUNCTION own_seats() RETURNS TABLE (selection_id uuid, seat integer, holder_no integer)
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT t.selection_id, t.seat, t.holder_no FROM seats t WHERE t.account_id = viewer_account() AND t.removed_at IS NULL
    AND t.selection_id IN (SELECT readable_selections('own-declaration'));
END
$$;
CREATE FUNCTION own_motions() RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT m.id FROM motions m WHERE m.selection_id IN (SELECT readable_selections('own-ballot'));
END
$$;
COMMENT ON FUNCTION own_motions IS 'Motions on which the viewer''s seat votes or has voted.';
CREATE FUNCTION met_people() RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 200 SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT c.person_id FROM candidates c WHERE c.selection_id IN (SELECT readable_selections('candidate-names'));
END
$$;
COMMENT ON FUNCTION met_people IS 'The people whom a viewer meets as candidates, by name.';
CREATE FUNCTION headed_units() RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 5 SET search_path = public, ledger, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT h.unit_id FROM people h JOIN grants g ON g.agency = h.agency AND g.role = 'unit-head'
    WHERE h.id = viewer_person() AND h.unit_id IS NOT NULL AND g.account_id = viewer_account() AND g.valid @> ledger.clock();
END
$$;
COMMENT ON FUNCTION headed_units IS 'The unit in which a head works, where they are head in that agency.';

-- Asked row by row until now; what they say follows from the sets.
CREATE OR REPLACE FUNCTION meets_person(p_person uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p_person IN (SELECT met_people())
$$;
CREATE OR REPLACE FUNCTION heads_unit(p_unit uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p_unit IN (SELECT headed_units())
$$;
CREATE OR REPLACE FUNCTION selection_roles(p_selection uuid) RETURNS text[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, ledger, pg_temp AS $$
DECLARE
  v_roles text[] := (SELECT coalesce(array_agg(DISTINCT g.role), '{}')
    FROM selections s JOIN grants g ON g.agency = s.agency AND (g.selection_id IS NULL OR g.selection_id = s.id)
    WHERE s.id = p_selection AND g.account_id = viewer_account() AND g.valid @> ledger.clock());
BEGIN
  IF p_selection IN (SELECT own_candidacies()) THEN
    RETURN CASE WHEN 'candidate' = ANY (v_roles) THEN '{candidate,standing}' ELSE '{}' END;
  END IF;
  IF v_roles && '{chair,member}' THEN
    v_roles := v_roles || ARRAY(SELECT CASE WHEN t.recused_at IS NULL THEN 'seated' ELSE 'recused' END FROM seats t
      WHERE t.selection_id = p_selection AND t.account_id = viewer_account() AND t.removed_at IS NULL);
  END IF;
  IF 'assessor' = ANY (v_roles) AND EXISTS (SELECT FROM assessors a
    WHERE a.selection_id = p_selection AND a.account_id = viewer_account() AND a.replaced_by IS NULL) THEN
    v_roles := v_roles || 'assessing'::text;
  END IF;
  RETURN v_roles;
END
$$;
COMMENT ON FUNCTION selection_roles IS 'Roles in force of the viewer in one selection, with what they hold by them: seated, recused, assessing. A candidate of it is that alone.';
GRANT EXECUTE ON FUNCTION viewer_person, agencies_as, agencies_open, own_candidacies, readable_selections, may_read, own_assessor_refs, own_seats,
  own_motions, met_people, headed_units TO bukti_app, bukti_auditor;

-- The text of a policy: by a part in the selection, or by a role in its agency after each phase that a way names. p_agency: the row's own column.
CREATE FUNCTION pg_temp.by_office(p_reading text, p_place text, p_standing text DEFAULT NULL, p_agency text DEFAULT NULL) RETURNS text
  LANGUAGE sql AS $$
  SELECT format('%2$s NOT IN (SELECT own_candidacies()) AND (%1$s)', string_agg(CASE
      WHEN after IS NULL AND p_agency IS NOT NULL THEN format('%s = ANY (%s)', p_agency, agencies)
      ELSE format('EXISTS (SELECT FROM selection_phases o WHERE o.id = %s AND o.agency = ANY (%s)%s)', p_place, agencies,
        ' AND o.' || replace(after, '-', '_'))
    END, ' OR ' ORDER BY after NULLS FIRST), p_place)
  FROM (SELECT DISTINCT w.after FROM read_ways w WHERE w.reading = p_reading AND w.standing IS NOT DISTINCT FROM p_standing) ways,
    LATERAL (SELECT format('(SELECT agencies_open(%L, %L, %L))::text[]', p_reading, after, p_standing) AS agencies) asked
$$;
CREATE FUNCTION pg_temp.rule(p_reading text, p_place text, p_agency text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT format('(%s IN (SELECT readable_selections(%L))%s)', p_place, p_reading,
    ' OR ' || pg_temp.by_office(p_reading, p_place, NULL, p_agency))
$$;
CREATE FUNCTION pg_temp.own(p_reading text, p_row text) RETURNS text LANGUAGE sql AS $$
  SELECT format('(%s AND selection_id IN (SELECT readable_selections(%L)))', p_row, p_reading)
$$;

SELECT secure(name::regclass, 'false') FROM unnest(ARRAY['pools', 'committee_sessions']) AS name;
DO $$
DECLARE
  business text;
  readable text;
BEGIN
  FOR business, readable IN VALUES
    ('selections', pg_temp.rule('selection', 'id', 'agency')),
    ('stages', 'EXISTS (SELECT FROM selections s WHERE s.id = selection_id)'),
    ('pools', 'EXISTS (SELECT FROM selections s WHERE s.id = selection_id)'),
    ('criteria', pg_temp.rule('criteria', 'selection_id')),
    ('candidates', pg_temp.rule('candidate-codes', 'selection_id')
      || ' OR ' || pg_temp.own('own-candidacy', 'person_id = (SELECT viewer_person())')
      || ' OR nominated_by = (SELECT viewer_account()) AND ' || pg_temp.by_office('own-nomination', 'selection_id', 'nominator')),
    ('corrections', 'EXISTS (SELECT FROM candidates c WHERE c.ref = candidate_ref AND (' || pg_temp.rule('corrections', 'c.selection_id')
      || ' OR ' || pg_temp.own('own-candidacy', 'c.person_id = (SELECT viewer_person())') || '))'),
    ('verifications', 'EXISTS (SELECT FROM candidates c WHERE c.ref = candidate_ref AND (' || pg_temp.rule('verifications', 'c.selection_id')
      || ' OR ' || pg_temp.own('own-candidacy', 'c.person_id = (SELECT viewer_person())') || '))'),
    ('assessors', pg_temp.rule('panel', 'selection_id') || ' OR ref IN (SELECT own_assessor_refs())'),
    ('score_sheets', 'assessor_ref IN (SELECT own_assessor_refs()) OR ' || pg_temp.rule('sheets', 'selection_id')
      || ' AND EXISTS (SELECT FROM revealed_sheets v WHERE v.selection_id = score_sheets.selection_id AND v.attempt = score_sheets.attempt)'),
    ('rankings', pg_temp.rule('ranking', 'selection_id')),
    ('seats', pg_temp.rule('committee', 'selection_id')),
    ('committee_sessions', pg_temp.rule('committee', 'selection_id')),
    ('presences', pg_temp.rule('committee', 'selection_id')),
    ('declarations', pg_temp.rule('declarations', 'selection_id') || ' OR (selection_id, seat, holder_no) IN (SELECT * FROM own_seats())'),
    ('motions', pg_temp.rule('motion', 'selection_id')),
    ('ballots', 'account_id = (SELECT viewer_account()) AND motion_id IN (SELECT own_motions())'
      || ' OR EXISTS (SELECT FROM motions m WHERE m.id = motion_id AND m.closed_at IS NOT NULL AND ' || pg_temp.rule('ballots', 'm.selection_id') || ')'),
    ('choices', pg_temp.rule('placement', 'selection_id')),
    ('concurrences', pg_temp.rule('placement', 'selection_id')),
    ('placements', pg_temp.rule('placement', 'selection_id')
      || ' OR ' || pg_temp.own('own-placement', 'person_id = (SELECT viewer_person())')),
    ('people', $rule$ agency = ANY ((SELECT agencies_as('{hr,secretary,authority,auditor}'))::text[]) OR id = (SELECT viewer_person())
      OR unit_id IN (SELECT headed_units()) OR id IN (SELECT met_people()) $rule$),
    ('import_findings', $rule$ EXISTS (SELECT FROM import_batches b
      WHERE b.id = batch_id AND b.agency = ANY ((SELECT agencies_as('{hr,auditor,administrator}'))::text[])) $rule$),
    ('mapping_boxes', $rule$ person_id = (SELECT viewer_person()) OR EXISTS (SELECT FROM mapping_runs m
      WHERE m.id = run_id AND m.agency = ANY ((SELECT agencies_as('{hr,secretary,authority,auditor}'))::text[])) $rule$)
  LOOP
    EXECUTE format('ALTER POLICY readable ON %I USING (is_conductor() OR %s)', business, readable);
  END LOOP;
  -- What came of a vote is known to more people than the motion is.
  EXECUTE 'CREATE VIEW outcomes AS SELECT m.selection_id, m.attempt, m.version, m.digest, m.closed_at, m.outcome FROM motions m
    WHERE m.closed_at IS NOT NULL AND (is_conductor() OR ' || pg_temp.rule('outcome', 'm.selection_id') || ')';
END
$$;
COMMENT ON VIEW outcomes IS 'Closed motions by what they yielded, under the reading outcome: neither mover nor content.';
GRANT SELECT ON outcomes TO bukti_app, bukti_auditor;

DROP FUNCTION has_declared, has_reached, selection_of;
