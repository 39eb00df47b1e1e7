-- What one account owes is looked for from the account; what it did, from the head of its entries.
CREATE INDEX assessors_by_account ON assessors (account_id);
CREATE INDEX corrections_by_candidate ON corrections (candidate_ref);
CREATE INDEX refs_by_holder ON refs (holder);

-- Canonical bytes begin with {"actor":{"ref":"…": the ref stands at a fixed place, and an entry of the conductor has null there.
CREATE INDEX entries_by_actor ON ledger.entries (substring(bytes FROM 18 FOR 36), entry_no)
  WHERE substring(bytes FROM 17 FOR 1) = '\x22'::bytea;
COMMENT ON INDEX ledger.entries_by_actor IS 'Acts of one person in one stream, newest first.';

-- Row security asked plpgsql for every row; what depends on the viewer alone is now asked once per statement.
CREATE FUNCTION viewer_agencies() RETURNS text[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, ledger, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT g.agency), '{}') FROM grants g
  WHERE g.account_id = viewer_account() AND g.selection_id IS NULL AND g.valid @> ledger.clock()
$$;
COMMENT ON FUNCTION viewer_agencies IS 'Agencies in which the viewer holds any role.';
CREATE FUNCTION viewer_selections() RETURNS uuid[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, ledger, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT r.id), '{}') FROM (
    SELECT s.id FROM grants g JOIN selections s ON s.id = g.selection_id AND s.agency = g.agency
    WHERE g.account_id = viewer_account() AND g.valid @> ledger.clock()
    UNION ALL SELECT t.selection_id FROM seats t WHERE t.account_id = viewer_account() AND t.removed_at IS NULL
    UNION ALL SELECT a.selection_id FROM assessors a WHERE a.account_id = viewer_account() AND a.replaced_by IS NULL
    UNION ALL SELECT c.selection_id FROM candidates c JOIN accounts o ON o.person_id = c.person_id WHERE o.id = viewer_account()
  ) r
$$;
COMMENT ON FUNCTION viewer_selections IS 'Selections in which the viewer has a role, a seat, an assignment or a candidacy of their own.';
GRANT EXECUTE ON FUNCTION viewer_agencies, viewer_selections TO bukti_app, bukti_auditor;

-- The same rows as before: any role of the agency, or any part in the selection.
ALTER POLICY readable ON selections USING (
  (SELECT is_conductor()) OR agency = ANY ((SELECT viewer_agencies())::text[]) OR id = ANY ((SELECT viewer_selections())::uuid[])
);
ALTER POLICY readable ON stages USING ((SELECT is_conductor()) OR EXISTS (SELECT FROM selections s WHERE s.id = selection_id));
