import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestMap, tickMap } from '#features/mapping/service.ts';
import { nameStudies } from '#test/support/mapped.ts';
import { codesOf, openTampered, quietly, type TamperedWorld } from '#test/support/tampered.ts';
import { agency } from '#test/support/world.ts';

/** Two people's parts exchanged in every column that says whose they are, so that the rows agree among themselves. */

let tampered: TamperedWorld;
let winner: string;
let loser: string;
let place: string;
beforeAll(async () => {
  tampered = await openTampered();
  const { world, placed } = tampered;
  await nameStudies(world);
  const request = { asker: world.account('hr'), session: null, entryId: randomUUID() };
  const { mapId } = await requestMap(world.house, request, { agency, policyId: 'asn' });
  await tickMap(world.house, mapId);
  const people = await world.admin.rows<{ person: string; place: string | null }>(
    `SELECT c.person_id AS person, e.stream || ' ' || e.stream_seq || ' field person' AS place FROM candidates c LEFT JOIN placements p ON p.candidate_ref = c.ref
     JOIN refs r ON r.ref = c.ref JOIN ledger.entries e ON e.id = r.entry_id WHERE c.selection_id = $1 ORDER BY p.candidate_ref NULLS LAST, c.ref`,
    [placed.selectionId],
  );
  [winner, loser, place] = [people[0]?.person ?? '', people[1]?.person ?? '', people[0]?.place ?? ''];
}, 120_000);
afterAll(() => tampered.close());

/** The columns that name a person or the holder of something. */
const boxes = ['vault.keys.holder', 'refs.holder', 'mapping_boxes.person_id'];
const parts = [...boxes, 'candidates.person_id', 'placements.person_id', 'posts.holder_id'];
const numbers = ['nips.person_id'];

/** As for instance `nips.person_id`, by way of a person who is nobody. */
function exchange(columns: readonly string[], [one, other]: readonly [string, string]): string[] {
  const nobody = 'ffffffff-0000-4000-8000-000000000000';
  const steps = [
    [one, nobody],
    [other, one],
    [nobody, other],
  ];
  return columns.flatMap((path) => {
    const [table, column] = [path.slice(0, path.lastIndexOf('.')), path.slice(path.lastIndexOf('.') + 1)];
    return steps.map(([from, to]) => `UPDATE ${table} SET ${column} = '${to}' WHERE ${column} = '${from}'`);
  });
}

/** Each person gets the other's numbers beside their own. */
const lend = () =>
  `INSERT INTO nips SELECT CASE person_id WHEN '${winner}' THEN '${loser}' ELSE '${winner}' END::uuid, nip, from_batch, entry_id
   FROM nips WHERE person_id IN ('${winner}', '${loser}')`;

describe('two people, exchanged by a superuser without triggers', () => {
  const cases: readonly [title: string, statements: () => readonly string[]][] = [
    ['in their boxes of a talent map', () => exchange(boxes, [winner, loser])],
    ['as candidates, so that the loser is placed', () => exchange(parts, [winner, loser])],
    ['as candidates and in the numbers that they ever had', () => exchange([...parts, ...numbers], [winner, loser])],
    ['as candidates, each with the numbers of both', () => [...exchange(parts, [winner, loser]), lend()]],
  ];

  test.each(cases)('%s', async (_title, statements) => {
    const report = await tampered.check((tx) => quietly(tx, statements()));
    expect(codesOf(report)).toContain('state.identity');
  });

  test('are named by the entry whose seal says otherwise', async () => {
    const report = await tampered.check((tx) => quietly(tx, exchange(parts, [winner, loser])));
    const places = report.findings.filter(({ code }) => code === 'state.identity').map((finding) => finding.place);
    expect(places).toContain(place);
  });

  test('as accounts that act for them: the members of a committee', async () => {
    const { world } = tampered;
    const accounts = [world.account('member-1').accountId, world.account('member-2').accountId] as const;
    const report = await tampered.check((tx) =>
      quietly(tx, exchange(['vault.keys.holder', 'refs.holder', 'seats.account_id', 'ballots.account_id'], accounts)),
    );
    expect(codesOf(report)).toContain('state.identity');
  });
});

describe('is no finding', () => {
  const cases: readonly [title: string, statement: () => string][] = [
    [
      'a NIP that was corrected since: the one before is history',
      () => `UPDATE people SET nip = '199001012015031999' WHERE id = '${winner}';; INSERT INTO nips
        SELECT id, nip, batch_id, entry_id FROM people WHERE id = '${winner}'`,
    ],
    ['another name', () => `UPDATE people SET name = 'Nama lain' WHERE id = '${winner}'`],
  ];

  test.each(cases)('%s', async (_title, statement) => {
    const report = await tampered.check((tx) => quietly(tx, statement().split(';; ')));
    expect(codesOf(report)).not.toContain('state.identity');
  });
});
