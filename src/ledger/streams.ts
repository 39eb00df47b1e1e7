import type { LedgerCode } from './codes.ts';
import type { Envelope } from './entry.ts';

export type StreamCode = Extract<LedgerCode, `stream.${string}`>;

/** An entry as the next one of its stream sees it. */
export interface StreamLink {
  readonly envelope: Pick<Envelope, 'stream' | 'streamSeq' | 'prev'>;
  /** Its leaf hash in hex. */
  readonly leaf: string;
}

/** Why this entry cannot follow the given one, or cannot be the first where none is given. */
export function refuseNext(last: StreamLink | undefined, next: StreamLink['envelope']): StreamCode | undefined {
  if (last !== undefined && next.stream !== last.envelope.stream) return 'stream.mixed';
  const expectedSeq = (last?.envelope.streamSeq ?? 0) + 1;
  if (next.streamSeq < expectedSeq) return 'stream.duplicate';
  if (next.streamSeq > expectedSeq) return 'stream.gap';
  return next.prev === (last?.leaf ?? null) ? undefined : 'stream.link';
}
