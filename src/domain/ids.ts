import type { StageKind, StageStep } from './stages.ts';

/** One attempt of one stage of one selection. */
export interface StageRef {
  readonly selectionId: string;
  readonly kind: StageKind;
  readonly attempt: number;
}

/** Workflow ids are spelled here alone and hold no personal data. They are written into histories: permanent. */
export function selectionWorkflowId(selectionId: string): string {
  return `selection:${selectionId}`;
}

export function stageWorkflowId(selectionId: string, kind: StageKind, attempt: number): string {
  return `${selectionId}:${kind}:${attempt}`;
}

export function mapWorkflowId(mapId: string): string {
  return `mapping:${mapId}`;
}

export function planWorkflowId(planId: string): string {
  return `plan:${planId}`;
}

/** A command on a selection without a live stage, and the revocation of a placement, have a workflow of their own. */
export function commandWorkflowId(selectionId: string, name: string, commandId: string): string {
  return `${selectionId}:${name}:${commandId}`;
}

/** The idempotency key of what closes or opens a step: a retry, a reset and a second closer all build the same one. */
export function stepKey(stage: StageRef, step: StageStep | 'open' | 'close'): string {
  return `${stageWorkflowId(stage.selectionId, stage.kind, stage.attempt)}:${step}`;
}
