import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readHistory } from '#features/history/service.ts';
import type { Database } from '#platform/database.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { placeFirst } from '#test/support/placing.ts';
import { bringTo, type Case, entryTypesOf, vote } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

interface Entry {
  readonly entry: string;
  readonly type: string;
  readonly kind: string;
  readonly streamSeq: number;
  readonly state: string;
  readonly stage: string | null;
  readonly actor: { readonly role: string; readonly name: string | null };
  readonly candidate: { readonly name: string | null } | null;
  readonly words: Readonly<Record<string, unknown>>;
  readonly rule: { readonly code: string; readonly citation: { readonly instrument: string } } | null;
  readonly raw: { readonly bytes: string; readonly leaf: string; readonly prev: string | null } | null;
}

let world: World;
let edge: WorldEdge;
let placed: Case;
let voting: Case;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  edge = await openWorldEdge(world);
  placed = await bringTo(world, 'choosing', { candidates: [1, 2, 3] });
  await placeFirst(placed, '2026-06-15');
  voting = await bringTo(world, 'voting', { candidates: [1, 2, 3] });
  await vote(voting, 'member-2', { choice: 'reject', reason: 'Belum cukup pengalaman.' });
}, 60_000);
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

async function page(by: string, { selectionId }: Case, query = ''): Promise<{ items: Entry[]; next: string | null }> {
  const answer = await edge.ask(by, `/selections/${selectionId}/history?limit=200${query}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as { items: Entry[]; next: string | null };
}

const items = async (by: string, begun: Case, query = '') => (await page(by, begun, query)).items;
const statusFor = async (by: string, query: string) =>
  (await edge.ask(by, `/selections/${placed.selectionId}/history${query}`)).status;

describe('the summary', () => {
  test('is told newest first to whoever may read the selection, from its opening to its end', async () => {
    const told = await items('candidate', placed);
    expect(told[0]?.streamSeq).toBeGreaterThan(told.at(-1)?.streamSeq ?? 0);
    expect(told.at(-1)?.type).toBe('selection.opened/1');
    expect(told.map(({ type }) => type)).toEqual(expect.arrayContaining(['outcome.derived/1', 'placement.effected/1']));
  });

  test('names no candidate to those who may not know them', async () => {
    const names = (told: Entry[]) => JSON.stringify(told).includes('Kandidat');
    expect([names(await items('candidate', placed)), names(await items('secretary', placed))]).toEqual([false, true]);
    const [choice] = (await items('candidate', placed)).filter(({ type }) => type === 'choice.made/1');
    expect([choice?.candidate, choice?.words, choice?.actor.name]).toEqual([null, { state: 'made' }, null]);
  });

  test('says under which rule something was done, and in which stage', async () => {
    const [outcome] = (await items('hr', placed)).filter(({ type }) => type === 'outcome.derived/1');
    expect([outcome?.rule?.code, outcome?.stage, outcome?.state]).toEqual([
      'majority/1',
      'committee-review',
      'recorded',
    ]);
    expect(outcome?.rule?.citation.instrument).not.toBe('');
  });
});

describe('the detail', () => {
  test('shows every entry once to the auditor, page by page', async () => {
    const types = await entryTypesOf(placed);
    const seen: string[] = [];
    let path: string | null = `/selections/${placed.selectionId}/history?depth=detail&limit=40`;
    while (path !== null) {
      const answer: Response = await edge.ask('auditor', path);
      const { items: told, next } = (await answer.json()) as { items: Entry[]; next: string | null };
      seen.push(...told.map(({ type }) => type));
      path = next === null ? null : next.replace('/api/v1', '');
    }
    expect(seen.reverse()).toEqual(types);
  });

  test('keeps a filter by kind', async () => {
    const kinds = new Set((await items('auditor', placed, '&depth=detail&kind=committee')).map(({ kind }) => kind));
    expect([...kinds]).toEqual(['committee']);
  });

  test('opens ballots with their reasons only after the reveal', async () => {
    const words = async (begun: Case) => {
      const told = await items('auditor', begun, '&depth=detail&kind=committee');
      return told.find(({ type }) => type === 'ballot.cast/1')?.words;
    };
    expect(await words(voting)).not.toHaveProperty('choice');
    expect(await words(placed)).toMatchObject({ choice: 'approve', reason: 'Sesuai pembahasan.' });
  });

  test('names who acted, and the candidate', async () => {
    const told = await items('secretary', placed, '&depth=detail');
    const of = (type: string) => told.find((entry) => entry.type === type);
    expect(of('ballot.cast/1')?.actor.name).toMatch(/^(chair|member-\d)$/);
    expect(of('snapshot.frozen/2')?.candidate?.name).toMatch(/^Kandidat \d$/);
  });

  test.each(['hr', 'authority', 'chair', 'candidate', 'assessor-1'])('does not exist for %s', async (persona) => {
    expect([await statusFor(persona, '?depth=detail'), await statusFor(persona, '?depth=raw')]).toEqual([404, 404]);
  });
});

describe('the raw depth', () => {
  test('gives the bytes of each entry with its leaf hash and its link', async () => {
    const [newest, before] = await items('auditor', placed, '&depth=raw');
    expect(JSON.parse(newest?.raw?.bytes ?? '')).toMatchObject({ id: newest?.entry, type: newest?.type });
    expect(newest?.raw?.prev).toBe(before?.raw?.leaf);
  });

  test('is all that gives them', async () => {
    const raw = [...(await items('auditor', placed)), ...(await items('auditor', placed, '&depth=detail'))];
    expect(raw.filter((entry) => entry.raw !== null)).toEqual([]);
  });
});

test('a cursor that this product did not make is refused', async () => {
  expect(await statusFor('auditor', `?cursor=${Buffer.from('x\ny').toString('base64url')}`)).toBe(400);
});

test('a page costs the same number of statements, however long it is', async () => {
  const cost = async (limit: number) => {
    let statements = 0;
    const counted = <Sql extends object>(sql: Sql): Sql =>
      new Proxy(sql, {
        get: (target, name, self) => {
          if (['rows', 'one', 'maybe', 'run'].includes(String(name))) statements += 1;
          return Reflect.get(target, name, self) as unknown;
        },
      });
    const { db, ledger } = world.house;
    const counting: Database = {
      ...db,
      transaction: (viewer, work) => db.transaction(viewer, (tx) => work(counted(tx))),
    };
    const asked = {
      asker: world.account('auditor'),
      selectionId: placed.selectionId,
      kind: null,
      before: null,
    } as const;
    await readHistory({ db: counting, ledger }, { ...asked, depth: 'raw', limit });
    return statements;
  };
  expect(await cost(5)).toBe(await cost(200));
});
