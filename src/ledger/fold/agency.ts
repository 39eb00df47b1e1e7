import {
  at,
  type Cell,
  type FoldEntry,
  type Folding,
  member,
  open,
  opened,
  type Row,
  type StreamFold,
} from './stream-fold.ts';

/**
 * What an agency keeps beside its selections. Rows that an import or a map writes by the thousand are not folded one by one: their
 * entries hold counts and digests, which the database is asked for.
 */
export const agencyFolding: Readonly<Record<string, Folding>> = {
  'agency.founded/1': (fold, entry) =>
    fold.put(entry, 'agencies', { key: [fold.key], cells: { code: fold.key, name: opened(entry, 'name') } }),
  'account.opened/1': (fold, entry) => {
    const identity = opened(entry, 'identity');
    const cells = {
      id: open(entry, 'account'),
      issuer: member(identity, 'realm'),
      subject: member(identity, 'subject'),
      display_name: member(identity, 'name'),
      person_id: member(identity, 'person'),
    };
    fold.put(entry, 'accounts', { key: [cells.id], cells });
  },
  'grant.given/1': (fold, entry) => {
    const validity = opened(entry, 'validity');
    const cells = {
      account_id: open(entry, 'account'),
      role: open(entry, 'role'),
      agency: fold.key,
      selection_id: open(entry, 'selection'),
      valid_from: member(validity, 'from'),
      valid_until: member(validity, 'until'),
    };
    fold.put(entry, 'grants', { key: [entry.envelope.id], cells });
  },
  'policy.proposed/1': (fold, entry) => {
    const digest = open(entry, 'digest');
    const cells = {
      id: open(entry, 'proposal'),
      agency: fold.key,
      policy_id: open(entry, 'pack'),
      version: open(entry, 'version'),
      digest,
      content: digest,
      state: 'open',
      proposed_by: fold.actorOf(entry),
      proposed_at: at(entry),
      decided_by: null,
      decided_at: null,
      reason: null,
    };
    fold.put(entry, 'policy_proposals', { key: [cells.id], cells });
  },
  'policy.approved/1': (fold, entry) => decideProposal(fold, entry, { state: 'approved', reason: null }),
  'policy.declined/1': (fold, entry) =>
    decideProposal(fold, entry, { state: 'declined', reason: opened(entry, 'reason') }),
  'policy.published/1': publishPolicy,
  'policy.published/2': publishPolicy,
  'calendar.published/1': (fold, entry) => {
    const [year, digest] = [open(entry, 'year'), open(entry, 'digest')];
    const cells = { agency: fold.key, year, digest, content: digest, published_at: at(entry) };
    fold.put(entry, 'calendars', { key: [year, digest], cells });
  },
  'mapping.derived/1': (fold, entry) => mapRun(fold, entry, open(entry, 'digest')),
  'mapping.derived/2': (fold, entry) => mapRun(fold, entry, opened(entry, 'digest')),
  'people.imported/1': (fold, entry) => importBatch(fold, entry),
  'people.imported/2': (fold, entry) => importBatch(fold, entry, opened(entry, 'decisions')),
  'post.filled/1': holdPost,
  'post.vacated/1': holdPost,
};

export const readerFolding: Readonly<Record<string, Folding>> = {
  'reader.bound/1': (fold, entry) => {
    const cells = { ref: open(entry, 'ref'), account_id: entry.holders.get('person'), agency: entry.envelope.agency };
    fold.put(entry, 'readers', { key: [cells.ref], cells });
  },
  'reading.recorded/1': (fold, entry) => {
    const cells = { count: open(entry, 'count'), streams: open(entry, 'streams'), items: opened(entry, 'items') };
    fold.put(entry, 'readings', { key: [entry.envelope.id], cells });
  },
};

function decideProposal(fold: StreamFold, entry: FoldEntry, decision: Row): void {
  const cells = { ...decision, decided_by: fold.actorOf(entry), decided_at: at(entry) };
  fold.change(entry, fold.find('policy_proposals', open(entry, 'proposal')), cells);
}

function publishPolicy(fold: StreamFold, entry: FoldEntry): void {
  const [id, version, digest] = [open(entry, 'pack'), open(entry, 'version'), open(entry, 'digest')];
  // The content is compared by its digest.
  const cells = { agency: fold.key, id, version, digest, content: digest, published_at: at(entry) };
  fold.put(entry, 'policies', { key: [id, version], cells });
}

function mapRun(fold: StreamFold, entry: FoldEntry, boxes: Cell): void {
  const { policy } = entry.envelope;
  const cells = {
    id: open(entry, 'run'),
    agency: fold.key,
    policy_id: policy?.id ?? null,
    policy_version: policy?.version ?? null,
    policy_digest: policy?.digest ?? null,
    ran_at: at(entry),
    // Counted, and digested, over the boxes of the run.
    held: open(entry, 'held'),
    mapped: open(entry, 'mapped'),
    boxes,
  };
  fold.put(entry, 'mapping_runs', { key: [cells.id], cells });
}

/** An import of the first kind does not tell its decisions. */
function importBatch(fold: StreamFold, entry: FoldEntry, decisions?: Cell): void {
  if (fold.find('import_batches', open(entry, 'batch')) !== undefined) return;
  const cells = {
    id: open(entry, 'batch'),
    agency: fold.key,
    files: open(entry, 'files'),
    people: open(entry, 'people'),
    findings: open(entry, 'findings'),
    decisions,
    imported_at: at(entry),
  };
  fold.put(entry, 'import_batches', { key: [cells.id], cells });
}

function holdPost(fold: StreamFold, entry: FoldEntry): void {
  const post = open(entry, 'post');
  const person = entry.envelope.type === 'post.filled/1' ? member(opened(entry, 'holder'), 'person') : null;
  fold.put(entry, 'posts', { key: [post], cells: { id: post, holder_id: person } });
  if (typeof person === 'string') fold.put(entry, 'people', { key: [person], cells: { id: person, post_id: post } });
}
