import { correctRecord, disputableFields, type Eligibility, judgeEligibility } from '#domain/eligibility.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { localDayOf } from '#domain/working-days.ts';
import { type CriteriaContent, getCriteria } from '#features/criteria/service.ts';
import type { StageScene } from '#features/stages/service.ts';
import type { Tx } from '#platform/database.ts';
import {
  type CandidateRow,
  type CorrectionRow,
  findPerson,
  listCandidates,
  listCorrections,
  listVerifications,
  type VerificationRow,
} from './store.ts';

/** Everything about one standing candidate that the close of the stage needs. */
export interface CandidateFile {
  readonly candidate: CandidateRow;
  readonly corrections: readonly CorrectionRow[];
  /** The record as imported, with the accepted corrections. */
  readonly record: PersonRecord;
  readonly eligibility: Eligibility;
}

export async function readFiles(scene: StageScene): Promise<CandidateFile[]> {
  const { tx, selectionId, pack, now } = scene;
  const [criteria, candidates, corrections, verifications] = [
    await getCriteria(scene),
    await listCandidates(tx, selectionId),
    await listCorrections(tx, selectionId),
    await listVerifications(tx, selectionId),
  ];
  const files: CandidateFile[] = [];
  for (const candidate of candidates.filter(({ state }) => state !== 'withdrawn')) {
    const person = await findPerson(tx, candidate.person_id);
    if (person === undefined) throw new Error('a candidate without a person');
    const judged = judgeFile(
      { ref: candidate.ref, record: person.record, corrections, verifications },
      { criteria, pack, now },
    );
    files.push({ candidate, ...judged });
  }
  return files;
}

export interface Papers {
  readonly ref: string;
  /** As imported. */
  readonly record: unknown;
  readonly corrections: readonly CorrectionRow[];
  readonly verifications: readonly VerificationRow[];
}

export interface Rules {
  readonly criteria: Pick<CriteriaContent, 'target' | 'zone'>;
  readonly pack: PolicyPack;
  readonly now: string;
}

/** What the gates say of one candidate's data today. */
export function judgeFile(papers: Papers, { criteria, pack, now }: Rules): Omit<CandidateFile, 'candidate'> {
  const corrections = papers.corrections.filter(({ candidate_ref }) => candidate_ref === papers.ref);
  const record = correctRecord(papers.record as PersonRecord, acceptedOf(corrections));
  const eligibility = judgeEligibility({
    record,
    target: criteria.target,
    pack,
    on: localDayOf(now, criteria.zone),
    verifications: verifiedOf(papers.verifications, papers.ref),
  });
  return { corrections, record, eligibility };
}

/** What the gates say of given data of a candidate, with the corrections and the verifications on file. */
export async function judgePapers(
  tx: Tx,
  { selectionId, ...papers }: Pick<Papers, 'ref' | 'record'> & { readonly selectionId: string },
  rules: Rules,
): Promise<Omit<CandidateFile, 'candidate'>> {
  const [corrections, verifications] = [
    await listCorrections(tx, selectionId),
    await listVerifications(tx, selectionId),
  ];
  return judgeFile({ ...papers, corrections, verifications }, rules);
}

function acceptedOf(corrections: readonly CorrectionRow[]) {
  return corrections.flatMap(({ id, answer, change, request }) => {
    const value = change?.value;
    if (answer !== 'accepted' || typeof value !== 'string') return [];
    if (!disputableFields.some((field) => field === request.field)) return [];
    return [{ correction: id, field: request.field, value }];
  });
}

function verifiedOf(rows: readonly VerificationRow[], ref: string) {
  return rows.filter(({ candidate_ref }) => candidate_ref === ref).map(({ gate, result }) => ({ gate, result }));
}
