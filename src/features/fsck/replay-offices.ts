import { FindingList } from '#ledger/findings.ts';
import { OfficeBook } from '#ledger/offices.ts';
import type { Sql } from '#platform/database.ts';
import type { RecordKeys } from './replay-rules.ts';
import { listStreamsOfKind } from './store.ts';
import { walkStreams } from './walk.ts';

const mostAgencies = 1_000;

/** Who held which office, by the streams of all agencies. What the walk itself objects to belongs to the bytes. */
export async function readOffices(sql: Sql, { log, keys }: RecordKeys): Promise<OfficeBook> {
  const book = new OfficeBook();
  for (let after = ''; ; ) {
    const streams = await listStreamsOfKind(sql, { kind: 'agency', after, wanted: null, limit: mostAgencies });
    const last = streams.at(-1);
    if (last === undefined) return book;
    for (const stream of streams) book.tell(stream);
    const counts = { entries: 0, openings: 0, erased: 0, streams: 0 };
    for await (const entries of walkStreams(sql, { log, keys, streams, counts, findings: new FindingList() }))
      for (const entry of entries) book.take(entry);
    after = last;
  }
}
