import { type ReadContext, refuseRead } from '#domain/access.ts';
import {
  type Candidacy,
  candidacyStatus,
  candidacyWords,
  mayConfirm,
  mayDispute,
  nextForCandidate,
} from '#domain/candidacies.ts';
import type { Asker } from '#domain/roles.ts';
import type { Database } from '#platform/database.ts';
import { type CandidacyRow, listCandidacies } from './queries.ts';

/** Every candidacy of the asker's own person that they may read as a candidate. */
export async function listOwnCandidacies(db: Database, asker: Asker) {
  const { personId } = asker;
  if (personId === null) return [];
  const rows = await db.transaction(asker.accountId, (tx) => listCandidacies(tx, personId));
  return rows
    .filter((row) => refuseRead('own-candidacy', asker, contextOf(row, personId)) === undefined)
    .map((row) => ({ selection: { id: row.selectionId, code: row.code, title: row.title }, ...viewOf(row) }));
}

/** What a candidate sees of the own part in a selection, as it stands now. */
function viewOf(row: CandidacyRow) {
  const { ref, now, correctionId, correctionAnswer, correctionReason } = row;
  const candidacy = candidacyOf(row);
  const status = candidacyStatus(candidacy);
  const state: 'open' | 'accepted' | 'refused' = correctionAnswer ?? 'open';
  return {
    ref,
    status,
    words: candidacyWords[status],
    next: nextForCandidate(candidacy, now),
    mayConfirm: mayConfirm(candidacy, now),
    mayDispute: mayDispute(candidacy, now),
    correction: correctionId === null ? null : { state, answer: correctionReason },
  };
}

function candidacyOf(row: CandidacyRow): Candidacy {
  const { state, selectionState: selection, isPlaced, confirmedAt, openCorrections } = row;
  return { state, selection, isPlaced, confirmedAt, openCorrections, stage: stageOf(row) };
}

function stageOf({ kind, selectionId, attempt, stageState: state, step, openedAt, dueAt, pausedAt }: CandidacyRow) {
  return kind === null ? undefined : { selectionId, kind, attempt, state, step, openedAt, dueAt, pausedAt };
}

/** A candidate reads the own candidacy for what it is: no seat and no desk matters. */
function contextOf({ agency, selectionId, now }: CandidacyRow, personId: string): ReadContext {
  return {
    now,
    agency,
    selectionId,
    candidatePersonIds: [personId],
    subjectPersonId: personId,
    seatAccounts: [],
    chairAccount: null,
    assessorAccounts: [],
    clearedAccounts: [],
    earlierHands: [],
    reached: [],
  };
}
