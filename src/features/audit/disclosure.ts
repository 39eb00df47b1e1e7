import type { Envelope } from '#ledger/entry.ts';

/** An entry and what may be opened of it must agree with what its readers may know by then. */
export type Disclosable = Pick<Envelope, 'type' | 'streamSeq' | 'open'>;

/**
 * Which of a stream's entries may be opened at all, by their place in it. Independent sheets stay closed until the scores are
 * revealed, ballots until their motion has an outcome, votes about a map until their resolution is decided: in no role, by no way,
 * may anyone read them earlier.
 */
export function listOpenable(entries: readonly Disclosable[]): Set<number> {
  const revealed = Math.max(
    0,
    ...entries.filter(({ type }) => type === 'scores.revealed/1').map(({ streamSeq }) => streamSeq),
  );
  const decided = new Set(entries.filter(({ type }) => type === 'outcome.derived/1').map(({ open }) => open['motion']));
  const resolved = new Set(
    entries.filter(({ type }) => type === 'resolution.decided/1').map(({ open }) => open['resolution']),
  );
  const openable = entries.filter(({ type, streamSeq, open }) => {
    if (type === 'sheet.submitted/1') return streamSeq < revealed;
    if (type === 'resolution.voted/1') return resolved.has(open['resolution']);
    return type !== 'ballot.cast/1' || decided.has(open['motion']);
  });
  return new Set(openable.map(({ streamSeq }) => streamSeq));
}

/**
 * What a committee was asked about whoever stands on the map under this name, and its votes on that, by their place in the stream: they
 * read nothing of it, in whatever office.
 */
export function listAbout(entries: readonly Disclosable[], ref: string): Set<number> {
  const moves = entries.filter(({ type, open }) => type === 'move.proposed/1' && open['person'] === ref);
  const asked = new Set(moves.map(({ open }) => open['resolution']));
  const votes = entries.filter(({ type, open }) => type === 'resolution.voted/1' && asked.has(open['resolution']));
  return new Set([...moves, ...votes].map(({ streamSeq }) => streamSeq));
}
