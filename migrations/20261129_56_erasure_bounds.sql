-- What one transaction of the application cannot do alone: erase under a hold, or ask and approve at once.
SET LOCAL ROLE bukti_owner;

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
  PERFORM vault.anonymise(erased_person, p_entry, p_selections, p_entries);
  RETURN vault.destroy(ARRAY(SELECT x.entry_id FROM vault.listed_openings(p_log) x), ARRAY(SELECT x.field FROM vault.listed_openings(p_log) x), holders);
END
$$;
