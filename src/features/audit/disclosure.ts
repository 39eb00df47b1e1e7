import type { Envelope } from '#ledger/entry.ts';

/** An entry and what may be opened of it must agree with what its readers may know by then. */
export type Disclosable = Pick<Envelope, 'type' | 'streamSeq' | 'open'>;

/**
 * Which of a stream's entries may be opened at all, by their place in it. Independent sheets stay closed until the scores are
 * revealed, ballots until their motion has an outcome: in no role, by no way, may anyone read them earlier.
 */
export function listOpenable(entries: readonly Disclosable[]): Set<number> {
  const revealed = Math.max(
    0,
    ...entries.filter(({ type }) => type === 'scores.revealed/1').map(({ streamSeq }) => streamSeq),
  );
  const decided = new Set(entries.filter(({ type }) => type === 'outcome.derived/1').map(({ open }) => open['motion']));
  const openable = entries.filter(({ type, streamSeq, open }) => {
    if (type === 'sheet.submitted/1') return streamSeq < revealed;
    return type !== 'ballot.cast/1' || decided.has(open['motion']);
  });
  return new Set(openable.map(({ streamSeq }) => streamSeq));
}
