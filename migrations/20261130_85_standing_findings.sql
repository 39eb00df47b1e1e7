-- What was found about a person stands until a delivery of the same kind of file contains them again. Whoever is not in it keeps theirs.
SET LOCAL ROLE bukti_owner;

CREATE TABLE standing_findings (
  finding_id bigint NOT NULL,
  agency text NOT NULL,
  CONSTRAINT standing_findings_pkey PRIMARY KEY (finding_id),
  CONSTRAINT standing_findings_finding FOREIGN KEY (finding_id) REFERENCES import_findings (id),
  CONSTRAINT standing_findings_agency FOREIGN KEY (agency) REFERENCES agencies (code)
);
COMMENT ON TABLE standing_findings IS 'Findings of earlier deliveries about people who were in no delivery of that kind of file since. Follows from the imports: no part of the record.';
CREATE INDEX standing_findings_by_agency ON standing_findings (agency);

ALTER TABLE standing_findings ENABLE ROW LEVEL SECURITY;
CREATE POLICY kept ON standing_findings TO bukti_app USING (is_conductor()) WITH CHECK (is_conductor());
CREATE POLICY readable ON standing_findings FOR SELECT USING (is_conductor() OR agency = ANY ((SELECT agencies_as('{hr,auditor}'))::text[]));
GRANT SELECT, INSERT, DELETE ON standing_findings TO bukti_app;
GRANT SELECT ON standing_findings TO bukti_auditor;

-- A kind of file is its name without the ending: the same list may come as CSV today and as a workbook tomorrow.
CREATE VIEW newest_deliveries WITH (security_invoker) AS
  SELECT DISTINCT ON (b.agency, split_part(f->>'name', '.', 1)) b.agency, split_part(f->>'name', '.', 1) AS kind, b.id AS batch_id, b.imported_at
    FROM import_batches b CROSS JOIN LATERAL jsonb_array_elements(b.files) AS f
   ORDER BY b.agency, split_part(f->>'name', '.', 1), b.imported_at DESC, b.id DESC;
COMMENT ON VIEW newest_deliveries IS 'Each kind of file as it was delivered last.';

CREATE VIEW open_findings WITH (security_invoker) AS
  SELECT n.agency, n.imported_at, x.id, x.file, x.line, x.field, x.code, x.value, x.person_id
    FROM newest_deliveries n JOIN import_findings x ON x.batch_id = n.batch_id AND split_part(x.file, '.', 1) = n.kind
  UNION ALL
  SELECT s.agency, b.imported_at, x.id, x.file, x.line, x.field, x.code, x.value, x.person_id
    FROM standing_findings s JOIN import_findings x ON x.id = s.finding_id JOIN import_batches b ON b.id = x.batch_id;
COMMENT ON VIEW open_findings IS 'The quality queue.';
GRANT SELECT ON newest_deliveries, open_findings TO bukti_app, bukti_auditor;

-- Deliveries until now: a person was in each that did not find them gone.
WITH delivered AS (
  SELECT b.agency, split_part(f->>'name', '.', 1) AS kind, b.id, b.imported_at
    FROM import_batches b CROSS JOIN LATERAL jsonb_array_elements(b.files) AS f
), later AS (
  SELECT d.id, d.agency, d.kind, l.id AS later_id
    FROM delivered d JOIN delivered l ON l.agency = d.agency AND l.kind = d.kind AND (l.imported_at, l.id) > (d.imported_at, d.id)
), missed AS (
  SELECT l.id, l.agency, l.kind, v.person_id, count(DISTINCT v.batch_id) AS times
    FROM later l JOIN import_findings v ON v.batch_id = l.later_id AND v.code = 'record.vanished' AND v.person_id IS NOT NULL
   GROUP BY 1, 2, 3, 4
), all_later AS (SELECT id, kind, count(*) AS times FROM later GROUP BY 1, 2)
INSERT INTO standing_findings (finding_id, agency)
SELECT x.id, m.agency
  FROM missed m JOIN all_later a ON a.id = m.id AND a.kind = m.kind AND a.times = m.times
  JOIN import_findings x ON x.batch_id = m.id AND x.person_id = m.person_id AND split_part(x.file, '.', 1) = m.kind
 WHERE x.code <> 'record.vanished';
