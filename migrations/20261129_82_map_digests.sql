-- What an agency's map amounts to goes with whoever is erased from it: a digest over the boxes of all others and one would tell that one.
SET LOCAL ROLE bukti_owner;

CREATE FUNCTION vault.maps_of(p_person uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT r.entry_id FROM mapping_boxes b JOIN mapping_runs r ON r.id = b.run_id WHERE b.person_id = p_person
$$;
COMMENT ON FUNCTION vault.maps_of IS 'Entries of the maps in which the person has a box.';

CREATE OR REPLACE FUNCTION vault.erase(p_erasure uuid, p_entry uuid, p_log uuid[], p_selections uuid[], p_entries uuid[]) RETURNS uuid[]
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  this_xid CONSTANT bigint := (pg_current_xact_id()::text)::bigint;
  erased_person uuid;
  holders uuid[];
  written integer;
BEGIN
  SELECT r.person_id INTO erased_person FROM erasures r
    JOIN ledger.entries e ON e.id = r.entry_id
    JOIN ledger.entries asked ON asked.id = r.request_entry
    WHERE r.id = p_erasure AND r.state = 'done' AND e.xid = this_xid AND asked.xid <> this_xid;
  SELECT count(*) INTO written FROM ledger.entries e
    WHERE e.id = ANY (p_log) AND e.type = 'opening.erased/1' AND e.xid = this_xid;
  IF erased_person IS NULL OR written < cardinality(p_log)
    OR EXISTS (SELECT FROM holds h WHERE h.person_id = erased_person AND h.lifted_at IS NULL) THEN
    RAISE EXCEPTION 'vault.unapproved' USING ERRCODE = 'BU005';
  END IF;
  holders := ARRAY(SELECT id FROM accounts WHERE person_id = erased_person) || erased_person;
  IF EXISTS (SELECT FROM vault.listed_openings(p_log) x
      JOIN vault.openings o ON o.entry_id = x.entry_id AND o.field = x.field JOIN vault.keys k USING (key_id)
      LEFT JOIN ledger.entries e ON e.id = x.entry_id
      WHERE k.holder <> ALL (holders) AND x.entry_id NOT IN (SELECT vault.maps_of(erased_person))
        AND (x.field = 'person' OR e.stream IS NULL OR e.stream NOT IN (SELECT vault.streams_of(erased_person)))) THEN
    RAISE EXCEPTION 'vault.foreign' USING ERRCODE = 'BU005';
  END IF;
  PERFORM vault.anonymise(erased_person, p_entry, p_selections, p_entries);
  RETURN vault.destroy(ARRAY(SELECT x.entry_id FROM vault.listed_openings(p_log) x), ARRAY(SELECT x.field FROM vault.listed_openings(p_log) x), holders);
END
$$;
COMMENT ON FUNCTION vault.erase IS 'Carries out an erasure that was approved in an act of this very transaction and asked for in another: destroys what its entries name, as far as it is the person''s, tells of a map with a box of theirs, or stands where the person has a part, and makes the rows anonymous.';
REVOKE EXECUTE ON FUNCTION vault.maps_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault.maps_of TO bukti_app;
