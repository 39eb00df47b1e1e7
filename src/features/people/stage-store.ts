import type { Finding } from '#domain/import-findings.ts';
import { byteaArray, type Tx } from '#platform/database.ts';
import type { Stage, StagedPerson, StagedRow, StageKind } from '#schemas/siasn-stage.ts';
import { sealedText } from './record-text.ts';
import type { PersonInsert } from './store.ts';

const rowsPerPiece = 5_000;
const peoplePerPage = 1_000;

const columns = 'r.at, r.nip, r.key, r.line, r.record, r.item';

/** A stage in tables of the transaction, which nobody else sees and which are gone with it: for deliveries that memory does not hold. */
export async function openTableStage(tx: Tx): Promise<Stage> {
  await tx.run(
    `CREATE TEMP TABLE import_rows (kind text, at integer, nip text, key text, line integer, record text, item json) ON COMMIT DROP`,
  );
  return {
    put: (kind, rows) => putRows(tx, kind, rows),
    seal: async () => {
      await tx.run('CREATE UNIQUE INDEX ON import_rows (kind, at)');
      await tx.run('CREATE INDEX ON import_rows (nip)');
      await tx.run('CREATE INDEX ON import_rows (kind, key) WHERE key IS NOT NULL');
      await tx.run('ANALYZE import_rows');
    },
    sharing: (kind, by) => listSharing(tx, kind, by),
    replace: async (kind, rows) => {
      await tx.run(
        `UPDATE import_rows r SET item = n.item FROM ROWS FROM (unnest($2::integer[]), json_array_elements($3::json)) AS n (at, item)
          WHERE r.kind = $1 AND r.at = n.at`,
        [kind, rows.map(({ at }) => at), itemsOf(rows)],
      );
    },
    drop: async (kind, places) => {
      if (places.length > 0)
        await tx.run('DELETE FROM import_rows WHERE kind = $1 AND at = ANY ($2::integer[])', [kind, places]);
    },
    strangers: (kind) =>
      pieces(tx, {
        name: 'strangers',
        query: `SELECT ${columns} FROM import_rows r WHERE r.kind = '${kind}'
          AND NOT EXISTS (SELECT FROM import_rows p WHERE p.kind = 'profile' AND p.nip = r.nip) ORDER BY r.at`,
      }),
    people: (kinds) => listPeople(tx, kinds),
  };
}

async function putRows(tx: Tx, kind: StageKind, rows: readonly StagedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(
    `INSERT INTO import_rows (kind, at, nip, key, line, record, item)
     SELECT $1, at, nip, key, line, record, item
       FROM ROWS FROM (unnest($2::integer[]), unnest($3::text[]), unnest($4::text[]), unnest($5::integer[]), unnest($6::text[]),
              json_array_elements($7::json)) AS r (at, nip, key, line, record, item)`,
    [
      kind,
      rows.map(({ at }) => at),
      rows.map(({ nip }) => nip),
      rows.map(({ key }) => key),
      rows.map(({ line }) => line),
      rows.map(({ record }) => record),
      itemsOf(rows),
    ],
  );
}

/** One document instead of an array of them: escaping every quote costs more than all the rest. */
function itemsOf(rows: readonly StagedRow[]): string {
  return JSON.stringify(rows.map(({ item }) => item));
}

interface Asking {
  readonly name: string;
  readonly query: string;
  readonly values?: readonly unknown[];
}

/** The rows of a query a piece at a time, as they stood when it was asked. */
export async function* pieces<Row extends object = StagedRow>(
  tx: Tx,
  { name, query, values = [] }: Asking,
): AsyncIterable<Row[]> {
  await tx.run(`DECLARE ${name} NO SCROLL CURSOR FOR ${query}`, values);
  for (;;) {
    const rows = await tx.rows<Row>(`FETCH ${rowsPerPiece} FROM ${name}`);
    if (rows.length > 0) yield rows;
    if (rows.length < rowsPerPiece) break;
  }
  await tx.run(`CLOSE ${name}`);
}

async function* listSharing(tx: Tx, kind: StageKind, by: 'nip' | 'key'): AsyncIterable<readonly StagedRow[]> {
  const query = `SELECT ${columns} FROM import_rows r WHERE r.kind = '${kind}' AND r.${by} IN (
      SELECT o.${by} FROM import_rows o WHERE o.kind = '${kind}' AND o.${by} IS NOT NULL GROUP BY o.${by} HAVING count(*) > 1
    ) ORDER BY r.${by}, r.at`;
  let group: StagedRow[] = [];
  for await (const rows of pieces(tx, { name: 'sharing', query })) {
    for (const row of rows) {
      if (group.length > 0 && group[0]?.[by] !== row[by]) {
        yield group;
        group = [];
      }
      group.push(row);
    }
  }
  if (group.length > 0) yield group;
}

async function* listPeople(tx: Tx, kinds: readonly StageKind[]): AsyncIterable<readonly StagedPerson[]> {
  let after = -1;
  for (;;) {
    const page = await tx.rows<StagedRow>(
      `SELECT ${columns} FROM import_rows r WHERE r.kind = 'profile' AND r.at > $1 ORDER BY r.at LIMIT ${peoplePerPage}`,
      [after],
    );
    if (page.length === 0) return;
    const nips = page.map(({ nip }) => nip);
    const own =
      kinds.length === 0
        ? []
        : await tx.rows<StagedRow & { kind: StageKind }>(
            `SELECT r.kind, ${columns} FROM import_rows r WHERE r.nip = ANY ($1::text[]) AND r.kind = ANY ($2::text[]) ORDER BY r.at`,
            [nips, kinds],
          );
    const histories = new Map(nips.map((nip) => [nip, new Map<StageKind, StagedRow[]>()]));
    for (const { kind, ...row } of own) {
      const rows = histories.get(row.nip);
      const known = rows?.get(kind);
      if (known === undefined) rows?.set(kind, [row]);
      else known.push(row);
    }
    yield page.map((row) => ({ row, histories: histories.get(row.nip) ?? new Map() }));
    after = page.at(-1)?.at ?? after;
  }
}

/** Where findings and people wait until all is known that an import writes. */
export async function openWaiting(tx: Tx): Promise<void> {
  await tx.run(
    `CREATE TEMP TABLE import_found (n integer, file text, line integer, field text, code text, value text, nip text, record text) ON COMMIT DROP`,
  );
  await tx.run(
    `CREATE TEMP TABLE import_people (id uuid, source_id text, nip text, name text, record jsonb, digest bytea, content bytea,
       unit_id uuid, post_id uuid, earlier jsonb, is_new boolean) ON COMMIT DROP`,
  );
}

/** Findings in the order in which they were found, from number `first`. */
export async function holdFindings(tx: Tx, first: number, rows: readonly Finding[]): Promise<void> {
  await tx.run(
    `INSERT INTO import_found (n, file, line, field, code, value, nip, record)
     SELECT $1 + f.n, f.file, f.line, f.field, f.code, f.value, f.nip, f.record
       FROM unnest($2::text[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
         WITH ORDINALITY AS f (file, line, field, code, value, nip, record, n)`,
    [
      first,
      rows.map(({ file }) => file),
      rows.map(({ line }) => line),
      rows.map(({ field }) => field),
      rows.map(({ code }) => code),
      rows.map(({ value }) => value),
      rows.map(({ nip }) => nip),
      rows.map(({ record }) => record),
    ],
  );
}

/** What was found, file by file and line by line. */
export function listHeld(tx: Tx): AsyncIterable<Finding[]> {
  return pieces<Finding>(tx, {
    name: 'held',
    query: 'SELECT code, file, line, field, value, nip, record FROM import_found ORDER BY file, line, n',
  });
}

export async function holdPeople(tx: Tx, isNew: boolean, rows: readonly PersonInsert[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(
    `INSERT INTO import_people (id, source_id, nip, name, record, digest, content, unit_id, post_id, earlier, is_new)
     SELECT id, source_id, nip, name, record, digest, content, unit_id, post_id, earlier, $1
       FROM ROWS FROM (unnest($2::uuid[]), unnest($3::text[]), unnest($4::text[]), unnest($5::text[]), jsonb_array_elements($6::jsonb),
              unnest($7::bytea[]), unnest($8::bytea[]), unnest($9::uuid[]), unnest($10::uuid[]), jsonb_array_elements($11::jsonb))
         AS p (id, source_id, nip, name, record, digest, content, unit_id, post_id, earlier)`,
    [
      isNew,
      rows.map(({ id }) => id),
      rows.map(({ sourceId }) => sourceId),
      rows.map(({ nip }) => nip),
      rows.map(({ name }) => name),
      // As of staged rows: one document, not an array of them.
      `[${rows.map(({ record }) => sealedText(record)).join(',')}]`,
      byteaArray(rows.map(({ digest }) => digest)),
      byteaArray(rows.map(({ content }) => content)),
      rows.map(({ unitId }) => unitId),
      rows.map(({ postId }) => postId),
      JSON.stringify(rows.map(({ earlier }) => earlier)),
    ],
  );
}
