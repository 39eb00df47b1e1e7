import { type ReadContext, refuseRead } from '#domain/access.ts';
import {
  type Candidacy,
  candidacyStatus,
  candidacyWords,
  mayConfirm,
  mayDispute,
  nextForCandidate,
} from '#domain/candidacies.ts';
import { correctRecord } from '#domain/eligibility.ts';
import { isDecided, ownResult } from '#domain/own-results.ts';
import { describeRecord } from '#domain/record-rows.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { type CriteriaContent, getCriteria } from '#features/criteria/service.ts';
import { getPack } from '#features/policies/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { explainFile, type Ground, scoresOf, standingOf } from './explaining.ts';
import {
  type CandidacyRow,
  type FileRow,
  getFile,
  getStanding,
  listCandidacies,
  listOwnCorrections,
  listOwnEntries,
  type OwnCorrection,
} from './queries.ts';

/** Every candidacy of the asker's own person that they may read as a candidate. */
export async function listOwnCandidacies(db: Database, asker: Asker) {
  const rows = await db.transaction(asker.accountId, (tx) => readOwn(tx, asker, null));
  return rows.map(standingView);
}

async function readOwn(tx: Tx, asker: Asker, selectionId: string | null): Promise<CandidacyRow[]> {
  const { personId } = asker;
  if (personId === null) return [];
  const rows = await listCandidacies(tx, { personId, selectionId });
  return rows.filter((row) => refuseRead('own-candidacy', asker, contextOf(row, personId)) === undefined);
}

/** Where a candidacy stands now. */
function standingView(row: CandidacyRow) {
  const { ref, now, correctionId, correctionAnswer, correctionReason } = row;
  const candidacy = candidacyOf(row);
  const status = candidacyStatus(candidacy);
  const state: 'open' | 'accepted' | 'refused' = correctionAnswer ?? 'open';
  return {
    selection: { id: row.selectionId, code: row.code, title: row.title },
    ref,
    status,
    words: candidacyWords[status],
    next: nextForCandidate(candidacy, now),
    mayConfirm: mayConfirm(candidacy, now),
    mayDispute: mayDispute(candidacy, now),
    correction: correctionId === null ? null : { state, answer: correctionReason },
  };
}

/** The asker's own candidacy in one selection, with everything that is open to them by now; `thing.missing` where there is none. */
export async function getOwnCandidacy(db: Database, { asker, selectionId }: { asker: Asker; selectionId: string }) {
  const { accountId } = asker;
  const found = await db.transaction(accountId, async (tx) => {
    const [row] = await readOwn(tx, asker, selectionId);
    if (row === undefined) throw new Refused(refuse('thing.missing'));
    const { ref } = row;
    return {
      row,
      file: asItCounts(row, await getFile(tx, ref)),
      corrections: await listOwnCorrections(tx, ref),
      entries: await listOwnEntries(tx, { selectionId, accountId, ref }),
      pack: await getPack(tx, row.policyDigest.toString('hex')),
      criteria: await getCriteria({ tx, selectionId }),
    };
  });
  const { row, file, corrections, entries, ...rest } = found;
  const evaluatedAt = entries.findLast(({ type }) => type === 'gates.evaluated/1')?.at ?? null;
  const ground: Ground = { ...rest, file, evaluatedAt };
  const standing = await readStanding(db, { row, asker, criteria: rest.criteria });
  const { frozen, imported, frozenDigest, importedDigest, gates, merit } = file;
  return {
    ...standingView(row),
    state: row.state,
    confirmedAt: row.confirmedAt,
    recordDigest: (frozenDigest ?? importedDigest).toString('hex'),
    record: { ...(frozen ?? imported) },
    gates: gates?.map((gate) => ({ ...gate })) ?? null,
    merit: merit && { ...merit },
    corrections,
    data: describeRecord(frozen ?? withAccepted(imported, corrections), { blind: false, pack: rest.pack }),
    explanation: explainFile(ground),
    result: ownResult({ state: row.state, gates, decided: standing?.decided ?? null, pack: rest.pack }),
    scores: standing?.scores ?? null,
    receipts: entries
      .filter(({ type }) => type !== 'gates.evaluated/1')
      .map(({ leaf, ...entry }) => ({ ...entry, leaf: leaf.toString('hex') })),
  };
}

/** While a nomination runs (again) the imported data is what will be used; what an earlier attempt froze is void. */
function asItCounts(row: CandidacyRow, file: FileRow): FileRow {
  const status = candidacyStatus(candidacyOf(row));
  const isChecking = status === 'submitted' || status === 'data-check';
  return isChecking ? { ...file, frozen: null, frozenDigest: null, gates: null, merit: null } : file;
}

function withAccepted(imported: FileRow['imported'], corrections: readonly OwnCorrection[]) {
  const accepted = corrections.flatMap(({ id, field, answer, value }) =>
    answer === 'accepted' && value !== null ? [{ correction: id, field, value }] : [],
  );
  return correctRecord(imported, accepted);
}

interface StandingAsked {
  readonly row: CandidacyRow;
  readonly asker: Asker;
  readonly criteria: CriteriaContent;
}

/** Own scores and their result, once the committee's decision stands; nothing before. */
async function readStanding(db: Database, { row, asker, criteria }: StandingAsked) {
  const { ref, selectionId } = row;
  if (row.state === 'withdrawn' || asker.personId === null) return undefined;
  if (refuseRead('own-result', asker, contextOf(row, asker.personId)) !== undefined) return undefined;
  const found = await db.transaction('conductor', (tx) => getStanding(tx, selectionId, ref));
  return { decided: standingOf(found, ref), scores: scoresOf(found, ref, criteria) };
}

function candidacyOf(row: CandidacyRow): Candidacy {
  const { state, selectionState: selection, isPlaced, confirmedAt, openCorrections } = row;
  return { state, selection, isPlaced, confirmedAt, openCorrections, stage: stageOf(row) };
}

function stageOf({ kind, selectionId, attempt, stageState: state, step, openedAt, dueAt, pausedAt }: CandidacyRow) {
  return kind === null ? undefined : { selectionId, kind, attempt, state, step, openedAt, dueAt, pausedAt };
}

/** A candidate reads the own candidacy for what it is: no seat and no desk matters. */
function contextOf({ agency, selectionId, now, selectionState, kind }: CandidacyRow, personId: string): ReadContext {
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
    reached: isDecided(selectionState, kind) ? ['decided'] : [],
  };
}
