import { isBlank } from './committee.ts';
import { refuseFact } from './facts.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Stage } from './stages.ts';

export interface Score {
  /** Code of a sealed criterion. */
  readonly criterion: string;
  /** 0 to 100 as an exact decimal; null is not yet scored, never zero. */
  readonly score: string | null;
  readonly reason: string | null;
}

/** One assessor's scores of one candidate. */
export interface ScoreSheet {
  readonly accountId: string;
  readonly candidateRef: string;
  readonly scores: readonly Score[];
}

export interface SheetAsked {
  readonly stage: Stage | undefined;
  readonly now: string;
  /** Accounts assigned to the candidate. */
  readonly assignedTo: readonly string[];
  /** Codes of the sealed criteria. */
  readonly criteria: readonly string[];
  readonly sheet: ScoreSheet;
  readonly reasonRequired: boolean;
  /** The assessor's independent sheet for the candidate, if there is one. */
  readonly independent: ScoreSheet | undefined;
  readonly final: ScoreSheet | undefined;
}

/**
 * Whether an independent sheet may be submitted: assessment.not-assigned, the gate of facts, assessment.sheet-exists and what a sheet
 * must hold: assessment.criterion-twice, assessment.criterion-unknown, assessment.sheet-incomplete, assessment.score-invalid,
 * assessment.reason-missing.
 */
export function refuseSheet(asked: SheetAsked): Refusal | undefined {
  const refusal = refuseAssessor(asked, 'sheet.submit');
  if (refusal !== undefined) return refusal;
  if (asked.independent !== undefined) return refuse('assessment.sheet-exists');
  return refuseScores(asked);
}

/** Whether a final sheet may be filed after the reveal: as an independent one, and assessment.sheet-missing, assessment.final-exists. */
export function refuseFinalSheet(asked: SheetAsked): Refusal | undefined {
  const refusal = refuseAssessor(asked, 'sheet.finalise');
  if (refusal !== undefined) return refusal;
  if (asked.independent === undefined) return refuse('assessment.sheet-missing');
  if (asked.final !== undefined) return refuse('assessment.final-exists');
  return refuseScores(asked);
}

export interface Shift {
  readonly criterion: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The scores that changed between the independent and the final sheet; kept, so that the influence of a discussion shows. */
export function shiftBetween(independent: ScoreSheet, final: ScoreSheet): readonly Shift[] {
  return independent.scores.flatMap(({ criterion, score: before }) => {
    const after = final.scores.find((score) => score.criterion === criterion)?.score ?? null;
    return before === after ? [] : [{ criterion, before, after }];
  });
}

/** The sheet that counts: an independent one that was not changed stands as filed. */
export function standingSheet(independent: ScoreSheet, final: ScoreSheet | undefined): ScoreSheet {
  return final ?? independent;
}

/** Whether a text is a score: 0 to 100, at most six decimals, in one spelling. */
export function isScore(text: string): boolean {
  return /^(?:100(?:\.0{1,6})?|(?:0|[1-9]\d?)(?:\.\d{1,6})?)$/.test(text);
}

function refuseAssessor(asked: SheetAsked, fact: 'sheet.submit' | 'sheet.finalise'): Refusal | undefined {
  if (!asked.assignedTo.includes(asked.sheet.accountId)) return refuse('assessment.not-assigned');
  return refuseFact({ stage: asked.stage, fact, now: asked.now });
}

function refuseScores({ sheet, criteria, reasonRequired }: SheetAsked): Refusal | undefined {
  const named = sheet.scores.map(({ criterion }) => criterion);
  if (new Set(named).size < named.length) return refuse('assessment.criterion-twice');
  const unknown = named.find((criterion) => !criteria.includes(criterion));
  if (unknown !== undefined) return refuse('assessment.criterion-unknown', { criterion: unknown });
  const scored = sheet.scores.filter(({ score }) => score !== null && score !== '').map(({ criterion }) => criterion);
  const blank = criteria.filter((criterion) => !scored.includes(criterion));
  if (blank.length > 0) return refuse('assessment.sheet-incomplete', { count: blank.length, criteria: blank });
  const invalid = sheet.scores.find(({ score }) => score === null || !isScore(score));
  if (invalid !== undefined) return refuse('assessment.score-invalid', { criterion: invalid.criterion });
  const bare = reasonRequired ? sheet.scores.find(({ reason }) => isBlank(reason)) : undefined;
  return bare === undefined ? undefined : refuse('assessment.reason-missing', { criterion: bare.criterion });
}
