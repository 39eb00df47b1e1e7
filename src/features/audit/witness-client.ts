import { largestRequestBytes } from '#ledger/witness.ts';

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
  const limit = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
  const address = `${url.replace(/\/+$/, '')}/add-checkpoint`;
  try {
    const response = await fetch(address, { method: 'POST', body, redirect: 'error', signal: limit });
    const text = await readAtMost(response, largestRequestBytes);
    return text === undefined ? 'unreachable' : { status: response.status, body: text };
  } catch (error) {
    // Whatever goes wrong between two programs is the weather of that witness: it shows, and it is asked again.
    if (error instanceof TypeError || (error instanceof DOMException && limit.aborted)) return 'unreachable';
    throw error;
  }
}

async function readAtMost(response: Response, most: number): Promise<string | undefined> {
  if (response.body === null) return '';
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body as AsyncIterable<Uint8Array>) {
    length += piece.length;
    if (length > most) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
