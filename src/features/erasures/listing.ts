import { mustErase } from '#domain/erasures.ts';
import { type Ledger, readOpenings } from '#features/audit/service.ts';
import { fromUtf8 } from '#ledger/bytes.ts';
import { fieldHolder } from '#ledger/registry.ts';
import type { Tx } from '#platform/database.ts';
import { declaredTiesSchema } from '#schemas/erasures.ts';
import { getSecrets, listSealed, type SealedRow, type SecretsRow } from './queries.ts';

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
  const secrets = await getSecrets(tx, asked.personId);
  const streams = asked.selectionIds.map((id) => `selection/${id}`);
  const sealed = await listSealed(tx, asked.holders, streams);
  const entries = new Map(sealed.map(({ entry, type }) => [entry, { id: entry, type }]));
  const opened = await readOpenings(tx, ledger, [...entries.values()]);
  const values = new Map(opened.map(({ entry, field, value }) => [`${entry} ${field}`, fromUtf8(value) ?? '']));
  const telling = (row: SealedRow) => isTelling(row, { secrets, text: values.get(`${row.entry} ${row.field}`) ?? '' });
  return sealed
    .filter((row) =>
      mustErase({
        type: row.type,
        isOwnKey: row.isOwnKey,
        declared: fieldHolder(row.type, row.field),
        isAboutOwn: row.candidate !== null && secrets.refs.includes(row.candidate),
        isTelling: telling(row),
      }),
    )
    .map(({ entry, field, stream }) => ({ entry, field, stream }));
}

interface Said {
  readonly secrets: SecretsRow;
  /** Canonical JSON. */
  readonly text: string;
}

function isTelling(row: SealedRow, { secrets, text }: Said): boolean {
  const folded = text.toLowerCase();
  const names = [secrets.name, ...secrets.nips].map((name) => JSON.stringify(name).slice(1, -1).toLowerCase());
  if (names.some((name) => folded.includes(name))) return true;
  return row.type === 'interest.declared/1' && tellsTie(text, row.isOwnKey ? undefined : secrets.refs);
}

/** Whether a declaration explains a tie: anybody's where the person declares, else one with the person. */
function tellsTie(text: string, refs: readonly string[] | undefined): boolean {
  const { interests } = declaredTiesSchema.parse(JSON.parse(text === '' ? '{}' : text));
  return interests.some(({ candidate, note }) => note !== null && (refs === undefined || refs.includes(candidate)));
}
