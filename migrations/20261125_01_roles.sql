-- Roles belong to the cluster, so they may exist already; their passwords are set by `bukti start` or by the operator.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['bukti_owner', 'bukti_app', 'bukti_sequencer', 'bukti_signer', 'bukti_auditor'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    IF name <> 'bukti_owner' THEN
      EXECUTE format('ALTER ROLE %I LOGIN', name);
    END IF;
  END LOOP;
  EXECUTE format('GRANT bukti_owner TO %I', current_user);
  EXECUTE format('GRANT CREATE ON DATABASE %I TO bukti_owner', current_database());
END
$$;

GRANT USAGE, CREATE ON SCHEMA public TO bukti_owner;
GRANT USAGE ON SCHEMA public TO bukti_app, bukti_auditor;
