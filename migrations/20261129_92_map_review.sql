-- The committee reviews a map: it moves people by a box, each move resolved by votes, and resolves to publish.
SET LOCAL ROLE bukti_owner;

ALTER TABLE mapping_runs
  DROP CONSTRAINT mapping_runs_states,
  DROP CONSTRAINT mapping_runs_whole,
  ADD COLUMN published_at timestamptz,
  ADD CONSTRAINT mapping_runs_states CHECK (state IN ('drawing', 'drawn', 'published')),
  ADD CONSTRAINT mapping_runs_whole CHECK ((state IN ('drawn', 'published')) = (drawn_at IS NOT NULL)),
  ADD CONSTRAINT mapping_runs_published CHECK ((state = 'published') = (published_at IS NOT NULL));

CREATE TABLE map_resolutions (
  id uuid CONSTRAINT map_resolutions_pkey PRIMARY KEY,
  run_id uuid NOT NULL CONSTRAINT map_resolutions_run REFERENCES mapping_runs,
  kind text NOT NULL CONSTRAINT map_resolutions_kinds CHECK (kind IN ('move', 'publish')),
  person_ref uuid,
  ground text,
  content jsonb,
  members uuid[] NOT NULL,
  chair uuid,
  recused uuid[] NOT NULL,
  proposed_by uuid NOT NULL CONSTRAINT map_resolutions_proposer REFERENCES accounts,
  proposed_at timestamptz NOT NULL,
  outcome text CONSTRAINT map_resolutions_outcomes CHECK (outcome IN ('adopted', 'not-adopted')),
  decided_at timestamptz,
  entry_id uuid NOT NULL,
  CONSTRAINT map_resolutions_of_somebody CHECK ((kind = 'move') = (person_ref IS NOT NULL)),
  CONSTRAINT map_resolutions_decided CHECK ((outcome IS NULL) = (decided_at IS NULL))
);
COMMENT ON TABLE map_resolutions IS 'What the committee is asked to resolve about a map, and whether it did.';
COMMENT ON COLUMN map_resolutions.members IS 'Refs of the committee in the stream of the map, in the order of their seats.';
CREATE INDEX map_resolutions_of_run ON map_resolutions (run_id);
CREATE UNIQUE INDEX map_resolutions_one_open ON map_resolutions (run_id, kind, person_ref) NULLS NOT DISTINCT WHERE outcome IS NULL;

CREATE TABLE map_votes (
  resolution_id uuid NOT NULL CONSTRAINT map_votes_resolution REFERENCES map_resolutions,
  member uuid NOT NULL,
  choice text NOT NULL CONSTRAINT map_votes_choices CHECK (choice IN ('approve', 'reject', 'abstain')),
  reason text,
  cast_at timestamptz NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT map_votes_pkey PRIMARY KEY (resolution_id, member)
);
COMMENT ON TABLE map_votes IS 'Votes of the members, sealed from each other until the resolution is decided.';

ALTER TABLE mapping_boxes ADD COLUMN moved_to smallint CONSTRAINT mapping_boxes_moved CHECK (moved_to IS NULL OR moved_to BETWEEN 1 AND 9 AND box IS NOT NULL);
COMMENT ON COLUMN mapping_boxes.moved_to IS 'Where the committee has moved the person; the derived box stays beside it.';

SELECT ledger.couple(name::regclass) FROM unnest(ARRAY['map_resolutions', 'map_votes']) AS name;

ALTER TABLE map_resolutions ENABLE ROW LEVEL SECURITY;
ALTER TABLE map_votes ENABLE ROW LEVEL SECURITY;
CREATE POLICY readable ON map_resolutions FOR SELECT USING (is_conductor() OR EXISTS (SELECT FROM mapping_runs m
  WHERE m.id = run_id AND m.agency = ANY ((SELECT agencies_as('{hr,secretary,authority,auditor,chair,member}'))::text[])));
CREATE POLICY readable ON map_votes FOR SELECT USING (is_conductor()
  OR EXISTS (SELECT FROM map_resolutions r WHERE r.id = resolution_id AND r.outcome IS NOT NULL)
  OR EXISTS (SELECT FROM refs f WHERE f.ref = member AND f.holder = (SELECT viewer_account())));
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['map_resolutions', 'map_votes'] LOOP
    EXECUTE format('CREATE POLICY written ON %I FOR INSERT TO bukti_app WITH CHECK (is_conductor())', name);
    EXECUTE format('CREATE POLICY changed ON %I FOR UPDATE TO bukti_app USING (is_conductor())', name);
  END LOOP;
END
$$;

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
  UPDATE map_resolutions SET content = NULL, entry_id = coalesce(p_entry, entry_id)
    WHERE person_ref IN (SELECT ref FROM refs WHERE holder = p_person AND stream LIKE 'mapping/%');
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
