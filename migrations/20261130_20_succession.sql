-- Critical posts, who is named to succeed their holders, and how ready each of them was whenever it was derived.
SET LOCAL ROLE bukti_owner;

CREATE TABLE critical_posts (
  id uuid CONSTRAINT critical_posts_pkey PRIMARY KEY,
  post_id uuid NOT NULL CONSTRAINT critical_posts_post REFERENCES posts,
  agency text NOT NULL CONSTRAINT critical_posts_agency REFERENCES agencies,
  ground text NOT NULL CONSTRAINT critical_posts_grounds CHECK (ground IN ('strategic-impact', 'rare-competence', 'public-service', 'foreseen-vacancy')),
  reason text NOT NULL,
  designated_by uuid NOT NULL CONSTRAINT critical_posts_designator REFERENCES accounts,
  designated_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawal_reason text,
  entry_id uuid NOT NULL,
  CONSTRAINT critical_posts_withdrawn CHECK (withdrawal_reason IS NULL OR withdrawn_at IS NOT NULL)
);
COMMENT ON TABLE critical_posts IS 'Designations of posts as critical; one that was withdrawn stays.';
CREATE UNIQUE INDEX critical_posts_one_standing ON critical_posts (post_id) WHERE withdrawn_at IS NULL;
CREATE INDEX critical_posts_of_agency ON critical_posts (agency);

CREATE TABLE successors (
  id uuid CONSTRAINT successors_pkey PRIMARY KEY,
  designation_id uuid NOT NULL CONSTRAINT successors_designation REFERENCES critical_posts,
  post_id uuid NOT NULL CONSTRAINT successors_post REFERENCES posts,
  person_id uuid NOT NULL CONSTRAINT successors_person REFERENCES people,
  person_ref uuid NOT NULL,
  map_id uuid NOT NULL CONSTRAINT successors_map REFERENCES mapping_runs,
  box smallint CONSTRAINT successors_nine CHECK (box BETWEEN 1 AND 9),
  talent_value text,
  named_by uuid NOT NULL CONSTRAINT successors_namer REFERENCES accounts,
  named_at timestamptz NOT NULL,
  removed_at timestamptz,
  removal_reason text,
  entry_id uuid NOT NULL,
  CONSTRAINT successors_removed CHECK (removal_reason IS NULL OR removed_at IS NOT NULL)
);
COMMENT ON TABLE successors IS 'Who is or was named to succeed the holder of a critical post; they stand while neither they nor the designation have ended.';
COMMENT ON COLUMN successors.person_ref IS 'The person''s name in the stream of the post.';
COMMENT ON COLUMN successors.box IS 'On the map, moves by the committee included; null once erased.';
COMMENT ON COLUMN successors.talent_value IS 'Exact, on the map; orders those who are equally ready.';
CREATE UNIQUE INDEX successors_named_once ON successors (designation_id, person_id) WHERE removed_at IS NULL;

CREATE TABLE successor_readiness (
  id uuid CONSTRAINT successor_readiness_pkey PRIMARY KEY,
  successor_id uuid NOT NULL CONSTRAINT successor_readiness_successor REFERENCES successors,
  policy_digest bytea NOT NULL,
  on_day date,
  readiness text CONSTRAINT successor_readiness_steps CHECK (readiness IN ('now', 'one-to-two-years', 'later', 'unknown')),
  ready_on date,
  missing text[],
  gates jsonb,
  derived_at timestamptz NOT NULL,
  entry_id uuid NOT NULL
);
COMMENT ON TABLE successor_readiness IS 'What readiness/1 made of a successor''s record, each time that it was recorded. A later one stands beside it and changes nothing; only an erasure empties it.';
CREATE INDEX successor_readiness_of_successor ON successor_readiness (successor_id, derived_at);

SELECT ledger.couple(name::regclass) FROM unnest(ARRAY['critical_posts', 'successors', 'successor_readiness']) AS name;

ALTER TABLE critical_posts ENABLE ROW LEVEL SECURITY;
ALTER TABLE successors ENABLE ROW LEVEL SECURITY;
ALTER TABLE successor_readiness ENABLE ROW LEVEL SECURITY;
CREATE POLICY readable ON critical_posts FOR SELECT USING (is_conductor()
  OR agency = ANY ((SELECT agencies_as('{hr,secretary,authority,auditor}'))::text[]));
CREATE POLICY readable ON successors FOR SELECT USING (is_conductor() OR EXISTS (SELECT FROM critical_posts c WHERE c.id = designation_id));
CREATE POLICY readable ON successor_readiness FOR SELECT USING (is_conductor() OR EXISTS (SELECT FROM successors s WHERE s.id = successor_id));
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['critical_posts', 'successors', 'successor_readiness'] LOOP
    EXECUTE format('CREATE POLICY written ON %I FOR INSERT TO bukti_app WITH CHECK (is_conductor())', name);
    EXECUTE format('CREATE POLICY changed ON %I FOR UPDATE TO bukti_app USING (is_conductor())', name);
  END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION vault.streams_of(p_person uuid) RETURNS SETOF text
  LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT 'selection/' || selection_id FROM candidates WHERE person_id = p_person
  UNION SELECT 'selection/' || t.selection_id FROM seats t JOIN accounts a ON a.id = t.account_id WHERE a.person_id = p_person
  UNION SELECT 'selection/' || t.selection_id FROM assessors t JOIN accounts a ON a.id = t.account_id WHERE a.person_id = p_person
  UNION SELECT stream FROM refs WHERE holder = p_person AND (stream LIKE 'mapping/%' OR stream LIKE 'succession/%')
  UNION SELECT stream FROM refs WHERE stream LIKE 'plan/%'
    AND holder IN (SELECT p_person UNION ALL SELECT id FROM accounts WHERE person_id = p_person)
$$;
COMMENT ON FUNCTION vault.streams_of IS 'Selections in which the person has a part, maps on which they are, posts to which they were named to succeed, and plans in which they have a part: only there may what stands under the key of another be about them.';

CREATE FUNCTION vault.anonymise_succession(p_person uuid, p_entry uuid, p_pattern text) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
DECLARE
  own_posts uuid[];
BEGIN
  -- Reasons name holders and others who never were successors: all of the agency are looked at.
  own_posts := ARRAY(SELECT post_id FROM critical_posts WHERE agency = (SELECT agency FROM people WHERE id = p_person));
  UPDATE successor_readiness SET on_day = NULL, readiness = NULL, ready_on = NULL, missing = NULL, gates = NULL, entry_id = coalesce(p_entry, entry_id)
    WHERE successor_id IN (SELECT id FROM successors WHERE person_id = p_person);
  UPDATE successors SET box = NULL, talent_value = NULL, removal_reason = NULL, entry_id = coalesce(p_entry, entry_id)
    WHERE person_id = p_person;
  UPDATE successors SET removal_reason = vault.struck(removal_reason, p_pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE post_id = ANY (own_posts) AND removal_reason ~* p_pattern;
  UPDATE critical_posts SET reason = vault.struck(reason, p_pattern), withdrawal_reason = vault.struck(withdrawal_reason, p_pattern),
      entry_id = coalesce(p_entry, entry_id)
    WHERE post_id = ANY (own_posts) AND (reason ~* p_pattern OR withdrawal_reason ~* p_pattern);
END
$$;
REVOKE EXECUTE ON FUNCTION vault.anonymise_succession FROM PUBLIC;
COMMENT ON FUNCTION vault.anonymise_succession IS 'What succession plans say of a person, and what others wrote there that names them.';

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

  -- While the person still has the name that is struck.
  PERFORM vault.anonymise_plans(p_person, p_entry);
  UPDATE people SET nip = 'erased-' || id, name = gone, source_id = NULL, record = blank, record_digest = sha256(convert_to(blank::text, 'UTF8')), content_digest = NULL,
    unit_id = NULL, post_id = NULL, entry_id = coalesce(p_entry, entry_id) WHERE id = p_person;
  UPDATE nips SET nip = 'erased-' || gen_random_uuid(), entry_id = coalesce(p_entry, entry_id) WHERE person_id = p_person;
  UPDATE accounts SET issuer = 'erased', subject = 'erased-' || id, display_name = gone, entry_id = coalesce(p_entry, entry_id)
    WHERE person_id = p_person;
  UPDATE import_findings SET value = NULL, person_id = NULL, entry_id = coalesce(p_entry, entry_id)
    WHERE person_id = p_person OR value ~* pattern;
  DELETE FROM import_uploads WHERE agency = (SELECT agency FROM people WHERE id = p_person);
  UPDATE map_resolutions SET content = NULL, ground = NULL, entry_id = coalesce(p_entry, entry_id)
    WHERE person_ref IN (SELECT ref FROM refs WHERE holder = p_person AND stream LIKE 'mapping/%');
  UPDATE map_resolutions SET content = vault.struck(content, pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE content <> vault.struck(content, pattern);
  UPDATE map_votes SET reason = NULL, entry_id = coalesce(p_entry, entry_id) WHERE reason ~* pattern;
  UPDATE mapping_boxes SET unit_id = NULL, level = NULL, x = NULL, y = NULL, talent_value = NULL, entry_id = coalesce(p_entry, entry_id)
    WHERE person_id = p_person;
  DELETE FROM sessions WHERE sess->>'accountId' = ANY (own_accounts::text[])
    OR EXISTS (SELECT FROM unnest(own_accounts) AS a WHERE starts_with(sid, 'draft:' || a || ':'))
    OR sid LIKE 'draft:%' AND EXISTS (SELECT FROM unnest(p_selections) AS s WHERE strpos(sid, s::text) > 0)
    OR sess::jsonb <> vault.struck(sess::jsonb, pattern);
  UPDATE commands SET content = content - 'reason' WHERE account_id = ANY (own_accounts)
    OR content->>'candidate' = ANY (own_refs::text[]) OR content <> vault.struck(content, pattern);

  PERFORM vault.anonymise_succession(p_person, p_entry, pattern);
  UPDATE policy_proposals SET reason = vault.struck(reason, pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE agency = (SELECT agency FROM people WHERE id = p_person) AND reason ~* pattern;

  FOR place IN SELECT s.id, s.entry FROM unnest(p_selections, p_entries) AS s (id, entry) LOOP
    PERFORM vault.anonymise_in(place.id, place.entry, own_refs, own_accounts);
    PERFORM vault.strike(place.id, place.entry, pattern);
  END LOOP;
END
$$;
