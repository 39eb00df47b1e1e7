-- A reading of one selection looks for what the viewer may read in that one alone, not in every selection of the agency.
SET LOCAL ROLE bukti_owner;

CREATE FUNCTION viewed_selection() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('bukti.selection', true), '')::uuid $$;

COMMENT ON FUNCTION viewed_selection() IS 'Set by a transaction that concerns one selection: no right in another is looked for. It takes away, and never gives.';

CREATE OR REPLACE FUNCTION readable_selections(p_reading text, p_only uuid DEFAULT NULL::uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO 'public', 'ledger', 'pg_temp'
AS $function$
DECLARE
  v_account uuid := viewer_account();
  v_own uuid[] := ARRAY(SELECT own_candidacies());
  v_standings text[] := ARRAY(SELECT w.standing FROM read_ways w WHERE w.reading = p_reading AND w.standing IS NOT NULL);
  v_now timestamptz := ledger.clock();
  v_within uuid := coalesce(p_only, viewed_selection());
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
          AND (v_within IS NULL OR t.selection_id = v_within)
      UNION SELECT t.selection_id, 'cleared' FROM seats t JOIN declarations d USING (selection_id, seat, holder_no)
        WHERE 'cleared' = ANY (v_standings) AND t.account_id = v_account AND t.removed_at IS NULL AND t.recused_at IS NULL
          AND (v_within IS NULL OR t.selection_id = v_within)
          AND d.attempt = (SELECT max(g.attempt) FROM stages g WHERE g.selection_id = t.selection_id AND g.kind = 'committee-review')
      UNION SELECT a.selection_id, 'assigned' FROM assessors a
        WHERE 'assigned' = ANY (v_standings) AND a.account_id = v_account AND a.replaced_by IS NULL
          AND (v_within IS NULL OR a.selection_id = v_within)
      UNION SELECT c.selection_id, 'nominator' FROM candidates c
        WHERE 'nominator' = ANY (v_standings) AND c.selection_id = p_only AND c.nominated_by = v_account
    )
    SELECT DISTINCT s.id FROM near n
      JOIN selection_phases s ON s.id = n.selection_id
      JOIN read_ways w ON w.reading = p_reading AND w.standing IS NOT DISTINCT FROM n.standing
    WHERE (v_within IS NULL OR s.id = v_within)
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
$function$;
