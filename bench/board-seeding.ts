import type { Database } from '#platform/database.ts';
import { agencyCode } from './agency.ts';

/** Subjects of those who have opened, drafted and countersigned. */
export interface Desks {
  readonly hr: string;
  readonly secretary: string;
  readonly authority: string;
}

/**
 * Many selections written straight into the tables, as owner: spread over all stages, a third ended, with candidates, seats,
 * assessors, sheets, declarations, motions and ballots. For measuring reads alone: their entries are not there.
 */
export async function seedBoard(admin: Database, count: number, desks: Desks): Promise<void> {
  const tables = ['posts', 'selections', 'criteria', 'stages', 'candidates', 'seats', 'assessors', 'score_sheets'];
  const coupled = [...tables, 'declarations', 'motions', 'ballots', 'presences', 'reminders', 'choices', 'refs'];
  // Who writes rows without their entries is the owner, in a database that nobody will verify.
  for (const table of coupled) await admin.run(`ALTER TABLE ${table} DISABLE TRIGGER couple_entry`);
  for (const statement of [...openingsBy(desks), ...proceedings])
    await admin.run(statement.text, statement.values(count));
  for (const table of coupled) {
    await admin.run(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER couple_entry`);
    await admin.run(`VACUUM ANALYZE ${table}`);
  }
}

const own = [agencyCode];
const id = (name: string) => `md5('${name} ' || n)::uuid`;
/** An instant as many days from now. */
const day = (days: number) => `ledger.clock() + interval '${days} days'`;
/** Any entry will do. */
const entry = '(SELECT id FROM ledger.entries LIMIT 1)';
const someone = (name: string) => `(SELECT id FROM accounts WHERE subject = '${name}')`;

interface Statement {
  readonly text: string;
  readonly values: (count: number) => readonly unknown[];
}

const each = (text: string): Statement => ({ text, values: (count) => [count] });
const ofAgency = (text: string): Statement => ({ text, values: (count) => [count, ...own] });

/** 0 nomination, 1 assessment, 2 committee review, 3 placement, 4 and 5 placed. */
const stageOf = 'n % 6';
const kinds = `(ARRAY['nomination', 'assessment', 'committee-review', 'placement'])`;
const steps = `(ARRAY['data-check', 'independent', 'voting', 'choosing'])`;
const results = `(ARRAY['frozen', 'ranked', 'approved', 'effective'])`;
const people = `(SELECT id, row_number() OVER (ORDER BY nip) - 1 AS place FROM people) p`;
const accountsOf = (role: string) =>
  `(SELECT o.id, row_number() OVER (ORDER BY o.subject) - 1 AS place, count(*) OVER () AS size
    FROM accounts o JOIN grants g ON g.account_id = o.id WHERE g.role = '${role}' AND o.subject ~ '${role}-[0-9]') a`;

const openingsBy = ({ hr, secretary, authority }: Desks): readonly Statement[] => [
  ofAgency(
    `INSERT INTO posts (id, agency, code, title, unit_id, level, eselon, holder_id, entry_id)
     SELECT ${id('post')}, $2, 'bench-' || n, 'Kepala Bagian ' || n, (SELECT id FROM units LIMIT 1),
       (ARRAY['jpt-pratama', 'administrator', 'pengawas'])[1 + n % 3], '22',
       CASE WHEN ${stageOf} > 3 THEN (SELECT id FROM people ORDER BY nip LIMIT 1) END, ${entry} FROM generate_series(1, $1::int) n`,
  ),
  ofAgency(
    `INSERT INTO selections (id, agency, number, code, post_id, planned_on, policy_id, policy_version, policy_digest, state,
       opened_at, opened_by, ended_at, entry_id)
     SELECT ${id('selection')}, $2, 100000 + n, 'SEL-2026-' || lpad(n::text, 5, '0'), ${id('post')}, '2026-09-01', l.id, l.version, l.digest,
       CASE WHEN ${stageOf} > 3 THEN 'placed' WHEN ${stageOf} = 3 THEN 'decided' ELSE 'running' END,
       ${day(-161)} + n % 150 * interval '1 day', ${someone(hr)},
       CASE WHEN ${stageOf} > 3 THEN ${day(-1)} END, ${entry}
     FROM generate_series(1, $1::int) n, (SELECT id, version, digest FROM policies LIMIT 1) l`,
  ),
  each(
    `INSERT INTO criteria (selection_id, version, content, digest, drafted_by, sealed_by, countersigned_by, entry_id)
     SELECT ${id('selection')}, 1, c.content, sha256(c.content), ${someone(hr)}, ${someone(secretary)}, ${someone(authority)}, ${entry}
     FROM generate_series(1, $1::int) n, (SELECT content FROM criteria LIMIT 1) c`,
  ),
];

/** Who has opened a selection does its daily work. */
const opener = `(SELECT opened_by FROM selections WHERE id = ${id('selection')})`;

const proceedings: readonly Statement[] = [
  each(
    `INSERT INTO stages (selection_id, kind, attempt, state, step, opened_at, step_since, due_at, deadline, blocked, closed_at, result, entry_id)
     SELECT ${id('selection')}, ${kinds}[k + 1], 1, CASE WHEN k < ${stageOf} THEN 'closed' ELSE 'open' END, ${steps}[k + 1],
       s.opened_at + k * interval '20 days', s.opened_at + k * interval '20 days',
       CASE WHEN k = 3 THEN NULL ELSE ${day(-13)} + n % 60 * interval '1 day' END,
       (SELECT deadline FROM stages WHERE deadline IS NOT NULL LIMIT 1),
       CASE WHEN k = ${stageOf} AND n % 11 = 0 THEN 'stage.late' END,
       CASE WHEN k < ${stageOf} THEN s.opened_at + k * interval '20 days' + (3 + n % 17) * interval '1 day' END,
       CASE WHEN k < ${stageOf} THEN ${results}[k + 1] END, ${entry}
     FROM generate_series(1, $1::int) n JOIN selections s ON s.id = ${id('selection')}, generate_series(0, 3) k WHERE k <= ${stageOf}`,
  ),
  each(
    `INSERT INTO candidates (ref, selection_id, person_id, blind_code, state, way, nominated_by, confirmed_at, entry_id)
     SELECT md5('candidate ' || n || ' ' || c)::uuid, ${id('selection')}, p.id, 'K-' || c,
       CASE WHEN ${stageOf} = 0 THEN 'nominated' ELSE 'admitted' END, 'hr', ${opener},
       CASE WHEN ${stageOf} > 0 OR c % 2 = 0 THEN ${day(-14)} END, ${entry}
     FROM generate_series(1, $1::int) n, generate_series(1, 6) c
     JOIN ${people} ON p.place = c WHERE true`,
  ),
  each(
    `INSERT INTO seats (selection_id, seat, account_id, ref, role, entry_id)
     SELECT ${id('selection')}, k, a.id, md5('seat ' || n || ' ' || k)::uuid, CASE k WHEN 1 THEN 'chair' ELSE 'member' END, ${entry}
     FROM generate_series(1, $1::int) n, generate_series(1, 5) k JOIN ${accountsOf('member')} ON true WHERE a.place = (n + k) % a.size`,
  ),
  each(
    `INSERT INTO assessors (selection_id, account_id, ref, seed, entry_id)
     SELECT ${id('selection')}, a.id, md5('assessor ' || n || ' ' || k)::uuid, sha256('seed'), ${entry}
     FROM generate_series(1, $1::int) n, generate_series(1, 3) k JOIN ${accountsOf('assessor')} ON true WHERE a.place = (n + k) % a.size`,
  ),
  each(
    `INSERT INTO score_sheets (candidate_ref, assessor_ref, attempt, round, selection_id, scores, reasons, filed_at, entry_id)
     SELECT c.ref, a.ref, 1, 'independent', s.id, '{}', '{}', ${day(-5)}, ${entry}
     FROM generate_series(1, $1::int) n JOIN selections s ON s.id = ${id('selection')}
     JOIN candidates c ON c.selection_id = s.id JOIN assessors a ON a.selection_id = s.id
     WHERE ${stageOf} > 0 AND (${stageOf} > 1 OR c.blind_code < 'K-4')`,
  ),
  each(
    `INSERT INTO declarations (selection_id, attempt, seat, holder_no, content, declared_at, entry_id)
     SELECT t.selection_id, 1, t.seat, t.holder_no, '{"interests": [{"interest": "none"}]}', ${day(-5)}, ${entry}
     FROM generate_series(1, $1::int) n JOIN seats t ON t.selection_id = ${id('selection')} WHERE ${stageOf} > 1`,
  ),
  each(
    `INSERT INTO motions (id, selection_id, attempt, version, content, digest, put_by, put_at, closed_at, entry_id)
     SELECT ${id('motion')}, ${id('selection')}, 1, 1, 'motion', sha256('motion'), ${opener}, ${day(-5)},
       CASE WHEN ${stageOf} > 2 THEN ${day(-3)} END, ${entry}
     FROM generate_series(1, $1::int) n WHERE ${stageOf} > 1`,
  ),
  each(
    `INSERT INTO ballots (motion_id, seat, choice, cast_at, account_id, entry_id)
     SELECT m.id, t.seat, 'approve', ${day(-4)}, t.account_id, ${entry}
     FROM generate_series(1, $1::int) n JOIN motions m ON m.id = ${id('motion')} JOIN seats t ON t.selection_id = m.selection_id
     WHERE ${stageOf} > 2 OR t.seat < 4`,
  ),
];
