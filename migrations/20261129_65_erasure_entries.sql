-- Erasures are few among many entries, and are asked for at every check and after every restore.
SET LOCAL ROLE bukti_owner;
CREATE INDEX entries_erasures ON ledger.entries (entry_no) WHERE type = 'opening.erased/1';
