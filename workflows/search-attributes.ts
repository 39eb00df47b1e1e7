import { defineSearchAttributeKey, type SearchAttributePair, SearchAttributeType } from '@temporalio/common';
import { upsertSearchAttributes } from '@temporalio/workflow';
import { AGENCY, DUE_AT, OUTCOME, SELECTION_STAGE, type StageTick } from './contract.ts';

const stageKey = defineSearchAttributeKey(SELECTION_STAGE, SearchAttributeType.KEYWORD);
const agencyKey = defineSearchAttributeKey(AGENCY, SearchAttributeType.KEYWORD);
const dueKey = defineSearchAttributeKey(DUE_AT, SearchAttributeType.DATETIME);
const outcomeKey = defineSearchAttributeKey(OUTCOME, SearchAttributeType.KEYWORD);

/** What an operator can search a stage by; written again when its due instant has moved. */
export function describeStage(kind: string, { agency, dueAt }: StageTick): void {
  upsertSearchAttributes([
    { key: stageKey, value: kind },
    { key: agencyKey, value: agency },
    { key: dueKey, value: dueAt === null ? null : new Date(dueAt) },
  ]);
}

/** The same for a stage that is described as it begins. */
export function describedFrom(kind: string, { agency, dueAt }: StageTick): SearchAttributePair[] {
  return [
    { key: stageKey, value: kind },
    { key: agencyKey, value: agency },
    ...(dueAt === null ? [] : [{ key: dueKey, value: new Date(dueAt) }]),
  ];
}

export function describeSelection(stage: string, agency: string): void {
  upsertSearchAttributes([
    { key: stageKey, value: stage },
    { key: agencyKey, value: agency },
  ]);
}

export function describeOutcome(outcome: string): void {
  upsertSearchAttributes([
    { key: stageKey, value: null },
    { key: outcomeKey, value: outcome },
  ]);
}
