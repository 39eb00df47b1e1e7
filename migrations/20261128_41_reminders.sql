CREATE TABLE reminders (
  selection_id uuid NOT NULL CONSTRAINT reminders_selection REFERENCES selections (id),
  stage text NOT NULL,
  attempt integer NOT NULL,
  step text NOT NULL,
  kind text NOT NULL CONSTRAINT reminders_kind CHECK (kind IN ('reminder', 'escalation', 'manual')),
  recipients integer NOT NULL,
  sent_at timestamptz NOT NULL,
  sent_by uuid CONSTRAINT reminders_sender REFERENCES accounts (id),
  entry_id uuid NOT NULL CONSTRAINT reminders_pkey PRIMARY KEY,
  CONSTRAINT reminders_by_hand CHECK ((kind = 'manual') = (sent_by IS NOT NULL))
);
COMMENT ON TABLE reminders IS 'Who was awaited was told so: by the policy''s clock, or by hand.';
CREATE INDEX reminders_by_stage ON reminders (selection_id, stage, attempt, sent_at);
SELECT ledger.couple('reminders');
SELECT secure('reminders', $$ selection_roles(selection_id) && ARRAY['hr', 'secretary', 'auditor', 'authority'] $$);
