-- What an agency's office sees of its people is asked once per statement, not once per row: a talent map has thousands of rows.
SET LOCAL ROLE bukti_owner;

CREATE FUNCTION agencies_with_role(p_roles text[]) RETURNS text[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, ledger, pg_temp AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(DISTINCT g.agency), '{}') FROM grants g
    WHERE g.account_id = viewer_account() AND g.role = ANY (p_roles) AND g.selection_id IS NULL AND g.valid @> ledger.clock());
END
$$;
COMMENT ON FUNCTION agencies_with_role IS 'Agencies in which the viewer has one of these roles. Written as (SELECT …), it is asked once per statement.';
GRANT EXECUTE ON FUNCTION agencies_with_role(text[]) TO bukti_app, bukti_auditor;

-- The same rows as before; the office comes first, since it is what reads many of them.
ALTER POLICY readable ON people USING (
  is_conductor() OR agency = ANY ((SELECT agencies_with_role('{hr,secretary,authority,auditor}'))::text[])
  OR own_person(id) OR heads_unit(unit_id) OR meets_person(id));
ALTER POLICY readable ON mapping_boxes USING (
  is_conductor()
  OR run_id IN (SELECT m.id FROM mapping_runs m WHERE m.agency = ANY ((SELECT agencies_with_role('{hr,secretary,authority,auditor}'))::text[]))
  OR own_person(person_id));
