-- A map is drawn person by person, each by an entry of their own, and is a map only once all are drawn.
SET LOCAL ROLE bukti_owner;

ALTER TABLE mapping_runs
  ADD COLUMN state text CONSTRAINT mapping_runs_states CHECK (state IN ('drawing', 'drawn')),
  ADD COLUMN on_day date,
  ADD COLUMN drawn_at timestamptz,
  ADD CONSTRAINT mapping_runs_whole CHECK ((state = 'drawn') = (drawn_at IS NOT NULL));
COMMENT ON COLUMN mapping_runs.state IS 'Null for a map that was drawn by one entry for all, before there was one for each.';
COMMENT ON COLUMN mapping_runs.on_day IS 'The day for which everybody is looked at.';

ALTER TABLE mapping_boxes ADD COLUMN ref uuid;
COMMENT ON COLUMN mapping_boxes.ref IS 'The person''s name in the stream of the map.';
