-- An agency may name each zone that policies and calendars know; Pontianak keeps the time of Jakarta under its own name.
SET LOCAL ROLE bukti_owner;

ALTER TABLE agencies
  DROP CONSTRAINT agencies_zone,
  ADD CONSTRAINT agencies_zone CHECK (zone IN ('Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'));
