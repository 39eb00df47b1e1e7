import type { Canonical } from '../canonical.ts';
import { at, type Cell, type FoldEntry, type Folding, open, type Row, type StreamFold } from './stream-fold.ts';

/** Retention, legal hold and erasure: on the streams of persons, and what an erasure leaves of a selection's rows. */
export const privacyFolding: Readonly<Record<string, Folding>> = {
  'retention.published/1': (fold, entry) => {
    const [version, digest] = [open(entry, 'version'), open(entry, 'digest')];
    // The content is compared by its digest.
    const cells = { agency: fold.key, version, digest, content: digest, published_at: at(entry) };
    fold.put(entry, 'retention_rules', { key: [version], cells });
  },
  'hold.placed/1': (fold, entry) => {
    const cells = {
      id: open(entry, 'hold'),
      agency: entry.envelope.agency,
      person_id: personOf(fold),
      ground: open(entry, 'ground'),
      placed_by: fold.actorOf(entry),
      placed_at: at(entry),
      lifted_by: null,
      lifted_at: null,
    };
    fold.put(entry, 'holds', { key: [cells.id], cells });
  },
  'hold.lifted/1': (fold, entry) =>
    fold.change(entry, fold.find('holds', open(entry, 'hold')), {
      lifted_by: fold.actorOf(entry),
      lifted_at: at(entry),
    }),
  'erasure.requested/1': (fold, entry) => {
    const cells = {
      id: open(entry, 'erasure'),
      agency: entry.envelope.agency,
      person_id: personOf(fold),
      basis: open(entry, 'basis'),
      rules_digest: open(entry, 'rules'),
      state: 'requested',
      requested_by: fold.actorOf(entry),
      requested_as: entry.envelope.actor.role,
      requested_at: at(entry),
      request_entry: entry.envelope.id,
      decided_by: null,
      decided_as: null,
      decided_at: null,
      // Counted over the entries of all streams, which the database is asked for.
      openings: undefined,
      openings_told: true,
    };
    fold.put(entry, 'erasures', { key: [cells.id], cells });
  },
  'erasure.approved/1': (fold, entry) => decide(fold, entry, 'done'),
  'erasure.declined/1': (fold, entry) => decide(fold, entry, 'declined'),
  'opening.erased/1': eraseCandidates,
};

/** A person's own stream is called after the ref that its first entry binds to the person. */
function personOf(fold: StreamFold): Cell {
  return fold.holderOf(fold.key);
}

function decide(fold: StreamFold, entry: FoldEntry, state: 'done' | 'declined'): void {
  fold.change(entry, fold.find('erasures', open(entry, 'erasure')), {
    state,
    decided_by: fold.actorOf(entry),
    decided_as: entry.envelope.actor.role,
    decided_at: at(entry),
  });
}

/**
 * Whose binding is destroyed is anonymous from then on: of a candidate nothing is left but the course of the candidacy. What else is
 * destroyed has no opening any more, so nothing is expected of it. Rows keep the entry that explained them, or name this one.
 */
function eraseCandidates(fold: StreamFold, entry: FoldEntry): void {
  const destroyed = new Set(listed(entry, 'entries').filter((_, index) => listed(entry, 'fields')[index] === 'person'));
  for (const { entry_id: binding, ref } of fold.list('refs')) {
    if (typeof binding !== 'string' || !destroyed.has(binding)) continue;
    const candidate = fold.find('candidates', ref);
    if (candidate !== undefined) blank(candidate);
    for (const placement of fold.list('placements').filter((row) => row['candidate_ref'] === ref))
      placement['revocation'] = withoutReason(placement['revocation']);
  }
}

function listed({ envelope }: FoldEntry, field: 'entries' | 'fields'): readonly unknown[] {
  const values: unknown = envelope.open[field];
  return Array.isArray(values) ? values : [];
}

function blank(candidate: Row): void {
  const isFrozen = candidate['record'] !== null;
  // The digest is over the text that PostgreSQL makes of the record.
  Object.assign(
    candidate,
    { note: null, placement: null },
    isFrozen ? { record: blankRecord, record_digest: undefined } : {},
  );
}

function withoutReason(order: Cell): Cell {
  if (typeof order !== 'object' || order === null || Array.isArray(order)) return order;
  return Object.fromEntries(Object.entries(order).filter(([name]) => name !== 'reason'));
}

const facts = [
  'kind',
  'bornOn',
  'status',
  'rank',
  'rankSince',
  'education',
  'fieldOfStudy',
  'currentPost',
  'feedback360',
  'wealthReport',
];
const histories = [
  'posts',
  'acting',
  'performance',
  'trainings',
  'courses',
  'sanctions',
  'awards',
  'teams',
  'assessments',
];

/** The record of a person of whom nothing is known: what `blank_record()` of the database answers. */
export const blankRecord: Readonly<Record<string, Canonical>> = {
  ...Object.fromEntries(facts.map((name) => [name, { value: null, source: 'erased', conflict: null }])),
  ...Object.fromEntries(histories.map((name) => [name, { source: 'erased', items: null }])),
};
