import { largestRequestBytes } from '#ledger/witness.ts';
import { askOutside } from '#platform/outside.ts';

/** The answer of a witness to `add-checkpoint`; not yet believed. */
export interface WitnessReply {
  readonly status: number;
  readonly body: string;
}

const answerMs = 5_000;

/** Asks a witness; `unreachable` where it does not answer in time, or not in the form of an answer. */
export async function askWitness(
  url: string,
  body: string,
  signal: AbortSignal,
): Promise<WitnessReply | 'unreachable'> {
  const address = `${url.replace(/\/+$/, '')}/add-checkpoint`;
  const limits = { patienceMs: answerMs, mostBytes: largestRequestBytes, signal };
  const answer = await askOutside(address, { body, ...limits });
  if (answer === undefined) return 'unreachable';
  return { status: answer.status, body: Buffer.from(answer.body).toString('utf8') };
}
