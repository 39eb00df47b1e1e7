-- The policies that are asked of all selections at once: by the row's own columns first, by looking something up only where that says no.
SET LOCAL ROLE bukti_owner;

-- Until now the phase was looked for in any selection: an unqualified id is that of the innermost table.
ALTER POLICY readable ON selections USING (
  (SELECT is_conductor())
  OR (agency = ANY ((SELECT agencies_open('selection', NULL))::text[])
      OR agency = ANY ((SELECT agencies_open('selection', 'sealed'))::text[])
        AND EXISTS (SELECT FROM selection_phases o WHERE o.id = selections.id AND o.sealed))
    AND selections.id NOT IN (SELECT own_candidacies())
  OR selections.id IN (SELECT readable_selections('selection'))
);

-- A stage is seen by whoever sees its selection; where it has its agency beside it, that is known without the selection.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'stages'::regclass AND attname = 'agency') THEN
    ALTER POLICY readable ON stages USING (
      (SELECT is_conductor())
      OR (agency = ANY ((SELECT agencies_open('selection', NULL))::text[])
          OR agency = ANY ((SELECT agencies_open('selection', 'sealed'))::text[])
            AND EXISTS (SELECT FROM selection_phases o WHERE o.id = stages.selection_id AND o.sealed))
        AND stages.selection_id NOT IN (SELECT own_candidacies())
      OR stages.selection_id IN (SELECT readable_selections('selection'))
    );
  END IF;
END
$$;
