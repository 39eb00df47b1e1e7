-- A stage is seen by whoever sees its selection. With the agency beside it that is known without looking the selection up.
ALTER TABLE stages ADD COLUMN agency text;
ALTER TABLE stages DISABLE TRIGGER couple_entry;
UPDATE stages g SET agency = s.agency FROM selections s WHERE s.id = g.selection_id;
ALTER TABLE stages ENABLE ALWAYS TRIGGER couple_entry;
ALTER TABLE stages ALTER COLUMN agency SET NOT NULL;
COMMENT ON COLUMN stages.agency IS 'That of the selection, for row security; filled by a trigger.';

CREATE FUNCTION fill_stage_agency() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT s.agency INTO NEW.agency FROM selections s WHERE s.id = NEW.selection_id;
  RETURN NEW;
END
$$;
CREATE TRIGGER fill_agency BEFORE INSERT ON stages FOR EACH ROW EXECUTE FUNCTION fill_stage_agency();

ALTER POLICY readable ON stages USING (
  (SELECT is_conductor()) OR agency = ANY ((SELECT viewer_agencies())::text[])
  OR selection_id = ANY ((SELECT viewer_selections())::uuid[])
);

-- Narrow rows for the two questions that are asked of all selections at once: where they stand, and how long stages took.
CREATE INDEX stages_live ON stages (selection_id) INCLUDE (agency, kind, state, step, due_at, blocked)
  WHERE state IN ('planned', 'open', 'paused', 'closing');
CREATE INDEX stages_taken ON stages (agency, kind) INCLUDE (selection_id, opened_at, closed_at) WHERE state = 'closed';
