import { digestOf, spell } from '../merit/case-file.ts';
import { moveSelection, planStage } from './course.ts';
import { at, type FoldEntry, type Folding, hexOf, open, opened, type Row, type StreamFold } from './stream-fold.ts';

/** Names, criteria, and everything up to the frozen snapshots. */
export const nominationFolding: Readonly<Record<string, Folding>> = {
  'person.bound/1': bind,
  'criteria.drafted/1': (fold, entry) => {
    const content = opened(entry, 'content');
    const cells = {
      selection_id: fold.key,
      version: open(entry, 'version'),
      content: content === undefined ? undefined : hexOf(spell(content)),
      digest: open(entry, 'digest'),
      drafted_by: fold.actorOf(entry),
      sealed_by: null,
      countersigned_by: null,
    };
    fold.put(entry, 'criteria', { key: [cells.version], cells });
  },
  'criteria.sealed/1': (fold, entry) => sign(fold, entry, 'sealed_by'),
  'criteria.countersigned/1': (fold, entry) => {
    sign(fold, entry, 'countersigned_by');
    moveSelection(fold, entry, { move: 'seal' });
    planStage(fold, entry, 'nomination');
  },
  'nomination.filed/1': nominate,
  'pool.completed/1': (fold, entry) => {
    const attempt = fold.stage?.['attempt'] ?? 0;
    const cells = { selection_id: fold.key, attempt, completed_by: fold.actorOf(entry), completed_at: at(entry) };
    fold.put(entry, 'pools', { key: [attempt], cells });
  },
  'data.confirmed/1': confirm,
  'data.confirmed/2': confirm,
  'correction.requested/1': (fold, entry) => {
    const cells = {
      id: open(entry, 'correction'),
      candidate_ref: open(entry, 'candidate'),
      request: opened(entry, 'request'),
      requested_at: at(entry),
      answer: null,
      reason: null,
      change: null,
      answered_by: null,
    };
    fold.put(entry, 'corrections', { key: [cells.id], cells });
  },
  'correction.answered/1': (fold, entry) => {
    const [answer, reason, change] = [open(entry, 'answer'), opened(entry, 'reason'), opened(entry, 'change')];
    const cells = { answer, reason, change, answered_by: fold.actorOf(entry) };
    fold.change(entry, fold.find('corrections', open(entry, 'correction')), cells);
  },
  'gate.verified/1': (fold, entry) => {
    const cells = {
      candidate_ref: open(entry, 'candidate'),
      gate: open(entry, 'gate'),
      result: open(entry, 'result'),
      evidence: opened(entry, 'evidence'),
      verified_by: fold.actorOf(entry),
    };
    fold.put(entry, 'verifications', { key: [cells.candidate_ref, cells.gate], cells });
  },
  'snapshot.frozen/1': (fold, entry) => {
    const cells = { record: opened(entry, 'record'), record_digest: open(entry, 'digest') };
    fold.change(entry, candidateOf(fold, entry), cells);
  },
  'snapshot.frozen/2': (fold, entry) => {
    const cells = { record: opened(entry, 'record'), record_digest: digestOf(entry, 'record') };
    fold.change(entry, candidateOf(fold, entry), cells);
  },
  'gates.evaluated/1': (fold, entry) => {
    const [gates, placement] = [opened(entry, 'gates'), opened(entry, 'placement')];
    fold.change(entry, candidateOf(fold, entry), { state: open(entry, 'outcome'), gates, placement });
  },
  'candidacy.withdrawn/1': withdraw,
  'candidacy.restored/1': (fold, entry) => {
    const row = candidateOf(fold, entry);
    const state = row?.['state_before_withdrawal'] ?? 'nominated';
    fold.change(entry, row, { state, withdrawn_for: null, state_before_withdrawal: null });
  },
};

function confirm(fold: StreamFold, entry: FoldEntry): void {
  fold.change(entry, candidateOf(fold, entry), { confirmed_at: at(entry) });
}

export function candidateOf(fold: StreamFold, entry: FoldEntry): Row | undefined {
  return fold.find('candidates', open(entry, 'candidate'));
}

function bind(fold: StreamFold, entry: FoldEntry): void {
  const ref = open(entry, 'ref');
  const holder = entry.holders.get('person');
  if (typeof ref === 'string') fold.bind(ref, holder);
  fold.put(entry, 'refs', { key: [ref], cells: { stream: fold.stream, holder, ref } });
}

function sign(fold: StreamFold, entry: FoldEntry, column: 'sealed_by' | 'countersigned_by'): void {
  fold.change(entry, fold.find('criteria', open(entry, 'version')), { [column]: fold.actorOf(entry) });
}

/** A person nominated again after leaving begins anew. */
function nominate(fold: StreamFold, entry: FoldEntry): void {
  const ref = open(entry, 'candidate');
  const cells = {
    ref,
    selection_id: fold.key,
    person_id: fold.holderOf(ref),
    state: 'nominated',
    way: open(entry, 'way'),
    nominated_by: fold.actorOf(entry),
    note: opened(entry, 'note'),
    confirmed_at: null,
    record: null,
    record_digest: null,
    gates: null,
    placement: null,
    withdrawn_for: null,
    state_before_withdrawal: null,
  };
  fold.put(entry, 'candidates', { key: [ref], cells });
}

function withdraw(fold: StreamFold, entry: FoldEntry): void {
  const row = candidateOf(fold, entry);
  const cells: Row = { state: 'withdrawn', state_before_withdrawal: row?.['state'] };
  if (open(entry, 'by') === 'other-placement') cells['withdrawn_for'] = open(entry, 'other');
  fold.change(entry, row, cells);
}
