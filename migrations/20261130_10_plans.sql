-- Individual development plans: goals, actions, evidence, reminders, reviews; the person's plan goes with them when they are erased.
SET LOCAL ROLE bukti_owner;

CREATE TABLE plans (
  id uuid CONSTRAINT plans_pkey PRIMARY KEY,
  agency text NOT NULL CONSTRAINT plans_agency REFERENCES agencies (code),
  person_id uuid NOT NULL CONSTRAINT plans_person REFERENCES people,
  person_ref uuid NOT NULL,
  map_id uuid CONSTRAINT plans_map REFERENCES mapping_runs,
  policy_id text NOT NULL,
  policy_version text NOT NULL,
  policy_digest bytea NOT NULL,
  content jsonb,
  opened_by uuid NOT NULL CONSTRAINT plans_opener REFERENCES accounts,
  opened_at timestamptz NOT NULL,
  until date NOT NULL,
  review_on date NOT NULL,
  mentor_ref uuid,
  closed_at timestamptz,
  outcome text CONSTRAINT plans_outcomes CHECK (outcome IN ('achieved', 'partly-achieved', 'discontinued')),
  closing text,
  entry_id uuid NOT NULL,
  CONSTRAINT plans_ended CHECK ((closed_at IS NULL) = (outcome IS NULL))
);
COMMENT ON TABLE plans IS 'Individual development plans (rencana pengembangan individu).';
COMMENT ON COLUMN plans.content IS 'Box and recommended handling it stands on, and the ground in words; null once the person is erased.';
COMMENT ON COLUMN plans.review_on IS 'The day by which it is reviewed next.';
COMMENT ON COLUMN plans.mentor_ref IS 'Ref of the mentor in the stream of the plan.';
CREATE UNIQUE INDEX plans_one_open ON plans (person_id) WHERE closed_at IS NULL;
CREATE INDEX plans_of_agency ON plans (agency, (closed_at IS NOT NULL), opened_at DESC, id);
CREATE INDEX plans_of_person ON plans (person_id);
CREATE INDEX plans_of_mentor ON plans (mentor_ref) WHERE mentor_ref IS NOT NULL;
-- Whoever is a mentor is found by all accounts of theirs.
CREATE INDEX accounts_of_person ON accounts (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX plans_going_on ON plans (id) WHERE closed_at IS NULL;
CREATE INDEX plans_due ON plans (agency, least(review_on, until)) WHERE closed_at IS NULL;

CREATE TABLE plan_goals (
  id uuid CONSTRAINT plan_goals_pkey PRIMARY KEY,
  plan_id uuid NOT NULL CONSTRAINT plan_goals_plan REFERENCES plans,
  content jsonb,
  proposed_as text NOT NULL CONSTRAINT plan_goals_sides CHECK (proposed_as IN ('hr', 'person')),
  proposed_at timestamptz NOT NULL,
  state text NOT NULL CONSTRAINT plan_goals_states CHECK (state IN ('proposed', 'agreed')),
  entry_id uuid NOT NULL
);
COMMENT ON TABLE plan_goals IS 'What a plan is to reach; agreed by the side that did not propose it.';
CREATE INDEX plan_goals_of_plan ON plan_goals (plan_id);
CREATE INDEX plan_goals_awaited ON plan_goals (plan_id) WHERE state = 'proposed' AND proposed_as = 'person';

CREATE TABLE plan_actions (
  id uuid CONSTRAINT plan_actions_pkey PRIMARY KEY,
  plan_id uuid NOT NULL CONSTRAINT plan_actions_plan REFERENCES plans,
  goal_id uuid NOT NULL CONSTRAINT plan_actions_goal REFERENCES plan_goals,
  kind text NOT NULL CONSTRAINT plan_actions_kinds
    CHECK (kind IN ('training', 'course', 'certification', 'team', 'acting', 'award', 'study', 'coaching')),
  due_on date NOT NULL,
  content jsonb,
  proposed_as text NOT NULL CONSTRAINT plan_actions_sides CHECK (proposed_as IN ('hr', 'person')),
  proposed_at timestamptz NOT NULL,
  state text NOT NULL CONSTRAINT plan_actions_states CHECK (state IN ('proposed', 'agreed', 'reported', 'confirmed', 'dropped')),
  reported_by uuid CONSTRAINT plan_actions_reporter REFERENCES accounts,
  report jsonb,
  register text CONSTRAINT plan_actions_registers CHECK (register IN ('trainings', 'courses', 'teams', 'acting', 'awards')),
  evidence jsonb,
  confirmed_at timestamptz,
  reason text,
  entry_id uuid NOT NULL,
  CONSTRAINT plan_actions_confirmed CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL))
);
COMMENT ON TABLE plan_actions IS 'What is done for a goal until a day. Confirmed, its evidence is a row of the person''s record.';
COMMENT ON COLUMN plan_actions.evidence IS 'The row that stands in this register of the record, without words of the plan; an import lays it over what it delivers.';
COMMENT ON COLUMN plan_actions.reason IS 'Why it was dropped, or its last report returned.';
CREATE INDEX plan_actions_of_plan ON plan_actions (plan_id);
CREATE INDEX plan_actions_awaited ON plan_actions (plan_id) WHERE state = 'reported' OR state = 'proposed' AND proposed_as = 'person';
CREATE INDEX plan_actions_evident ON plan_actions (plan_id) WHERE register IS NOT NULL;

CREATE TABLE plan_reminders (
  id uuid CONSTRAINT plan_reminders_pkey PRIMARY KEY,
  plan_id uuid NOT NULL CONSTRAINT plan_reminders_plan REFERENCES plans,
  kind text NOT NULL CONSTRAINT plan_reminders_kinds CHECK (kind IN ('due-soon', 'overdue', 'review', 'end')),
  action_id uuid CONSTRAINT plan_reminders_action REFERENCES plan_actions,
  on_day date NOT NULL,
  sent_at timestamptz NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT plan_reminders_once UNIQUE NULLS NOT DISTINCT (plan_id, kind, action_id, on_day)
);
COMMENT ON TABLE plan_reminders IS 'Word to those awaited, once for each day it belongs to.';

CREATE TABLE plan_reviews (
  id uuid CONSTRAINT plan_reviews_pkey PRIMARY KEY,
  plan_id uuid NOT NULL CONSTRAINT plan_reviews_plan REFERENCES plans,
  outcome text NOT NULL CONSTRAINT plan_reviews_outcomes CHECK (outcome IN ('on-track', 'adjust', 'at-risk')),
  text text,
  reviewed_by uuid NOT NULL CONSTRAINT plan_reviews_reviewer REFERENCES accounts,
  reviewed_at timestamptz NOT NULL,
  entry_id uuid NOT NULL
);
COMMENT ON TABLE plan_reviews IS 'Yearly looks at a plan.';
CREATE INDEX plan_reviews_of_plan ON plan_reviews (plan_id);

SELECT ledger.couple(name::regclass) FROM unnest(ARRAY['plans', 'plan_goals', 'plan_actions', 'plan_reminders', 'plan_reviews']) AS name;

ALTER TABLE plans ENABLE ROW LEVEL SECURITY;
CREATE POLICY readable ON plans FOR SELECT USING (is_conductor() OR person_id = (SELECT viewer_person())
  OR agency = ANY ((SELECT agencies_as('{hr,auditor}'))::text[])
  OR EXISTS (SELECT FROM refs f JOIN grants g ON g.account_id = f.holder AND g.agency = plans.agency AND g.valid @> ledger.clock()
    WHERE f.ref = mentor_ref AND f.holder = (SELECT viewer_account())));
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['plan_goals', 'plan_actions', 'plan_reminders', 'plan_reviews'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY readable ON %I FOR SELECT USING (is_conductor() OR EXISTS (SELECT FROM plans p WHERE p.id = plan_id))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['plans', 'plan_goals', 'plan_actions', 'plan_reminders', 'plan_reviews'] LOOP
    EXECUTE format('CREATE POLICY written ON %I FOR INSERT TO bukti_app WITH CHECK (is_conductor())', name);
    EXECUTE format('CREATE POLICY changed ON %I FOR UPDATE TO bukti_app USING (is_conductor())', name);
  END LOOP;
END
$$;

-- Whose plan it is, or who mentors in it: there others may have written about them.
CREATE OR REPLACE FUNCTION vault.streams_of(p_person uuid) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT 'selection/' || selection_id FROM candidates WHERE person_id = p_person
  UNION SELECT 'selection/' || t.selection_id FROM seats t JOIN accounts a ON a.id = t.account_id WHERE a.person_id = p_person
  UNION SELECT 'selection/' || t.selection_id FROM assessors t JOIN accounts a ON a.id = t.account_id WHERE a.person_id = p_person
  UNION SELECT stream FROM refs WHERE holder = p_person AND stream LIKE 'mapping/%'
  UNION SELECT stream FROM refs WHERE stream LIKE 'plan/%'
    AND holder IN (SELECT p_person UNION ALL SELECT id FROM accounts WHERE person_id = p_person)
$$;

CREATE FUNCTION vault.anonymise_plans(p_person uuid, p_entry uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
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
$$;
COMMENT ON FUNCTION vault.anonymise_plans IS 'Leaves of a person''s development plans their course alone, and no name of theirs in the plans of others.';
REVOKE EXECUTE ON FUNCTION vault.anonymise_plans FROM PUBLIC;

CREATE OR REPLACE FUNCTION vault.anonymise(p_person uuid, p_entry uuid, p_selections uuid[], p_entries uuid[]) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
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

  FOR place IN SELECT s.id, s.entry FROM unnest(p_selections, p_entries) AS s (id, entry) LOOP
    PERFORM vault.anonymise_in(place.id, place.entry, own_refs, own_accounts);
    PERFORM vault.strike(place.id, place.entry, pattern);
  END LOOP;
END
$$;
