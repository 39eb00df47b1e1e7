import { mustErase } from '#domain/erasures.ts';
import { type Ledger, readOpenings } from '#features/audit/service.ts';
import { fromUtf8 } from '#ledger/bytes.ts';
import { fieldHolder } from '#ledger/registry.ts';
import type { Tx } from '#platform/database.ts';
import { declaredTiesSchema } from '#schemas/erasures.ts';
import { listNaming, listRefs, listSealed, type SealedRow } from './queries.ts';

export interface Listing {
  readonly personId: string;
  readonly holders: readonly string[];
  readonly selectionIds: readonly string[];
}

/** An opening that goes. */
export interface ListedOpening {
  readonly entry: string;
  readonly field: string;
  readonly stream: string;
}

/** What an erasure destroys: by key, by what the entry is about, and by what the sealed value says. */
export async function listErasable(ledger: Ledger, tx: Tx, asked: Listing): Promise<ListedOpening[]> {
  const refs = await listRefs(tx, asked.personId);
  const streams = asked.selectionIds.map((id) => `selection/${id}`);
  const sealed = await listSealed(tx, { ...asked, streams });
  const entries = new Map(sealed.map(({ entry, type }) => [entry, { id: entry, type }]));
  const opened = (await readOpenings(tx, ledger, [...entries.values()])).map(({ entry, field, value }) => ({
    place: `${entry} ${field}`,
    text: fromUtf8(value) ?? 'null',
  }));
  const naming = await listNaming(
    tx,
    asked.personId,
    opened.map(({ text }) => text),
  );
  const names = new Set(naming.map((index) => opened[index]?.place));
  const texts = new Map(opened.map(({ place, text }) => [place, text]));
  const isTelling = (row: SealedRow) => {
    const place = `${row.entry} ${row.field}`;
    return names.has(place) || tellsTie(row, { refs, text: texts.get(place) });
  };
  return sealed
    .filter((row) =>
      mustErase({
        type: row.type,
        isOwnKey: row.isOwnKey,
        declared: fieldHolder(row.type, row.field),
        isAboutOwn: row.candidate !== null && refs.includes(row.candidate),
        isTelling: isTelling(row),
      }),
    )
    .map(({ entry, field, stream }) => ({ entry, field, stream }));
}

interface Said {
  readonly refs: readonly string[];
  /** Canonical JSON; undefined where it cannot be opened. */
  readonly text: string | undefined;
}

/** Whether a declaration explains a tie: anybody's where the person declares, else one with the person. */
function tellsTie({ type, isOwnKey }: SealedRow, { refs, text }: Said): boolean {
  if (type !== 'interest.declared/1' || text === undefined) return false;
  const { interests } = declaredTiesSchema.parse(JSON.parse(text));
  return interests.some(({ candidate, note }) => note !== null && (isOwnKey || refs.includes(candidate)));
}
