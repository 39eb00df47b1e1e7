-- A delivery leaves as it was what it does not speak of; each part of a record still leads to the import that delivered it.
SET LOCAL ROLE bukti_owner;

ALTER TABLE people ADD COLUMN history_batches jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN people.history_batches IS 'By name of a history (riwayat-kinerja), the import that delivered what the record says of it, where that is an earlier one than batch_id: a delivery without the history leaves it as it was.';
