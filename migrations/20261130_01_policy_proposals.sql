-- A policy is proposed by one and published by another.
SET LOCAL ROLE bukti_owner;

CREATE TABLE policy_proposals (
  id uuid CONSTRAINT policy_proposals_pkey PRIMARY KEY,
  agency text NOT NULL CONSTRAINT policy_proposals_agency REFERENCES agencies (code),
  policy_id text NOT NULL,
  version text NOT NULL,
  digest bytea NOT NULL CONSTRAINT policy_proposals_digest_size CHECK (octet_length(digest) = 32),
  content bytea NOT NULL,
  examples integer NOT NULL,
  state text NOT NULL CONSTRAINT policy_proposals_states CHECK (state IN ('open', 'approved', 'declined')),
  proposed_by uuid NOT NULL CONSTRAINT policy_proposals_proposer REFERENCES accounts,
  proposed_at timestamptz NOT NULL,
  decided_by uuid CONSTRAINT policy_proposals_decider REFERENCES accounts,
  decided_at timestamptz,
  reason text,
  entry_id uuid NOT NULL,
  CONSTRAINT policy_proposals_content CHECK (digest = sha256(content)),
  CONSTRAINT policy_proposals_decided CHECK ((state = 'open') = (decided_by IS NULL) AND (state = 'open') = (decided_at IS NULL)),
  CONSTRAINT policy_proposals_four_eyes CHECK (state <> 'approved' OR decided_by <> proposed_by),
  CONSTRAINT policy_proposals_reasoned CHECK (state <> 'declined' OR reason IS NOT NULL)
);
COMMENT ON TABLE policy_proposals IS 'Packs that somebody has put to the authority, with its decision; content as canonical bytes.';
COMMENT ON COLUMN policy_proposals.examples IS 'How many worked examples came with it; all of them came out as written.';
CREATE UNIQUE INDEX policy_proposals_one_open ON policy_proposals (agency, policy_id) WHERE state = 'open';

CREATE INDEX selections_pinned ON selections (agency, policy_id, policy_version);

SELECT ledger.couple('policy_proposals');

ALTER TABLE policy_proposals ENABLE ROW LEVEL SECURITY;
CREATE POLICY readable ON policy_proposals FOR SELECT USING (is_conductor()
  OR agency = ANY ((SELECT agencies_as('{hr,secretary,authority,auditor,administrator}'))::text[]));
CREATE POLICY written ON policy_proposals FOR INSERT TO bukti_app WITH CHECK (is_conductor());
CREATE POLICY changed ON policy_proposals FOR UPDATE TO bukti_app USING (is_conductor());
