-- Where each person stood when the map was made: a map of last year is read by the units of last year.
SET LOCAL ROLE bukti_owner;

ALTER TABLE mapping_boxes
  ADD COLUMN unit_id uuid CONSTRAINT mapping_boxes_unit REFERENCES units (id),
  ADD COLUMN level text,
  ADD COLUMN talent_value text,
  ADD COLUMN talent_order numeric GENERATED ALWAYS AS (
    CASE WHEN talent_value LIKE '%/%'
      THEN split_part(talent_value, '/', 1)::numeric / split_part(talent_value, '/', 2)::numeric
      ELSE talent_value::numeric END) STORED;
COMMENT ON COLUMN mapping_boxes.unit_id IS 'Unit at the time of the map.';
COMMENT ON COLUMN mapping_boxes.level IS 'Level of the post held at the time of the map; null where the record does not say.';
COMMENT ON COLUMN mapping_boxes.talent_value IS 'Exact, as the policy weighs both axes; null in the holding area.';
COMMENT ON COLUMN mapping_boxes.talent_order IS 'For sorting a screen alone: rounded where the exact value is a fraction.';

CREATE INDEX mapping_runs_newest ON mapping_runs (agency, ran_at);
