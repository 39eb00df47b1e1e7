-- When a time stamp came: how often to ask is counted from here.
SET LOCAL ROLE bukti_owner;

ALTER TABLE ledger.stamps ADD COLUMN stamped_at timestamptz NOT NULL DEFAULT ledger.clock();
COMMENT ON COLUMN ledger.stamps.stamped_at IS 'By the clock of the database; what counts as evidence is the time inside the token.';
