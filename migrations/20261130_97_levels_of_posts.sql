-- A post list may hold posts of every level that there is.
SET LOCAL ROLE bukti_owner;

ALTER TABLE posts
  DROP CONSTRAINT posts_level,
  ADD CONSTRAINT posts_level CHECK (level IN ('jpt-utama', 'jpt-madya', 'jpt-pratama', 'administrator', 'pengawas', 'functional', 'staff'));
