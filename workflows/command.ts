import type { CarriedOut } from './contract.ts';
import { conduct } from './waiting.ts';

/** A command on a selection without a live stage: reopening one that failed, cancelling one that is not sealed yet. */
export function command(commandId: string): Promise<CarriedOut> {
  return conduct.carryOut(commandId);
}
