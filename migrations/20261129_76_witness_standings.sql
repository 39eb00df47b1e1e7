-- How it stands with each witness by its last answer, for those who do not see the notary's memory.
SET LOCAL ROLE bukti_owner;

CREATE TABLE ledger.witness_standings (
  witness text CONSTRAINT witness_standings_pkey PRIMARY KEY,
  standing text NOT NULL CONSTRAINT witness_standings_word
    CHECK (standing IN ('signed', 'unreachable', 'ahead', 'refused', 'unknown-key', 'unbelieved')),
  since timestamptz NOT NULL DEFAULT ledger.clock()
);
COMMENT ON TABLE ledger.witness_standings IS 'What came of the last question to each witness, by its verifier key: for operators, no part of the record.';
COMMENT ON COLUMN ledger.witness_standings.since IS 'Since when it has been so.';
COMMENT ON CONSTRAINT witness_standings_word ON ledger.witness_standings IS 'The words of the publisher.';
GRANT SELECT ON ledger.witness_standings TO bukti_app, bukti_auditor;
GRANT SELECT, INSERT, UPDATE ON ledger.witness_standings TO bukti_signer;
