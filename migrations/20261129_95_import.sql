-- Imports are compared by what they say, decided row by row, and may wait as an upload between the dry run and its confirmation.
SET LOCAL ROLE bukti_owner;

ALTER TABLE people ADD COLUMN content_digest bytea;
COMMENT ON COLUMN people.content_digest IS 'Over what the record says without its places in files; the same delivery in another order has the same. Null: imported by an earlier build, or erased.';

ALTER TABLE import_batches ADD COLUMN decisions jsonb NOT NULL DEFAULT '{"accepted": [], "by": null, "excluded": []}';
COMMENT ON COLUMN import_batches.decisions IS 'Rows left out by choice with why, rows whose other NIP was accepted as a correction, and by whom; the entry seals who, and a digest over the rows.';

CREATE TABLE import_uploads (
  id uuid PRIMARY KEY,
  agency text NOT NULL,
  account_id uuid NOT NULL,
  uploaded_at timestamptz NOT NULL,
  files jsonb NOT NULL,
  outcome jsonb NOT NULL,
  CONSTRAINT import_uploads_agency FOREIGN KEY (agency) REFERENCES agencies (code)
);
COMMENT ON TABLE import_uploads IS 'Delivered files between a dry run and its confirmation, for a day: no part of the record.';

CREATE TABLE import_upload_files (
  upload_id uuid NOT NULL,
  name text NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (upload_id, name),
  CONSTRAINT import_upload_files_upload FOREIGN KEY (upload_id) REFERENCES import_uploads (id) ON DELETE CASCADE
);
COMMENT ON TABLE import_upload_files IS 'The bytes of an upload, as they came.';

ALTER TABLE import_uploads ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_upload_files ENABLE ROW LEVEL SECURITY;
CREATE POLICY kept ON import_uploads TO bukti_app USING (is_conductor()) WITH CHECK (is_conductor());
CREATE POLICY kept ON import_upload_files TO bukti_app USING (is_conductor()) WITH CHECK (is_conductor());
GRANT SELECT, INSERT, DELETE ON import_uploads, import_upload_files TO bukti_app;

CREATE INDEX import_findings_open ON import_findings (batch_id, code, id);
CREATE INDEX import_batches_newest ON import_batches (agency, imported_at DESC, id DESC);

-- What waits to be imported names whoever is erased: it goes, and is uploaded again.
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

  FOR place IN SELECT s.id, s.entry FROM unnest(p_selections, p_entries) AS s (id, entry) LOOP
    PERFORM vault.anonymise_in(place.id, place.entry, own_refs, own_accounts);
    PERFORM vault.strike(place.id, place.entry, pattern);
  END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION vault.streams_of(p_person uuid) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT 'selection/' || selection_id FROM candidates WHERE person_id = p_person
  UNION SELECT 'selection/' || t.selection_id FROM seats t JOIN accounts a ON a.id = t.account_id WHERE a.person_id = p_person
  UNION SELECT 'selection/' || t.selection_id FROM assessors t JOIN accounts a ON a.id = t.account_id WHERE a.person_id = p_person
  UNION SELECT stream FROM refs WHERE holder = p_person AND stream LIKE 'mapping/%'
$$;
COMMENT ON FUNCTION vault.streams_of IS 'Selections in which the person has a part, and maps on which they are: only there may what stands under the key of another be about them.';

-- The queue shows numbers of civil servants: it is for those who may look people up.
ALTER POLICY readable ON import_findings USING (is_conductor() OR EXISTS (SELECT FROM import_batches b
  WHERE b.id = batch_id AND b.agency = ANY ((SELECT agencies_as('{hr,auditor}'))::text[])));
