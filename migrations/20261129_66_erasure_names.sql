-- By what a text names a person is said once: what the openings of an erasure are listed by, its rows are struck by.
SET LOCAL ROLE bukti_owner;

CREATE FUNCTION vault.pattern_of(p_person uuid) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT string_agg(CASE WHEN length(name) > 3 THEN escaped ELSE '\m' || escaped || '\M' END, '|' ORDER BY length(name) DESC, name)
  FROM (
    SELECT nip AS name FROM nips WHERE person_id = p_person AND nip NOT LIKE 'erased-%'
    UNION SELECT p.nip FROM people p WHERE p.id = p_person AND p.nip NOT LIKE 'erased-%'
    UNION SELECT p.name FROM people p WHERE p.id = p_person AND p.nip NOT LIKE 'erased-%'
    UNION SELECT p.source_id FROM people p WHERE p.id = p_person
  ) AS named CROSS JOIN LATERAL regexp_replace(name, '([^[:alnum:][:space:]])', '\\\1', 'g') AS escaped
  WHERE name <> ''
$$;
COMMENT ON FUNCTION vault.pattern_of IS 'Matches whatever names the person, in any letter case; names of up to three letters as words alone. Null where nothing does.';

CREATE FUNCTION vault.struck(p_text text, p_pattern text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_pattern IS NULL THEN p_text ELSE regexp_replace(p_text, p_pattern, 'Data dihapus / Data erased', 'gi') END
$$;
CREATE FUNCTION vault.struck(p_value jsonb, p_pattern text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE SET search_path = vault, pg_temp AS $$
BEGIN
  RETURN CASE jsonb_typeof(p_value)
    WHEN 'string' THEN to_jsonb(vault.struck(p_value #>> '{}', p_pattern))
    WHEN 'array' THEN (SELECT coalesce(jsonb_agg(vault.struck(item, p_pattern) ORDER BY n), '[]') FROM jsonb_array_elements(p_value) WITH ORDINALITY AS x (item, n))
    WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(key, vault.struck(value, p_pattern)), '{}') FROM jsonb_each(p_value))
    ELSE p_value
  END;
END
$$;
COMMENT ON FUNCTION vault.struck(text, text) IS 'The text without what the pattern matches.';
COMMENT ON FUNCTION vault.struck(jsonb, text) IS 'The value, without what the pattern matches in any of its texts.';
GRANT EXECUTE ON FUNCTION vault.pattern_of, vault.struck(text, text), vault.struck(jsonb, text) TO bukti_app;

DROP FUNCTION vault.strike(uuid, uuid, text, text);
CREATE FUNCTION vault.strike(p_selection uuid, p_entry uuid, p_pattern text) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE ballots b SET reason = vault.struck(b.reason, p_pattern), entry_id = coalesce(p_entry, b.entry_id)
    FROM motions m WHERE m.id = b.motion_id AND m.selection_id = p_selection AND b.reason ~* p_pattern;
  UPDATE choices SET reason = vault.struck(reason, p_pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND reason ~* p_pattern;
  UPDATE candidates SET note = vault.struck(note, p_pattern), record = vault.struck(record, p_pattern), gates = vault.struck(gates, p_pattern),
      placement = vault.struck(placement, p_pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND (note, record, gates, placement) IS DISTINCT FROM
      (vault.struck(note, p_pattern), vault.struck(record, p_pattern), vault.struck(gates, p_pattern), vault.struck(placement, p_pattern));
  UPDATE score_sheets SET reasons = vault.struck(reasons, p_pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND reasons <> vault.struck(reasons, p_pattern);
  UPDATE verifications v SET evidence = vault.struck(v.evidence, p_pattern), entry_id = coalesce(p_entry, v.entry_id)
    FROM candidates c WHERE c.ref = v.candidate_ref AND c.selection_id = p_selection AND v.evidence ~* p_pattern;
  UPDATE corrections k SET request = vault.struck(k.request, p_pattern), reason = vault.struck(k.reason, p_pattern),
      change = vault.struck(k.change, p_pattern), entry_id = coalesce(p_entry, k.entry_id)
    FROM candidates c WHERE c.ref = k.candidate_ref AND c.selection_id = p_selection AND (k.request, k.reason, k.change) IS DISTINCT FROM
      (vault.struck(k.request, p_pattern), vault.struck(k.reason, p_pattern), vault.struck(k.change, p_pattern));
  UPDATE declarations SET content = vault.struck(content, p_pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND content <> vault.struck(content, p_pattern);
  UPDATE concurrences SET letter = vault.struck(letter, p_pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND letter <> vault.struck(letter, p_pattern);
  UPDATE placements SET decree = vault.struck(decree, p_pattern), minutes = vault.struck(minutes, p_pattern), revocation = vault.struck(revocation, p_pattern),
      entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND (decree, minutes, revocation) IS DISTINCT FROM
      (vault.struck(decree, p_pattern), vault.struck(minutes, p_pattern), vault.struck(revocation, p_pattern));
  UPDATE commands SET content = vault.struck(content, p_pattern)
    WHERE selection_id = p_selection AND content <> vault.struck(content, p_pattern);
  UPDATE notices SET content = vault.struck(content, p_pattern)
    WHERE selection_id = p_selection AND content <> vault.struck(content, p_pattern);
END
$$;
COMMENT ON FUNCTION vault.strike IS 'What others wrote in a selection, without what names the person.';

CREATE OR REPLACE FUNCTION vault.anonymise(p_person uuid, p_entry uuid, p_selections uuid[], p_entries uuid[]) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
DECLARE
  gone constant text := 'Data dihapus / Data erased';
  blank constant jsonb := blank_record();
  pattern constant text := vault.pattern_of(p_person);
  own_accounts uuid[];
  own_refs uuid[];
  place record;
BEGIN
  own_accounts := ARRAY(SELECT id FROM accounts WHERE person_id = p_person);
  own_refs := ARRAY(SELECT ref FROM candidates WHERE person_id = p_person);

  UPDATE people SET nip = 'erased-' || id, name = gone, source_id = NULL, record = blank, record_digest = sha256(convert_to(blank::text, 'UTF8')),
    unit_id = NULL, post_id = NULL, entry_id = coalesce(p_entry, entry_id) WHERE id = p_person;
  UPDATE nips SET nip = 'erased-' || gen_random_uuid(), entry_id = coalesce(p_entry, entry_id) WHERE person_id = p_person;
  UPDATE accounts SET issuer = 'erased', subject = 'erased-' || id, display_name = gone, entry_id = coalesce(p_entry, entry_id)
    WHERE person_id = p_person;
  UPDATE import_findings SET value = NULL, person_id = NULL, entry_id = coalesce(p_entry, entry_id)
    WHERE person_id = p_person OR value ~* pattern;
  UPDATE mapping_boxes SET unit_id = NULL, level = NULL, x = NULL, y = NULL, talent_value = NULL, entry_id = coalesce(p_entry, entry_id)
    WHERE person_id = p_person;
  DELETE FROM sessions WHERE sess->>'accountId' = ANY (own_accounts::text[])
    OR EXISTS (SELECT FROM unnest(own_accounts) AS a WHERE starts_with(sid, 'draft:' || a || ':'))
    OR sid LIKE 'draft:%' AND EXISTS (SELECT FROM unnest(p_selections) AS s WHERE strpos(sid, s::text) > 0)
    OR sess::jsonb <> vault.struck(sess::jsonb, pattern);
  UPDATE commands SET content = content - 'reason' WHERE account_id = ANY (own_accounts)
    OR content->>'candidate' = ANY (own_refs::text[]) OR content <> vault.struck(content, pattern);

  FOR place IN SELECT s.id, s.entry FROM unnest(p_selections, p_entries) AS s (id, entry) LOOP
    PERFORM vault.anonymise_in(place.id, place.entry, own_refs, own_accounts);
    PERFORM vault.strike(place.id, place.entry, pattern);
  END LOOP;
END
$$;

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
      WHERE k.holder <> ALL (holders) AND (x.field = 'person' OR e.stream IS NULL OR e.stream NOT IN (SELECT vault.streams_of(erased_person)))) THEN
    RAISE EXCEPTION 'vault.foreign' USING ERRCODE = 'BU005';
  END IF;
  PERFORM vault.anonymise(erased_person, p_entry, p_selections, p_entries);
  RETURN vault.destroy(ARRAY(SELECT x.entry_id FROM vault.listed_openings(p_log) x), ARRAY(SELECT x.field FROM vault.listed_openings(p_log) x), holders);
END
$$;

CREATE FUNCTION vault.streams_of(p_person uuid) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT 'selection/' || selection_id FROM candidates WHERE person_id = p_person
  UNION SELECT 'selection/' || t.selection_id FROM seats t JOIN accounts a ON a.id = t.account_id WHERE a.person_id = p_person
  UNION SELECT 'selection/' || t.selection_id FROM assessors t JOIN accounts a ON a.id = t.account_id WHERE a.person_id = p_person
$$;
COMMENT ON FUNCTION vault.streams_of IS 'Selections in which the person has a part: only there may what stands under the key of another be about them.';
COMMENT ON FUNCTION vault.erase IS 'Carries out an erasure that was approved in an act of this very transaction and asked for in another: destroys what its entries name, as far as it is the person''s or stands where the person has a part, and makes the rows anonymous.';
REVOKE EXECUTE ON FUNCTION vault.strike, vault.streams_of FROM PUBLIC;
