-- What `bukti fsck` and `bukti replay` read: everything, as a role that can write nothing. What lies in the vault stays sealed by
-- keys that are not in the database. The names of applied migrations explain a change of the schema.
GRANT USAGE ON SCHEMA migrations TO bukti_app, bukti_auditor;
GRANT SELECT ON migrations.digests TO bukti_app, bukti_auditor;

SET LOCAL ROLE bukti_owner;
GRANT USAGE ON SCHEMA vault TO bukti_auditor;
GRANT SELECT ON vault.openings, vault.keys, vault.acts TO bukti_auditor;
GRANT SELECT ON readings TO bukti_auditor;
