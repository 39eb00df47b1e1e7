-- Erasure of personal data, legal hold, and the rules of retention. What is destroyed is what the log says, and nothing else.
SET LOCAL ROLE bukti_owner;

CREATE TABLE retention_rules (
  agency text NOT NULL CONSTRAINT retention_rules_agency REFERENCES agencies,
  version text NOT NULL,
  digest bytea NOT NULL,
  content bytea NOT NULL,
  published_at timestamptz NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT retention_rules_pkey PRIMARY KEY (agency, version),
  CONSTRAINT retention_rules_content CHECK (digest = sha256(content))
);
COMMENT ON TABLE retention_rules IS 'How long personal data is kept, on which legal ground it may be erased, and on which a hold stops that.';

CREATE TABLE erasures (
  id uuid CONSTRAINT erasures_pkey PRIMARY KEY,
  agency text NOT NULL CONSTRAINT erasures_agency REFERENCES agencies,
  person_id uuid NOT NULL CONSTRAINT erasures_person REFERENCES people,
  basis text NOT NULL,
  rules_digest bytea NOT NULL,
  state text NOT NULL CONSTRAINT erasures_state CHECK (state IN ('requested', 'done', 'declined')),
  requested_by uuid NOT NULL CONSTRAINT erasures_requester REFERENCES accounts,
  requested_as text NOT NULL,
  requested_at timestamptz NOT NULL,
  decided_by uuid CONSTRAINT erasures_decider REFERENCES accounts,
  decided_as text,
  decided_at timestamptz,
  openings integer,
  request_entry uuid NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT erasures_decided CHECK ((state = 'requested') = (decided_by IS NULL)),
  CONSTRAINT erasures_four_eyes CHECK (state <> 'done' OR (decided_by <> requested_by AND decided_as <> requested_as))
);
CREATE UNIQUE INDEX erasures_one_pending ON erasures (person_id) WHERE state = 'requested';
COMMENT ON TABLE erasures IS 'Requests to erase a person''s data, and what came of them. Their reasons are sealed, not written here.';
COMMENT ON CONSTRAINT erasures_four_eyes ON erasures IS 'Two people in two different roles.';

CREATE TABLE holds (
  id uuid CONSTRAINT holds_pkey PRIMARY KEY,
  agency text NOT NULL CONSTRAINT holds_agency REFERENCES agencies,
  person_id uuid NOT NULL CONSTRAINT holds_person REFERENCES people,
  ground text NOT NULL,
  placed_by uuid NOT NULL CONSTRAINT holds_placer REFERENCES accounts,
  placed_at timestamptz NOT NULL,
  lifted_by uuid CONSTRAINT holds_lifter REFERENCES accounts,
  lifted_at timestamptz,
  entry_id uuid NOT NULL,
  CONSTRAINT holds_lifted_whole CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
);
CREATE INDEX holds_by_person ON holds (person_id);
COMMENT ON TABLE holds IS 'Legal holds: while one stands, nothing of the person is erased.';

SELECT ledger.couple(name::regclass) FROM unnest(ARRAY['retention_rules', 'erasures', 'holds']) AS name;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['erasures', 'holds'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY readable ON %I FOR SELECT USING (is_conductor() OR agency = ANY ((SELECT agencies_as('{hr,administrator,auditor}'))::text[]))$p$, name);
    EXECUTE format('CREATE POLICY written ON %I FOR INSERT TO bukti_app WITH CHECK (is_conductor())', name);
    EXECUTE format('CREATE POLICY changed ON %I FOR UPDATE TO bukti_app USING (is_conductor())', name);
  END LOOP;
END
$$;

-- Openings and keys ------------------------------------------------------------------------------------------------
CREATE FUNCTION vault.listed_openings(p_entries uuid[], OUT entry_id uuid, OUT field text) RETURNS SETOF record
  LANGUAGE sql STABLE SET search_path = ledger, pg_temp AS $$
  SELECT x.entry::uuid, f.field
  FROM ledger.entries e
  CROSS JOIN LATERAL (SELECT convert_from(e.bytes, 'UTF8')::jsonb->'open') AS o (open)
  CROSS JOIN LATERAL jsonb_array_elements_text(o.open->'entries') WITH ORDINALITY AS x (entry, n)
  JOIN LATERAL jsonb_array_elements_text(o.open->'fields') WITH ORDINALITY AS f (field, n) ON f.n = x.n
  WHERE e.id = ANY (p_entries) AND e.type = 'opening.erased/1'
$$;
COMMENT ON FUNCTION vault.listed_openings IS 'The fields that entries of the type opening.erased/1 name.';

CREATE FUNCTION vault.destroy(p_entries uuid[], p_fields text[], p_holders uuid[]) RETURNS uuid[]
  LANGUAGE plpgsql VOLATILE SET search_path = vault, pg_temp AS $$
DECLARE
  destroyed uuid[];
BEGIN
  DELETE FROM vault.openings o USING unnest(p_entries, p_fields) AS x (entry_id, field)
    WHERE o.entry_id = x.entry_id AND o.field = x.field;
  DELETE FROM vault.acts WHERE entry_id = ANY (p_entries);
  WITH gone AS (
    UPDATE vault.keys k SET wrapped = NULL, destroyed_at = ledger.clock()
    WHERE k.holder = ANY (p_holders) AND k.wrapped IS NOT NULL AND NOT EXISTS (SELECT FROM vault.openings o WHERE o.key_id = k.key_id)
    RETURNING k.key_id
  )
  SELECT coalesce(array_agg(key_id), '{}') INTO destroyed FROM gone;
  RETURN destroyed;
END
$$;
COMMENT ON FUNCTION vault.destroy IS 'Openings, saved act digests, and the keys of the holders on which nothing hangs any more. A destroyed key keeps its row with the instant, so that an opening that comes back finds no key.';

CREATE FUNCTION vault.rewrap(p_keys uuid[], p_before bytea[], p_after bytea[]) RETURNS integer
  LANGUAGE sql VOLATILE SET search_path = vault, pg_temp AS $$
  WITH done AS (
    UPDATE vault.keys k SET wrapped = x.after FROM unnest(p_keys, p_before, p_after) AS x (key_id, before, after)
    WHERE k.key_id = x.key_id AND k.wrapped = x.before RETURNING 1
  )
  SELECT count(*)::integer FROM done
$$;
COMMENT ON FUNCTION vault.rewrap IS 'Data keys under another key-encryption key. For the administrator alone: the application cannot change a wrapped key.';

-- Rows outside the vault -------------------------------------------------------------------------------------------
CREATE FUNCTION blank_record() RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT (SELECT jsonb_object_agg(name, '{"value": null, "source": "erased", "conflict": null}'::jsonb)
    FROM unnest(ARRAY['kind', 'bornOn', 'status', 'rank', 'rankSince', 'education', 'fieldOfStudy', 'currentPost', 'feedback360', 'wealthReport']) AS name)
  || (SELECT jsonb_object_agg(name, '{"source": "erased", "items": null}'::jsonb)
    FROM unnest(ARRAY['posts', 'acting', 'performance', 'trainings', 'courses', 'sanctions', 'awards', 'teams', 'assessments']) AS name)
$$;
COMMENT ON FUNCTION blank_record IS 'A person of whom nothing is known: the record of whoever was erased.';

CREATE FUNCTION vault.anonymise(p_person uuid, p_entry uuid, p_selections uuid[], p_entries uuid[]) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
DECLARE
  gone constant text := 'Data dihapus / Data erased';
  blank constant jsonb := blank_record();
  own people;
  secrets text[];
  secret text;
  own_accounts uuid[];
  own_refs uuid[];
  place record;
BEGIN
  SELECT * INTO own FROM people WHERE id = p_person;
  own_accounts := ARRAY(SELECT id FROM accounts WHERE person_id = p_person);
  own_refs := ARRAY(SELECT ref FROM candidates WHERE person_id = p_person);
  secrets := ARRAY(SELECT nip FROM nips WHERE person_id = p_person UNION SELECT own.nip UNION SELECT own.name UNION SELECT own.source_id);
  secrets := ARRAY(SELECT s FROM unnest(secrets) AS s WHERE length(s) > 3 AND s <> gone AND s NOT LIKE 'erased-%');

  UPDATE people SET nip = 'erased-' || id, name = gone, source_id = NULL, record = blank, record_digest = sha256(convert_to(blank::text, 'UTF8')),
    unit_id = NULL, post_id = NULL, entry_id = coalesce(p_entry, entry_id) WHERE id = p_person;
  UPDATE nips SET nip = 'erased-' || gen_random_uuid(), entry_id = coalesce(p_entry, entry_id) WHERE person_id = p_person;
  UPDATE accounts SET issuer = 'erased', subject = 'erased-' || id, display_name = gone, entry_id = coalesce(p_entry, entry_id)
    WHERE person_id = p_person;
  UPDATE import_findings SET value = NULL, person_id = NULL, entry_id = coalesce(p_entry, entry_id)
    WHERE person_id = p_person OR EXISTS (SELECT FROM unnest(secrets) AS s WHERE strpos(value, s) > 0);
  UPDATE mapping_boxes SET unit_id = NULL, level = NULL, x = NULL, y = NULL, talent_value = NULL, entry_id = coalesce(p_entry, entry_id)
    WHERE person_id = p_person;
  DELETE FROM sessions WHERE sess->>'accountId' = ANY (own_accounts::text[])
    OR EXISTS (SELECT FROM unnest(own_accounts) AS a WHERE starts_with(sid, 'draft:' || a || ':'))
    OR sid LIKE 'draft:%' AND EXISTS (SELECT FROM unnest(p_selections) AS s WHERE strpos(sid, s::text) > 0)
    OR EXISTS (SELECT FROM unnest(secrets) AS s WHERE strpos(sess::text, s) > 0);
  UPDATE commands SET content = content - 'reason' WHERE account_id = ANY (own_accounts)
    OR content->>'candidate' = ANY (own_refs::text[]) OR EXISTS (SELECT FROM unnest(secrets) AS s WHERE strpos(content::text, s) > 0);

  FOR place IN SELECT s.id, s.entry FROM unnest(p_selections, p_entries) AS s (id, entry) LOOP
    PERFORM vault.anonymise_in(place.id, place.entry, own_refs, own_accounts);
    FOREACH secret IN ARRAY secrets LOOP
      PERFORM vault.strike(place.id, place.entry, secret, gone);
    END LOOP;
  END LOOP;
END
$$;
COMMENT ON FUNCTION vault.anonymise IS 'Leaves nothing that identifies the person in the tables of the application. With an entry, the rows are explained by it; without one (a replay after a restore) they keep theirs.';

-- What stands about the person, or by the person, in one selection.
CREATE FUNCTION vault.anonymise_in(p_selection uuid, p_entry uuid, p_refs uuid[], p_accounts uuid[]) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
DECLARE
  gone constant text := 'Data dihapus / Data erased';
  blank constant jsonb := blank_record();
BEGIN
  UPDATE candidates SET note = NULL, gates = (SELECT jsonb_agg(jsonb_set(g, '{value}', 'null') || '{"source": "erased"}') FROM jsonb_array_elements(gates) AS g),
      placement = NULL, record = CASE WHEN record IS NULL THEN NULL ELSE blank END,
      record_digest = CASE WHEN record IS NULL THEN NULL ELSE sha256(convert_to(blank::text, 'UTF8')) END, entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND ref = ANY (p_refs);
  UPDATE corrections k SET request = k.request || jsonb_build_object('reason', gone), reason = CASE WHEN k.reason IS NULL THEN NULL ELSE gone END,
      change = NULL, entry_id = coalesce(p_entry, k.entry_id)
    FROM candidates c WHERE c.ref = k.candidate_ref AND c.selection_id = p_selection AND c.ref = ANY (p_refs);
  UPDATE verifications v SET evidence = gone, entry_id = coalesce(p_entry, v.entry_id)
    FROM candidates c WHERE c.ref = v.candidate_ref AND c.selection_id = p_selection AND c.ref = ANY (p_refs);
  UPDATE score_sheets SET scores = '{}', reasons = '{}', entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND candidate_ref = ANY (p_refs);
  UPDATE choices SET reason = CASE WHEN reason IS NULL THEN NULL ELSE gone END, entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND candidate_ref = ANY (p_refs);
  UPDATE placements SET revocation = revocation - 'reason', entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND candidate_ref = ANY (p_refs);
  UPDATE declarations d SET entry_id = coalesce(p_entry, d.entry_id), content = jsonb_set(d.content, '{interests}', (
      SELECT coalesce(jsonb_agg(CASE WHEN t.account_id = ANY (p_accounts) OR i->>'candidateRef' = ANY (p_refs::text[]) THEN jsonb_set(i, '{note}', 'null') ELSE i END), '[]')
      FROM jsonb_array_elements(d.content->'interests') AS i))
    FROM seats t WHERE d.selection_id = p_selection AND (t.selection_id, t.seat, t.holder_no) = (d.selection_id, d.seat, d.holder_no)
      AND (t.account_id = ANY (p_accounts) OR EXISTS (
        SELECT FROM jsonb_array_elements(d.content->'interests') AS i WHERE i->>'candidateRef' = ANY (p_refs::text[]) AND i->'note' <> 'null'));
END
$$;

-- Free text of others that names the person.
CREATE FUNCTION vault.strike(p_selection uuid, p_entry uuid, p_secret text, p_instead text) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE ballots b SET reason = replace(b.reason, p_secret, p_instead), entry_id = coalesce(p_entry, b.entry_id)
    FROM motions m WHERE m.id = b.motion_id AND m.selection_id = p_selection AND strpos(b.reason, p_secret) > 0;
  UPDATE choices SET reason = replace(reason, p_secret, p_instead), entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND strpos(reason, p_secret) > 0;
  UPDATE candidates SET note = replace(note, p_secret, p_instead), entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND strpos(note, p_secret) > 0;
  UPDATE score_sheets s SET entry_id = coalesce(p_entry, s.entry_id), reasons = (
      SELECT jsonb_object_agg(r.key, CASE WHEN jsonb_typeof(r.value) = 'string' THEN to_jsonb(replace(r.value #>> '{}', p_secret, p_instead)) ELSE r.value END)
      FROM jsonb_each(s.reasons) AS r)
    WHERE s.selection_id = p_selection AND strpos(s.reasons::text, p_secret) > 0;
  UPDATE verifications v SET evidence = replace(v.evidence, p_secret, p_instead), entry_id = coalesce(p_entry, v.entry_id)
    FROM candidates c WHERE c.ref = v.candidate_ref AND c.selection_id = p_selection AND strpos(v.evidence, p_secret) > 0;
END
$$;

-- The only way of the application to destroy anything --------------------------------------------------------------
CREATE FUNCTION vault.erase(p_erasure uuid, p_entry uuid, p_log uuid[], p_selections uuid[], p_entries uuid[]) RETURNS uuid[]
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  erased_person uuid;
  holders uuid[];
  written integer;
BEGIN
  SELECT r.person_id INTO erased_person FROM erasures r JOIN ledger.entries e ON e.id = r.entry_id
    WHERE r.id = p_erasure AND r.state = 'done' AND e.xid = (pg_current_xact_id()::text)::bigint;
  SELECT count(*) INTO written FROM ledger.entries e
    WHERE e.id = ANY (p_log) AND e.type = 'opening.erased/1' AND e.xid = (pg_current_xact_id()::text)::bigint;
  IF erased_person IS NULL OR written < cardinality(p_log) THEN
    RAISE EXCEPTION 'vault.unapproved' USING ERRCODE = 'BU005';
  END IF;
  holders := ARRAY(SELECT id FROM accounts WHERE person_id = erased_person) || erased_person;
  PERFORM vault.anonymise(erased_person, p_entry, p_selections, p_entries);
  RETURN vault.destroy(ARRAY(SELECT x.entry_id FROM vault.listed_openings(p_log) x), ARRAY(SELECT x.field FROM vault.listed_openings(p_log) x), holders);
END
$$;
COMMENT ON FUNCTION vault.erase IS 'Carries out an erasure that was approved in this very transaction: destroys what its entries name, and makes the rows anonymous.';

REVOKE EXECUTE ON FUNCTION vault.listed_openings, vault.destroy, vault.rewrap, vault.anonymise, vault.anonymise_in, vault.strike, vault.erase FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault.erase TO bukti_app;
