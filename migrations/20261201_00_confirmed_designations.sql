-- The personnel office proposes that a post is critical; the authority confirms it.
SET LOCAL ROLE bukti_owner;

ALTER TABLE critical_posts ADD COLUMN confirmed_at timestamptz;
COMMENT ON COLUMN critical_posts.confirmed_at IS 'When the authority confirmed the designation by an act of its own; a decision on the plan, which successors tell, confirms it as well.';
