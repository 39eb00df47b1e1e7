-- The schema as migrated, read from the catalogs: for reading and review, not for restoring.
-- Written by `npm run fix`; `npm run check:schema` compares.

CREATE SCHEMA ledger; -- owner bukti_owner
GRANT USAGE ON SCHEMA ledger TO bukti_app;
GRANT USAGE ON SCHEMA ledger TO bukti_auditor;
GRANT USAGE ON SCHEMA ledger TO bukti_sequencer;
GRANT USAGE ON SCHEMA ledger TO bukti_signer;

CREATE SCHEMA public; -- owner pg_database_owner
COMMENT ON SCHEMA public IS 'standard public schema';
GRANT USAGE ON SCHEMA public TO PUBLIC;
GRANT USAGE ON SCHEMA public TO bukti_app;
GRANT USAGE ON SCHEMA public TO bukti_auditor;
GRANT CREATE, USAGE ON SCHEMA public TO bukti_owner;

CREATE SCHEMA vault; -- owner bukti_owner
GRANT USAGE ON SCHEMA vault TO bukti_app;
GRANT USAGE ON SCHEMA vault TO bukti_auditor;

CREATE SEQUENCE ledger.entry_no AS bigint INCREMENT 1 START 1 CACHE 1; -- owner bukti_owner
COMMENT ON SEQUENCE ledger.entry_no IS 'CACHE 1 is part of the ordering argument: if A was committed before B was inserted, A has the smaller number.';

CREATE OR REPLACE FUNCTION ledger.begin_act(p_id uuid, OUT at timestamp with time zone, OUT seen_size bigint, OUT seen_root bytea, OUT prior_stream text, OUT prior_seq bigint, OUT prior_leaf bytea, OUT prior_bytes bytea, OUT prior_salt bytea, OUT prior_digest bytea)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'ledger', 'pg_temp'
AS $function$
BEGIN
  SELECT e.stream, e.stream_seq, e.leaf, e.bytes INTO prior_stream, prior_seq, prior_leaf, prior_bytes
    FROM ledger.entries e WHERE e.id = p_id;
  IF FOUND THEN
    SELECT a.salt, a.digest INTO prior_salt, prior_digest FROM vault.acts a WHERE a.entry_id = p_id;
  END IF;
  SELECT c.size, c.root INTO seen_size, seen_root FROM ledger.published c ORDER BY c.size DESC LIMIT 1;
  at := ledger.clock();
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION ledger.begin_act(uuid) IS 'Read once under the lock of the act: the instant, the newest published checkpoint, and what this id has written already.';
GRANT EXECUTE ON FUNCTION ledger.begin_act(uuid) TO bukti_app;

CREATE OR REPLACE FUNCTION ledger.clock()
 RETURNS timestamp with time zone
 LANGUAGE sql
 PARALLEL SAFE
AS $function$SELECT clock_timestamp()$function$; -- owner bukti_owner
COMMENT ON FUNCTION ledger.clock() IS 'The one clock of the application. Tests replace it by one with an offset; the attested source shows which one runs.';
GRANT EXECUTE ON FUNCTION ledger.clock() TO PUBLIC;

CREATE OR REPLACE FUNCTION ledger.couple(business regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  EXECUTE format('CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry()', business);
  EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE ON %s FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change()', business);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER couple_entry', business);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER never_deleted', business);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %s TO bukti_app', business);
  EXECUTE format('GRANT SELECT ON %s TO bukti_auditor', business);
END
$function$; -- owner bukti_owner

CREATE OR REPLACE FUNCTION ledger.couple_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'ledger', 'pg_temp'
AS $function$
DECLARE
  written_by bigint;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.entry_id = OLD.entry_id THEN
    RAISE EXCEPTION 'state.without-entry' USING ERRCODE = 'BU002', DETAIL = format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME);
  END IF;
  SELECT e.xid INTO written_by FROM ledger.entries e WHERE e.id = NEW.entry_id;
  IF written_by IS DISTINCT FROM (pg_current_xact_id()::text)::bigint THEN
    RAISE EXCEPTION 'state.foreign-entry' USING ERRCODE = 'BU003', DETAIL = format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME);
  END IF;
  RETURN NEW;
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION ledger.couple_entry() IS 'No business row changes without an entry of the same transaction; hence append first, then the row.';
GRANT EXECUTE ON FUNCTION ledger.couple_entry() TO PUBLIC;

CREATE OR REPLACE FUNCTION ledger.lock_stream(p_stream text)
 RETURNS void
 LANGUAGE sql
AS $function$ SELECT pg_advisory_xact_lock(7312, hashtext(p_stream)) $function$; -- owner bukti_owner
COMMENT ON FUNCTION ledger.lock_stream(text) IS 'For streams that no business row stands for.';
GRANT EXECUTE ON FUNCTION ledger.lock_stream(text) TO PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.lock_stream(text) TO bukti_app;

CREATE OR REPLACE FUNCTION ledger.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'ledger.append-only' USING ERRCODE = 'BU001', DETAIL = format('%s on %I.%I', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME);
END
$function$; -- owner bukti_owner
GRANT EXECUTE ON FUNCTION ledger.refuse_change() TO PUBLIC;

CREATE OR REPLACE FUNCTION ledger.write_entries(p_stream text, p_type text, p_at timestamp with time zone, p_after bigint, p_ids uuid[], p_before bytea[], p_between bytea[], p_behind bytea[], p_leaves bytea[], p_salts bytea[], p_digests bytea[], p_opened uuid[], p_fields text[], p_keys uuid[], p_sealed bytea[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'ledger', 'pg_temp'
AS $function$
DECLARE
  head ledger.entries;
  written bigint;
BEGIN
  IF p_at - ledger.clock() NOT BETWEEN interval '-5 s' AND interval '5 s' THEN
    RAISE EXCEPTION 'entry.clock' USING ERRCODE = 'BU004';
  END IF;
  SELECT * INTO head FROM ledger.entries e WHERE e.stream = p_stream ORDER BY e.stream_seq DESC LIMIT 1;
  -- Each is linked to the leaf that was announced for the one before it: all links hold where all leaves are those that came of the bytes.
  WITH w AS (
    INSERT INTO ledger.entries (id, stream, stream_seq, type, bytes)
      SELECT x.id, p_stream, p_after + x.n, p_type,
        x.before || convert_to(coalesce('"' || encode(coalesce(lag(x.leaf) OVER (ORDER BY x.n), head.leaf), 'hex') || '"', 'null'), 'UTF8')
          || x.between || convert_to((p_after + x.n)::text, 'UTF8') || x.behind
      FROM unnest(p_ids, p_before, p_between, p_behind, p_leaves) WITH ORDINALITY AS x (id, before, between, behind, leaf, n) ORDER BY x.n
      RETURNING id, leaf
  )
  SELECT count(*) INTO written FROM w JOIN unnest(p_ids, p_leaves) AS x (id, leaf) USING (id, leaf);
  IF written < cardinality(p_ids) OR p_after <> coalesce(head.stream_seq, 0) THEN
    RAISE EXCEPTION 'entry.leaf' USING ERRCODE = 'BU005';
  END IF;
  INSERT INTO vault.acts (entry_id, salt, digest) SELECT * FROM unnest(p_ids, p_salts, p_digests);
  INSERT INTO vault.openings (entry_id, field, key_id, sealed)
    SELECT o.entry_id, o.field, o.key_id, o.sealed FROM unnest(p_opened, p_fields, p_keys, p_sealed) AS o (entry_id, field, key_id, sealed);
  IF EXISTS (SELECT FROM vault.keys k WHERE k.key_id = ANY (p_keys) AND k.destroyed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'vault.destroyed' USING ERRCODE = '40001', CONSTRAINT = 'openings_living_key';
  END IF;
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION ledger.write_entries(text,text,timestamp with time zone,bigint,uuid[],bytea[],bytea[],bytea[],bytea[],bytea[],bytea[],uuid[],text[],uuid[],bytea[]) IS 'As write_entry, for many entries of one type behind entry `p_after` of their stream. A leaf that does not come of the bytes refuses them all.';
GRANT EXECUTE ON FUNCTION ledger.write_entries(text,text,timestamp with time zone,bigint,uuid[],bytea[],bytea[],bytea[],bytea[],bytea[],bytea[],uuid[],text[],uuid[],bytea[]) TO bukti_app;

CREATE OR REPLACE FUNCTION ledger.write_entry(p_id uuid, p_stream text, p_type text, p_at timestamp with time zone, p_before bytea, p_between bytea, p_after bytea, p_fields text[], p_keys uuid[], p_sealed bytea[], p_salt bytea, p_digest bytea, p_leaf bytea)
 RETURNS bytea
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'ledger', 'pg_temp'
AS $function$
DECLARE
  v_seq bigint;
  v_prev bytea;
  v_leaf bytea;
BEGIN
  IF p_at - ledger.clock() NOT BETWEEN interval '-5 s' AND interval '5 s' THEN
    RAISE EXCEPTION 'entry.clock' USING ERRCODE = 'BU004';
  END IF;
  SELECT e.stream_seq, e.leaf INTO v_seq, v_prev FROM ledger.entries e WHERE e.stream = p_stream ORDER BY e.stream_seq DESC LIMIT 1;
  v_seq := coalesce(v_seq, 0) + 1;
  INSERT INTO ledger.entries AS w (id, stream, stream_seq, type, bytes)
    VALUES (p_id, p_stream, v_seq, p_type,
      p_before || convert_to(coalesce('"' || encode(v_prev, 'hex') || '"', 'null'), 'UTF8')
        || p_between || convert_to(v_seq::text, 'UTF8') || p_after)
    RETURNING w.leaf INTO v_leaf;
  IF v_leaf <> p_leaf THEN
    RAISE EXCEPTION 'entry.leaf' USING ERRCODE = 'BU005';
  END IF;
  INSERT INTO vault.acts (entry_id, salt, digest) VALUES (p_id, p_salt, p_digest);
  IF cardinality(p_keys) > 0 THEN
    INSERT INTO vault.openings (entry_id, field, key_id, sealed)
      SELECT p_id, o.field, o.key_id, o.sealed FROM unnest(p_fields, p_keys, p_sealed) AS o (field, key_id, sealed);
    -- The foreign key has waited for whoever destroys one of them and holds them now; this statement sees what was destroyed by then.
    IF EXISTS (SELECT FROM vault.keys k WHERE k.key_id = ANY (p_keys) AND k.destroyed_at IS NOT NULL) THEN
      RAISE EXCEPTION 'vault.destroyed' USING ERRCODE = '40001', CONSTRAINT = 'openings_living_key';
    END IF;
  END IF;
  RETURN int8send(v_seq) || v_leaf || coalesce(v_prev, ''::bytea);
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION ledger.write_entry(uuid,text,text,timestamp with time zone,bytea,bytea,bytea,text[],uuid[],bytea[],bytea,bytea,bytea) IS 'Chains the entry to the newest one of its stream and writes it with its openings. The caller holds the lock of the stream; a race ends at entries_one_per_place. p_leaf: what the caller expects to be stored, where the caller knows; anything else is refused. Answers the number in the stream (8 bytes), the leaf (32) and that of the entry before (32, or nothing).';
GRANT EXECUTE ON FUNCTION ledger.write_entry(uuid,text,text,timestamp with time zone,bytea,bytea,bytea,text[],uuid[],bytea[],bytea,bytea,bytea) TO bukti_app;

CREATE OR REPLACE FUNCTION public.agencies_as(p_roles text[])
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'ledger', 'pg_temp'
AS $function$
BEGIN
  RETURN (SELECT coalesce(array_agg(DISTINCT g.agency), '{}') FROM grants g
    WHERE g.account_id = viewer_account() AND g.role = ANY (p_roles) AND g.selection_id IS NULL AND g.valid @> ledger.clock());
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION agencies_as(text[]) IS 'Agencies in which the viewer has one of these roles now.';
GRANT EXECUTE ON FUNCTION agencies_as(text[]) TO PUBLIC;
GRANT EXECUTE ON FUNCTION agencies_as(text[]) TO bukti_app;
GRANT EXECUTE ON FUNCTION agencies_as(text[]) TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.agencies_open(p_reading text, p_after text, p_standing text DEFAULT NULL::text)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'ledger', 'pg_temp'
AS $function$
BEGIN
  RETURN (SELECT coalesce(array_agg(DISTINCT g.agency), '{}') FROM grants g
    JOIN read_ways w ON g.role = ANY (w.roles)
      AND w.reading = p_reading AND w.after IS NOT DISTINCT FROM p_after AND w.standing IS NOT DISTINCT FROM p_standing
    WHERE g.account_id = viewer_account() AND g.selection_id IS NULL AND g.valid @> ledger.clock());
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION agencies_open(text,text,text) IS 'Agencies in all of whose selections a role of the viewer opens a reading, after this phase.';
GRANT EXECUTE ON FUNCTION agencies_open(text,text,text) TO PUBLIC;
GRANT EXECUTE ON FUNCTION agencies_open(text,text,text) TO bukti_app;
GRANT EXECUTE ON FUNCTION agencies_open(text,text,text) TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.agency_roles(p_agency text)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'ledger', 'pg_temp'
AS $function$
BEGIN
  RETURN (SELECT coalesce(array_agg(DISTINCT g.role), '{}') FROM grants g
    WHERE g.account_id = viewer_account() AND g.agency = p_agency AND g.selection_id IS NULL AND g.valid @> ledger.clock());
END
$function$; -- owner bukti_owner
GRANT EXECUTE ON FUNCTION agency_roles(text) TO PUBLIC;
GRANT EXECUTE ON FUNCTION agency_roles(text) TO bukti_app;
GRANT EXECUTE ON FUNCTION agency_roles(text) TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.blank_record()
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT (SELECT jsonb_object_agg(name, '{"value": null, "source": "erased", "conflict": null}'::jsonb)
    FROM unnest(ARRAY['kind', 'bornOn', 'status', 'rank', 'rankSince', 'education', 'fieldOfStudy', 'currentPost', 'feedback360', 'wealthReport']) AS name)
  || (SELECT jsonb_object_agg(name, '{"source": "erased", "items": null}'::jsonb)
    FROM unnest(ARRAY['posts', 'acting', 'performance', 'trainings', 'courses', 'sanctions', 'awards', 'teams', 'assessments']) AS name)
$function$; -- owner bukti_owner
COMMENT ON FUNCTION blank_record() IS 'A person of whom nothing is known: the record of whoever was erased.';
GRANT EXECUTE ON FUNCTION blank_record() TO PUBLIC;

CREATE OR REPLACE FUNCTION public.committee_sitting(p_selection uuid, OUT attempt integer, OUT seats jsonb, OUT adjourned integer, OUT present integer[], OUT motion_id uuid, OUT motion_version integer, OUT motion_digest bytea, OUT motion_content bytea, OUT motion_closed boolean, OUT ballots jsonb)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  SELECT coalesce(max(g.attempt), 0) INTO committee_sitting.attempt FROM stages g
    WHERE g.selection_id = p_selection AND g.kind = 'committee-review';
  SELECT jsonb_agg(jsonb_build_object('seat', t.seat, 'holderNo', t.holder_no, 'role', t.role, 'accountId', t.account_id, 'personId', o.person_id,
      'ref', t.ref, 'removedAt', t.removed_at, 'recusal', t.recusal, 'interests', d.content->'interests') ORDER BY t.seat, t.holder_no)
    INTO committee_sitting.seats
    FROM seats t JOIN accounts o ON o.id = t.account_id
    LEFT JOIN declarations d ON d.selection_id = t.selection_id AND d.attempt = committee_sitting.attempt AND d.seat = t.seat AND d.holder_no = t.holder_no
    WHERE t.selection_id = p_selection;
  SELECT count(*) INTO adjourned FROM committee_sessions c
    WHERE c.selection_id = p_selection AND c.attempt = committee_sitting.attempt AND c.adjourned_at IS NOT NULL;
  present := ARRAY(SELECT p.seat FROM presences p
    WHERE p.selection_id = p_selection AND p.attempt = committee_sitting.attempt AND p.session = adjourned + 1 AND p.presence = 'present' ORDER BY p.seat);
  SELECT m.id, m.version, m.digest, m.content, m.closed_at IS NOT NULL
    INTO motion_id, motion_version, motion_digest, motion_content, motion_closed
    FROM motions m WHERE m.selection_id = p_selection AND m.attempt = committee_sitting.attempt AND m.voided_at IS NULL ORDER BY m.version DESC LIMIT 1;
  SELECT jsonb_agg(jsonb_build_object('seat', b.seat, 'accountId', b.account_id, 'choice', b.choice) ORDER BY b.seat)
    INTO committee_sitting.ballots
    FROM ballots b WHERE b.motion_id = committee_sitting.motion_id AND b.voided_at IS NULL;
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION committee_sitting(uuid) IS 'The committee as it sits now, in its newest review, read in one round trip under the lock of its selection. For the conductor alone: it holds sealed ballots.';
GRANT EXECUTE ON FUNCTION committee_sitting(uuid) TO bukti_app;

CREATE OR REPLACE FUNCTION public.fill_stage_agency()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  SELECT s.agency INTO NEW.agency FROM selections s WHERE s.id = NEW.selection_id;
  RETURN NEW;
END
$function$; -- owner postgres
GRANT EXECUTE ON FUNCTION fill_stage_agency() TO PUBLIC;

CREATE OR REPLACE FUNCTION public.headed_units()
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 5
 SET search_path TO 'public', 'ledger', 'pg_temp'
AS $function$
BEGIN
  RETURN QUERY SELECT h.unit_id FROM people h JOIN grants g ON g.agency = h.agency AND g.role = 'unit-head'
    WHERE h.id = viewer_person() AND h.unit_id IS NOT NULL AND g.account_id = viewer_account() AND g.valid @> ledger.clock();
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION headed_units() IS 'The unit in which a head works, where they are head in that agency.';
GRANT EXECUTE ON FUNCTION headed_units() TO PUBLIC;
GRANT EXECUTE ON FUNCTION headed_units() TO bukti_app;
GRANT EXECUTE ON FUNCTION headed_units() TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.heads_unit(p_unit uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT p_unit IN (SELECT headed_units())
$function$; -- owner bukti_owner
GRANT EXECUTE ON FUNCTION heads_unit(uuid) TO PUBLIC;
GRANT EXECUTE ON FUNCTION heads_unit(uuid) TO bukti_app;
GRANT EXECUTE ON FUNCTION heads_unit(uuid) TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.is_conductor()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT viewer() = 'conductor' $function$; -- owner bukti_owner
GRANT EXECUTE ON FUNCTION is_conductor() TO PUBLIC;
GRANT EXECUTE ON FUNCTION is_conductor() TO bukti_app;
GRANT EXECUTE ON FUNCTION is_conductor() TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.keep_reading()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.folded_in IS NOT NULL OR NEW.folded_in IS NULL
    OR (NEW.id, NEW.account_id, NEW.agency, NEW.stream, NEW.reading, NEW.read_at)
      IS DISTINCT FROM (OLD.id, OLD.account_id, OLD.agency, OLD.stream, OLD.reading, OLD.read_at) THEN
    RAISE EXCEPTION 'ledger.append-only' USING ERRCODE = 'BU001', DETAIL = format('%s on readings', TG_OP);
  END IF;
  RETURN NEW;
END
$function$; -- owner bukti_owner
GRANT EXECUTE ON FUNCTION keep_reading() TO PUBLIC;

CREATE OR REPLACE FUNCTION public.lock_selection(p_selection uuid, p_act uuid, p_account uuid, p_known bytea)
 RETURNS TABLE(at timestamp with time zone, seen_size bigint, seen_root bytea, head_seq bigint, head_leaf bytea, own_ref uuid, prior json, facts json)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'ledger', 'pg_temp'
AS $function$
DECLARE
  v_stream text := 'selection/' || p_selection::text;
BEGIN
  PERFORM FROM selections s WHERE s.id = p_selection FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  -- VOLATILE: these statements see what was committed while the one above waited for the lock.
  SELECT ledger.clock(), k.size, k.root, h.stream_seq, h.leaf, r.ref,
      CASE WHEN e.id IS NOT NULL THEN json_build_object('stream', e.stream, 'seq', e.stream_seq, 'leaf', encode(e.leaf, 'hex'),
        'bytes', encode(e.bytes, 'hex'), 'salt', encode(v.salt, 'hex'), 'digest', encode(v.digest, 'hex')) END
    INTO lock_selection.at, seen_size, seen_root, head_seq, head_leaf, own_ref, prior
    FROM (SELECT 1) AS always
    LEFT JOIN (SELECT c.size, c.root FROM ledger.published c ORDER BY c.size DESC LIMIT 1) k ON true
    LEFT JOIN (SELECT n.stream_seq, n.leaf FROM ledger.entries n WHERE n.stream = v_stream ORDER BY n.stream_seq DESC LIMIT 1) h ON true
    LEFT JOIN refs r ON r.stream = v_stream AND r.holder = p_account
    LEFT JOIN ledger.entries e ON e.id = p_act
    LEFT JOIN vault.acts v ON v.entry_id = p_act;
  IF head_leaf IS DISTINCT FROM p_known THEN
    SELECT json_build_object('agency', s.agency, 'zone', (SELECT y.zone FROM agencies y WHERE y.code = s.agency),
        'state', s.state, 'planned_on', s.planned_on, 'policy_id', s.policy_id, 'policy_version', s.policy_version,
        'policy_digest', encode(s.policy_digest, 'hex'), 'post_id', s.post_id, 'number', s.number,
        'stage', g.kind, 'attempt', g.attempt, 'stage_state', g.state, 'step', g.step, 'opened_at', g.opened_at, 'step_since', g.step_since,
        'due_at', g.due_at, 'paused_at', g.paused_at, 'deadline', g.deadline, 'blocked', g.blocked, 'reminders_sent', g.reminders_sent,
        'stage_entry', g.entry_id,
        'seat_accounts', ARRAY(SELECT t.account_id FROM seats t WHERE t.selection_id = p_selection AND t.removed_at IS NULL),
        'chair_account', (SELECT t.account_id FROM seats t WHERE t.selection_id = p_selection AND t.removed_at IS NULL AND t.role = 'chair'),
        'assessor_accounts', ARRAY(SELECT a.account_id FROM assessors a WHERE a.selection_id = p_selection AND a.replaced_by IS NULL),
        'candidate_persons', ARRAY(SELECT c.person_id FROM candidates c WHERE c.selection_id = p_selection))
      INTO facts
      FROM selections s
      LEFT JOIN LATERAL (SELECT * FROM stages x WHERE x.selection_id = p_selection
        ORDER BY (x.state IN ('planned', 'open', 'paused', 'closing')) DESC, x.closed_at DESC NULLS LAST LIMIT 1) g ON true
      WHERE s.id = p_selection;
  END IF;
  RETURN NEXT;
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION lock_selection(uuid,uuid,uuid,bytea) IS 'Locks a selection. No row: there is none. facts are left out where the caller knows them, as p_known is the newest leaf of the stream. p_account and p_known may be null.';
GRANT EXECUTE ON FUNCTION lock_selection(uuid,uuid,uuid,bytea) TO bukti_app;

CREATE OR REPLACE FUNCTION public.may_read(p_reading text, p_selection uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RETURN is_conductor() OR EXISTS (SELECT FROM readable_selections(p_reading, p_selection));
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION may_read(text,uuid) IS 'refuseRead of the domain, for columns that less may be read of than of their row.';
GRANT EXECUTE ON FUNCTION may_read(text,uuid) TO PUBLIC;
GRANT EXECUTE ON FUNCTION may_read(text,uuid) TO bukti_app;
GRANT EXECUTE ON FUNCTION may_read(text,uuid) TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.meets_person(p_person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT p_person IN (SELECT met_people())
$function$; -- owner bukti_owner
GRANT EXECUTE ON FUNCTION meets_person(uuid) TO PUBLIC;
GRANT EXECUTE ON FUNCTION meets_person(uuid) TO bukti_app;
GRANT EXECUTE ON FUNCTION meets_person(uuid) TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.met_people()
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 200
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RETURN QUERY SELECT c.person_id FROM candidates c WHERE c.selection_id IN (SELECT readable_selections('candidate-names'));
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION met_people() IS 'The people whom a viewer meets as candidates, by name.';
GRANT EXECUTE ON FUNCTION met_people() TO PUBLIC;
GRANT EXECUTE ON FUNCTION met_people() TO bukti_app;
GRANT EXECUTE ON FUNCTION met_people() TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.own_assessor_refs()
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RETURN QUERY SELECT a.ref FROM assessors a WHERE a.account_id = viewer_account() AND a.replaced_by IS NULL
    AND a.selection_id IN (SELECT readable_selections('own-sheet'));
END
$function$; -- owner bukti_owner
GRANT EXECUTE ON FUNCTION own_assessor_refs() TO PUBLIC;
GRANT EXECUTE ON FUNCTION own_assessor_refs() TO bukti_app;
GRANT EXECUTE ON FUNCTION own_assessor_refs() TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.own_candidacies()
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 5
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RETURN QUERY SELECT c.selection_id FROM candidates c WHERE c.person_id = viewer_person();
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION own_candidacies() IS 'Selections in which the viewer is a candidate: of those they read nothing by office.';
GRANT EXECUTE ON FUNCTION own_candidacies() TO PUBLIC;
GRANT EXECUTE ON FUNCTION own_candidacies() TO bukti_app;
GRANT EXECUTE ON FUNCTION own_candidacies() TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.own_motions()
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RETURN QUERY SELECT m.id FROM motions m WHERE m.selection_id IN (SELECT readable_selections('own-ballot'));
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION own_motions() IS 'Motions on which the viewer''s seat votes or has voted.';
GRANT EXECUTE ON FUNCTION own_motions() TO PUBLIC;
GRANT EXECUTE ON FUNCTION own_motions() TO bukti_app;
GRANT EXECUTE ON FUNCTION own_motions() TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.own_person(p_person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT FROM accounts o WHERE o.id = viewer_account() AND o.person_id = p_person)
$function$; -- owner bukti_owner
GRANT EXECUTE ON FUNCTION own_person(uuid) TO PUBLIC;
GRANT EXECUTE ON FUNCTION own_person(uuid) TO bukti_app;
GRANT EXECUTE ON FUNCTION own_person(uuid) TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.own_seats()
 RETURNS TABLE(selection_id uuid, seat integer, holder_no integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RETURN QUERY SELECT t.selection_id, t.seat, t.holder_no FROM seats t WHERE t.account_id = viewer_account() AND t.removed_at IS NULL
    AND t.selection_id IN (SELECT readable_selections('own-declaration'));
END
$function$; -- owner bukti_owner
GRANT EXECUTE ON FUNCTION own_seats() TO PUBLIC;
GRANT EXECUTE ON FUNCTION own_seats() TO bukti_app;
GRANT EXECUTE ON FUNCTION own_seats() TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.readable_selections(p_reading text, p_only uuid DEFAULT NULL::uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO 'public', 'ledger', 'pg_temp'
AS $function$
DECLARE
  v_account uuid := viewer_account();
  v_own uuid[] := ARRAY(SELECT own_candidacies());
  v_standings text[] := ARRAY(SELECT w.standing FROM read_ways w WHERE w.reading = p_reading AND w.standing IS NOT NULL);
  v_now timestamptz := ledger.clock();
  v_within uuid := coalesce(p_only, viewed_selection());
BEGIN
  RETURN QUERY
    WITH held AS MATERIALIZED (
      SELECT g.role, g.agency, g.selection_id FROM grants g WHERE g.account_id = v_account AND g.valid @> v_now
    ), near (selection_id, standing) AS (
      SELECT h.selection_id, NULL FROM held h WHERE h.selection_id IS NOT NULL
      UNION SELECT p_only, NULL WHERE p_only IS NOT NULL
      UNION SELECT o.id, x.standing FROM unnest(v_own) AS o (id) CROSS JOIN (VALUES (NULL), ('own')) AS x (standing)
      UNION SELECT t.selection_id, 'seat' FROM seats t
        WHERE 'seat' = ANY (v_standings) AND t.account_id = v_account AND t.removed_at IS NULL
          AND (v_within IS NULL OR t.selection_id = v_within)
      UNION SELECT t.selection_id, 'cleared' FROM seats t JOIN declarations d USING (selection_id, seat, holder_no)
        WHERE 'cleared' = ANY (v_standings) AND t.account_id = v_account AND t.removed_at IS NULL AND t.recused_at IS NULL
          AND (v_within IS NULL OR t.selection_id = v_within)
          AND d.attempt = (SELECT max(g.attempt) FROM stages g WHERE g.selection_id = t.selection_id AND g.kind = 'committee-review')
      UNION SELECT a.selection_id, 'assigned' FROM assessors a
        WHERE 'assigned' = ANY (v_standings) AND a.account_id = v_account AND a.replaced_by IS NULL
          AND (v_within IS NULL OR a.selection_id = v_within)
      UNION SELECT c.selection_id, 'nominator' FROM candidates c
        WHERE 'nominator' = ANY (v_standings) AND c.selection_id = p_only AND c.nominated_by = v_account
    )
    SELECT DISTINCT s.id FROM near n
      JOIN selection_phases s ON s.id = n.selection_id
      JOIN read_ways w ON w.reading = p_reading AND w.standing IS NOT DISTINCT FROM n.standing
    WHERE (v_within IS NULL OR s.id = v_within)
      AND EXISTS (SELECT FROM held h
        WHERE h.role = ANY (w.roles) AND h.agency = s.agency AND (h.selection_id IS NULL OR h.selection_id = s.id))
      AND ('candidate' = ANY (w.roles) OR s.id <> ALL (v_own))
      AND CASE w.after
        WHEN 'sealed' THEN s.sealed
        WHEN 'sheets-revealed' THEN s.sheets_revealed
        WHEN 'ranked' THEN s.ranked
        WHEN 'ballots-revealed' THEN s.ballots_revealed
        WHEN 'decided' THEN s.decided
        ELSE true
      END;
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION readable_selections(text,uuid) IS 'Selections of which this reading is open to the viewer by a seat, an assignment, a candidacy or a role for that selection alone; with p_only by any way. What a role opens in a whole agency is not listed but asked per agency.';
GRANT EXECUTE ON FUNCTION readable_selections(text,uuid) TO PUBLIC;
GRANT EXECUTE ON FUNCTION readable_selections(text,uuid) TO bukti_app;
GRANT EXECUTE ON FUNCTION readable_selections(text,uuid) TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.reading_scene(p_selection uuid, OUT seat_accounts uuid[], OUT cleared_accounts uuid[], OUT chair_account uuid, OUT assessor_accounts uuid[], OUT candidate_persons uuid[], OUT reached text[], OUT at timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'ledger', 'pg_temp'
AS $function$
DECLARE
  review integer := (SELECT max(g.attempt) FROM stages g WHERE g.selection_id = p_selection AND g.kind = 'committee-review');
  assessment integer := (SELECT max(g.attempt) FROM stages g WHERE g.selection_id = p_selection AND g.kind = 'assessment');
BEGIN
  seat_accounts := ARRAY(SELECT t.account_id FROM seats t WHERE t.selection_id = p_selection AND t.removed_at IS NULL);
  cleared_accounts := ARRAY(SELECT t.account_id FROM seats t JOIN declarations d USING (selection_id, seat, holder_no)
    WHERE t.selection_id = p_selection AND t.removed_at IS NULL AND t.recused_at IS NULL AND d.attempt = review);
  chair_account := (SELECT t.account_id FROM seats t WHERE t.selection_id = p_selection AND t.removed_at IS NULL AND t.role = 'chair');
  assessor_accounts := ARRAY(SELECT a.account_id FROM assessors a WHERE a.selection_id = p_selection AND a.replaced_by IS NULL);
  candidate_persons := ARRAY(SELECT c.person_id FROM candidates c WHERE c.selection_id = p_selection);
  reached := ARRAY(SELECT passed.phase FROM (VALUES
    ('sealed', EXISTS (SELECT FROM criteria k WHERE k.selection_id = p_selection AND k.countersigned_by IS NOT NULL)),
    ('sheets-revealed', EXISTS (SELECT FROM stages g WHERE g.selection_id = p_selection AND g.kind = 'assessment' AND g.attempt = assessment
      AND (g.state = 'closed' OR g.step = 'final'))),
    ('ranked', EXISTS (SELECT FROM rankings r WHERE r.selection_id = p_selection AND r.attempt = assessment)),
    ('ballots-revealed', EXISTS (SELECT FROM motions m WHERE m.selection_id = p_selection AND m.closed_at IS NOT NULL)),
    ('decided', EXISTS (SELECT FROM selections s WHERE s.id = p_selection AND s.state IN ('decided', 'placed', 'revoked', 'failed')))
  ) AS passed (phase, is_passed) WHERE passed.is_passed);
  at := ledger.clock();
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION reading_scene(uuid) IS 'Who stands in a selection and what it has passed; asked beside the row of selections, which row security shows or hides.';
GRANT EXECUTE ON FUNCTION reading_scene(uuid) TO bukti_app;

CREATE OR REPLACE FUNCTION public.scores_revealed(p_selection uuid, p_attempt integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT FROM stages g WHERE g.selection_id = p_selection AND g.kind = 'assessment' AND g.attempt = p_attempt
    AND (g.state = 'closed' OR g.step = 'final'))
$function$; -- owner bukti_owner
GRANT EXECUTE ON FUNCTION scores_revealed(uuid,integer) TO PUBLIC;
GRANT EXECUTE ON FUNCTION scores_revealed(uuid,integer) TO bukti_app;
GRANT EXECUTE ON FUNCTION scores_revealed(uuid,integer) TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.secure(business regclass, readable text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', business);
  EXECUTE format('CREATE POLICY readable ON %s FOR SELECT USING (is_conductor() OR %s)', business, readable);
  EXECUTE format('CREATE POLICY written ON %s FOR INSERT TO bukti_app WITH CHECK (is_conductor())', business);
  EXECUTE format('CREATE POLICY changed ON %s FOR UPDATE TO bukti_app USING (is_conductor())', business);
END
$function$; -- owner bukti_owner
GRANT EXECUTE ON FUNCTION secure(regclass,text) TO PUBLIC;

CREATE OR REPLACE FUNCTION public.selection_roles(p_selection uuid)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'ledger', 'pg_temp'
AS $function$
DECLARE
  v_roles text[] := (SELECT coalesce(array_agg(DISTINCT g.role), '{}')
    FROM selections s JOIN grants g ON g.agency = s.agency AND (g.selection_id IS NULL OR g.selection_id = s.id)
    WHERE s.id = p_selection AND g.account_id = viewer_account() AND g.valid @> ledger.clock());
BEGIN
  IF p_selection IN (SELECT own_candidacies()) THEN
    RETURN CASE WHEN 'candidate' = ANY (v_roles) THEN '{candidate,standing}' ELSE '{}' END;
  END IF;
  IF v_roles && '{chair,member}' THEN
    v_roles := v_roles || ARRAY(SELECT CASE WHEN t.recused_at IS NULL THEN 'seated' ELSE 'recused' END FROM seats t
      WHERE t.selection_id = p_selection AND t.account_id = viewer_account() AND t.removed_at IS NULL);
  END IF;
  IF 'assessor' = ANY (v_roles) AND EXISTS (SELECT FROM assessors a
    WHERE a.selection_id = p_selection AND a.account_id = viewer_account() AND a.replaced_by IS NULL) THEN
    v_roles := v_roles || 'assessing'::text;
  END IF;
  RETURN v_roles;
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION selection_roles(uuid) IS 'Roles in force of the viewer in one selection, with what they hold by them: seated, recused, assessing. A candidate of it is that alone.';
GRANT EXECUTE ON FUNCTION selection_roles(uuid) TO PUBLIC;
GRANT EXECUTE ON FUNCTION selection_roles(uuid) TO bukti_app;
GRANT EXECUTE ON FUNCTION selection_roles(uuid) TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.viewed_selection()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT nullif(current_setting('bukti.selection', true), '')::uuid $function$; -- owner bukti_owner
COMMENT ON FUNCTION viewed_selection() IS 'Set by a transaction that concerns one selection: no right in another is looked for. It takes away, and never gives.';
GRANT EXECUTE ON FUNCTION viewed_selection() TO PUBLIC;

CREATE OR REPLACE FUNCTION public.viewer()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT coalesce(current_setting('bukti.viewer', true), '') $function$; -- owner bukti_owner
COMMENT ON FUNCTION viewer() IS 'Set per transaction by the application: an account, or conductor. Without it nothing is visible.';
GRANT EXECUTE ON FUNCTION viewer() TO PUBLIC;
GRANT EXECUTE ON FUNCTION viewer() TO bukti_app;
GRANT EXECUTE ON FUNCTION viewer() TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.viewer_account()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT CASE WHEN viewer() IN ('', 'conductor') THEN NULL ELSE viewer()::uuid END $function$; -- owner bukti_owner
GRANT EXECUTE ON FUNCTION viewer_account() TO PUBLIC;
GRANT EXECUTE ON FUNCTION viewer_account() TO bukti_app;
GRANT EXECUTE ON FUNCTION viewer_account() TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.viewer_person()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT o.person_id FROM accounts o WHERE o.id = viewer_account()
$function$; -- owner bukti_owner
GRANT EXECUTE ON FUNCTION viewer_person() TO PUBLIC;
GRANT EXECUTE ON FUNCTION viewer_person() TO bukti_app;
GRANT EXECUTE ON FUNCTION viewer_person() TO bukti_auditor;

CREATE OR REPLACE FUNCTION public.viewer_selections()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'ledger', 'pg_temp'
AS $function$
  SELECT coalesce(array_agg(DISTINCT r.id), '{}') FROM (
    SELECT s.id FROM grants g JOIN selections s ON s.id = g.selection_id AND s.agency = g.agency
    WHERE g.account_id = viewer_account() AND g.valid @> ledger.clock()
    UNION ALL SELECT t.selection_id FROM seats t WHERE t.account_id = viewer_account() AND t.removed_at IS NULL
    UNION ALL SELECT a.selection_id FROM assessors a WHERE a.account_id = viewer_account() AND a.replaced_by IS NULL
    UNION ALL SELECT c.selection_id FROM candidates c JOIN accounts o ON o.person_id = c.person_id WHERE o.id = viewer_account()
  ) r
$function$; -- owner postgres
COMMENT ON FUNCTION viewer_selections() IS 'Selections in which the viewer has a role, a seat, an assignment or a candidacy of their own.';
GRANT EXECUTE ON FUNCTION viewer_selections() TO PUBLIC;
GRANT EXECUTE ON FUNCTION viewer_selections() TO bukti_app;
GRANT EXECUTE ON FUNCTION viewer_selections() TO bukti_auditor;

CREATE OR REPLACE FUNCTION vault.anonymise(p_person uuid, p_entry uuid, p_selections uuid[], p_entries uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  gone constant text := 'Data dihapus / Data erased';
  blank constant jsonb := blank_record();
  pattern constant text := vault.pattern_of(p_person);
  own_accounts uuid[];
  own_refs uuid[];
  place record;
BEGIN
  own_accounts := ARRAY(SELECT id FROM accounts WHERE person_id = p_person);
  own_refs := ARRAY(SELECT ref FROM candidates WHERE person_id = p_person);

  -- While the person still has the name that is struck.
  PERFORM vault.anonymise_plans(p_person, p_entry);
  UPDATE people SET nip = 'erased-' || id, name = gone, source_id = NULL, record = blank, record_digest = sha256(convert_to(blank::text, 'UTF8')), content_digest = NULL,
    unit_id = NULL, post_id = NULL, entry_id = coalesce(p_entry, entry_id) WHERE id = p_person;
  UPDATE nips SET nip = 'erased-' || gen_random_uuid(), entry_id = coalesce(p_entry, entry_id) WHERE person_id = p_person;
  UPDATE accounts SET issuer = 'erased', subject = 'erased-' || id, display_name = gone, entry_id = coalesce(p_entry, entry_id)
    WHERE person_id = p_person;
  UPDATE import_findings SET value = NULL, person_id = NULL, entry_id = coalesce(p_entry, entry_id)
    WHERE person_id = p_person OR value ~* pattern;
  DELETE FROM import_uploads WHERE agency = (SELECT agency FROM people WHERE id = p_person);
  UPDATE map_resolutions SET content = NULL, ground = NULL, entry_id = coalesce(p_entry, entry_id)
    WHERE person_ref IN (SELECT ref FROM refs WHERE holder = p_person AND stream LIKE 'mapping/%');
  UPDATE map_resolutions SET content = vault.struck(content, pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE content <> vault.struck(content, pattern);
  UPDATE map_votes SET reason = NULL, entry_id = coalesce(p_entry, entry_id) WHERE reason ~* pattern;
  UPDATE mapping_boxes SET unit_id = NULL, level = NULL, x = NULL, y = NULL, talent_value = NULL, entry_id = coalesce(p_entry, entry_id)
    WHERE person_id = p_person;
  DELETE FROM sessions WHERE sess->>'accountId' = ANY (own_accounts::text[])
    OR EXISTS (SELECT FROM unnest(own_accounts) AS a WHERE starts_with(sid, 'draft:' || a || ':'))
    OR sid LIKE 'draft:%' AND EXISTS (SELECT FROM unnest(p_selections) AS s WHERE strpos(sid, s::text) > 0)
    OR sess::jsonb <> vault.struck(sess::jsonb, pattern);
  UPDATE commands SET content = content - 'reason' WHERE account_id = ANY (own_accounts)
    OR content->>'candidate' = ANY (own_refs::text[]) OR content <> vault.struck(content, pattern);

  PERFORM vault.anonymise_succession(p_person, p_entry, pattern);
  UPDATE policy_proposals SET reason = vault.struck(reason, pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE agency = (SELECT agency FROM people WHERE id = p_person) AND reason ~* pattern;

  FOR place IN SELECT s.id, s.entry FROM unnest(p_selections, p_entries) AS s (id, entry) LOOP
    PERFORM vault.anonymise_in(place.id, place.entry, own_refs, own_accounts);
    PERFORM vault.strike(place.id, place.entry, pattern);
  END LOOP;
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION vault.anonymise(uuid,uuid,uuid[],uuid[]) IS 'Leaves nothing that identifies the person in the tables of the application. With an entry, the rows are explained by it; without one (a replay after a restore) they keep theirs.';

CREATE OR REPLACE FUNCTION vault.anonymise_in(p_selection uuid, p_entry uuid, p_refs uuid[], p_accounts uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  gone constant text := 'Data dihapus / Data erased';
  blank constant jsonb := blank_record();
BEGIN
  UPDATE candidates SET note = NULL, gates = (SELECT jsonb_agg(jsonb_set(g, '{value}', 'null') || '{"source": "erased"}') FROM jsonb_array_elements(gates) AS g),
      placement = NULL, record = CASE WHEN record IS NULL THEN NULL ELSE blank END,
      record_digest = CASE WHEN record IS NULL THEN NULL ELSE sha256(convert_to(blank::text, 'UTF8')) END, entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND ref = ANY (p_refs);
  UPDATE corrections k SET request = k.request || jsonb_build_object('reason', gone), reason = CASE WHEN k.reason IS NULL THEN NULL ELSE gone END,
      change = NULL, entry_id = coalesce(p_entry, k.entry_id)
    FROM candidates c WHERE c.ref = k.candidate_ref AND c.selection_id = p_selection AND c.ref = ANY (p_refs);
  UPDATE verifications v SET evidence = gone, entry_id = coalesce(p_entry, v.entry_id)
    FROM candidates c WHERE c.ref = v.candidate_ref AND c.selection_id = p_selection AND c.ref = ANY (p_refs);
  UPDATE score_sheets SET scores = '{}', reasons = '{}', entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND candidate_ref = ANY (p_refs);
  UPDATE choices SET reason = CASE WHEN reason IS NULL THEN NULL ELSE gone END, entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND candidate_ref = ANY (p_refs);
  UPDATE placements SET revocation = revocation - 'reason', entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND candidate_ref = ANY (p_refs);
  UPDATE declarations d SET entry_id = coalesce(p_entry, d.entry_id), content = jsonb_set(d.content, '{interests}', (
      SELECT coalesce(jsonb_agg(CASE WHEN t.account_id = ANY (p_accounts) OR i->>'candidateRef' = ANY (p_refs::text[]) THEN jsonb_set(i, '{note}', 'null') ELSE i END), '[]')
      FROM jsonb_array_elements(d.content->'interests') AS i))
    FROM seats t WHERE d.selection_id = p_selection AND (t.selection_id, t.seat, t.holder_no) = (d.selection_id, d.seat, d.holder_no)
      AND (t.account_id = ANY (p_accounts) OR EXISTS (
        SELECT FROM jsonb_array_elements(d.content->'interests') AS i WHERE i->>'candidateRef' = ANY (p_refs::text[]) AND i->'note' <> 'null'));
END
$function$; -- owner bukti_owner

CREATE OR REPLACE FUNCTION vault.anonymise_plans(p_person uuid, p_entry uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  pattern constant text := vault.pattern_of(p_person);
  own constant uuid[] := ARRAY(SELECT id FROM plans WHERE person_id = p_person);
  -- Only what is said in these is among the openings that the erasure destroys.
  part constant uuid[] := ARRAY(SELECT substr(stream, 6)::uuid FROM vault.streams_of(p_person) AS s (stream) WHERE stream LIKE 'plan/%');
BEGIN
  UPDATE plans SET content = NULL, closing = NULL, entry_id = coalesce(p_entry, entry_id) WHERE id = ANY (own);
  UPDATE plan_goals SET content = NULL, entry_id = coalesce(p_entry, entry_id) WHERE plan_id = ANY (own);
  UPDATE plan_actions SET content = NULL, report = NULL, evidence = NULL, reason = NULL, entry_id = coalesce(p_entry, entry_id)
    WHERE plan_id = ANY (own);
  UPDATE plan_reviews SET text = NULL, entry_id = coalesce(p_entry, entry_id) WHERE plan_id = ANY (own);
  UPDATE plans SET content = vault.struck(content, pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE id = ANY (part) AND content <> vault.struck(content, pattern);
  UPDATE plans SET closing = NULL, entry_id = coalesce(p_entry, entry_id) WHERE id = ANY (part) AND closing ~* pattern;
  UPDATE plan_goals SET content = vault.struck(content, pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE plan_id = ANY (part) AND content <> vault.struck(content, pattern);
  UPDATE plan_actions SET content = vault.struck(content, pattern), report = vault.struck(report, pattern), reason = CASE WHEN reason ~* pattern THEN NULL ELSE reason END,
      entry_id = coalesce(p_entry, entry_id)
    WHERE plan_id = ANY (part) AND (content <> vault.struck(content, pattern) OR report <> vault.struck(report, pattern) OR reason ~* pattern);
  UPDATE plan_reviews SET text = NULL, entry_id = coalesce(p_entry, entry_id) WHERE plan_id = ANY (part) AND text ~* pattern;
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION vault.anonymise_plans(uuid,uuid) IS 'Leaves of a person''s development plans their course alone, and no name of theirs in the plans of others.';

CREATE OR REPLACE FUNCTION vault.anonymise_succession(p_person uuid, p_entry uuid, p_pattern text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  own_posts uuid[];
BEGIN
  -- Reasons name holders and others who never were successors: all of the agency are looked at.
  own_posts := ARRAY(SELECT post_id FROM critical_posts WHERE agency = (SELECT agency FROM people WHERE id = p_person));
  UPDATE successor_readiness SET on_day = NULL, readiness = NULL, ready_on = NULL, missing = NULL, gates = NULL, entry_id = coalesce(p_entry, entry_id)
    WHERE successor_id IN (SELECT id FROM successors WHERE person_id = p_person);
  UPDATE successors SET box = NULL, talent_value = NULL, removal_reason = NULL, entry_id = coalesce(p_entry, entry_id)
    WHERE person_id = p_person;
  UPDATE successors SET removal_reason = vault.struck(removal_reason, p_pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE post_id = ANY (own_posts) AND removal_reason ~* p_pattern;
  UPDATE critical_posts SET reason = vault.struck(reason, p_pattern), withdrawal_reason = vault.struck(withdrawal_reason, p_pattern),
      entry_id = coalesce(p_entry, entry_id)
    WHERE post_id = ANY (own_posts) AND (reason ~* p_pattern OR withdrawal_reason ~* p_pattern);
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION vault.anonymise_succession(uuid,uuid,text) IS 'What succession plans say of a person, and what others wrote there that names them.';

CREATE OR REPLACE FUNCTION vault.destroy(p_entries uuid[], p_fields text[], p_holders uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 SET search_path TO 'vault', 'pg_temp'
AS $function$
DECLARE
  destroyed uuid[];
BEGIN
  DELETE FROM vault.openings o USING unnest(p_entries, p_fields) AS x (entry_id, field)
    WHERE o.entry_id = x.entry_id AND o.field = x.field;
  DELETE FROM vault.acts WHERE entry_id = ANY (p_entries);
  WITH gone AS (
    UPDATE vault.keys k SET wrapped = NULL, destroyed_at = ledger.clock()
    WHERE k.holder = ANY (p_holders) AND k.wrapped IS NOT NULL AND NOT EXISTS (SELECT FROM vault.openings o WHERE o.key_id = k.key_id)
    RETURNING k.key_id
  )
  SELECT coalesce(array_agg(key_id), '{}') INTO destroyed FROM gone;
  RETURN destroyed;
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION vault.destroy(uuid[],text[],uuid[]) IS 'Openings, saved act digests, and the keys of the holders on which nothing hangs any more. A destroyed key keeps its row with the instant, so that an opening that comes back finds no key.';

CREATE OR REPLACE FUNCTION vault.erase(p_erasure uuid, p_entry uuid, p_log uuid[], p_selections uuid[], p_entries uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  this_xid CONSTANT bigint := (pg_current_xact_id()::text)::bigint;
  erased_person uuid;
  holders uuid[];
  written integer;
BEGIN
  SELECT r.person_id INTO erased_person FROM erasures r
    JOIN ledger.entries e ON e.id = r.entry_id
    JOIN ledger.entries asked ON asked.id = r.request_entry
    WHERE r.id = p_erasure AND r.state = 'done' AND e.xid = this_xid AND asked.xid <> this_xid;
  SELECT count(*) INTO written FROM ledger.entries e
    WHERE e.id = ANY (p_log) AND e.type = 'opening.erased/1' AND e.xid = this_xid;
  IF erased_person IS NULL OR written < cardinality(p_log)
    OR EXISTS (SELECT FROM holds h WHERE h.person_id = erased_person AND h.lifted_at IS NULL) THEN
    RAISE EXCEPTION 'vault.unapproved' USING ERRCODE = 'BU005';
  END IF;
  holders := ARRAY(SELECT id FROM accounts WHERE person_id = erased_person) || erased_person;
  IF EXISTS (SELECT FROM vault.listed_openings(p_log) x
      JOIN vault.openings o ON o.entry_id = x.entry_id AND o.field = x.field JOIN vault.keys k USING (key_id)
      LEFT JOIN ledger.entries e ON e.id = x.entry_id
      WHERE k.holder <> ALL (holders) AND x.entry_id NOT IN (SELECT vault.maps_of(erased_person))
        AND (x.field = 'person' OR e.stream IS NULL OR e.stream NOT IN (SELECT vault.streams_of(erased_person)))) THEN
    RAISE EXCEPTION 'vault.foreign' USING ERRCODE = 'BU005';
  END IF;
  PERFORM vault.anonymise(erased_person, p_entry, p_selections, p_entries);
  RETURN vault.destroy(ARRAY(SELECT x.entry_id FROM vault.listed_openings(p_log) x), ARRAY(SELECT x.field FROM vault.listed_openings(p_log) x), holders);
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION vault.erase(uuid,uuid,uuid[],uuid[],uuid[]) IS 'Carries out an erasure that was approved in an act of this very transaction and asked for in another: destroys what its entries name, as far as it is the person''s, tells of a map with a box of theirs, or stands where the person has a part, and makes the rows anonymous.';
GRANT EXECUTE ON FUNCTION vault.erase(uuid,uuid,uuid[],uuid[],uuid[]) TO bukti_app;

CREATE OR REPLACE FUNCTION vault.hold_keys(p_person uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM vault.keys k WHERE k.holder = p_person OR k.holder IN (SELECT id FROM accounts WHERE person_id = p_person)
    ORDER BY k.key_id FOR UPDATE;
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION vault.hold_keys(uuid) IS 'The keys of a person and of their accounts, until the transaction ends: what others write under them is there by then, or is refused afterwards.';
GRANT EXECUTE ON FUNCTION vault.hold_keys(uuid) TO bukti_app;

CREATE OR REPLACE FUNCTION vault.listed_openings(p_entries uuid[], OUT entry_id uuid, OUT field text)
 RETURNS SETOF record
 LANGUAGE sql
 STABLE
 SET search_path TO 'ledger', 'pg_temp'
AS $function$
  SELECT x.entry::uuid, f.field
  FROM ledger.entries e
  CROSS JOIN LATERAL (SELECT convert_from(e.bytes, 'UTF8')::jsonb->'open') AS o (open)
  CROSS JOIN LATERAL jsonb_array_elements_text(o.open->'entries') WITH ORDINALITY AS x (entry, n)
  JOIN LATERAL jsonb_array_elements_text(o.open->'fields') WITH ORDINALITY AS f (field, n) ON f.n = x.n
  WHERE e.id = ANY (p_entries) AND e.type = 'opening.erased/1'
$function$; -- owner bukti_owner
COMMENT ON FUNCTION vault.listed_openings(uuid[]) IS 'The fields that entries of the type opening.erased/1 name.';

CREATE OR REPLACE FUNCTION vault.maps_of(p_person uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT r.entry_id FROM mapping_boxes b JOIN mapping_runs r ON r.id = b.run_id WHERE b.person_id = p_person
$function$; -- owner bukti_owner
COMMENT ON FUNCTION vault.maps_of(uuid) IS 'Entries of the maps in which the person has a box.';
GRANT EXECUTE ON FUNCTION vault.maps_of(uuid) TO bukti_app;

CREATE OR REPLACE FUNCTION vault.pattern_of(p_person uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT string_agg(CASE WHEN length(name) > 3 THEN escaped ELSE '\m' || escaped || '\M' END, '|' ORDER BY length(name) DESC, name)
  FROM (
    SELECT nip AS name FROM nips WHERE person_id = p_person AND nip NOT LIKE 'erased-%'
    UNION SELECT p.nip FROM people p WHERE p.id = p_person AND p.nip NOT LIKE 'erased-%'
    UNION SELECT p.name FROM people p WHERE p.id = p_person AND p.nip NOT LIKE 'erased-%'
    UNION SELECT p.source_id FROM people p WHERE p.id = p_person
  ) AS named CROSS JOIN LATERAL regexp_replace(name, '([^[:alnum:][:space:]])', '\\\1', 'g') AS escaped
  WHERE name <> ''
$function$; -- owner bukti_owner
COMMENT ON FUNCTION vault.pattern_of(uuid) IS 'Matches whatever names the person, in any letter case; names of up to three letters as words alone. Null where nothing does.';
GRANT EXECUTE ON FUNCTION vault.pattern_of(uuid) TO PUBLIC;
GRANT EXECUTE ON FUNCTION vault.pattern_of(uuid) TO bukti_app;

CREATE OR REPLACE FUNCTION vault.rewrap(p_keys uuid[], p_before bytea[], p_after bytea[])
 RETURNS integer
 LANGUAGE sql
 SET search_path TO 'vault', 'pg_temp'
AS $function$
  WITH done AS (
    UPDATE vault.keys k SET wrapped = x.after FROM unnest(p_keys, p_before, p_after) AS x (key_id, before, after)
    WHERE k.key_id = x.key_id AND k.wrapped = x.before RETURNING 1
  )
  SELECT count(*)::integer FROM done
$function$; -- owner bukti_owner
COMMENT ON FUNCTION vault.rewrap(uuid[],bytea[],bytea[]) IS 'Data keys under another key-encryption key. For the administrator alone: the application cannot change a wrapped key.';

CREATE OR REPLACE FUNCTION vault.streams_of(p_person uuid)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT 'selection/' || selection_id FROM candidates WHERE person_id = p_person
  UNION SELECT 'selection/' || t.selection_id FROM seats t JOIN accounts a ON a.id = t.account_id WHERE a.person_id = p_person
  UNION SELECT 'selection/' || t.selection_id FROM assessors t JOIN accounts a ON a.id = t.account_id WHERE a.person_id = p_person
  UNION SELECT stream FROM refs WHERE holder = p_person AND (stream LIKE 'mapping/%' OR stream LIKE 'succession/%')
  UNION SELECT stream FROM refs WHERE stream LIKE 'plan/%'
    AND holder IN (SELECT p_person UNION ALL SELECT id FROM accounts WHERE person_id = p_person)
$function$; -- owner bukti_owner
COMMENT ON FUNCTION vault.streams_of(uuid) IS 'Selections in which the person has a part, maps on which they are, posts to which they were named to succeed, and plans in which they have a part: only there may what stands under the key of another be about them.';

CREATE OR REPLACE FUNCTION vault.strike(p_selection uuid, p_entry uuid, p_pattern text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE ballots b SET reason = vault.struck(b.reason, p_pattern), entry_id = coalesce(p_entry, b.entry_id)
    FROM motions m WHERE m.id = b.motion_id AND m.selection_id = p_selection AND b.reason ~* p_pattern;
  UPDATE choices SET reason = vault.struck(reason, p_pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND reason ~* p_pattern;
  UPDATE candidates SET note = vault.struck(note, p_pattern), record = vault.struck(record, p_pattern), gates = vault.struck(gates, p_pattern),
      placement = vault.struck(placement, p_pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND (note, record, gates, placement) IS DISTINCT FROM
      (vault.struck(note, p_pattern), vault.struck(record, p_pattern), vault.struck(gates, p_pattern), vault.struck(placement, p_pattern));
  UPDATE score_sheets SET reasons = vault.struck(reasons, p_pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND reasons <> vault.struck(reasons, p_pattern);
  UPDATE verifications v SET evidence = vault.struck(v.evidence, p_pattern), entry_id = coalesce(p_entry, v.entry_id)
    FROM candidates c WHERE c.ref = v.candidate_ref AND c.selection_id = p_selection AND v.evidence ~* p_pattern;
  UPDATE corrections k SET request = vault.struck(k.request, p_pattern), reason = vault.struck(k.reason, p_pattern),
      change = vault.struck(k.change, p_pattern), entry_id = coalesce(p_entry, k.entry_id)
    FROM candidates c WHERE c.ref = k.candidate_ref AND c.selection_id = p_selection AND (k.request, k.reason, k.change) IS DISTINCT FROM
      (vault.struck(k.request, p_pattern), vault.struck(k.reason, p_pattern), vault.struck(k.change, p_pattern));
  UPDATE declarations SET content = vault.struck(content, p_pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND content <> vault.struck(content, p_pattern);
  UPDATE concurrences SET letter = vault.struck(letter, p_pattern), entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND letter <> vault.struck(letter, p_pattern);
  UPDATE placements SET decree = vault.struck(decree, p_pattern), minutes = vault.struck(minutes, p_pattern), revocation = vault.struck(revocation, p_pattern),
      entry_id = coalesce(p_entry, entry_id)
    WHERE selection_id = p_selection AND (decree, minutes, revocation) IS DISTINCT FROM
      (vault.struck(decree, p_pattern), vault.struck(minutes, p_pattern), vault.struck(revocation, p_pattern));
  UPDATE commands SET content = vault.struck(content, p_pattern)
    WHERE selection_id = p_selection AND content <> vault.struck(content, p_pattern);
  UPDATE notices SET content = vault.struck(content, p_pattern)
    WHERE selection_id = p_selection AND content <> vault.struck(content, p_pattern);
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION vault.strike(uuid,uuid,text) IS 'What others wrote in a selection, without what names the person.';

CREATE OR REPLACE FUNCTION vault.struck(p_value jsonb, p_pattern text)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO 'vault', 'pg_temp'
AS $function$
BEGIN
  RETURN CASE jsonb_typeof(p_value)
    WHEN 'string' THEN to_jsonb(vault.struck(p_value #>> '{}', p_pattern))
    WHEN 'array' THEN (SELECT coalesce(jsonb_agg(vault.struck(item, p_pattern) ORDER BY n), '[]') FROM jsonb_array_elements(p_value) WITH ORDINALITY AS x (item, n))
    WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(key, vault.struck(value, p_pattern)), '{}') FROM jsonb_each(p_value))
    ELSE p_value
  END;
END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION vault.struck(jsonb,text) IS 'The value, without what the pattern matches in any of its texts.';
GRANT EXECUTE ON FUNCTION vault.struck(jsonb,text) TO PUBLIC;
GRANT EXECUTE ON FUNCTION vault.struck(jsonb,text) TO bukti_app;

CREATE OR REPLACE FUNCTION vault.struck(p_text text, p_pattern text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT CASE WHEN p_pattern IS NULL THEN p_text ELSE regexp_replace(p_text, p_pattern, 'Data dihapus / Data erased', 'gi') END
$function$; -- owner bukti_owner
COMMENT ON FUNCTION vault.struck(text,text) IS 'The text without what the pattern matches.';
GRANT EXECUTE ON FUNCTION vault.struck(text,text) TO PUBLIC;
GRANT EXECUTE ON FUNCTION vault.struck(text,text) TO bukti_app;

CREATE TABLE ledger.checkpoints ( -- owner bukti_owner
  size bigint NOT NULL,
  root bytea NOT NULL,
  note text NOT NULL,
  signed_at timestamp with time zone NOT NULL,
  CONSTRAINT checkpoints_pkey PRIMARY KEY (size)
);
COMMENT ON TABLE ledger.checkpoints IS 'Signed heads (C2SP signed notes).';
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.checkpoints FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON ledger.checkpoints FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT SELECT ON TABLE ledger.checkpoints TO bukti_app;
GRANT SELECT ON TABLE ledger.checkpoints TO bukti_auditor;
GRANT SELECT ON TABLE ledger.checkpoints TO bukti_sequencer;
GRANT INSERT, SELECT ON TABLE ledger.checkpoints TO bukti_signer;

CREATE TABLE ledger.cosignatures ( -- owner bukti_owner
  size bigint NOT NULL,
  witness text NOT NULL /* Verifier key of the witness. */,
  line text NOT NULL,
  taken_at timestamp with time zone NOT NULL DEFAULT ledger.clock() /* When the line was stored, by the clock of the house; the line has the clock of the witness. */,
  CONSTRAINT cosignatures_pkey PRIMARY KEY (size, witness, line),
  CONSTRAINT cosignatures_checkpoint FOREIGN KEY (size) REFERENCES ledger.checkpoints(size)
);
COMMENT ON TABLE ledger.cosignatures IS 'Signature lines of witnesses on a checkpoint.';
CREATE INDEX cosignatures_newest ON ledger.cosignatures USING btree (witness, size, taken_at);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.cosignatures FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON ledger.cosignatures FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT SELECT ON TABLE ledger.cosignatures TO bukti_app;
GRANT SELECT ON TABLE ledger.cosignatures TO bukti_auditor;
GRANT SELECT ON TABLE ledger.cosignatures TO bukti_sequencer;
GRANT INSERT, SELECT ON TABLE ledger.cosignatures TO bukti_signer;

CREATE TABLE ledger.entries ( -- owner bukti_owner
  entry_no bigint NOT NULL DEFAULT nextval('ledger.entry_no'::regclass),
  id uuid NOT NULL,
  stream text NOT NULL,
  stream_seq bigint NOT NULL,
  type text NOT NULL,
  bytes bytea NOT NULL,
  leaf bytea NOT NULL GENERATED ALWAYS AS (sha256(('\x00'::bytea || bytes))) STORED,
  xid bigint NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,
  written_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT entries_pkey PRIMARY KEY (entry_no),
  CONSTRAINT entries_one_per_id UNIQUE (id),
  CONSTRAINT entries_one_per_place UNIQUE (stream, stream_seq),
  CONSTRAINT entries_seq_positive CHECK ((stream_seq > 0)),
  CONSTRAINT entries_size CHECK (((octet_length(bytes) >= 2) AND (octet_length(bytes) <= 65535)))
);
COMMENT ON TABLE ledger.entries IS 'One row per entry. All but bytes and leaf is convenience, outside the hash.';
COMMENT ON CONSTRAINT entries_one_per_place ON ledger.entries IS 'Also the head of each stream: its newest row, read under the lock that the act holds.';
COMMENT ON INDEX ledger.entries_by_actor IS 'Acts of one person in one stream, newest first.';
CREATE INDEX entries_by_actor ON ledger.entries USING btree (SUBSTRING(bytes FROM 18 FOR 36), entry_no) WHERE (SUBSTRING(bytes FROM 17 FOR 1) = '\x22'::bytea);
CREATE INDEX entries_erasures ON ledger.entries USING btree (entry_no) WHERE (type = 'opening.erased/1'::text);
CREATE INDEX entries_xid ON ledger.entries USING brin (xid) WITH (pages_per_range='16', autosummarize='on');
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.entries FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON ledger.entries FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT SELECT ON TABLE ledger.entries TO bukti_app;
GRANT SELECT ON TABLE ledger.entries TO bukti_auditor;
GRANT SELECT ON TABLE ledger.entries TO bukti_sequencer;
GRANT SELECT ON TABLE ledger.entries TO bukti_signer;

CREATE TABLE ledger.head ( -- owner bukti_owner
  one boolean NOT NULL DEFAULT true,
  size bigint NOT NULL,
  root bytea NOT NULL,
  frontier bytea[] NOT NULL,
  low_xid bigint NOT NULL,
  system_identifier bigint NOT NULL,
  CONSTRAINT head_pkey PRIMARY KEY (one),
  CONSTRAINT head_single CHECK (one)
);
COMMENT ON TABLE ledger.head IS 'Size and root of the tree now: the one mutable row of the record.';
CREATE TRIGGER never_truncated BEFORE DELETE OR TRUNCATE ON ledger.head FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT SELECT ON TABLE ledger.head TO bukti_app;
GRANT SELECT ON TABLE ledger.head TO bukti_auditor;
GRANT SELECT, UPDATE ON TABLE ledger.head TO bukti_sequencer;
GRANT SELECT ON TABLE ledger.head TO bukti_signer;

CREATE TABLE ledger.positions ( -- owner bukti_owner
  "position" bigint NOT NULL,
  entry_no bigint NOT NULL,
  leaf bytea NOT NULL,
  CONSTRAINT positions_pkey PRIMARY KEY ("position"),
  CONSTRAINT positions_one_per_entry UNIQUE (entry_no),
  CONSTRAINT positions_entry FOREIGN KEY (entry_no) REFERENCES ledger.entries(entry_no),
  CONSTRAINT positions_leaf_size CHECK ((octet_length(leaf) = 32)),
  CONSTRAINT positions_not_negative CHECK (("position" >= 0))
);
COMMENT ON TABLE ledger.positions IS 'Place of each sealed entry in the tree; an entry without a row here is recorded, not yet sealed.';
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.positions FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON ledger.positions FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT SELECT ON TABLE ledger.positions TO bukti_app;
GRANT SELECT ON TABLE ledger.positions TO bukti_auditor;
GRANT INSERT, SELECT ON TABLE ledger.positions TO bukti_sequencer;
GRANT SELECT ON TABLE ledger.positions TO bukti_signer;

CREATE TABLE ledger.publication ( -- owner bukti_owner
  one boolean NOT NULL DEFAULT true,
  wanted bigint NOT NULL,
  CONSTRAINT publication_pkey PRIMARY KEY (one),
  CONSTRAINT publication_one CHECK (one)
);
COMMENT ON TABLE ledger.publication IS 'The size up to which somebody waits for a published checkpoint: a hint for the publisher, no part of the record.';
GRANT SELECT, UPDATE ON TABLE ledger.publication TO bukti_app;
GRANT SELECT ON TABLE ledger.publication TO bukti_signer;

CREATE TABLE ledger.published ( -- owner bukti_owner
  size bigint NOT NULL,
  root bytea NOT NULL,
  is_witnessed boolean NOT NULL,
  published_at timestamp with time zone NOT NULL,
  CONSTRAINT published_pkey PRIMARY KEY (size),
  CONSTRAINT published_checkpoint FOREIGN KEY (size) REFERENCES ledger.checkpoints(size)
);
COMMENT ON TABLE ledger.published IS 'Checkpoints with the quorum that the policy asks for; all that are signed where it asks for no witness. The newest is what an entry has seen.';
CREATE INDEX published_witnessed ON ledger.published USING btree (size) WHERE is_witnessed;
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.published FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON ledger.published FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT SELECT ON TABLE ledger.published TO bukti_app;
GRANT SELECT ON TABLE ledger.published TO bukti_auditor;
GRANT SELECT ON TABLE ledger.published TO bukti_sequencer;
GRANT INSERT, SELECT ON TABLE ledger.published TO bukti_signer;

CREATE TABLE ledger.stamps ( -- owner bukti_owner
  size bigint NOT NULL,
  authority text NOT NULL,
  token bytea NOT NULL,
  stamped_at timestamp with time zone NOT NULL DEFAULT ledger.clock() /* By the clock of the database; what counts as evidence is the time inside the token. */,
  CONSTRAINT stamps_pkey PRIMARY KEY (size, authority),
  CONSTRAINT stamps_checkpoint FOREIGN KEY (size) REFERENCES ledger.checkpoints(size)
);
COMMENT ON TABLE ledger.stamps IS 'Time-stamp tokens (RFC 3161) on a checkpoint.';
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.stamps FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON ledger.stamps FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT SELECT ON TABLE ledger.stamps TO bukti_app;
GRANT SELECT ON TABLE ledger.stamps TO bukti_auditor;
GRANT SELECT ON TABLE ledger.stamps TO bukti_sequencer;
GRANT INSERT, SELECT ON TABLE ledger.stamps TO bukti_signer;

CREATE TABLE ledger.tiles ( -- owner bukti_owner
  level smallint NOT NULL,
  n bigint NOT NULL,
  data bytea NOT NULL,
  CONSTRAINT tiles_pkey PRIMARY KEY (level, n),
  CONSTRAINT tiles_full CHECK ((octet_length(data) = 8192))
);
COMMENT ON TABLE ledger.tiles IS 'Full tiles only (256 hashes); partial tiles are computed from at most 255 rows.';
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.tiles FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON ledger.tiles FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT SELECT ON TABLE ledger.tiles TO bukti_app;
GRANT SELECT ON TABLE ledger.tiles TO bukti_auditor;
GRANT INSERT, SELECT ON TABLE ledger.tiles TO bukti_sequencer;
GRANT SELECT ON TABLE ledger.tiles TO bukti_signer;

CREATE TABLE ledger.witness_standings ( -- owner bukti_owner
  witness text NOT NULL,
  standing text NOT NULL,
  since timestamp with time zone NOT NULL DEFAULT ledger.clock() /* Since when it has been so. */,
  CONSTRAINT witness_standings_pkey PRIMARY KEY (witness),
  CONSTRAINT witness_standings_word CHECK ((standing = ANY (ARRAY['signed'::text, 'unreachable'::text, 'ahead'::text, 'refused'::text, 'unknown-key'::text, 'unbelieved'::text])))
);
COMMENT ON TABLE ledger.witness_standings IS 'What came of the last question to each witness, by its verifier key: for operators, no part of the record.';
COMMENT ON CONSTRAINT witness_standings_word ON ledger.witness_standings IS 'The words of the publisher.';
GRANT SELECT ON TABLE ledger.witness_standings TO bukti_app;
GRANT SELECT ON TABLE ledger.witness_standings TO bukti_auditor;
GRANT INSERT, SELECT, UPDATE ON TABLE ledger.witness_standings TO bukti_signer;

CREATE TABLE accounts ( -- owner bukti_owner
  id uuid NOT NULL,
  issuer text NOT NULL,
  subject text NOT NULL,
  display_name text NOT NULL,
  person_id uuid,
  entry_id uuid NOT NULL,
  CONSTRAINT accounts_pkey PRIMARY KEY (id),
  CONSTRAINT accounts_one_per_subject UNIQUE (issuer, subject),
  CONSTRAINT accounts_person FOREIGN KEY (person_id) REFERENCES people(id)
);
COMMENT ON TABLE accounts IS 'A sign-in of the identity provider; person_id where the account holder is in the personnel record.';
CREATE INDEX accounts_of_person ON public.accounts USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.accounts FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.accounts FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT INSERT, SELECT, UPDATE ON TABLE accounts TO bukti_app;
GRANT SELECT ON TABLE accounts TO bukti_auditor;

CREATE TABLE agencies ( -- owner bukti_owner
  code text NOT NULL,
  name text NOT NULL,
  zone text NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT agencies_pkey PRIMARY KEY (code),
  CONSTRAINT agencies_zone CHECK ((zone = ANY (ARRAY['Asia/Jakarta'::text, 'Asia/Pontianak'::text, 'Asia/Makassar'::text, 'Asia/Jayapura'::text])))
);
COMMENT ON TABLE agencies IS 'Instansi; every other row belongs to one.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.agencies FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.agencies FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT INSERT, SELECT, UPDATE ON TABLE agencies TO bukti_app;
GRANT SELECT ON TABLE agencies TO bukti_auditor;

CREATE TABLE assessors ( -- owner bukti_owner
  selection_id uuid NOT NULL,
  account_id uuid NOT NULL,
  ref uuid NOT NULL,
  seed bytea NOT NULL,
  replaced_by uuid,
  entry_id uuid NOT NULL,
  CONSTRAINT assessors_pkey PRIMARY KEY (selection_id, account_id),
  CONSTRAINT assessors_one_per_ref UNIQUE (ref),
  CONSTRAINT assessors_account FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT assessors_selection FOREIGN KEY (selection_id) REFERENCES selections(id),
  CONSTRAINT assessors_successor FOREIGN KEY (replaced_by) REFERENCES accounts(id),
  CONSTRAINT assessors_seed_size CHECK ((octet_length(seed) = 32))
);
COMMENT ON TABLE assessors IS 'Penilai; the order in which each meets the candidates is drawn from seed.';
CREATE INDEX assessors_assigned ON public.assessors USING btree (account_id) WHERE (replaced_by IS NULL);
CREATE INDEX assessors_by_account ON public.assessors USING btree (account_id);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.assessors FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.assessors FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE assessors ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON assessors FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON assessors FOR SELECT TO PUBLIC USING ((is_conductor() OR ((selection_id IN ( SELECT readable_selections('panel'::text) AS readable_selections)) OR ((NOT (selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND (EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = assessors.selection_id) AND (o.agency = ANY (( SELECT agencies_open('panel'::text, NULL::text, NULL::text) AS agencies_open)::text[]))))))) OR (ref IN ( SELECT own_assessor_refs() AS own_assessor_refs))));
CREATE POLICY written ON assessors FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE assessors TO bukti_app;
GRANT SELECT ON TABLE assessors TO bukti_auditor;

CREATE TABLE ballots ( -- owner bukti_owner
  motion_id uuid NOT NULL,
  seat integer NOT NULL,
  choice text NOT NULL,
  reason text,
  cast_at timestamp with time zone NOT NULL,
  account_id uuid NOT NULL,
  voided_at timestamp with time zone,
  entry_id uuid NOT NULL,
  CONSTRAINT ballots_account FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT ballots_motion FOREIGN KEY (motion_id) REFERENCES motions(id),
  CONSTRAINT ballots_choice CHECK ((choice = ANY (ARRAY['approve'::text, 'reject'::text, 'abstain'::text]))),
  CONSTRAINT ballots_reasoned CHECK (((choice = 'approve'::text) OR (length(TRIM(BOTH FROM reason)) > 0)))
);
COMMENT ON TABLE ballots IS 'Sealed until the motion closes: row security lets nobody but the voter read one before.';
CREATE UNIQUE INDEX ballots_one_per_seat ON public.ballots USING btree (motion_id, seat) WHERE (voided_at IS NULL);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.ballots FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.ballots FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE ballots ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON ballots FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON ballots FOR SELECT TO PUBLIC USING ((is_conductor() OR ((account_id = ( SELECT viewer_account() AS viewer_account)) AND (motion_id IN ( SELECT own_motions() AS own_motions))) OR (EXISTS ( SELECT
   FROM motions m
  WHERE ((m.id = ballots.motion_id) AND (m.closed_at IS NOT NULL) AND ((m.selection_id IN ( SELECT readable_selections('ballots'::text) AS readable_selections)) OR ((NOT (m.selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND ((EXISTS ( SELECT
           FROM selection_phases o
          WHERE ((o.id = m.selection_id) AND (o.agency = ANY (( SELECT agencies_open('ballots'::text, 'ballots-revealed'::text, NULL::text) AS agencies_open)::text[])) AND o.ballots_revealed))) OR (EXISTS ( SELECT
           FROM selection_phases o
          WHERE ((o.id = m.selection_id) AND (o.agency = ANY (( SELECT agencies_open('ballots'::text, 'decided'::text, NULL::text) AS agencies_open)::text[])) AND o.decided)))))))))));
CREATE POLICY written ON ballots FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE ballots TO bukti_app;
GRANT SELECT ON TABLE ballots TO bukti_auditor;

CREATE TABLE calendars ( -- owner bukti_owner
  agency text NOT NULL,
  year integer NOT NULL,
  digest bytea NOT NULL,
  content bytea NOT NULL,
  published_at timestamp with time zone NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT calendars_pkey PRIMARY KEY (agency, year, digest),
  CONSTRAINT calendars_agency FOREIGN KEY (agency) REFERENCES agencies(code),
  CONSTRAINT calendars_content CHECK ((digest = sha256(content)))
);
COMMENT ON TABLE calendars IS 'Decree calendars (libur nasional, cuti bersama), every revision; the newest published one of a year counts for new clocks.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.calendars FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.calendars FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT INSERT, SELECT, UPDATE ON TABLE calendars TO bukti_app;
GRANT SELECT ON TABLE calendars TO bukti_auditor;

CREATE TABLE candidates ( -- owner bukti_owner
  ref uuid NOT NULL,
  selection_id uuid NOT NULL,
  person_id uuid NOT NULL,
  blind_code text NOT NULL,
  state text NOT NULL,
  way text NOT NULL,
  nominated_by uuid NOT NULL,
  note text,
  confirmed_at timestamp with time zone,
  record jsonb,
  record_digest bytea,
  gates jsonb,
  placement jsonb,
  withdrawn_for uuid,
  state_before_withdrawal text,
  entry_id uuid NOT NULL,
  CONSTRAINT candidates_pkey PRIMARY KEY (ref),
  CONSTRAINT candidates_one_per_code UNIQUE (selection_id, blind_code),
  CONSTRAINT candidates_one_per_person UNIQUE (selection_id, person_id),
  CONSTRAINT candidates_nominator FOREIGN KEY (nominated_by) REFERENCES accounts(id),
  CONSTRAINT candidates_other_placement FOREIGN KEY (withdrawn_for) REFERENCES selections(id),
  CONSTRAINT candidates_person FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT candidates_selection FOREIGN KEY (selection_id) REFERENCES selections(id),
  CONSTRAINT candidates_frozen CHECK (((record IS NULL) = (record_digest IS NULL))),
  CONSTRAINT candidates_state CHECK ((state = ANY (ARRAY['nominated'::text, 'admitted'::text, 'excluded'::text, 'held'::text, 'withdrawn'::text]))),
  CONSTRAINT candidates_way CHECK ((way = ANY (ARRAY['self'::text, 'unit'::text, 'hr'::text])))
);
COMMENT ON TABLE candidates IS 'ref is the person''s name inside this selection. record is the frozen snapshot, placement the axes and box made from it.';
CREATE INDEX candidates_by_person ON public.candidates USING btree (person_id);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.candidates FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.candidates FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE candidates ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON candidates FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON candidates FOR SELECT TO PUBLIC USING ((is_conductor() OR ((selection_id IN ( SELECT readable_selections('candidate-codes'::text) AS readable_selections)) OR ((NOT (selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND ((EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = candidates.selection_id) AND (o.agency = ANY (( SELECT agencies_open('candidate-codes'::text, 'decided'::text, NULL::text) AS agencies_open)::text[])) AND o.decided))) OR (EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = candidates.selection_id) AND (o.agency = ANY (( SELECT agencies_open('candidate-codes'::text, 'sealed'::text, NULL::text) AS agencies_open)::text[])) AND o.sealed)))))) OR ((person_id = ( SELECT viewer_person() AS viewer_person)) AND (selection_id IN ( SELECT readable_selections('own-candidacy'::text) AS readable_selections))) OR ((nominated_by = ( SELECT viewer_account() AS viewer_account)) AND (NOT (selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND (EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = candidates.selection_id) AND (o.agency = ANY (( SELECT agencies_open('own-nomination'::text, NULL::text, 'nominator'::text) AS agencies_open)::text[]))))))));
CREATE POLICY written ON candidates FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE candidates TO bukti_app;
GRANT SELECT ON TABLE candidates TO bukti_auditor;

CREATE TABLE choices ( -- owner bukti_owner
  id uuid NOT NULL,
  selection_id uuid NOT NULL,
  attempt integer NOT NULL,
  candidate_ref uuid NOT NULL,
  deviation text NOT NULL,
  exception text,
  reason text,
  made_by uuid NOT NULL,
  made_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  approved_by uuid,
  undone text,
  entry_id uuid NOT NULL,
  CONSTRAINT choices_pkey PRIMARY KEY (id),
  CONSTRAINT choices_approver FOREIGN KEY (approved_by) REFERENCES accounts(id),
  CONSTRAINT choices_candidate FOREIGN KEY (candidate_ref) REFERENCES candidates(ref),
  CONSTRAINT choices_maker FOREIGN KEY (made_by) REFERENCES accounts(id),
  CONSTRAINT choices_selection FOREIGN KEY (selection_id) REFERENCES selections(id),
  CONSTRAINT choices_deviation CHECK ((deviation = ANY (ARRAY['none'::text, 'not-first'::text, 'outside-list'::text]))),
  CONSTRAINT choices_deviation_reasoned CHECK (((deviation = 'none'::text) OR (length(TRIM(BOTH FROM reason)) > 0))),
  CONSTRAINT choices_four_eyes CHECK ((approved_by <> made_by)),
  CONSTRAINT choices_outside_approved CHECK (((deviation <> 'outside-list'::text) OR (state <> 'made'::text) OR (approved_by IS NOT NULL))),
  CONSTRAINT choices_state CHECK ((state = ANY (ARRAY['made'::text, 'awaiting-second-approval'::text, 'undone'::text]))),
  CONSTRAINT choices_undone CHECK ((undone = ANY (ARRAY['declined'::text, 'candidate-withdrawn'::text, 'concurrence-refused'::text, 'revoked'::text]))),
  CONSTRAINT choices_undone_says_why CHECK (((state = 'undone'::text) = (undone IS NOT NULL)))
);
COMMENT ON TABLE choices IS 'The appointing authority''s act, with the deviation protocol.';
CREATE UNIQUE INDEX choices_one_standing ON public.choices USING btree (selection_id) WHERE (state <> 'undone'::text);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.choices FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.choices FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE choices ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON choices FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON choices FOR SELECT TO PUBLIC USING ((is_conductor() OR ((selection_id IN ( SELECT readable_selections('placement'::text) AS readable_selections)) OR ((NOT (selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND (EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = choices.selection_id) AND (o.agency = ANY (( SELECT agencies_open('placement'::text, 'decided'::text, NULL::text) AS agencies_open)::text[])) AND o.decided)))))));
CREATE POLICY written ON choices FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE choices TO bukti_app;
GRANT SELECT ON TABLE choices TO bukti_auditor;

CREATE TABLE commands ( -- owner bukti_owner
  id uuid NOT NULL,
  selection_id uuid NOT NULL,
  name text NOT NULL,
  content jsonb NOT NULL,
  account_id uuid NOT NULL,
  role text NOT NULL,
  session text,
  requested_at timestamp with time zone NOT NULL,
  state text NOT NULL DEFAULT 'requested'::text,
  refusal jsonb,
  receipt jsonb,
  CONSTRAINT commands_pkey PRIMARY KEY (id),
  CONSTRAINT commands_account FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT commands_selection FOREIGN KEY (selection_id) REFERENCES selections(id),
  CONSTRAINT commands_answered CHECK ((((state = 'refused'::text) = (refusal IS NOT NULL)) AND ((state = 'done'::text) = (receipt IS NOT NULL)))),
  CONSTRAINT commands_state CHECK ((state = ANY (ARRAY['requested'::text, 'done'::text, 'refused'::text])))
);
COMMENT ON TABLE commands IS 'What was asked, kept here so that Temporal sees an id only; id = the idempotency key.';
GRANT INSERT, SELECT, UPDATE ON TABLE commands TO bukti_app;

CREATE TABLE committee_sessions ( -- owner bukti_owner
  selection_id uuid NOT NULL,
  attempt integer NOT NULL,
  session integer NOT NULL,
  adjourned_at timestamp with time zone,
  cause text,
  entry_id uuid NOT NULL,
  CONSTRAINT committee_sessions_pkey PRIMARY KEY (selection_id, attempt, session),
  CONSTRAINT committee_sessions_selection FOREIGN KEY (selection_id) REFERENCES selections(id)
);
COMMENT ON TABLE committee_sessions IS 'Sittings of the committee; one that lacks its quorum is adjourned.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.committee_sessions FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.committee_sessions FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE committee_sessions ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON committee_sessions FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON committee_sessions FOR SELECT TO PUBLIC USING ((is_conductor() OR ((selection_id IN ( SELECT readable_selections('committee'::text) AS readable_selections)) OR ((NOT (selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND (EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = committee_sessions.selection_id) AND (o.agency = ANY (( SELECT agencies_open('committee'::text, NULL::text, NULL::text) AS agencies_open)::text[])))))))));
CREATE POLICY written ON committee_sessions FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE committee_sessions TO bukti_app;
GRANT SELECT ON TABLE committee_sessions TO bukti_auditor;

CREATE TABLE concurrences ( -- owner bukti_owner
  selection_id uuid NOT NULL,
  round integer NOT NULL,
  choice_id uuid NOT NULL,
  requested_at timestamp with time zone NOT NULL,
  lapses_at timestamp with time zone,
  deadline jsonb,
  state text NOT NULL,
  replied_at timestamp with time zone,
  letter jsonb,
  entry_id uuid NOT NULL,
  CONSTRAINT concurrences_pkey PRIMARY KEY (selection_id, round),
  CONSTRAINT concurrences_choice FOREIGN KEY (choice_id) REFERENCES choices(id),
  CONSTRAINT concurrences_selection FOREIGN KEY (selection_id) REFERENCES selections(id),
  CONSTRAINT concurrences_state CHECK ((state = ANY (ARRAY['requested'::text, 'issued'::text, 'returned'::text, 'refused'::text, 'lapsed'::text])))
);
COMMENT ON TABLE concurrences IS 'Pertimbangan teknis; a lapse is certified, never stored as an approval.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.concurrences FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.concurrences FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE concurrences ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON concurrences FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON concurrences FOR SELECT TO PUBLIC USING ((is_conductor() OR ((selection_id IN ( SELECT readable_selections('placement'::text) AS readable_selections)) OR ((NOT (selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND (EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = concurrences.selection_id) AND (o.agency = ANY (( SELECT agencies_open('placement'::text, 'decided'::text, NULL::text) AS agencies_open)::text[])) AND o.decided)))))));
CREATE POLICY written ON concurrences FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE concurrences TO bukti_app;
GRANT SELECT ON TABLE concurrences TO bukti_auditor;

CREATE TABLE corrections ( -- owner bukti_owner
  id uuid NOT NULL,
  candidate_ref uuid NOT NULL,
  request jsonb NOT NULL,
  requested_at timestamp with time zone NOT NULL,
  answer text,
  reason text,
  change jsonb,
  answered_by uuid,
  entry_id uuid NOT NULL,
  CONSTRAINT corrections_pkey PRIMARY KEY (id),
  CONSTRAINT corrections_answerer FOREIGN KEY (answered_by) REFERENCES accounts(id),
  CONSTRAINT corrections_candidate FOREIGN KEY (candidate_ref) REFERENCES candidates(ref),
  CONSTRAINT corrections_answer CHECK ((answer = ANY (ARRAY['accepted'::text, 'refused'::text])))
);
COMMENT ON TABLE corrections IS 'What a candidate disputes in the data that will be used, and the reasoned answer.';
CREATE INDEX corrections_by_candidate ON public.corrections USING btree (candidate_ref);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.corrections FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.corrections FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE corrections ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON corrections FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON corrections FOR SELECT TO PUBLIC USING ((is_conductor() OR (EXISTS ( SELECT
   FROM candidates c
  WHERE ((c.ref = corrections.candidate_ref) AND ((c.selection_id IN ( SELECT readable_selections('corrections'::text) AS readable_selections)) OR ((NOT (c.selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND (EXISTS ( SELECT
           FROM selection_phases o
          WHERE ((o.id = c.selection_id) AND (o.agency = ANY (( SELECT agencies_open('corrections'::text, 'sealed'::text, NULL::text) AS agencies_open)::text[])) AND o.sealed)))) OR ((c.person_id = ( SELECT viewer_person() AS viewer_person)) AND (c.selection_id IN ( SELECT readable_selections('own-candidacy'::text) AS readable_selections)))))))));
CREATE POLICY written ON corrections FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE corrections TO bukti_app;
GRANT SELECT ON TABLE corrections TO bukti_auditor;

CREATE TABLE criteria ( -- owner bukti_owner
  selection_id uuid NOT NULL,
  version integer NOT NULL,
  content bytea NOT NULL,
  digest bytea NOT NULL,
  drafted_by uuid NOT NULL,
  sealed_by uuid,
  countersigned_by uuid,
  entry_id uuid NOT NULL,
  CONSTRAINT criteria_pkey PRIMARY KEY (selection_id, version),
  CONSTRAINT criteria_countersigner FOREIGN KEY (countersigned_by) REFERENCES accounts(id),
  CONSTRAINT criteria_drafter FOREIGN KEY (drafted_by) REFERENCES accounts(id),
  CONSTRAINT criteria_sealer FOREIGN KEY (sealed_by) REFERENCES accounts(id),
  CONSTRAINT criteria_selection FOREIGN KEY (selection_id) REFERENCES selections(id),
  CONSTRAINT criteria_content CHECK ((digest = sha256(content))),
  CONSTRAINT criteria_four_eyes CHECK ((countersigned_by <> sealed_by))
);
COMMENT ON TABLE criteria IS 'Versions of the criteria, canonical bytes; the countersigned one is in force.';
CREATE UNIQUE INDEX criteria_one_in_force ON public.criteria USING btree (selection_id) WHERE (countersigned_by IS NOT NULL);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.criteria FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.criteria FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE criteria ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON criteria FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON criteria FOR SELECT TO PUBLIC USING ((is_conductor() OR ((selection_id IN ( SELECT readable_selections('criteria'::text) AS readable_selections)) OR ((NOT (selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND ((EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = criteria.selection_id) AND (o.agency = ANY (( SELECT agencies_open('criteria'::text, NULL::text, NULL::text) AS agencies_open)::text[]))))) OR (EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = criteria.selection_id) AND (o.agency = ANY (( SELECT agencies_open('criteria'::text, 'sealed'::text, NULL::text) AS agencies_open)::text[])) AND o.sealed))))))));
CREATE POLICY written ON criteria FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE criteria TO bukti_app;
GRANT SELECT ON TABLE criteria TO bukti_auditor;

CREATE TABLE critical_posts ( -- owner bukti_owner
  id uuid NOT NULL,
  post_id uuid NOT NULL,
  agency text NOT NULL,
  ground text NOT NULL,
  reason text NOT NULL,
  designated_by uuid NOT NULL,
  designated_at timestamp with time zone NOT NULL,
  withdrawn_at timestamp with time zone,
  withdrawal_reason text,
  entry_id uuid NOT NULL,
  confirmed_at timestamp with time zone /* When the authority confirmed the designation by an act of its own; a decision on the plan, which successors tell, confirms it as well. */,
  withdrawal_proposed_by uuid,
  withdrawal_proposed_at timestamp with time zone /* When the personnel office proposed to withdraw what the authority had confirmed; it stands until the authority confirms that. */,
  CONSTRAINT critical_posts_pkey PRIMARY KEY (id),
  CONSTRAINT critical_posts_agency FOREIGN KEY (agency) REFERENCES agencies(code),
  CONSTRAINT critical_posts_designator FOREIGN KEY (designated_by) REFERENCES accounts(id),
  CONSTRAINT critical_posts_post FOREIGN KEY (post_id) REFERENCES posts(id),
  CONSTRAINT critical_posts_withdrawer FOREIGN KEY (withdrawal_proposed_by) REFERENCES accounts(id),
  CONSTRAINT critical_posts_grounds CHECK ((ground = ANY (ARRAY['strategic-impact'::text, 'rare-competence'::text, 'public-service'::text, 'foreseen-vacancy'::text]))),
  CONSTRAINT critical_posts_withdrawal_proposed CHECK (((withdrawal_proposed_at IS NULL) = (withdrawal_proposed_by IS NULL))),
  CONSTRAINT critical_posts_withdrawn CHECK (((withdrawal_reason IS NULL) OR (withdrawn_at IS NOT NULL) OR (withdrawal_proposed_at IS NOT NULL)))
);
COMMENT ON TABLE critical_posts IS 'Designations of posts as critical; one that was withdrawn stays.';
CREATE INDEX critical_posts_of_agency ON public.critical_posts USING btree (agency);
CREATE UNIQUE INDEX critical_posts_one_standing ON public.critical_posts USING btree (post_id) WHERE (withdrawn_at IS NULL);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.critical_posts FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.critical_posts FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE critical_posts ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON critical_posts FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON critical_posts FOR SELECT TO PUBLIC USING ((is_conductor() OR (agency = ANY (( SELECT agencies_as('{hr,secretary,authority,auditor}'::text[]) AS agencies_as)::text[]))));
CREATE POLICY written ON critical_posts FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE critical_posts TO bukti_app;
GRANT SELECT ON TABLE critical_posts TO bukti_auditor;

CREATE TABLE declarations ( -- owner bukti_owner
  selection_id uuid NOT NULL,
  attempt integer NOT NULL,
  seat integer NOT NULL,
  holder_no integer NOT NULL,
  content jsonb NOT NULL,
  declared_at timestamp with time zone NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT declarations_one_per_seat PRIMARY KEY (selection_id, attempt, seat, holder_no),
  CONSTRAINT declarations_seat FOREIGN KEY (selection_id, seat, holder_no) REFERENCES seats(selection_id, seat, holder_no),
  CONSTRAINT declarations_selection FOREIGN KEY (selection_id) REFERENCES selections(id)
);
COMMENT ON TABLE declarations IS 'One declaration of interest per seat, covering every candidate; nothing opens before it.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.declarations FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.declarations FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE declarations ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON declarations FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON declarations FOR SELECT TO PUBLIC USING ((is_conductor() OR ((selection_id IN ( SELECT readable_selections('declarations'::text) AS readable_selections)) OR ((NOT (selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND (EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = declarations.selection_id) AND (o.agency = ANY (( SELECT agencies_open('declarations'::text, NULL::text, NULL::text) AS agencies_open)::text[]))))))) OR ((selection_id, seat, holder_no) IN ( SELECT own_seats.selection_id,
    own_seats.seat,
    own_seats.holder_no
   FROM own_seats() own_seats(selection_id, seat, holder_no)))));
CREATE POLICY written ON declarations FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE declarations TO bukti_app;
GRANT SELECT ON TABLE declarations TO bukti_auditor;

CREATE TABLE erasures ( -- owner bukti_owner
  id uuid NOT NULL,
  agency text NOT NULL,
  person_id uuid NOT NULL,
  basis text NOT NULL,
  rules_digest bytea NOT NULL,
  state text NOT NULL,
  requested_by uuid NOT NULL,
  requested_as text NOT NULL,
  requested_at timestamp with time zone NOT NULL,
  decided_by uuid,
  decided_as text,
  decided_at timestamp with time zone,
  openings integer,
  request_entry uuid NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT erasures_pkey PRIMARY KEY (id),
  CONSTRAINT erasures_agency FOREIGN KEY (agency) REFERENCES agencies(code),
  CONSTRAINT erasures_decider FOREIGN KEY (decided_by) REFERENCES accounts(id),
  CONSTRAINT erasures_person FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT erasures_requester FOREIGN KEY (requested_by) REFERENCES accounts(id),
  CONSTRAINT erasures_decided CHECK (((state = 'requested'::text) = (decided_by IS NULL))),
  CONSTRAINT erasures_four_eyes CHECK (((state <> 'done'::text) OR ((decided_by <> requested_by) AND (decided_as <> requested_as)))),
  CONSTRAINT erasures_state CHECK ((state = ANY (ARRAY['requested'::text, 'done'::text, 'declined'::text])))
);
COMMENT ON TABLE erasures IS 'Requests to erase a person''s data, and what came of them. Their reasons are sealed, not written here.';
COMMENT ON CONSTRAINT erasures_four_eyes ON erasures IS 'Two people in two different roles.';
CREATE UNIQUE INDEX erasures_one_pending ON public.erasures USING btree (person_id) WHERE (state = 'requested'::text);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.erasures FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.erasures FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE erasures ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON erasures FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON erasures FOR SELECT TO PUBLIC USING ((is_conductor() OR (agency = ANY (( SELECT agencies_as('{hr,administrator,auditor}'::text[]) AS agencies_as)::text[]))));
CREATE POLICY written ON erasures FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE erasures TO bukti_app;
GRANT SELECT ON TABLE erasures TO bukti_auditor;

CREATE TABLE grants ( -- owner bukti_owner
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  role text NOT NULL,
  agency text NOT NULL,
  selection_id uuid,
  valid tstzrange NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT grants_pkey PRIMARY KEY (id),
  CONSTRAINT grants_no_overlap EXCLUDE USING gist (account_id WITH =, role WITH =, agency WITH =, COALESCE(selection_id, '00000000-0000-0000-0000-000000000000'::uuid) WITH =, valid WITH &&),
  CONSTRAINT grants_account FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT grants_agency FOREIGN KEY (agency) REFERENCES agencies(code),
  CONSTRAINT grants_half_open CHECK ((lower_inc(valid) AND (NOT upper_inc(valid)))),
  CONSTRAINT grants_role CHECK ((role = ANY (ARRAY['secretary'::text, 'chair'::text, 'member'::text, 'hr'::text, 'assessor'::text, 'unit-head'::text, 'authority'::text, 'auditor'::text, 'candidate'::text, 'administrator'::text])))
);
COMMENT ON TABLE grants IS 'Roles are rows: for an agency or one selection of it, for a time.';
CREATE INDEX grants_by_account ON public.grants USING btree (account_id);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.grants FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.grants FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT INSERT, SELECT, UPDATE ON TABLE grants TO bukti_app;
GRANT SELECT ON TABLE grants TO bukti_auditor;

CREATE TABLE holds ( -- owner bukti_owner
  id uuid NOT NULL,
  agency text NOT NULL,
  person_id uuid NOT NULL,
  ground text NOT NULL,
  placed_by uuid NOT NULL,
  placed_at timestamp with time zone NOT NULL,
  lifted_by uuid,
  lifted_at timestamp with time zone,
  entry_id uuid NOT NULL,
  CONSTRAINT holds_pkey PRIMARY KEY (id),
  CONSTRAINT holds_agency FOREIGN KEY (agency) REFERENCES agencies(code),
  CONSTRAINT holds_lifter FOREIGN KEY (lifted_by) REFERENCES accounts(id),
  CONSTRAINT holds_person FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT holds_placer FOREIGN KEY (placed_by) REFERENCES accounts(id),
  CONSTRAINT holds_lifted_whole CHECK (((lifted_by IS NULL) = (lifted_at IS NULL)))
);
COMMENT ON TABLE holds IS 'Legal holds: while one stands, nothing of the person is erased.';
CREATE INDEX holds_by_person ON public.holds USING btree (person_id);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.holds FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.holds FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE holds ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON holds FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON holds FOR SELECT TO PUBLIC USING ((is_conductor() OR (agency = ANY (( SELECT agencies_as('{hr,administrator,auditor}'::text[]) AS agencies_as)::text[]))));
CREATE POLICY written ON holds FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE holds TO bukti_app;
GRANT SELECT ON TABLE holds TO bukti_auditor;

CREATE TABLE import_batches ( -- owner bukti_owner
  id uuid NOT NULL,
  agency text NOT NULL,
  files jsonb NOT NULL,
  counts jsonb NOT NULL,
  imported_at timestamp with time zone NOT NULL,
  by_account uuid,
  entry_id uuid NOT NULL,
  decisions jsonb NOT NULL DEFAULT '{"by": null, "accepted": [], "excluded": []}'::jsonb /* Rows left out by choice with why, rows whose other NIP was accepted as a correction, and by whom; the entry seals who, and a digest over the rows. */,
  CONSTRAINT import_batches_pkey PRIMARY KEY (id),
  CONSTRAINT import_batches_agency FOREIGN KEY (agency) REFERENCES agencies(code)
);
COMMENT ON TABLE import_batches IS 'One import of files, whole or not at all.';
CREATE INDEX import_batches_newest ON public.import_batches USING btree (agency, imported_at DESC, id DESC);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.import_batches FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.import_batches FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT INSERT, SELECT, UPDATE ON TABLE import_batches TO bukti_app;
GRANT SELECT ON TABLE import_batches TO bukti_auditor;

CREATE TABLE import_findings ( -- owner bukti_owner
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  batch_id uuid NOT NULL,
  file text NOT NULL,
  line integer,
  field text,
  code text NOT NULL,
  value text,
  remedy text NOT NULL,
  person_id uuid,
  entry_id uuid NOT NULL,
  CONSTRAINT import_findings_pkey PRIMARY KEY (id),
  CONSTRAINT import_findings_batch FOREIGN KEY (batch_id) REFERENCES import_batches(id)
);
COMMENT ON TABLE import_findings IS 'The quality queue: what the source must mend.';
CREATE INDEX import_findings_by_batch ON public.import_findings USING btree (batch_id);
CREATE INDEX import_findings_open ON public.import_findings USING btree (batch_id, code, id);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.import_findings FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.import_findings FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE import_findings ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON import_findings FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON import_findings FOR SELECT TO PUBLIC USING ((is_conductor() OR (EXISTS ( SELECT
   FROM import_batches b
  WHERE ((b.id = import_findings.batch_id) AND (b.agency = ANY (( SELECT agencies_as('{hr,auditor}'::text[]) AS agencies_as)::text[])))))));
CREATE POLICY written ON import_findings FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE import_findings TO bukti_app;
GRANT SELECT ON TABLE import_findings TO bukti_auditor;

CREATE TABLE import_upload_files ( -- owner bukti_owner
  upload_id uuid NOT NULL,
  name text NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT import_upload_files_pkey PRIMARY KEY (upload_id, name),
  CONSTRAINT import_upload_files_upload FOREIGN KEY (upload_id) REFERENCES import_uploads(id) ON DELETE CASCADE
);
COMMENT ON TABLE import_upload_files IS 'The bytes of an upload, as they came.';
ALTER TABLE import_upload_files ENABLE ROW LEVEL SECURITY;
CREATE POLICY kept ON import_upload_files FOR ALL TO bukti_app USING (is_conductor()) WITH CHECK (is_conductor());
GRANT DELETE, INSERT, SELECT ON TABLE import_upload_files TO bukti_app;

CREATE TABLE import_uploads ( -- owner bukti_owner
  id uuid NOT NULL,
  agency text NOT NULL,
  account_id uuid NOT NULL,
  uploaded_at timestamp with time zone NOT NULL,
  files jsonb NOT NULL,
  outcome jsonb NOT NULL,
  CONSTRAINT import_uploads_pkey PRIMARY KEY (id),
  CONSTRAINT import_uploads_agency FOREIGN KEY (agency) REFERENCES agencies(code)
);
COMMENT ON TABLE import_uploads IS 'Delivered files between a dry run and its confirmation, for a day: no part of the record.';
ALTER TABLE import_uploads ENABLE ROW LEVEL SECURITY;
CREATE POLICY kept ON import_uploads FOR ALL TO bukti_app USING (is_conductor()) WITH CHECK (is_conductor());
GRANT DELETE, INSERT, SELECT ON TABLE import_uploads TO bukti_app;

CREATE TABLE map_resolutions ( -- owner bukti_owner
  id uuid NOT NULL,
  run_id uuid NOT NULL,
  kind text NOT NULL,
  person_ref uuid,
  ground text,
  content jsonb,
  members uuid[] NOT NULL /* Refs of the committee in the stream of the map, in the order of their seats. */,
  chair uuid,
  recused uuid[] NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  outcome text,
  decided_at timestamp with time zone,
  entry_id uuid NOT NULL,
  CONSTRAINT map_resolutions_pkey PRIMARY KEY (id),
  CONSTRAINT map_resolutions_proposer FOREIGN KEY (proposed_by) REFERENCES accounts(id),
  CONSTRAINT map_resolutions_run FOREIGN KEY (run_id) REFERENCES mapping_runs(id),
  CONSTRAINT map_resolutions_decided CHECK (((outcome IS NULL) = (decided_at IS NULL))),
  CONSTRAINT map_resolutions_kinds CHECK ((kind = ANY (ARRAY['move'::text, 'publish'::text]))),
  CONSTRAINT map_resolutions_of_somebody CHECK (((kind = 'move'::text) = (person_ref IS NOT NULL))),
  CONSTRAINT map_resolutions_outcomes CHECK ((outcome = ANY (ARRAY['adopted'::text, 'not-adopted'::text])))
);
COMMENT ON TABLE map_resolutions IS 'What the committee is asked to resolve about a map, and whether it did.';
CREATE INDEX map_resolutions_of_run ON public.map_resolutions USING btree (run_id);
CREATE UNIQUE INDEX map_resolutions_one_open ON public.map_resolutions USING btree (run_id, kind, person_ref) NULLS NOT DISTINCT WHERE (outcome IS NULL);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.map_resolutions FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.map_resolutions FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE map_resolutions ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON map_resolutions FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON map_resolutions FOR SELECT TO PUBLIC USING ((is_conductor() OR (EXISTS ( SELECT
   FROM mapping_runs m
  WHERE ((m.id = map_resolutions.run_id) AND (m.agency = ANY (( SELECT agencies_as('{hr,secretary,authority,auditor,chair,member}'::text[]) AS agencies_as)::text[])))))));
CREATE POLICY written ON map_resolutions FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE map_resolutions TO bukti_app;
GRANT SELECT ON TABLE map_resolutions TO bukti_auditor;

CREATE TABLE map_votes ( -- owner bukti_owner
  resolution_id uuid NOT NULL,
  member uuid NOT NULL,
  choice text NOT NULL,
  reason text,
  cast_at timestamp with time zone NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT map_votes_pkey PRIMARY KEY (resolution_id, member),
  CONSTRAINT map_votes_resolution FOREIGN KEY (resolution_id) REFERENCES map_resolutions(id),
  CONSTRAINT map_votes_choices CHECK ((choice = ANY (ARRAY['approve'::text, 'reject'::text, 'abstain'::text])))
);
COMMENT ON TABLE map_votes IS 'Votes of the members, sealed from each other until the resolution is decided.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.map_votes FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.map_votes FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE map_votes ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON map_votes FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON map_votes FOR SELECT TO PUBLIC USING ((is_conductor() OR (EXISTS ( SELECT
   FROM map_resolutions r
  WHERE ((r.id = map_votes.resolution_id) AND (r.outcome IS NOT NULL)))) OR (EXISTS ( SELECT
   FROM refs f
  WHERE ((f.ref = map_votes.member) AND (f.holder = ( SELECT viewer_account() AS viewer_account)))))));
CREATE POLICY written ON map_votes FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE map_votes TO bukti_app;
GRANT SELECT ON TABLE map_votes TO bukti_auditor;

CREATE TABLE mapping_boxes ( -- owner bukti_owner
  run_id uuid NOT NULL,
  person_id uuid NOT NULL,
  box smallint,
  x text,
  y text,
  missing text[] NOT NULL,
  entry_id uuid NOT NULL,
  unit_id uuid /* Unit at the time of the map. */,
  level text /* Level of the post held at the time of the map; null where the record does not say. */,
  talent_value text /* Exact, as the policy weighs both axes; null in the holding area. */,
  talent_order numeric GENERATED ALWAYS AS (
CASE
    WHEN (talent_value ~~ '%/%'::text) THEN ((split_part(talent_value, '/'::text, 1))::numeric / (split_part(talent_value, '/'::text, 2))::numeric)
    ELSE (talent_value)::numeric
END) STORED /* For sorting a screen alone: rounded where the exact value is a fraction. */,
  ref uuid /* The person's name in the stream of the map. */,
  moved_to smallint /* Where the committee has moved the person; the derived box stays beside it. */,
  CONSTRAINT mapping_boxes_pkey PRIMARY KEY (run_id, person_id),
  CONSTRAINT mapping_boxes_person FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT mapping_boxes_run FOREIGN KEY (run_id) REFERENCES mapping_runs(id),
  CONSTRAINT mapping_boxes_unit FOREIGN KEY (unit_id) REFERENCES units(id),
  CONSTRAINT mapping_boxes_known CHECK (((box IS NULL) = (cardinality(missing) > 0))),
  CONSTRAINT mapping_boxes_moved CHECK (((moved_to IS NULL) OR (((moved_to >= 1) AND (moved_to <= 9)) AND (box IS NOT NULL)))),
  CONSTRAINT mapping_boxes_nine CHECK (((box >= 1) AND (box <= 9)))
);
COMMENT ON TABLE mapping_boxes IS 'Box per person, or the holding area with what is missing.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.mapping_boxes FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.mapping_boxes FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE mapping_boxes ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON mapping_boxes FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON mapping_boxes FOR SELECT TO PUBLIC USING ((is_conductor() OR (person_id = ( SELECT viewer_person() AS viewer_person)) OR (EXISTS ( SELECT
   FROM mapping_runs m
  WHERE ((m.id = mapping_boxes.run_id) AND (m.agency = ANY (( SELECT agencies_as('{hr,secretary,authority,auditor}'::text[]) AS agencies_as)::text[])))))));
CREATE POLICY written ON mapping_boxes FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE mapping_boxes TO bukti_app;
GRANT SELECT ON TABLE mapping_boxes TO bukti_auditor;

CREATE TABLE mapping_runs ( -- owner bukti_owner
  id uuid NOT NULL,
  agency text NOT NULL,
  policy_id text NOT NULL,
  policy_version text NOT NULL,
  policy_digest bytea NOT NULL,
  ran_at timestamp with time zone NOT NULL,
  counts jsonb NOT NULL,
  entry_id uuid NOT NULL,
  state text /* Null for a map that was drawn by one entry for all, before there was one for each. */,
  on_day date /* The day for which everybody is looked at. */,
  drawn_at timestamp with time zone,
  published_at timestamp with time zone,
  CONSTRAINT mapping_runs_pkey PRIMARY KEY (id),
  CONSTRAINT mapping_runs_agency FOREIGN KEY (agency) REFERENCES agencies(code),
  CONSTRAINT mapping_runs_published CHECK (((state = 'published'::text) = (published_at IS NOT NULL))),
  CONSTRAINT mapping_runs_states CHECK ((state = ANY (ARRAY['drawing'::text, 'drawn'::text, 'published'::text, 'abandoned'::text]))),
  CONSTRAINT mapping_runs_whole CHECK (((state = ANY (ARRAY['drawn'::text, 'published'::text])) = (drawn_at IS NOT NULL)))
);
COMMENT ON TABLE mapping_runs IS 'Talent maps, never overwritten.';
CREATE INDEX mapping_runs_newest ON public.mapping_runs USING btree (agency, ran_at);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.mapping_runs FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.mapping_runs FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT INSERT, SELECT, UPDATE ON TABLE mapping_runs TO bukti_app;
GRANT SELECT ON TABLE mapping_runs TO bukti_auditor;

CREATE TABLE motions ( -- owner bukti_owner
  id uuid NOT NULL,
  selection_id uuid NOT NULL,
  attempt integer NOT NULL,
  version integer NOT NULL,
  content bytea NOT NULL,
  digest bytea NOT NULL,
  put_by uuid NOT NULL,
  put_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  outcome jsonb,
  voided_at timestamp with time zone,
  entry_id uuid NOT NULL,
  CONSTRAINT motions_pkey PRIMARY KEY (id),
  CONSTRAINT motions_one_per_version UNIQUE (selection_id, attempt, version),
  CONSTRAINT motions_mover FOREIGN KEY (put_by) REFERENCES accounts(id),
  CONSTRAINT motions_selection FOREIGN KEY (selection_id) REFERENCES selections(id),
  CONSTRAINT motions_content CHECK ((digest = sha256(content)))
);
COMMENT ON TABLE motions IS 'What is voted on, canonical bytes. A ballot is bound to the digest.';
CREATE UNIQUE INDEX motions_one_open ON public.motions USING btree (selection_id) WHERE ((closed_at IS NULL) AND (voided_at IS NULL));
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.motions FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.motions FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE motions ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON motions FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON motions FOR SELECT TO PUBLIC USING ((is_conductor() OR ((selection_id IN ( SELECT readable_selections('motion'::text) AS readable_selections)) OR ((NOT (selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND ((EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = motions.selection_id) AND (o.agency = ANY (( SELECT agencies_open('motion'::text, NULL::text, NULL::text) AS agencies_open)::text[]))))) OR (EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = motions.selection_id) AND (o.agency = ANY (( SELECT agencies_open('motion'::text, 'decided'::text, NULL::text) AS agencies_open)::text[])) AND o.decided))))))));
CREATE POLICY written ON motions FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE motions TO bukti_app;
GRANT SELECT ON TABLE motions TO bukti_auditor;

CREATE TABLE nips ( -- owner bukti_owner
  person_id uuid NOT NULL,
  nip text NOT NULL,
  from_batch uuid NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT nips_pkey PRIMARY KEY (person_id, nip),
  CONSTRAINT nips_batch FOREIGN KEY (from_batch) REFERENCES import_batches(id),
  CONSTRAINT nips_person FOREIGN KEY (person_id) REFERENCES people(id)
);
COMMENT ON TABLE nips IS 'A NIP can be corrected, so it is history, not a key.';
CREATE INDEX nips_by_number ON public.nips USING btree (nip);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.nips FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.nips FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE nips ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON nips FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON nips FOR SELECT TO PUBLIC USING ((is_conductor() OR (EXISTS ( SELECT
   FROM people p
  WHERE (p.id = nips.person_id)))));
CREATE POLICY written ON nips FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE nips TO bukti_app;
GRANT SELECT ON TABLE nips TO bukti_auditor;

CREATE TABLE notices ( -- owner bukti_owner
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  selection_id uuid NOT NULL,
  account_id uuid NOT NULL,
  kind text NOT NULL,
  content jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  CONSTRAINT notices_pkey PRIMARY KEY (id),
  CONSTRAINT notices_account FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT notices_selection FOREIGN KEY (selection_id) REFERENCES selections(id)
);
COMMENT ON TABLE notices IS 'Outbox: written with the act, sent at least once.';
ALTER TABLE notices ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON notices FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON notices FOR SELECT TO PUBLIC USING ((is_conductor() OR (account_id = viewer_account())));
CREATE POLICY written ON notices FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE notices TO bukti_app;

CREATE TABLE people ( -- owner bukti_owner
  id uuid NOT NULL,
  agency text NOT NULL,
  source_id text /* PNS ID of SIASN: finds a person again whose NIP was corrected. */,
  nip text NOT NULL,
  name text NOT NULL,
  record jsonb NOT NULL,
  record_digest bytea NOT NULL,
  unit_id uuid,
  post_id uuid,
  imported_at timestamp with time zone NOT NULL,
  batch_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  content_digest bytea /* Over what the record says without its places in files; the same delivery in another order has the same. Null: imported by an earlier build, or erased. */,
  history_batches jsonb NOT NULL DEFAULT '{}'::jsonb /* By name of a history (riwayat-kinerja), the import that delivered what the record says of it, where that is an earlier one than batch_id: a delivery without the history leaves it as it was. */,
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_one_per_nip UNIQUE (agency, nip),
  CONSTRAINT people_one_per_source_id UNIQUE (agency, source_id),
  CONSTRAINT people_agency FOREIGN KEY (agency) REFERENCES agencies(code),
  CONSTRAINT people_batch FOREIGN KEY (batch_id) REFERENCES import_batches(id),
  CONSTRAINT people_post FOREIGN KEY (post_id) REFERENCES posts(id),
  CONSTRAINT people_unit FOREIGN KEY (unit_id) REFERENCES units(id)
);
COMMENT ON TABLE people IS 'A person by surrogate key; record is what the rules may look at, parsed at import.';
CREATE INDEX people_by_unit ON public.people USING btree (unit_id);
CREATE INDEX people_in_order ON public.people USING btree (agency, id);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.people FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.people FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE people ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON people FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON people FOR SELECT TO PUBLIC USING ((is_conductor() OR (agency = ANY (( SELECT agencies_as('{hr,secretary,authority,auditor}'::text[]) AS agencies_as)::text[])) OR (id = ( SELECT viewer_person() AS viewer_person)) OR (unit_id IN ( SELECT headed_units() AS headed_units)) OR (id IN ( SELECT met_people() AS met_people))));
CREATE POLICY written ON people FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE people TO bukti_app;
GRANT SELECT ON TABLE people TO bukti_auditor;

CREATE TABLE placements ( -- owner bukti_owner
  choice_id uuid NOT NULL,
  selection_id uuid NOT NULL,
  candidate_ref uuid NOT NULL,
  person_id uuid NOT NULL,
  post_id uuid NOT NULL,
  decree jsonb NOT NULL,
  decreed_at timestamp with time zone NOT NULL,
  effective_on date NOT NULL,
  inaugurated_at timestamp with time zone,
  minutes jsonb,
  effected_at timestamp with time zone,
  prior_post_id uuid,
  prior_held_since date,
  revoked_at timestamp with time zone,
  revocation jsonb,
  entry_id uuid NOT NULL,
  CONSTRAINT placements_pkey PRIMARY KEY (choice_id),
  CONSTRAINT placements_candidate FOREIGN KEY (candidate_ref) REFERENCES candidates(ref),
  CONSTRAINT placements_choice FOREIGN KEY (choice_id) REFERENCES choices(id),
  CONSTRAINT placements_person FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT placements_post FOREIGN KEY (post_id) REFERENCES posts(id),
  CONSTRAINT placements_prior_post FOREIGN KEY (prior_post_id) REFERENCES posts(id),
  CONSTRAINT placements_selection FOREIGN KEY (selection_id) REFERENCES selections(id)
);
COMMENT ON TABLE placements IS 'SK, pelantikan, and what was before, so that a revocation can restore it. Where the choice was undone, the decree never took effect.';
CREATE INDEX placements_by_selection ON public.placements USING btree (selection_id);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.placements FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.placements FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE placements ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON placements FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON placements FOR SELECT TO PUBLIC USING ((is_conductor() OR ((selection_id IN ( SELECT readable_selections('placement'::text) AS readable_selections)) OR ((NOT (selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND (EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = placements.selection_id) AND (o.agency = ANY (( SELECT agencies_open('placement'::text, 'decided'::text, NULL::text) AS agencies_open)::text[])) AND o.decided))))) OR ((person_id = ( SELECT viewer_person() AS viewer_person)) AND (selection_id IN ( SELECT readable_selections('own-placement'::text) AS readable_selections)))));
CREATE POLICY written ON placements FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE placements TO bukti_app;
GRANT SELECT ON TABLE placements TO bukti_auditor;

CREATE TABLE plan_actions ( -- owner bukti_owner
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  goal_id uuid NOT NULL,
  kind text NOT NULL,
  due_on date NOT NULL,
  content jsonb,
  proposed_as text NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  reported_by uuid,
  report jsonb,
  register text,
  evidence jsonb /* The row that stands in this register of the record, without words of the plan; an import lays it over what it delivers. */,
  confirmed_at timestamp with time zone,
  reason text /* Why it was dropped, or its last report returned. */,
  entry_id uuid NOT NULL,
  CONSTRAINT plan_actions_pkey PRIMARY KEY (id),
  CONSTRAINT plan_actions_goal FOREIGN KEY (goal_id) REFERENCES plan_goals(id),
  CONSTRAINT plan_actions_plan FOREIGN KEY (plan_id) REFERENCES plans(id),
  CONSTRAINT plan_actions_reporter FOREIGN KEY (reported_by) REFERENCES accounts(id),
  CONSTRAINT plan_actions_confirmed CHECK (((state = 'confirmed'::text) = (confirmed_at IS NOT NULL))),
  CONSTRAINT plan_actions_kinds CHECK ((kind = ANY (ARRAY['training'::text, 'course'::text, 'certification'::text, 'team'::text, 'acting'::text, 'award'::text, 'study'::text, 'coaching'::text]))),
  CONSTRAINT plan_actions_registers CHECK ((register = ANY (ARRAY['trainings'::text, 'courses'::text, 'teams'::text, 'acting'::text, 'awards'::text]))),
  CONSTRAINT plan_actions_sides CHECK ((proposed_as = ANY (ARRAY['hr'::text, 'person'::text]))),
  CONSTRAINT plan_actions_states CHECK ((state = ANY (ARRAY['proposed'::text, 'agreed'::text, 'reported'::text, 'confirmed'::text, 'dropped'::text])))
);
COMMENT ON TABLE plan_actions IS 'What is done for a goal until a day. Confirmed, its evidence is a row of the person''s record.';
CREATE INDEX plan_actions_awaited ON public.plan_actions USING btree (plan_id) WHERE ((state = 'reported'::text) OR ((state = 'proposed'::text) AND (proposed_as = 'person'::text)));
CREATE INDEX plan_actions_evident ON public.plan_actions USING btree (plan_id) WHERE (register IS NOT NULL);
CREATE INDEX plan_actions_of_plan ON public.plan_actions USING btree (plan_id);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.plan_actions FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.plan_actions FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE plan_actions ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON plan_actions FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON plan_actions FOR SELECT TO PUBLIC USING ((is_conductor() OR (EXISTS ( SELECT
   FROM plans p
  WHERE (p.id = plan_actions.plan_id)))));
CREATE POLICY written ON plan_actions FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE plan_actions TO bukti_app;
GRANT SELECT ON TABLE plan_actions TO bukti_auditor;

CREATE TABLE plan_goals ( -- owner bukti_owner
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  content jsonb,
  proposed_as text NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT plan_goals_pkey PRIMARY KEY (id),
  CONSTRAINT plan_goals_plan FOREIGN KEY (plan_id) REFERENCES plans(id),
  CONSTRAINT plan_goals_sides CHECK ((proposed_as = ANY (ARRAY['hr'::text, 'person'::text]))),
  CONSTRAINT plan_goals_states CHECK ((state = ANY (ARRAY['proposed'::text, 'agreed'::text])))
);
COMMENT ON TABLE plan_goals IS 'What a plan is to reach; agreed by the side that did not propose it.';
CREATE INDEX plan_goals_awaited ON public.plan_goals USING btree (plan_id) WHERE ((state = 'proposed'::text) AND (proposed_as = 'person'::text));
CREATE INDEX plan_goals_of_plan ON public.plan_goals USING btree (plan_id);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.plan_goals FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.plan_goals FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE plan_goals ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON plan_goals FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON plan_goals FOR SELECT TO PUBLIC USING ((is_conductor() OR (EXISTS ( SELECT
   FROM plans p
  WHERE (p.id = plan_goals.plan_id)))));
CREATE POLICY written ON plan_goals FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE plan_goals TO bukti_app;
GRANT SELECT ON TABLE plan_goals TO bukti_auditor;

CREATE TABLE plan_reminders ( -- owner bukti_owner
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  kind text NOT NULL,
  action_id uuid,
  on_day date NOT NULL,
  sent_at timestamp with time zone NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT plan_reminders_pkey PRIMARY KEY (id),
  CONSTRAINT plan_reminders_once UNIQUE NULLS NOT DISTINCT (plan_id, kind, action_id, on_day),
  CONSTRAINT plan_reminders_action FOREIGN KEY (action_id) REFERENCES plan_actions(id),
  CONSTRAINT plan_reminders_plan FOREIGN KEY (plan_id) REFERENCES plans(id),
  CONSTRAINT plan_reminders_kinds CHECK ((kind = ANY (ARRAY['due-soon'::text, 'overdue'::text, 'review'::text, 'end'::text])))
);
COMMENT ON TABLE plan_reminders IS 'Word to those awaited, once for each day it belongs to.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.plan_reminders FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.plan_reminders FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE plan_reminders ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON plan_reminders FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON plan_reminders FOR SELECT TO PUBLIC USING ((is_conductor() OR (EXISTS ( SELECT
   FROM plans p
  WHERE (p.id = plan_reminders.plan_id)))));
CREATE POLICY written ON plan_reminders FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE plan_reminders TO bukti_app;
GRANT SELECT ON TABLE plan_reminders TO bukti_auditor;

CREATE TABLE plan_reviews ( -- owner bukti_owner
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  outcome text NOT NULL,
  text text,
  reviewed_by uuid NOT NULL,
  reviewed_at timestamp with time zone NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT plan_reviews_pkey PRIMARY KEY (id),
  CONSTRAINT plan_reviews_plan FOREIGN KEY (plan_id) REFERENCES plans(id),
  CONSTRAINT plan_reviews_reviewer FOREIGN KEY (reviewed_by) REFERENCES accounts(id),
  CONSTRAINT plan_reviews_outcomes CHECK ((outcome = ANY (ARRAY['on-track'::text, 'adjust'::text, 'at-risk'::text])))
);
COMMENT ON TABLE plan_reviews IS 'Yearly looks at a plan.';
CREATE INDEX plan_reviews_of_plan ON public.plan_reviews USING btree (plan_id);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.plan_reviews FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.plan_reviews FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE plan_reviews ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON plan_reviews FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON plan_reviews FOR SELECT TO PUBLIC USING ((is_conductor() OR (EXISTS ( SELECT
   FROM plans p
  WHERE (p.id = plan_reviews.plan_id)))));
CREATE POLICY written ON plan_reviews FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE plan_reviews TO bukti_app;
GRANT SELECT ON TABLE plan_reviews TO bukti_auditor;

CREATE TABLE plans ( -- owner bukti_owner
  id uuid NOT NULL,
  agency text NOT NULL,
  person_id uuid NOT NULL,
  person_ref uuid NOT NULL,
  map_id uuid,
  policy_id text NOT NULL,
  policy_version text NOT NULL,
  policy_digest bytea NOT NULL,
  content jsonb /* Box and recommended handling it stands on, and the ground in words; null once the person is erased. */,
  opened_by uuid NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  until date NOT NULL,
  review_on date NOT NULL /* The day by which it is reviewed next. */,
  mentor_ref uuid /* Ref of the mentor in the stream of the plan. */,
  closed_at timestamp with time zone,
  outcome text,
  closing text,
  entry_id uuid NOT NULL,
  CONSTRAINT plans_pkey PRIMARY KEY (id),
  CONSTRAINT plans_agency FOREIGN KEY (agency) REFERENCES agencies(code),
  CONSTRAINT plans_map FOREIGN KEY (map_id) REFERENCES mapping_runs(id),
  CONSTRAINT plans_opener FOREIGN KEY (opened_by) REFERENCES accounts(id),
  CONSTRAINT plans_person FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT plans_ended CHECK (((closed_at IS NULL) = (outcome IS NULL))),
  CONSTRAINT plans_outcomes CHECK ((outcome = ANY (ARRAY['achieved'::text, 'partly-achieved'::text, 'discontinued'::text])))
);
COMMENT ON TABLE plans IS 'Individual development plans (rencana pengembangan individu).';
CREATE INDEX plans_due ON public.plans USING btree (agency, LEAST(review_on, until)) WHERE (closed_at IS NULL);
CREATE INDEX plans_going_on ON public.plans USING btree (id) WHERE (closed_at IS NULL);
CREATE INDEX plans_of_agency ON public.plans USING btree (agency, ((closed_at IS NOT NULL)), opened_at DESC, id);
CREATE INDEX plans_of_mentor ON public.plans USING btree (mentor_ref) WHERE (mentor_ref IS NOT NULL);
CREATE INDEX plans_of_person ON public.plans USING btree (person_id);
CREATE UNIQUE INDEX plans_one_open ON public.plans USING btree (person_id) WHERE (closed_at IS NULL);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.plans FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.plans FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE plans ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON plans FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON plans FOR SELECT TO PUBLIC USING ((is_conductor() OR (person_id = ( SELECT viewer_person() AS viewer_person)) OR (agency = ANY (( SELECT agencies_as('{hr,auditor}'::text[]) AS agencies_as)::text[])) OR (EXISTS ( SELECT
   FROM (refs f
     JOIN grants g ON (((g.account_id = f.holder) AND (g.agency = plans.agency) AND (g.valid @> ledger.clock()))))
  WHERE ((f.ref = plans.mentor_ref) AND (f.holder = ( SELECT viewer_account() AS viewer_account)))))));
CREATE POLICY written ON plans FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE plans TO bukti_app;
GRANT SELECT ON TABLE plans TO bukti_auditor;

CREATE TABLE policies ( -- owner bukti_owner
  agency text NOT NULL,
  id text NOT NULL,
  version text NOT NULL,
  digest bytea NOT NULL,
  content bytea NOT NULL,
  published_at timestamp with time zone NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT policies_pkey PRIMARY KEY (agency, id, version),
  CONSTRAINT policies_agency FOREIGN KEY (agency) REFERENCES agencies(code),
  CONSTRAINT policies_content CHECK ((digest = sha256(content))),
  CONSTRAINT policies_digest_size CHECK ((octet_length(digest) = 32))
);
COMMENT ON TABLE policies IS 'Canonical bytes of each published pack; a selection is pinned to version and digest.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.policies FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.policies FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT INSERT, SELECT, UPDATE ON TABLE policies TO bukti_app;
GRANT SELECT ON TABLE policies TO bukti_auditor;

CREATE TABLE policy_proposals ( -- owner bukti_owner
  id uuid NOT NULL,
  agency text NOT NULL,
  policy_id text NOT NULL,
  version text NOT NULL,
  digest bytea NOT NULL,
  content bytea NOT NULL,
  examples integer NOT NULL /* How many worked examples came with it; all of them came out as written. */,
  state text NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  decided_by uuid,
  decided_at timestamp with time zone,
  reason text,
  entry_id uuid NOT NULL,
  CONSTRAINT policy_proposals_pkey PRIMARY KEY (id),
  CONSTRAINT policy_proposals_agency FOREIGN KEY (agency) REFERENCES agencies(code),
  CONSTRAINT policy_proposals_decider FOREIGN KEY (decided_by) REFERENCES accounts(id),
  CONSTRAINT policy_proposals_proposer FOREIGN KEY (proposed_by) REFERENCES accounts(id),
  CONSTRAINT policy_proposals_content CHECK ((digest = sha256(content))),
  CONSTRAINT policy_proposals_decided CHECK ((((state = 'open'::text) = (decided_by IS NULL)) AND ((state = 'open'::text) = (decided_at IS NULL)))),
  CONSTRAINT policy_proposals_digest_size CHECK ((octet_length(digest) = 32)),
  CONSTRAINT policy_proposals_four_eyes CHECK (((state <> 'approved'::text) OR (decided_by <> proposed_by))),
  CONSTRAINT policy_proposals_reasoned CHECK (((state <> 'declined'::text) OR (reason IS NOT NULL))),
  CONSTRAINT policy_proposals_states CHECK ((state = ANY (ARRAY['open'::text, 'approved'::text, 'declined'::text])))
);
COMMENT ON TABLE policy_proposals IS 'Packs that somebody has put to the authority, with its decision; content as canonical bytes.';
CREATE UNIQUE INDEX policy_proposals_one_open ON public.policy_proposals USING btree (agency, policy_id) WHERE (state = 'open'::text);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.policy_proposals FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.policy_proposals FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE policy_proposals ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON policy_proposals FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON policy_proposals FOR SELECT TO PUBLIC USING ((is_conductor() OR (agency = ANY (( SELECT agencies_as('{hr,secretary,authority,auditor,administrator}'::text[]) AS agencies_as)::text[]))));
CREATE POLICY written ON policy_proposals FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE policy_proposals TO bukti_app;
GRANT SELECT ON TABLE policy_proposals TO bukti_auditor;

CREATE TABLE pools ( -- owner bukti_owner
  selection_id uuid NOT NULL,
  attempt integer NOT NULL,
  completed_by uuid NOT NULL,
  completed_at timestamp with time zone NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT pools_pkey PRIMARY KEY (selection_id, attempt),
  CONSTRAINT pools_completer FOREIGN KEY (completed_by) REFERENCES accounts(id),
  CONSTRAINT pools_selection FOREIGN KEY (selection_id) REFERENCES selections(id)
);
COMMENT ON TABLE pools IS 'HR''s word that all nominations are in, which ends that window early.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.pools FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.pools FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE pools ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON pools FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON pools FOR SELECT TO PUBLIC USING ((is_conductor() OR (EXISTS ( SELECT
   FROM selections s
  WHERE (s.id = pools.selection_id)))));
CREATE POLICY written ON pools FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE pools TO bukti_app;
GRANT SELECT ON TABLE pools TO bukti_auditor;

CREATE TABLE posts ( -- owner bukti_owner
  id uuid NOT NULL,
  agency text NOT NULL,
  code text NOT NULL,
  title text NOT NULL,
  unit_id uuid,
  level text NOT NULL,
  eselon text,
  holder_id uuid,
  held_since date,
  entry_id uuid NOT NULL,
  CONSTRAINT posts_pkey PRIMARY KEY (id),
  CONSTRAINT posts_one_per_code UNIQUE (agency, code),
  CONSTRAINT posts_agency FOREIGN KEY (agency) REFERENCES agencies(code),
  CONSTRAINT posts_holder FOREIGN KEY (holder_id) REFERENCES people(id),
  CONSTRAINT posts_unit FOREIGN KEY (unit_id) REFERENCES units(id),
  CONSTRAINT posts_level CHECK ((level = ANY (ARRAY['jpt-utama'::text, 'jpt-madya'::text, 'jpt-pratama'::text, 'administrator'::text, 'pengawas'::text, 'functional'::text, 'staff'::text])))
);
COMMENT ON TABLE posts IS 'Jabatan; vacant where holder_id is null.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.posts FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.posts FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT INSERT, SELECT, UPDATE ON TABLE posts TO bukti_app;
GRANT SELECT ON TABLE posts TO bukti_auditor;

CREATE TABLE presences ( -- owner bukti_owner
  selection_id uuid NOT NULL,
  attempt integer NOT NULL,
  session integer NOT NULL,
  seat integer NOT NULL,
  presence text NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT presences_pkey PRIMARY KEY (selection_id, attempt, session, seat),
  CONSTRAINT presences_presence CHECK ((presence = ANY (ARRAY['present'::text, 'absent'::text])))
);
COMMENT ON TABLE presences IS 'Daftar hadir.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.presences FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.presences FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE presences ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON presences FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON presences FOR SELECT TO PUBLIC USING ((is_conductor() OR ((selection_id IN ( SELECT readable_selections('committee'::text) AS readable_selections)) OR ((NOT (selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND (EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = presences.selection_id) AND (o.agency = ANY (( SELECT agencies_open('committee'::text, NULL::text, NULL::text) AS agencies_open)::text[])))))))));
CREATE POLICY written ON presences FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE presences TO bukti_app;
GRANT SELECT ON TABLE presences TO bukti_auditor;

CREATE TABLE rankings ( -- owner bukti_owner
  selection_id uuid NOT NULL,
  attempt integer NOT NULL,
  content bytea NOT NULL,
  digest bytea NOT NULL,
  derived_at timestamp with time zone NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT rankings_pkey PRIMARY KEY (selection_id, attempt),
  CONSTRAINT rankings_selection FOREIGN KEY (selection_id) REFERENCES selections(id),
  CONSTRAINT rankings_content CHECK ((digest = sha256(content)))
);
COMMENT ON TABLE rankings IS 'Canonical bytes of the ranking with its trace per candidate.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.rankings FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.rankings FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE rankings ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON rankings FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON rankings FOR SELECT TO PUBLIC USING ((is_conductor() OR ((selection_id IN ( SELECT readable_selections('ranking'::text) AS readable_selections)) OR ((NOT (selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND ((EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = rankings.selection_id) AND (o.agency = ANY (( SELECT agencies_open('ranking'::text, 'decided'::text, NULL::text) AS agencies_open)::text[])) AND o.decided))) OR (EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = rankings.selection_id) AND (o.agency = ANY (( SELECT agencies_open('ranking'::text, 'ranked'::text, NULL::text) AS agencies_open)::text[])) AND o.ranked))))))));
CREATE POLICY written ON rankings FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE rankings TO bukti_app;
GRANT SELECT ON TABLE rankings TO bukti_auditor;

CREATE TABLE read_ways ( -- owner bukti_owner
  reading text NOT NULL,
  way integer NOT NULL,
  roles text[] NOT NULL,
  standing text,
  after text,
  CONSTRAINT read_ways_pkey PRIMARY KEY (reading, way),
  CONSTRAINT read_ways_after CHECK ((after = ANY (ARRAY['sealed'::text, 'sheets-revealed'::text, 'ranked'::text, 'ballots-revealed'::text, 'decided'::text]))),
  CONSTRAINT read_ways_standing CHECK ((standing = ANY (ARRAY['own'::text, 'seat'::text, 'cleared'::text, 'assigned'::text, 'nominator'::text])))
);
COMMENT ON TABLE read_ways IS 'readRules of the domain as rows: any role of a way, with its standing, once the selection has passed its phase. Changed by migrations alone, which then write the policies anew.';
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON public.read_ways FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- always
CREATE TRIGGER rules_stand BEFORE INSERT OR DELETE OR UPDATE ON public.read_ways FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT SELECT ON TABLE read_ways TO bukti_app;
GRANT SELECT ON TABLE read_ways TO bukti_auditor;

CREATE TABLE readers ( -- owner bukti_owner
  ref uuid NOT NULL,
  account_id uuid NOT NULL,
  agency text NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT readers_pkey PRIMARY KEY (ref),
  CONSTRAINT readers_one_per_account UNIQUE (account_id, agency),
  CONSTRAINT readers_account FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT readers_agency FOREIGN KEY (agency) REFERENCES agencies(code)
);
COMMENT ON TABLE readers IS 'The stream reader/<ref> of an account in an agency; who it is stands sealed in its first entry.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.readers FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.readers FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE readers ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON readers FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON readers FOR SELECT TO PUBLIC USING ((is_conductor() OR (account_id = viewer_account())));
CREATE POLICY written ON readers FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE readers TO bukti_app;
GRANT SELECT ON TABLE readers TO bukti_auditor;

CREATE TABLE readings ( -- owner bukti_owner
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  account_id uuid NOT NULL,
  agency text NOT NULL,
  stream text NOT NULL,
  reading text NOT NULL,
  read_at timestamp with time zone NOT NULL,
  folded_in uuid,
  CONSTRAINT readings_pkey PRIMARY KEY (id),
  CONSTRAINT readings_account FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT readings_agency FOREIGN KEY (agency) REFERENCES agencies(code),
  CONSTRAINT readings_folded FOREIGN KEY (folded_in) REFERENCES ledger.entries(id)
);
COMMENT ON TABLE readings IS 'Ordinary rows until they are folded: an entry per reader every minute or 200 items. folded_in is set once.';
CREATE INDEX readings_by_account ON public.readings USING btree (account_id, id DESC);
CREATE INDEX readings_unfolded ON public.readings USING btree (account_id, agency, id) WHERE (folded_in IS NULL);
CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON public.readings FOR EACH ROW EXECUTE FUNCTION keep_reading(); -- always
ALTER TABLE readings ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON readings FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON readings FOR SELECT TO PUBLIC USING ((is_conductor() OR (account_id = viewer_account())));
CREATE POLICY written ON readings FOR INSERT TO bukti_app WITH CHECK ((is_conductor() OR (account_id = viewer_account())));
GRANT INSERT, SELECT ON TABLE readings TO bukti_app;
GRANT SELECT ON TABLE readings TO bukti_auditor;
GRANT UPDATE (folded_in) ON readings TO bukti_app;

CREATE TABLE refs ( -- owner bukti_owner
  stream text NOT NULL,
  holder uuid NOT NULL,
  ref uuid NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT refs_pkey PRIMARY KEY (stream, holder),
  CONSTRAINT refs_one_per_ref UNIQUE (ref)
);
COMMENT ON TABLE refs IS 'Random name of an account or person inside one stream, bound there by a person.bound/1 entry.';
CREATE INDEX refs_by_holder ON public.refs USING btree (holder);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.refs FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.refs FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT INSERT, SELECT, UPDATE ON TABLE refs TO bukti_app;
GRANT SELECT ON TABLE refs TO bukti_auditor;

CREATE TABLE reminders ( -- owner postgres
  selection_id uuid NOT NULL,
  stage text NOT NULL,
  attempt integer NOT NULL,
  step text NOT NULL,
  kind text NOT NULL,
  recipients integer NOT NULL,
  sent_at timestamp with time zone NOT NULL,
  sent_by uuid,
  entry_id uuid NOT NULL,
  CONSTRAINT reminders_pkey PRIMARY KEY (entry_id),
  CONSTRAINT reminders_selection FOREIGN KEY (selection_id) REFERENCES selections(id),
  CONSTRAINT reminders_sender FOREIGN KEY (sent_by) REFERENCES accounts(id),
  CONSTRAINT reminders_by_hand CHECK (((kind = 'manual'::text) = (sent_by IS NOT NULL))),
  CONSTRAINT reminders_kind CHECK ((kind = ANY (ARRAY['reminder'::text, 'escalation'::text, 'manual'::text])))
);
COMMENT ON TABLE reminders IS 'Who was awaited was told so: by the policy''s clock, or by hand.';
CREATE INDEX reminders_by_stage ON public.reminders USING btree (selection_id, stage, attempt, sent_at);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.reminders FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.reminders FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE reminders ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON reminders FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON reminders FOR SELECT TO PUBLIC USING ((is_conductor() OR (selection_roles(selection_id) && ARRAY['hr'::text, 'secretary'::text, 'auditor'::text, 'authority'::text])));
CREATE POLICY written ON reminders FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE reminders TO bukti_app;
GRANT SELECT ON TABLE reminders TO bukti_auditor;

CREATE TABLE retention_rules ( -- owner bukti_owner
  agency text NOT NULL,
  version text NOT NULL,
  digest bytea NOT NULL,
  content bytea NOT NULL,
  published_at timestamp with time zone NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT retention_rules_pkey PRIMARY KEY (agency, version),
  CONSTRAINT retention_rules_agency FOREIGN KEY (agency) REFERENCES agencies(code),
  CONSTRAINT retention_rules_content CHECK ((digest = sha256(content)))
);
COMMENT ON TABLE retention_rules IS 'How long personal data is kept, on which legal ground it may be erased, and on which a hold stops that.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.retention_rules FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.retention_rules FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT INSERT, SELECT, UPDATE ON TABLE retention_rules TO bukti_app;
GRANT SELECT ON TABLE retention_rules TO bukti_auditor;

CREATE TABLE score_sheets ( -- owner bukti_owner
  candidate_ref uuid NOT NULL,
  assessor_ref uuid NOT NULL,
  attempt integer NOT NULL,
  round text NOT NULL,
  selection_id uuid NOT NULL,
  scores jsonb NOT NULL,
  reasons jsonb NOT NULL,
  filed_at timestamp with time zone NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT score_sheets_pkey PRIMARY KEY (candidate_ref, assessor_ref, attempt, round),
  CONSTRAINT score_sheets_assessor FOREIGN KEY (assessor_ref) REFERENCES assessors(ref),
  CONSTRAINT score_sheets_candidate FOREIGN KEY (candidate_ref) REFERENCES candidates(ref),
  CONSTRAINT score_sheets_selection FOREIGN KEY (selection_id) REFERENCES selections(id),
  CONSTRAINT score_sheets_round CHECK ((round = ANY (ARRAY['independent'::text, 'final'::text])))
);
COMMENT ON TABLE score_sheets IS 'Scores per criterion as exact decimal strings; the final round never replaces the independent one.';
CREATE INDEX score_sheets_by_selection ON public.score_sheets USING btree (selection_id, attempt, round);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.score_sheets FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.score_sheets FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE score_sheets ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON score_sheets FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON score_sheets FOR SELECT TO PUBLIC USING ((is_conductor() OR (assessor_ref IN ( SELECT own_assessor_refs() AS own_assessor_refs)) OR (((selection_id IN ( SELECT readable_selections('sheets'::text) AS readable_selections)) OR ((NOT (selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND (EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = score_sheets.selection_id) AND (o.agency = ANY (( SELECT agencies_open('sheets'::text, 'sheets-revealed'::text, NULL::text) AS agencies_open)::text[])) AND o.sheets_revealed))))) AND (EXISTS ( SELECT
   FROM revealed_sheets v
  WHERE ((v.selection_id = score_sheets.selection_id) AND (v.attempt = score_sheets.attempt)))))));
CREATE POLICY written ON score_sheets FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE score_sheets TO bukti_app;
GRANT SELECT ON TABLE score_sheets TO bukti_auditor;

CREATE TABLE seats ( -- owner bukti_owner
  selection_id uuid NOT NULL,
  seat integer NOT NULL,
  holder_no integer NOT NULL DEFAULT 1,
  account_id uuid NOT NULL,
  ref uuid NOT NULL,
  role text NOT NULL,
  removed_at timestamp with time zone,
  recused_at timestamp with time zone,
  recusal text,
  entry_id uuid NOT NULL,
  CONSTRAINT seats_pkey PRIMARY KEY (selection_id, seat, holder_no),
  CONSTRAINT seats_account FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT seats_selection FOREIGN KEY (selection_id) REFERENCES selections(id),
  CONSTRAINT seats_number CHECK ((seat > 0)),
  CONSTRAINT seats_recusal CHECK ((recusal = ANY (ARRAY['declared'::text, 'stepped-back'::text, 'upheld'::text]))),
  CONSTRAINT seats_recused_whole CHECK (((recused_at IS NULL) = (recusal IS NULL))),
  CONSTRAINT seats_role CHECK ((role = ANY (ARRAY['chair'::text, 'member'::text])))
);
COMMENT ON TABLE seats IS 'Who holds which seat; a replacement is the next holder of the same seat.';
CREATE INDEX seats_by_account ON public.seats USING btree (account_id);
CREATE UNIQUE INDEX seats_one_chair ON public.seats USING btree (selection_id) WHERE ((removed_at IS NULL) AND (role = 'chair'::text));
CREATE UNIQUE INDEX seats_one_holder ON public.seats USING btree (selection_id, seat) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX seats_one_seat_each ON public.seats USING btree (selection_id, account_id) WHERE (removed_at IS NULL);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.seats FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.seats FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE seats ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON seats FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON seats FOR SELECT TO PUBLIC USING ((is_conductor() OR ((selection_id IN ( SELECT readable_selections('committee'::text) AS readable_selections)) OR ((NOT (selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND (EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = seats.selection_id) AND (o.agency = ANY (( SELECT agencies_open('committee'::text, NULL::text, NULL::text) AS agencies_open)::text[])))))))));
CREATE POLICY written ON seats FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE seats TO bukti_app;
GRANT SELECT ON TABLE seats TO bukti_auditor;

CREATE TABLE selections ( -- owner bukti_owner
  id uuid NOT NULL,
  agency text NOT NULL,
  number integer NOT NULL,
  code text NOT NULL,
  post_id uuid NOT NULL,
  planned_on date NOT NULL,
  policy_id text NOT NULL,
  policy_version text NOT NULL,
  policy_digest bytea NOT NULL,
  state text NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  opened_by uuid NOT NULL,
  ended_at timestamp with time zone,
  entry_id uuid NOT NULL,
  CONSTRAINT selections_pkey PRIMARY KEY (id),
  CONSTRAINT selections_one_per_code UNIQUE (agency, code),
  CONSTRAINT selections_one_per_number UNIQUE (agency, number),
  CONSTRAINT selections_agency FOREIGN KEY (agency) REFERENCES agencies(code),
  CONSTRAINT selections_opener FOREIGN KEY (opened_by) REFERENCES accounts(id),
  CONSTRAINT selections_policy FOREIGN KEY (agency, policy_id, policy_version) REFERENCES policies(agency, id, version),
  CONSTRAINT selections_post FOREIGN KEY (post_id) REFERENCES posts(id),
  CONSTRAINT selections_state CHECK ((state = ANY (ARRAY['draft'::text, 'sealed'::text, 'running'::text, 'decided'::text, 'placed'::text, 'revoked'::text, 'cancelled'::text, 'failed'::text])))
);
COMMENT ON TABLE selections IS 'The case. Its row is locked by every act on it, which makes its stream single-writer.';
CREATE INDEX selections_by_state ON public.selections USING btree (agency, state, number);
CREATE INDEX selections_pinned ON public.selections USING btree (agency, policy_id, policy_version);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.selections FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.selections FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE selections ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON selections FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON selections FOR SELECT TO PUBLIC USING ((( SELECT is_conductor() AS is_conductor) OR (((agency = ANY (( SELECT agencies_open('selection'::text, NULL::text) AS agencies_open)::text[])) OR ((agency = ANY (( SELECT agencies_open('selection'::text, 'sealed'::text) AS agencies_open)::text[])) AND (EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = selections.id) AND o.sealed))))) AND (NOT (id IN ( SELECT own_candidacies() AS own_candidacies)))) OR (id IN ( SELECT readable_selections('selection'::text) AS readable_selections))));
CREATE POLICY written ON selections FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE selections TO bukti_app;
GRANT SELECT ON TABLE selections TO bukti_auditor;

CREATE TABLE sessions ( -- owner bukti_owner
  sid character varying NOT NULL,
  sess json NOT NULL,
  expire timestamp(6) without time zone NOT NULL,
  CONSTRAINT sessions_pkey PRIMARY KEY (sid)
);
COMMENT ON TABLE sessions IS 'Browser sessions (connect-pg-simple); a deleted row is a revoked session. Not part of the record.';
CREATE INDEX sessions_expire ON public.sessions USING btree (expire);
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE sessions TO bukti_app;

CREATE TABLE stages ( -- owner bukti_owner
  selection_id uuid NOT NULL,
  kind text NOT NULL,
  attempt integer NOT NULL,
  state text NOT NULL,
  step text NOT NULL,
  opened_at timestamp with time zone,
  step_since timestamp with time zone,
  due_at timestamp with time zone,
  deadline jsonb,
  calendar_digest bytea,
  paused_at timestamp with time zone,
  blocked text,
  reminders_sent integer NOT NULL DEFAULT 0,
  closed_at timestamp with time zone,
  result text,
  entry_id uuid NOT NULL,
  agency text NOT NULL /* That of the selection, for row security; filled by a trigger. */,
  CONSTRAINT stages_pkey PRIMARY KEY (selection_id, kind, attempt),
  CONSTRAINT stages_selection FOREIGN KEY (selection_id) REFERENCES selections(id),
  CONSTRAINT stages_attempt CHECK ((attempt > 0)),
  CONSTRAINT stages_closed CHECK (((state = 'closed'::text) = (result IS NOT NULL))),
  CONSTRAINT stages_kind CHECK ((kind = ANY (ARRAY['nomination'::text, 'assessment'::text, 'committee-review'::text, 'placement'::text]))),
  CONSTRAINT stages_paused CHECK (((state = 'paused'::text) = (paused_at IS NOT NULL))),
  CONSTRAINT stages_state CHECK ((state = ANY (ARRAY['planned'::text, 'open'::text, 'paused'::text, 'closing'::text, 'closed'::text, 'cancelled'::text])))
);
COMMENT ON TABLE stages IS 'Written by workflow activities alone. deadline is the arithmetic behind due_at, as shown and as verified.';
COMMENT ON INDEX stages_one_live IS 'A selection is in one stage at a time.';
CREATE INDEX stages_due ON public.stages USING btree (due_at) WHERE (state = 'open'::text);
CREATE INDEX stages_live ON public.stages USING btree (selection_id) INCLUDE (agency, kind, state, step, due_at, blocked) WHERE (state = ANY (ARRAY['planned'::text, 'open'::text, 'paused'::text, 'closing'::text]));
CREATE UNIQUE INDEX stages_one_live ON public.stages USING btree (selection_id) WHERE (state = ANY (ARRAY['planned'::text, 'open'::text, 'paused'::text, 'closing'::text]));
CREATE INDEX stages_taken ON public.stages USING btree (agency, kind) INCLUDE (selection_id, opened_at, closed_at) WHERE (state = 'closed'::text);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.stages FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER fill_agency BEFORE INSERT ON public.stages FOR EACH ROW EXECUTE FUNCTION fill_stage_agency();
CREATE TRIGGER never_deleted BEFORE DELETE ON public.stages FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE stages ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON stages FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON stages FOR SELECT TO PUBLIC USING ((( SELECT is_conductor() AS is_conductor) OR (((agency = ANY (( SELECT agencies_open('selection'::text, NULL::text) AS agencies_open)::text[])) OR ((agency = ANY (( SELECT agencies_open('selection'::text, 'sealed'::text) AS agencies_open)::text[])) AND (EXISTS ( SELECT
   FROM selection_phases o
  WHERE ((o.id = stages.selection_id) AND o.sealed))))) AND (NOT (selection_id IN ( SELECT own_candidacies() AS own_candidacies)))) OR (selection_id IN ( SELECT readable_selections('selection'::text) AS readable_selections))));
CREATE POLICY written ON stages FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE stages TO bukti_app;
GRANT SELECT ON TABLE stages TO bukti_auditor;

CREATE TABLE standing_findings ( -- owner bukti_owner
  finding_id bigint NOT NULL,
  agency text NOT NULL,
  CONSTRAINT standing_findings_pkey PRIMARY KEY (finding_id),
  CONSTRAINT standing_findings_agency FOREIGN KEY (agency) REFERENCES agencies(code),
  CONSTRAINT standing_findings_finding FOREIGN KEY (finding_id) REFERENCES import_findings(id)
);
COMMENT ON TABLE standing_findings IS 'Findings of earlier deliveries about people who were in no delivery of that kind of file since. Follows from the imports: no part of the record.';
CREATE INDEX standing_findings_by_agency ON public.standing_findings USING btree (agency);
ALTER TABLE standing_findings ENABLE ROW LEVEL SECURITY;
CREATE POLICY kept ON standing_findings FOR ALL TO bukti_app USING (is_conductor()) WITH CHECK (is_conductor());
CREATE POLICY readable ON standing_findings FOR SELECT TO PUBLIC USING ((is_conductor() OR (agency = ANY (( SELECT agencies_as('{hr,auditor}'::text[]) AS agencies_as)::text[]))));
GRANT DELETE, INSERT, SELECT ON TABLE standing_findings TO bukti_app;
GRANT SELECT ON TABLE standing_findings TO bukti_auditor;

CREATE TABLE successor_readiness ( -- owner bukti_owner
  id uuid NOT NULL,
  successor_id uuid NOT NULL,
  policy_digest bytea NOT NULL,
  on_day date,
  readiness text,
  ready_on date,
  missing text[],
  gates jsonb,
  derived_at timestamp with time zone NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT successor_readiness_pkey PRIMARY KEY (id),
  CONSTRAINT successor_readiness_successor FOREIGN KEY (successor_id) REFERENCES successors(id),
  CONSTRAINT successor_readiness_steps CHECK ((readiness = ANY (ARRAY['now'::text, 'one-to-two-years'::text, 'later'::text, 'unknown'::text])))
);
COMMENT ON TABLE successor_readiness IS 'What readiness/1 made of a successor''s record, each time that it was recorded. A later one stands beside it and changes nothing; only an erasure empties it.';
CREATE INDEX successor_readiness_of_successor ON public.successor_readiness USING btree (successor_id, derived_at);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.successor_readiness FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.successor_readiness FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE successor_readiness ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON successor_readiness FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON successor_readiness FOR SELECT TO PUBLIC USING ((is_conductor() OR (EXISTS ( SELECT
   FROM successors s
  WHERE (s.id = successor_readiness.successor_id)))));
CREATE POLICY written ON successor_readiness FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE successor_readiness TO bukti_app;
GRANT SELECT ON TABLE successor_readiness TO bukti_auditor;

CREATE TABLE successors ( -- owner bukti_owner
  id uuid NOT NULL,
  designation_id uuid NOT NULL,
  post_id uuid NOT NULL,
  person_id uuid NOT NULL,
  person_ref uuid NOT NULL /* The person's name in the stream of the post. */,
  map_id uuid NOT NULL,
  box smallint /* On the map, moves by the committee included; null once erased. */,
  talent_value text /* Exact, on the map; orders those who are equally ready. */,
  named_by uuid NOT NULL,
  named_at timestamp with time zone NOT NULL,
  removed_at timestamp with time zone,
  removal_reason text,
  entry_id uuid NOT NULL,
  decided_at timestamp with time zone /* When the authority decided on them; null while they are proposed. */,
  CONSTRAINT successors_pkey PRIMARY KEY (id),
  CONSTRAINT successors_designation FOREIGN KEY (designation_id) REFERENCES critical_posts(id),
  CONSTRAINT successors_map FOREIGN KEY (map_id) REFERENCES mapping_runs(id),
  CONSTRAINT successors_namer FOREIGN KEY (named_by) REFERENCES accounts(id),
  CONSTRAINT successors_person FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT successors_post FOREIGN KEY (post_id) REFERENCES posts(id),
  CONSTRAINT successors_nine CHECK (((box >= 1) AND (box <= 9))),
  CONSTRAINT successors_removed CHECK (((removal_reason IS NULL) OR (removed_at IS NOT NULL)))
);
COMMENT ON TABLE successors IS 'Who is or was named to succeed the holder of a critical post; they stand while neither they nor the designation have ended.';
CREATE UNIQUE INDEX successors_named_once ON public.successors USING btree (designation_id, person_id) WHERE (removed_at IS NULL);
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.successors FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.successors FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE successors ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON successors FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON successors FOR SELECT TO PUBLIC USING ((is_conductor() OR (EXISTS ( SELECT
   FROM critical_posts c
  WHERE (c.id = successors.designation_id)))));
CREATE POLICY written ON successors FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE successors TO bukti_app;
GRANT SELECT ON TABLE successors TO bukti_auditor;

CREATE TABLE units ( -- owner bukti_owner
  id uuid NOT NULL,
  agency text NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  parent_id uuid,
  deleted boolean NOT NULL DEFAULT false,
  fields_of_study text[] /* Programmes of study that fit the work of the unit; null where the source does not say. */,
  entry_id uuid NOT NULL,
  CONSTRAINT units_pkey PRIMARY KEY (id),
  CONSTRAINT units_one_per_code UNIQUE (agency, code),
  CONSTRAINT units_agency FOREIGN KEY (agency) REFERENCES agencies(code),
  CONSTRAINT units_parent FOREIGN KEY (parent_id) REFERENCES units(id)
);
COMMENT ON TABLE units IS 'Unit organisasi.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.units FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.units FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
GRANT INSERT, SELECT, UPDATE ON TABLE units TO bukti_app;
GRANT SELECT ON TABLE units TO bukti_auditor;

CREATE TABLE verifications ( -- owner bukti_owner
  candidate_ref uuid NOT NULL,
  gate text NOT NULL,
  result text NOT NULL,
  evidence text NOT NULL,
  verified_by uuid NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT verifications_pkey PRIMARY KEY (candidate_ref, gate),
  CONSTRAINT verifications_candidate FOREIGN KEY (candidate_ref) REFERENCES candidates(ref),
  CONSTRAINT verifications_verifier FOREIGN KEY (verified_by) REFERENCES accounts(id),
  CONSTRAINT verifications_result CHECK ((result = ANY (ARRAY['pass'::text, 'fail'::text])))
);
COMMENT ON TABLE verifications IS 'A human answer, with evidence, to a gate that the data left UNKNOWN.';
CREATE TRIGGER couple_entry BEFORE INSERT OR UPDATE ON public.verifications FOR EACH ROW EXECUTE FUNCTION ledger.couple_entry(); -- always
CREATE TRIGGER never_deleted BEFORE DELETE ON public.verifications FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); -- always
ALTER TABLE verifications ENABLE ROW LEVEL SECURITY;
CREATE POLICY changed ON verifications FOR UPDATE TO bukti_app USING (is_conductor());
CREATE POLICY readable ON verifications FOR SELECT TO PUBLIC USING ((is_conductor() OR (EXISTS ( SELECT
   FROM candidates c
  WHERE ((c.ref = verifications.candidate_ref) AND ((c.selection_id IN ( SELECT readable_selections('verifications'::text) AS readable_selections)) OR ((NOT (c.selection_id IN ( SELECT own_candidacies() AS own_candidacies))) AND (EXISTS ( SELECT
           FROM selection_phases o
          WHERE ((o.id = c.selection_id) AND (o.agency = ANY (( SELECT agencies_open('verifications'::text, 'sealed'::text, NULL::text) AS agencies_open)::text[])) AND o.sealed)))) OR ((c.person_id = ( SELECT viewer_person() AS viewer_person)) AND (c.selection_id IN ( SELECT readable_selections('own-candidacy'::text) AS readable_selections)))))))));
CREATE POLICY written ON verifications FOR INSERT TO bukti_app WITH CHECK (is_conductor());
GRANT INSERT, SELECT, UPDATE ON TABLE verifications TO bukti_app;
GRANT SELECT ON TABLE verifications TO bukti_auditor;

CREATE TABLE wake_marks ( -- owner bukti_owner
  selection_id uuid NOT NULL,
  ready_since timestamp with time zone,
  poked_at timestamp with time zone,
  pokes integer NOT NULL DEFAULT 0,
  CONSTRAINT wake_marks_pkey PRIMARY KEY (selection_id),
  CONSTRAINT wake_marks_selection FOREIGN KEY (selection_id) REFERENCES selections(id)
);
COMMENT ON TABLE wake_marks IS 'Level-triggered: set by a fact that may have made the stage ready, cleared by the tick that looked.';
CREATE INDEX wake_marks_ready ON public.wake_marks USING btree (ready_since) WHERE (ready_since IS NOT NULL);
GRANT INSERT, SELECT, UPDATE ON TABLE wake_marks TO bukti_app;

CREATE TABLE vault.acts ( -- owner bukti_owner
  entry_id uuid NOT NULL,
  salt bytea NOT NULL,
  digest bytea NOT NULL,
  CONSTRAINT acts_pkey PRIMARY KEY (entry_id)
);
COMMENT ON TABLE vault.acts IS 'Salted digest of the content of an act, so that a repeated act is recognised and another one under its key refused.';
GRANT INSERT, SELECT ON TABLE vault.acts TO bukti_app;
GRANT SELECT ON TABLE vault.acts TO bukti_auditor;

CREATE TABLE vault.keys ( -- owner bukti_owner
  key_id uuid NOT NULL,
  holder uuid NOT NULL,
  wrapped bytea,
  destroyed_at timestamp with time zone,
  CONSTRAINT keys_pkey PRIMARY KEY (key_id),
  CONSTRAINT keys_destroyed_whole CHECK (((wrapped IS NULL) = (destroyed_at IS NOT NULL)))
);
COMMENT ON TABLE vault.keys IS 'Data keys, each wrapped by the key-encryption key, which never lies in this database.';
CREATE UNIQUE INDEX keys_one_living_per_holder ON vault.keys USING btree (holder) WHERE (destroyed_at IS NULL);
GRANT INSERT, SELECT ON TABLE vault.keys TO bukti_app;
GRANT SELECT ON TABLE vault.keys TO bukti_auditor;

CREATE TABLE vault.openings ( -- owner bukti_owner
  entry_id uuid NOT NULL,
  field text NOT NULL,
  key_id uuid NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT openings_pkey PRIMARY KEY (entry_id, field),
  CONSTRAINT openings_key FOREIGN KEY (key_id) REFERENCES vault.keys(key_id)
);
COMMENT ON TABLE vault.openings IS 'AES-256-GCM(key of the holder, salt || value); the additional data bind it to log, entry, type and field.';
GRANT INSERT, SELECT ON TABLE vault.openings TO bukti_app;
GRANT SELECT ON TABLE vault.openings TO bukti_auditor;

CREATE VIEW newest_deliveries WITH (security_invoker=true) AS -- owner bukti_owner
 SELECT DISTINCT ON (b.agency, (split_part(f.value ->> 'name'::text, '.'::text, 1))) b.agency,
    split_part(f.value ->> 'name'::text, '.'::text, 1) AS kind,
    b.id AS batch_id,
    b.imported_at
   FROM import_batches b
     CROSS JOIN LATERAL jsonb_array_elements(b.files) f(value)
  ORDER BY b.agency, (split_part(f.value ->> 'name'::text, '.'::text, 1)), b.imported_at DESC, b.id DESC;
COMMENT ON TABLE newest_deliveries IS 'Each kind of file as it was delivered last.';
GRANT SELECT ON TABLE newest_deliveries TO bukti_app;
GRANT SELECT ON TABLE newest_deliveries TO bukti_auditor;

CREATE VIEW open_findings WITH (security_invoker=true) AS -- owner bukti_owner
 SELECT n.agency,
    n.imported_at,
    x.id,
    x.file,
    x.line,
    x.field,
    x.code,
    x.value,
    x.person_id
   FROM newest_deliveries n
     JOIN import_findings x ON x.batch_id = n.batch_id AND split_part(x.file, '.'::text, 1) = n.kind
UNION ALL
 SELECT s.agency,
    b.imported_at,
    x.id,
    x.file,
    x.line,
    x.field,
    x.code,
    x.value,
    x.person_id
   FROM standing_findings s
     JOIN import_findings x ON x.id = s.finding_id
     JOIN import_batches b ON b.id = x.batch_id;
COMMENT ON TABLE open_findings IS 'The quality queue.';
GRANT SELECT ON TABLE open_findings TO bukti_app;
GRANT SELECT ON TABLE open_findings TO bukti_auditor;

CREATE VIEW outcomes AS -- owner bukti_owner
 SELECT selection_id,
    attempt,
    version,
    digest,
    closed_at,
    outcome
   FROM motions m
  WHERE closed_at IS NOT NULL AND (is_conductor() OR (selection_id IN ( SELECT readable_selections('outcome'::text) AS readable_selections)) OR NOT (selection_id IN ( SELECT own_candidacies() AS own_candidacies)) AND ((EXISTS ( SELECT
           FROM selection_phases o
          WHERE o.id = m.selection_id AND (o.agency = ANY ((( SELECT agencies_open('outcome'::text, 'ballots-revealed'::text, NULL::text) AS agencies_open))::text[])) AND o.ballots_revealed)) OR (EXISTS ( SELECT
           FROM selection_phases o
          WHERE o.id = m.selection_id AND (o.agency = ANY ((( SELECT agencies_open('outcome'::text, 'decided'::text, NULL::text) AS agencies_open))::text[])) AND o.decided))));
COMMENT ON TABLE outcomes IS 'Closed motions by what they yielded, under the reading outcome: neither mover nor content.';
GRANT SELECT ON TABLE outcomes TO bukti_app;
GRANT SELECT ON TABLE outcomes TO bukti_auditor;

CREATE VIEW revealed_sheets AS -- owner bukti_owner
 SELECT selection_id,
    attempt
   FROM stages
  WHERE kind = 'assessment'::text AND (state = 'closed'::text OR step = 'final'::text);
COMMENT ON TABLE revealed_sheets IS 'A reopened assessment is blind again, whatever was revealed before.';
GRANT SELECT ON TABLE revealed_sheets TO bukti_app;
GRANT SELECT ON TABLE revealed_sheets TO bukti_auditor;

CREATE VIEW selection_phases AS -- owner bukti_owner
 SELECT id,
    agency,
    (state <> ALL (ARRAY['draft'::text, 'cancelled'::text])) OR (EXISTS ( SELECT
           FROM criteria k
          WHERE k.selection_id = s.id AND k.countersigned_by IS NOT NULL)) AS sealed,
    (EXISTS ( SELECT
           FROM stages g
          WHERE g.selection_id = s.id AND g.kind = 'assessment'::text AND (g.state = 'closed'::text OR g.step = 'final'::text))) AS sheets_revealed,
    (EXISTS ( SELECT
           FROM rankings r
          WHERE r.selection_id = s.id)) AS ranked,
    (EXISTS ( SELECT
           FROM motions m
          WHERE m.selection_id = s.id AND m.closed_at IS NOT NULL)) AS ballots_revealed,
    (state = ANY (ARRAY['decided'::text, 'placed'::text, 'revoked'::text])) OR (state = ANY (ARRAY['failed'::text, 'cancelled'::text])) AND (( SELECT g.state = 'closed'::text
           FROM stages g
          WHERE g.selection_id = s.id AND g.kind = 'committee-review'::text
          ORDER BY g.attempt DESC
         LIMIT 1)) IS TRUE AS decided
   FROM selections s;
COMMENT ON TABLE selection_phases IS 'The phases of the reading rules. decided: the committee''s decision stands; while its review is done again, it does not.';
GRANT SELECT ON TABLE selection_phases TO bukti_app;
GRANT SELECT ON TABLE selection_phases TO bukti_auditor;
