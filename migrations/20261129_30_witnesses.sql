-- Checkpoints that meet the policy of their time, what witnesses said when, and who waits for them.
SET LOCAL ROLE bukti_owner;

CREATE TABLE ledger.published (
  size bigint CONSTRAINT published_pkey PRIMARY KEY CONSTRAINT published_checkpoint REFERENCES ledger.checkpoints,
  root bytea NOT NULL,
  is_witnessed boolean NOT NULL,
  published_at timestamptz NOT NULL
);
COMMENT ON TABLE ledger.published IS 'Checkpoints with the quorum that the policy asks for; all that are signed where it asks for no witness. The newest is what an entry has seen.';
INSERT INTO ledger.published (size, root, is_witnessed, published_at) SELECT size, root, false, signed_at FROM ledger.checkpoints;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger.published FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON ledger.published FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE ledger.published ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE ledger.published ENABLE ALWAYS TRIGGER never_truncated;
GRANT SELECT ON ledger.published TO bukti_app, bukti_sequencer, bukti_signer, bukti_auditor;
GRANT INSERT ON ledger.published TO bukti_signer;
CREATE INDEX published_witnessed ON ledger.published (size) WHERE is_witnessed;

-- A quiet log is cosigned again from time to time: another line for the same size.
ALTER TABLE ledger.cosignatures DROP CONSTRAINT cosignatures_pkey;
ALTER TABLE ledger.cosignatures ADD COLUMN taken_at timestamptz NOT NULL DEFAULT ledger.clock();
ALTER TABLE ledger.cosignatures ADD CONSTRAINT cosignatures_pkey PRIMARY KEY (size, witness, line);
CREATE INDEX cosignatures_newest ON ledger.cosignatures (witness, size, taken_at);
COMMENT ON COLUMN ledger.cosignatures.witness IS 'Verifier key of the witness.';
COMMENT ON COLUMN ledger.cosignatures.taken_at IS 'When the line was stored, by the clock of the house; the line has the clock of the witness.';

CREATE TABLE ledger.publication (one boolean DEFAULT true CONSTRAINT publication_pkey PRIMARY KEY CONSTRAINT publication_one CHECK (one), wanted bigint NOT NULL);
COMMENT ON TABLE ledger.publication IS 'The size up to which somebody waits for a published checkpoint: a hint for the publisher, no part of the record.';
INSERT INTO ledger.publication (wanted) VALUES (0);
GRANT SELECT, UPDATE ON ledger.publication TO bukti_app;
GRANT SELECT ON ledger.publication TO bukti_signer;

CREATE OR REPLACE FUNCTION ledger.begin_act(
  p_id uuid,
  OUT at timestamptz, OUT seen_size bigint, OUT seen_root bytea,
  OUT prior_stream text, OUT prior_seq bigint, OUT prior_leaf bytea, OUT prior_bytes bytea, OUT prior_salt bytea, OUT prior_digest bytea
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
BEGIN
  SELECT ledger.clock(), c.size, c.root, e.stream, e.stream_seq, e.leaf, e.bytes, a.salt, a.digest
  INTO begin_act.at, seen_size, seen_root, prior_stream, prior_seq, prior_leaf, prior_bytes, prior_salt, prior_digest
  FROM (SELECT 1) AS always
  LEFT JOIN (SELECT size, root FROM ledger.published ORDER BY size DESC LIMIT 1) c ON true
  LEFT JOIN ledger.entries e ON e.id = p_id
  LEFT JOIN vault.acts a ON a.entry_id = p_id;
END
$$;
COMMENT ON FUNCTION ledger.begin_act IS 'Read once under the lock of the act: the instant, the newest published checkpoint, and what this id has written already.';

CREATE OR REPLACE FUNCTION lock_selection(p_selection uuid, p_act uuid, p_account uuid, p_known bytea) RETURNS TABLE (
  at timestamptz, seen_size bigint, seen_root bytea, head_seq bigint, head_leaf bytea, own_ref uuid, prior json, facts json
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, ledger, pg_temp AS $$
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
$$;
