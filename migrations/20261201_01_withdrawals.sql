-- A critical post that is confirmed stays one until the authority confirms its withdrawal, too.
SET LOCAL ROLE bukti_owner;

ALTER TABLE critical_posts
  ADD COLUMN withdrawal_proposed_by uuid CONSTRAINT critical_posts_withdrawer REFERENCES accounts,
  ADD COLUMN withdrawal_proposed_at timestamptz,
  DROP CONSTRAINT critical_posts_withdrawn,
  ADD CONSTRAINT critical_posts_withdrawn CHECK (withdrawal_reason IS NULL OR withdrawn_at IS NOT NULL OR withdrawal_proposed_at IS NOT NULL),
  ADD CONSTRAINT critical_posts_withdrawal_proposed CHECK ((withdrawal_proposed_at IS NULL) = (withdrawal_proposed_by IS NULL));
COMMENT ON COLUMN critical_posts.withdrawal_proposed_at IS 'When the personnel office proposed to withdraw what the authority had confirmed; it stands until the authority confirms that.';
