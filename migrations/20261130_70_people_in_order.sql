-- A map is drawn a page of people at a time, in the order of their ids: without this index every page sorts all who are left.
SET LOCAL ROLE bukti_owner;

CREATE INDEX people_in_order ON people (agency, id);
