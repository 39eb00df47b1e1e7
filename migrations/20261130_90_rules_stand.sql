-- Rules that are rows: no role of ours changes them, and whoever switches the triggers off changes the schema as it was attested.
-- A migration that changes them disables these triggers and enables them ALWAYS again; migrations/schema.json tells what rows it makes.
SET LOCAL ROLE bukti_owner;

CREATE TRIGGER rules_stand BEFORE INSERT OR UPDATE OR DELETE ON read_ways FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON read_ways FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE read_ways ENABLE ALWAYS TRIGGER rules_stand;
ALTER TABLE read_ways ENABLE ALWAYS TRIGGER never_truncated;
