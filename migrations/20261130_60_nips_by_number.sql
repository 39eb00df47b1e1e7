-- An import asks who has a number a page of people at a time.
SET LOCAL ROLE bukti_owner;

CREATE INDEX nips_by_number ON nips (nip);
