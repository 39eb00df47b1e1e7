-- A map that cannot be drawn is abandoned, so that another can be begun.
SET LOCAL ROLE bukti_owner;

ALTER TABLE mapping_runs
  DROP CONSTRAINT mapping_runs_states,
  ADD CONSTRAINT mapping_runs_states CHECK (state IN ('drawing', 'drawn', 'published', 'abandoned'));
