/** A table whose rows follow from the entries of one kind of stream, and how to read it for the comparison. */
export interface FoldedTable {
  readonly kind: 'selection' | 'agency' | 'person' | 'reader' | 'mapping' | 'succession' | 'plan';
  readonly name: string;
  /** SQL of the key of the stream that the row belongs to. */
  readonly scope: string;
  /** What to read, and from what; `t` is the table. */
  readonly columns?: string;
  readonly from?: string;
  /** SQL that picks the rows of the streams whose keys are `$1`, where the scope cannot. */
  readonly match?: string;
  /** SQL of the stream of the row, where it is not the kind and the scope. */
  readonly stream?: string;
  /** SQL of the entry `f` where it may stand on another stream all the same. */
  readonly also?: string;
  /** Columns that tell rows of one stream apart, in the order of the fold's keys. */
  readonly key: readonly string[];
  /** Only rows whose newest entry is of the fold's types are compared: another entry may have rewritten them since. */
  readonly isPartial?: boolean;
  /** For convenience, not derived from any entry. */
  readonly unproven?: readonly string[];
}

const ofSelection = (name: string, key: readonly string[], more: Partial<FoldedTable> = {}): FoldedTable => ({
  kind: 'selection',
  name,
  scope: 't.selection_id',
  key,
  ...more,
});

const ofAgency = (name: string, key: readonly string[], more: Partial<FoldedTable> = {}): FoldedTable => ({
  kind: 'agency',
  name,
  scope: 't.agency',
  key,
  ...more,
});

const ofPerson = (
  name: string,
  key: readonly string[],
  more: Omit<FoldedTable, 'kind' | 'name' | 'key'>,
): FoldedTable => ({
  kind: 'person',
  name,
  key,
  ...more,
});

const ofPlan = (name: string): FoldedTable => ({ kind: 'plan', name, scope: 't.plan_id', key: ['id'] });

/** A record to which a confirmed action has added its evidence names the entry in the plan of that very person. */
const byOwnPlan = `f.type = 'action.confirmed/1' AND EXISTS (SELECT FROM plans p WHERE p.person_id = t.id AND f.stream = 'plan/' || p.id)`;

const candidateJoin = { scope: 'c.selection_id', from: 'JOIN candidates c ON c.ref = t.candidate_ref' };
const entryJoin = (kind: 'agency' | 'person') => ({
  match: `e.stream = ANY (SELECT '${kind}/' || key FROM unnest($1::text[]) key)`,
  scope: `substr(e.stream, ${kind.length + 2})`,
  from: 'JOIN ledger.entries e ON e.id = t.entry_id',
});
/** An account belongs to the agency of its entry, also where that is the erasure of its holder. */
const accountJoin = {
  scope: `convert_from(e.bytes, 'UTF8')::jsonb->>'agency'`,
  from: 'JOIN ledger.entries e ON e.id = t.entry_id',
};
const refsOf = (kind: 'selection' | 'person' | 'mapping' | 'succession' | 'plan' | 'agency') => ({
  scope: `substr(t.stream, ${kind.length + 2})`,
  match: `t.stream = ANY (SELECT '${kind}/' || key FROM unnest($1::${kind === 'agency' ? 'text' : 'uuid'}[]) key)`,
  stream: 't.stream',
});
/** How many openings the entries of an erasure name, on whichever streams. */
const toldOpenings = `LEFT JOIN (SELECT o->'approvals'->>0 AS request, sum(jsonb_array_length(o->'fields')) AS told
    FROM ledger.entries CROSS JOIN LATERAL (SELECT convert_from(bytes, 'UTF8')::jsonb->'open') AS x (o)
    WHERE type = 'opening.erased/1' GROUP BY 1) l ON l.request = t.request_entry::text`;
const streamOfMap = `CASE WHEN t.state IS NULL THEN 'agency/' || t.agency ELSE 'mapping/' || t.id END`;
const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** What an import's entry seals of its decisions: who made them, and a digest over one line for each row. */
const sealedDecisions = `jsonb_build_object('by', t.decisions->'by', 'digest', encode(sha256(convert_to(
    coalesce((SELECT string_agg('leave-out ' || (e->>'row') || ' '
      || (SELECT string_agg(c, ',' ORDER BY n) FROM jsonb_array_elements_text(e->'codes') WITH ORDINALITY AS x (c, n)) || E'\\n', '' ORDER BY o)
      FROM jsonb_array_elements(t.decisions->'excluded') WITH ORDINALITY AS y (e, o)), '')
    || coalesce((SELECT string_agg('accept ' || a || E'\\n', '' ORDER BY o)
      FROM jsonb_array_elements_text(t.decisions->'accepted') WITH ORDINALITY AS z (a, o)), ''), 'UTF8')), 'hex'))`;

/** Everything that is folded. What is not: see `importedTables`. */
export const foldedTables: readonly FoldedTable[] = [
  ofSelection('selections', ['id'], { scope: 't.id', unproven: ['code'] }),
  ofSelection('refs', ['ref'], refsOf('selection')),
  ofSelection('criteria', ['version']),
  ofSelection('stages', ['kind', 'attempt']),
  ofSelection('reminders', ['entry_id']),
  ofSelection('candidates', ['ref'], { unproven: ['blind_code'] }),
  ofSelection('pools', ['attempt']),
  ofSelection('corrections', ['id'], candidateJoin),
  ofSelection('verifications', ['candidate_ref', 'gate'], candidateJoin),
  ofSelection('assessors', ['ref']),
  ofSelection('score_sheets', ['candidate_ref', 'assessor_ref', 'attempt', 'round']),
  ofSelection('rankings', ['attempt']),
  ofSelection('seats', ['seat', 'holder_no']),
  ofSelection('declarations', ['attempt', 'seat', 'holder_no']),
  ofSelection('committee_sessions', ['attempt', 'session']),
  ofSelection('presences', ['attempt', 'session', 'seat']),
  ofSelection('motions', ['id']),
  ofSelection('ballots', ['motion_id', 'seat', 'cast_at'], {
    scope: 'm.selection_id',
    from: 'JOIN motions m ON m.id = t.motion_id',
  }),
  ofSelection('choices', ['id']),
  ofSelection('concurrences', ['round']),
  ofSelection('placements', ['choice_id'], { unproven: ['prior_post_id', 'prior_held_since'] }),
  ofAgency('agencies', ['code'], { scope: 't.code', unproven: ['zone'] }),
  ofAgency('accounts', ['id'], accountJoin),
  ofAgency('grants', ['entry_id'], {
    columns: `t.*, ${instant('lower(t.valid)')} AS valid_from, ${instant('upper(t.valid)')} AS valid_until`,
    unproven: ['id', 'valid'],
  }),
  ofAgency('policies', ['id', 'version'], {
    columns: 't.agency, t.id, t.version, t.digest, sha256(t.content) AS content, t.published_at, t.entry_id',
  }),
  ofAgency('policy_proposals', ['id'], {
    columns: `t.id, t.agency, t.policy_id, t.version, t.digest, sha256(t.content) AS content, t.state, t.proposed_by, t.proposed_at,
      t.decided_by, t.decided_at, t.reason, t.entry_id`,
    unproven: ['examples'],
  }),
  ofAgency('refs', ['ref'], refsOf('agency')),
  ofAgency('calendars', ['year', 'digest'], {
    columns: 't.agency, t.year, t.digest, sha256(t.content) AS content, t.published_at, t.entry_id',
  }),
  ofAgency('retention_rules', ['version'], {
    columns: 't.agency, t.version, t.digest, sha256(t.content) AS content, t.published_at, t.entry_id',
  }),
  // Maps of one entry for all, from before there was one for each; their state is null.
  ofAgency('mapping_runs', ['id'], {
    match: 't.agency = ANY ($1::text[]) AND t.state IS NULL',
    stream: streamOfMap,
    columns: `t.id, t.agency, t.policy_id, t.policy_version, t.policy_digest, t.ran_at, t.entry_id, b.held, b.mapped,
      CASE WHEN b.is_erased THEN decode(convert_from(m.bytes, 'UTF8')::jsonb->'open'->>'digest', 'hex') ELSE b.boxes END AS boxes`,
    // Of a run in which somebody was erased the digest cannot be had again: what the entry says stands.
    from: `LEFT JOIN ledger.entries m ON m.id = t.entry_id CROSS JOIN LATERAL (SELECT bool_or(entry_id <> t.entry_id
        AND EXISTS (SELECT FROM ledger.entries g WHERE g.id = entry_id AND g.type = 'opening.erased/1')) AS is_erased,
      count(*) FILTER (WHERE box IS NULL) AS held, count(box) AS mapped,
      sha256(convert_to(coalesce(string_agg(person_id || ' ' || coalesce(box::text, '-') || ' ' || coalesce(x, '-') || ' '
        || coalesce(y, '-') || ' ' || coalesce(nullif(array_to_string(missing, ','), ''), '-') || E'\\n', '' ORDER BY person_id), ''), 'UTF8')) AS boxes
      FROM mapping_boxes WHERE run_id = t.id) b`,
    unproven: ['counts'],
  }),
  {
    kind: 'mapping',
    name: 'mapping_runs',
    scope: 't.id',
    match: 't.id = ANY ($1::uuid[]) AND t.state IS NOT NULL',
    stream: streamOfMap,
    key: ['id'],
    unproven: ['counts'],
  },
  { kind: 'mapping', name: 'refs', ...refsOf('mapping'), key: ['ref'] },
  {
    kind: 'mapping',
    name: 'mapping_boxes',
    scope: 't.run_id',
    match: 't.run_id = ANY ($1::uuid[]) AND t.ref IS NOT NULL',
    stream: `CASE WHEN t.ref IS NULL THEN 'agency/%' ELSE 'mapping/' || t.run_id END`,
    key: ['ref'],
    unproven: ['talent_order'],
  },
  { kind: 'mapping', name: 'map_resolutions', scope: 't.run_id', key: ['id'] },
  {
    kind: 'mapping',
    name: 'map_votes',
    scope: 'r.run_id',
    from: 'JOIN map_resolutions r ON r.id = t.resolution_id',
    key: ['resolution_id', 'member'],
  },
  { kind: 'succession', name: 'refs', ...refsOf('succession'), key: ['ref'] },
  { kind: 'succession', name: 'critical_posts', scope: 't.post_id', key: ['id'] },
  { kind: 'succession', name: 'successors', scope: 't.post_id', key: ['id'] },
  {
    kind: 'succession',
    name: 'successor_readiness',
    scope: 's.post_id',
    from: 'JOIN successors s ON s.id = t.successor_id',
    key: ['id'],
  },
  { kind: 'plan', name: 'refs', ...refsOf('plan'), key: ['ref'] },
  { kind: 'plan', name: 'plans', scope: 't.id', key: ['id'] },
  ofPlan('plan_goals'),
  ofPlan('plan_actions'),
  ofPlan('plan_reminders'),
  ofPlan('plan_reviews'),
  ofAgency('import_batches', ['id'], {
    columns: `t.id, t.agency, t.imported_at, t.entry_id, ${sealedDecisions} AS decisions, (t.counts->>'people')::int AS people,
      ARRAY(SELECT f->>'digest' FROM jsonb_array_elements(t.files) f ORDER BY 1) AS files,
      (SELECT count(*) FROM import_findings f WHERE f.batch_id = t.id) AS findings`,
    unproven: ['counts', 'by_account'],
  }),
  ofAgency('posts', ['id'], {
    columns: 't.id, t.holder_id, t.entry_id',
    from: `JOIN ledger.entries e ON e.id = t.entry_id AND e.type IN ('post.filled/1', 'post.vacated/1')`,
    isPartial: true,
    unproven: ['agency', 'code', 'title', 'unit_id', 'level', 'eselon', 'held_since'],
  }),
  ofAgency('people', ['id'], {
    columns: 't.id, t.post_id, t.entry_id',
    from: `JOIN ledger.entries e ON e.id = t.entry_id AND e.type = 'post.filled/1'`,
    also: byOwnPlan,
    isPartial: true,
    unproven: [
      'agency',
      'source_id',
      'nip',
      'name',
      'record',
      'record_digest',
      'content_digest',
      'unit_id',
      'imported_at',
      'batch_id',
      'history_batches',
    ],
  }),
  ofPerson('refs', ['ref'], refsOf('person')),
  ofPerson('holds', ['id'], entryJoin('person')),
  ofPerson('erasures', ['id'], {
    ...entryJoin('person'),
    columns: 't.*, t.openings IS NOT DISTINCT FROM l.told AS openings_told',
    from: `${entryJoin('person').from} ${toldOpenings}`,
  }),
  { kind: 'reader', name: 'readers', scope: 't.ref', key: ['ref'] },
  {
    kind: 'reader',
    name: 'readings',
    scope: 'r.ref',
    columns: `t.folded_in AS entry_id, t.count, t.streams, t.items`,
    from: '',
    key: ['entry_id'],
  },
];

/** Readings have no entry until they are folded into one; then all of them together are what it says. */
export const readingsSource = `readers r JOIN LATERAL (SELECT folded_in, count(*) AS count, count(DISTINCT stream) AS streams,
  jsonb_agg(jsonb_build_object('at', ${instant('read_at')}, 'reading', reading, 'stream', stream) ORDER BY id) AS items
  FROM readings WHERE account_id = r.account_id AND agency = r.agency AND folded_in IS NOT NULL GROUP BY folded_in) t ON true`;

interface ImportedTable {
  readonly name: string;
  /** SQL of what tells its rows apart. */
  readonly id: string;
  /** Of the entries that write its rows. */
  readonly types: readonly string[];
  /** SQL of the entry `f` where it may stand elsewhere than on the agency's stream. */
  readonly also?: string;
  /** SQL of the rows that are meant; absent: all. */
  readonly only?: string;
}

/** What an import or a map wrote by the thousand: its entry holds counts and digests, not rows. An erasure may have written since. */
export const importedTables: readonly ImportedTable[] = [
  { name: 'units', id: 't.id', types: ['people.imported/1', 'people.imported/2'] },
  { name: 'posts', id: 't.id', types: ['people.imported/1', 'people.imported/2', 'post.filled/1', 'post.vacated/1'] },
  {
    name: 'people',
    id: 't.id',
    types: ['people.imported/1', 'people.imported/2', 'post.filled/1', 'action.confirmed/1', 'opening.erased/1'],
    also: byOwnPlan,
  },
  { name: 'nips', id: 't.person_id', types: ['people.imported/1', 'people.imported/2', 'opening.erased/1'] },
  { name: 'import_findings', id: 't.id', types: ['people.imported/1', 'people.imported/2', 'opening.erased/1'] },
  {
    name: 'mapping_boxes',
    id: `t.run_id || ' ' || t.person_id`,
    // All others are folded.
    only: 't.ref IS NULL',
    types: ['mapping.derived/1', 'mapping.derived/2', 'opening.erased/1'],
  },
];
