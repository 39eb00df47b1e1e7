import { toHex } from '#ledger/bytes.ts';
import type { Envelope } from '#ledger/entry.ts';
import type { VerifierKey } from '#ledger/note.ts';
import type { SignerState } from './signer-state.ts';

interface Announcements {
  readonly take: (entry: Envelope, position: number) => void;
  /** The key that is to sign next, and from which size on; null where none was announced. */
  readonly announced: () => SignerState['next'];
}

/**
 * The signer obeys an announcement of the very key that waits in its own folder, and only where the size before the first of
 * that key already covers the announcement. Any other is a line in the record and nothing else: who may write entries must not
 * be able to choose the signer's key. Once that key waits there no more, its announcement counts for nothing.
 */
export function watchAnnouncements(state: Pick<SignerState, 'next'>, waiting: VerifierKey | undefined): Announcements {
  let next = state.next?.vkey === waiting?.vkey ? state.next : null;
  return {
    take: ({ type, stream, open }, position) => {
      if (next !== null || waiting === undefined || type !== 'key.announced/1' || stream !== 'system') return;
      const firstSize = open['firstSize'];
      if (open['key'] !== toHex(waiting.publicKey) || !isInTime(firstSize, position)) return;
      next = { vkey: waiting.vkey, firstSize };
    },
    announced: () => next,
  };
}

/** The checkpoint before the first of the new key must hold the announcement at this position. */
export function isInTime(firstSize: unknown, position: number): firstSize is number {
  return typeof firstSize === 'number' && firstSize > position + 1;
}
