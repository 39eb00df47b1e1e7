-- The personnel office proposes successors; the authority decides that they are the plan.
SET LOCAL ROLE bukti_owner;

ALTER TABLE successors ADD COLUMN decided_at timestamptz;
COMMENT ON COLUMN successors.decided_at IS 'When the authority decided on them; null while they are proposed.';
