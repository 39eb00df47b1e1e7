-- A page of a box is read in its own order: by name along the people of the agency, by talent value along the places of the map. The
-- statistics of the second tell how full a box is, and with that whether the first is worth walking.
SET LOCAL ROLE bukti_owner;

CREATE INDEX people_by_name ON people (agency, name COLLATE "id-x-icu", id);
CREATE INDEX mapping_boxes_by_value ON mapping_boxes
  (run_id, coalesce(moved_to, box, 0::smallint), coalesce(talent_order, -1) DESC, person_id);
