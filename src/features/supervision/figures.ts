import { type PersonRecord, structuralLevels } from '#domain/person-record.ts';
import type { SupervisionQuestion } from '#domain/supervision.ts';
import { newestPublished } from '#features/mapping/service.ts';
import { hasConfirmed } from '#features/succession/service.ts';
import { developmentFigures } from './development.ts';
import type { Figure, QuestionRule } from './question-rule.ts';

const levels = structuralLevels.map((level) => `'${level}'`).join(', ');

const newestMap = newestPublished('$1');
const onMap = (counted: string) =>
  `SELECT (SELECT ${counted} FROM mapping_boxes b WHERE b.run_id = m.id) AS value FROM ${newestMap} m`;
const people = `SELECT count(*) AS value FROM people p WHERE p.agency = $1 AND p.nip NOT LIKE 'erased-%'`;
const known = (figure: string, member: keyof PersonRecord, part: 'value' | 'items'): Figure => {
  return { figure, query: `${people} AND p.record->'${member}'->'${part}' <> 'null'`, known: { member, part } };
};
const structural = `FROM posts o WHERE o.agency = $1 AND o.level IN (${levels})`;
const today = `SELECT (ledger.clock() AT TIME ZONE zone)::date FROM agencies WHERE code = $1`;
const standing = `FROM successors s JOIN critical_posts c ON c.id = s.designation_id
  JOIN people p ON p.id = s.person_id AND p.nip NOT LIKE 'erased-%' WHERE c.agency = $1 AND c.withdrawn_at IS NULL AND s.removed_at IS NULL
    AND s.decided_at IS NOT NULL`;

const designated = `SELECT count(*) AS value FROM critical_posts c WHERE c.agency = $1 AND c.withdrawn_at IS NULL`;

const mapping: QuestionRule = {
  figures: [
    { figure: 'people', query: people },
    { figure: 'people-in-boxes', query: onMap('count(b.box)') },
    { figure: 'people-held', query: onMap('count(*) FILTER (WHERE b.box IS NULL)') },
    { figure: 'map-age-days', query: `SELECT (${today}) - m.on_day AS value FROM ${newestMap} m` },
    {
      figure: 'maps-published',
      query: `SELECT count(*) AS value FROM mapping_runs WHERE agency = $1 AND state = 'published'`,
    },
    {
      figure: 'selections-since-map',
      query: `SELECT (SELECT count(*) FROM selections s WHERE s.agency = $1 AND s.opened_at >= m.published_at) AS value FROM ${newestMap} m`,
    },
    {
      figure: 'successors-from-map',
      query: `SELECT (SELECT count(*) ${standing} AND s.map_id = m.id) AS value FROM ${newestMap} m`,
    },
  ],
  evidence: `SELECT 'entry' AS kind, entry_id AS id FROM mapping_runs WHERE agency = $1 AND state = 'published' ORDER BY ran_at DESC LIMIT 5`,
};

const acquisition: QuestionRule = {
  figures: [
    { figure: 'critical-posts', query: `${designated} AND ${hasConfirmed('c')}` },
    { figure: 'critical-posts-proposed', query: `${designated} AND NOT ${hasConfirmed('c')}` },
    { figure: 'critical-posts-with-successors', query: `SELECT count(DISTINCT s.post_id) AS value ${standing}` },
    { figure: 'successors', query: `SELECT count(*) AS value ${standing}` },
    {
      figure: 'successors-recorded-ready',
      query: `SELECT count(*) AS value FROM (SELECT (SELECT r.readiness FROM successor_readiness r WHERE r.successor_id = s.id
  ORDER BY r.derived_at DESC LIMIT 1) AS readiness ${standing}) x WHERE x.readiness = 'now'`,
    },
    {
      figure: 'selections-opened-12-months',
      query: `SELECT count(*) AS value FROM selections WHERE agency = $1 AND opened_at >= ledger.clock() - interval '12 months'`,
    },
  ],
  evidence: `SELECT 'entry' AS kind, entry_id AS id FROM critical_posts WHERE agency = $1 AND withdrawn_at IS NULL ORDER BY designated_at DESC LIMIT 10`,
};

const recruitment: QuestionRule = {
  figures: [
    { figure: 'posts-structural', query: `SELECT count(*) AS value ${structural}` },
    { figure: 'posts-vacant', query: `SELECT count(*) AS value ${structural} AND o.holder_id IS NULL` },
    {
      figure: 'posts-vacant-in-selection',
      query: `SELECT count(*) AS value ${structural} AND o.holder_id IS NULL
  AND EXISTS (SELECT FROM selections s WHERE s.post_id = o.id AND s.state IN ('draft', 'sealed', 'running', 'decided'))`,
    },
    {
      figure: 'placements-effected',
      query: `SELECT count(*) AS value FROM placements t JOIN selections s ON s.id = t.selection_id
  WHERE s.agency = $1 AND t.effected_at IS NOT NULL AND t.revoked_at IS NULL`,
    },
    {
      figure: 'days-to-effect-median',
      query: `SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(day FROM t.effected_at - s.opened_at)::int) AS value
  FROM placements t JOIN selections s ON s.id = t.selection_id WHERE s.agency = $1 AND t.effected_at IS NOT NULL AND t.revoked_at IS NULL`,
    },
    {
      figure: 'choices-standing',
      query: `SELECT count(*) AS value FROM choices k JOIN selections s ON s.id = k.selection_id WHERE s.agency = $1 AND k.state = 'made'`,
    },
    {
      figure: 'choices-deviating',
      query: `SELECT count(*) AS value FROM choices k JOIN selections s ON s.id = k.selection_id
  WHERE s.agency = $1 AND k.state = 'made' AND k.deviation <> 'none'`,
    },
  ],
  evidence: `SELECT 'selection' AS kind, id FROM selections WHERE agency = $1 AND state IN ('decided', 'placed') ORDER BY opened_at DESC LIMIT 10`,
};

const digital: QuestionRule = {
  figures: [
    { figure: 'people', query: people },
    known('known-birth', 'bornOn', 'value'),
    known('known-post', 'currentPost', 'value'),
    known('known-post-history', 'posts', 'items'),
    known('known-performance', 'performance', 'items'),
    known('known-assessments', 'assessments', 'items'),
    known('known-trainings', 'trainings', 'items'),
    known('known-awards', 'awards', 'items'),
    known('known-discipline', 'sanctions', 'items'),
    known('known-wealth-report', 'wealthReport', 'value'),
    {
      figure: 'days-since-import',
      query: `SELECT extract(day FROM ledger.clock() - max(imported_at))::int AS value FROM import_batches WHERE agency = $1`,
    },
    {
      figure: 'records-frozen',
      query: `SELECT count(k.record) AS value FROM candidates k JOIN selections s ON s.id = k.selection_id WHERE s.agency = $1`,
    },
  ],
  evidence: `SELECT 'entry' AS kind, entry_id AS id FROM import_batches WHERE agency = $1 ORDER BY imported_at DESC LIMIT 5`,
};

/** Retention programmes and monitoring reports are kept nowhere in this product: no figure stands in for them. */
export const questionRules: Readonly<Record<SupervisionQuestion, QuestionRule>> = {
  mapping,
  acquisition,
  recruitment,
  development: developmentFigures(),
  retention: { figures: [] },
  monitoring: { figures: [] },
  digital,
};
