import { FindingList } from '#ledger/findings.ts';
import { OfficeBook, officeTypes } from '#ledger/offices.ts';
import type { Sql } from '#platform/database.ts';
import type { RecordKeys } from './replay-rules.ts';
import { listStreamsOfKind } from './store.ts';
import { walkStreams } from './walk.ts';

const mostAgencies = 1_000;

interface OfficesAsked extends RecordKeys {
  /** Undefined: the offices of all agencies, else of the one that opened this selection. */
  readonly selectionId?: string;
}

/** Who held which office, by what the streams of agencies say of it. What the walk itself objects to belongs to the bytes. */
export async function readOffices(sql: Sql, { selectionId, ...asked }: OfficesAsked): Promise<OfficeBook> {
  const book = new OfficeBook();
  const wanted = selectionId === undefined ? null : `agency/${await agencyOf(sql, asked, selectionId)}`;
  for (let after = ''; ; ) {
    const streams = await listStreamsOfKind(sql, { kind: 'agency', after, wanted, limit: mostAgencies });
    const last = streams.at(-1);
    if (last === undefined) return book;
    for (const stream of streams) book.tell(stream);
    for await (const entries of walkFor(sql, asked, { streams, types: [...officeTypes] }))
      for (const entry of entries) book.take(entry);
    after = last;
  }
}

async function agencyOf(sql: Sql, asked: RecordKeys, selectionId: string): Promise<string> {
  const type = 'selection.opened/1';
  for await (const entries of walkFor(sql, asked, { streams: [`selection/${selectionId}`], types: [type] })) {
    const opened = entries.find(({ envelope }) => envelope.type === type);
    if (opened !== undefined) return opened.envelope.agency ?? '';
  }
  return '';
}

function walkFor(sql: Sql, { log, keys }: RecordKeys, part: { streams: readonly string[]; types: readonly string[] }) {
  const counts = { entries: 0, openings: 0, erased: 0, streams: 0 };
  return walkStreams(sql, { log, keys, ...part, counts, findings: new FindingList() });
}
