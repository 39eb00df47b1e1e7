import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { coverageAnswer, forecastAnswer, planAnswer, talentsPage } from '#schemas/succession.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { absent, record, register, servedSanction, stated } from '#test/support/merit.ts';
import { changePeople, erase, post, type Said } from '#test/support/privacy.ts';
import { publishMap } from '#test/support/published-map.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

/** Critical posts, the forecast of vacancies and the plans of succession, over HTTP. */

type Coverage = z.output<typeof coverageAnswer>;
type Forecast = z.output<typeof forecastAnswer>;
type Plan = z.output<typeof planAnswer>;
type Talents = z.output<typeof talentsPage>;

const reason = 'Pelayanan berhenti bila jabatan ini kosong.';

let world: World;
let edge: WorldEdge;
let critical: string;
beforeAll(async () => {
  world = await openWorld({ assessors: 1, members: 3 });
  edge = await openWorldEdge(world);
  critical = world.vacancies[0] ?? '';
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

const personAt = (index: number) => world.people[index]?.personId ?? '';
const postAt = (index: number) => world.people[index]?.postId ?? '';

function act(what: string, body: unknown, { by = 'hr', on = critical, key = randomUUID() } = {}): Promise<Said> {
  return post(edge, by)(`/succession/posts/${on}/${what}`, body, key);
}

async function read<Answer>(path: string, by = 'hr'): Promise<Answer> {
  const answer = await edge.ask(by, path);
  expect({ path, status: answer.status }).toEqual({ path, status: 200 });
  return (await answer.json()) as Answer;
}

const plan = (on = critical) => read<Plan>(`/succession/posts/${on}`);
const shown = async () => ({ designation: (await plan()).designation?.id, decree: 'SK 800.1/6/2026' });
const coverage = () => read<Coverage>(`/succession?agency=${agency}`);
const ways = () => read<Talents>(`/succession/posts/${critical}/talents`);
const name = (index: number, on = critical) => act('successors', { person: personAt(index) }, { on });

/** What somebody's record says from now on. */
async function change(index: number, changes: Parameters<typeof record>[0]): Promise<void> {
  await changePeople(world, async (tx, entryId) => {
    const said = record({ feedback360: stated('80'), ...changes });
    await tx.run('UPDATE people SET record = $2, entry_id = $3 WHERE id = $1', [
      personAt(index),
      JSON.stringify(said),
      entryId,
    ]);
  });
}

const everybody = [
  'hr',
  'secretary',
  'auditor',
  'authority',
  'chair',
  'member-1',
  'assessor-1',
  'candidate',
  'unit-head',
];

describe('a critical post', () => {
  test('is designated by HR and nobody else, once, and a repetition answers the first receipt', async () => {
    const body = { ground: 'public-service', reason };
    for (const by of ['secretary', 'authority', 'auditor', 'chair', 'candidate'])
      expect(await act('designation', body, { by })).toMatchObject({ status: 404, code: 'thing.missing' });
    expect((await act('designation', body, { on: randomUUID() })).code).toBe('thing.missing');
    const key = randomUUID();
    const first = await act('designation', body, { key });
    expect(first).toMatchObject({ status: 201, body: { receipt: { stream: `succession/${critical}` } } });
    expect(await act('designation', body, { key })).toEqual(first);
    expect((await act('designation', body)).code).toBe('succession.designated-already');
  });

  test('is read by HR, secretary, auditor and authority; the group by name by whoever lists the people of the map', async () => {
    for (const path of [
      `/succession?agency=${agency}`,
      `/succession/file?agency=${agency}`,
      `/succession/forecast?agency=${agency}`,
      `/succession/forecast/file?agency=${agency}`,
      `/succession/posts/${critical}`,
      `/succession/posts/${critical}/talents`,
    ]) {
      const answers = await Promise.all(
        everybody.map(async (by) => ({ by, status: (await edge.ask(by, path)).status })),
      );
      const readers = ['hr', 'secretary', 'auditor', ...(path.endsWith('/talents') ? [] : ['authority'])];
      expect(answers.filter(({ status }) => status === 200).map(({ by }) => by)).toEqual(readers);
      expect(answers.every(({ status }) => status === 200 || status === 404)).toBe(true);
    }
  });

  test('without anybody named is covered by none, in words and in the file', async () => {
    expect((await act('confirmation', await shown(), { by: 'authority' })).status).toBe(201);
    expect((await coverage()).items).toMatchObject([
      { id: critical, holder: null, departure: { status: 'vacant' }, successors: 0, coverage: 'none' },
    ]);
    const file = await (await edge.ask('auditor', `/succession/file?agency=${agency}`)).text();
    expect(file.split('\n')[1]).toMatch(/public-service,CONFIRMED,.*,NOW,.*,0,0,0,0,0,0,NONE,2026-06-15/);
  });

  test('has no successors before a map is published', async () => {
    expect((await name(0)).code).toBe('succession.no-map');
    expect((await ways()).items).toEqual([]);
  });
});

describe('the forecast', () => {
  test('dates each post by the age of its holder, and an unknown birth date is none of the months', async () => {
    await change(1, { bornOn: absent('nip.birth-conflict') });
    await change(2, { bornOn: stated('1968-08-20') });
    const { posts, months, vacant, unknown, on } = await read<Forecast>(`/succession/forecast?agency=${agency}`);
    const of = (index: number) => posts.find(({ id }) => id === postAt(index))?.departure;
    expect(on).toBe('2026-06-15');
    expect(of(1)).toMatchObject({ status: 'unknown', on: null, missing: ['bornOn'], reason: 'nip.birth-conflict' });
    expect(of(2)).toMatchObject({ status: 'dated', on: '2026-08-20', retirementAge: 58 });
    expect(months.slice(0, 3)).toEqual([
      { month: '2026-06', all: 0, critical: 0, proposed: 0 },
      { month: '2026-07', all: 0, critical: 0, proposed: 0 },
      { month: '2026-08', all: 1, critical: 0, proposed: 0 },
    ]);
    expect([vacant, unknown]).toEqual([
      { all: 24, critical: 1, proposed: 0 },
      { all: 1, critical: 0, proposed: 0 },
    ]);
    const file = await (await edge.ask('hr', `/succession/forecast/file?agency=${agency}`)).text();
    expect(file).toMatch(/kepala-bidang-2.*,UNKNOWN,UNKNOWN,bornOn/);
  });
});

describe('a successor', () => {
  test('comes from the boxes of the succession group, and is neither the holder nor named twice', async () => {
    await change(1, {});
    await change(2, {});
    // Under a sanction and without awards: in no box of the group.
    await change(3, { sanctions: register([servedSanction]), performance: register([]), feedback360: absent() });
    await publishMap(world);
    expect((await act('designation', { ground: 'rare-competence', reason }, { on: postAt(0) })).status).toBe(201);
    expect((await name(0, postAt(0))).code).toBe('succession.holder');
    expect((await name(3)).code).toBe('succession.outside-group');
    expect((await name(0, postAt(4))).code).toBe('succession.not-critical');
    expect((await act('successors', { person: randomUUID() })).code).toBe('thing.missing');
    expect((await name(0)).status).toBe(201);
    expect((await name(0)).code).toBe('succession.named-already');
    const { items } = await ways();
    expect(items.map(({ person, isNamed }) => [person, isNamed])).toContainEqual([personAt(0), true]);
    expect(items.map(({ person }) => person)).not.toContain(personAt(3));
  });

  test('is read page by page out of the group, nobody twice', async () => {
    const found: string[] = [];
    for (let next: string | null = `/succession/posts/${critical}/talents?limit=1`; next !== null; ) {
      const page: Talents = await read<Talents>(next.replace('/api/v1', ''));
      found.push(...page.items.map(({ person }) => person));
      next = page.next;
    }
    expect(found.toSorted()).toEqual((await ways()).items.map(({ person }) => person).toSorted());
    expect(new Set(found).size).toBe(found.length);
  });

  test('covers nothing while only proposed, and is in the plan once the authority has decided on all who are', async () => {
    await name(1);
    const shown = (await plan()).successors.map(({ id }) => id);
    expect(await plan()).toMatchObject({ coverage: 'proposed', proposed: 2, counts: { now: 0 } });
    await name(2);
    const decree = 'SK 800.1/7/2026';
    const decide = (successors: readonly string[], by = 'authority') => act('decision', { successors, decree }, { by });
    for (const by of ['hr', 'secretary', 'auditor', 'chair'])
      expect((await decide(shown, by)).code).toBe('thing.missing');
    expect((await decide(shown)).code).toBe('succession.plan-changed');
    const all = (await plan()).successors.map(({ id }) => id);
    expect(await decide(all)).toMatchObject({ status: 201, body: { receipt: { stream: `succession/${critical}` } } });
    expect((await decide(all)).code).toBe('succession.nothing-proposed');
    const { successors, proposed, coverage: covered } = await plan();
    expect([successors.every(({ decidedAt }) => decidedAt !== null), proposed, covered]).toEqual([true, 0, 'ready']);
    expect((await act('decision', { successors: all, decree }, { by: 'authority', on: postAt(4) })).code).toBe(
      'succession.not-critical',
    );
  });

  test('stands in the order of readiness, which is derived from the record as it is now', async () => {
    expect((await plan()).successors.map(({ readiness }) => readiness)).toEqual(['now', 'now', 'now']);
    await change(0, { rank: absent() });
    await change(1, { sanctions: register([servedSanction]) });
    const { successors, counts, coverage: covered } = await plan();
    expect(successors.map(({ person, readiness }) => [person, readiness])).toEqual([
      [personAt(2), 'now'],
      [personAt(1), 'later'],
      [personAt(0), 'unknown'],
    ]);
    expect([counts, covered]).toEqual([{ now: 1, 'one-to-two-years': 0, later: 1, unknown: 1 }, 'ready']);
    expect(successors[2]?.missing).toEqual(['golongan']);
    const fails = successors[1]?.gates.filter(({ result }) => result === 'FAIL') ?? [];
    expect(fails).toMatchObject([{ gate: 'discipline', citation: { confidence: expect.any(String) } }]);
  });

  test('keeps every readiness that was recorded: a later one stands beside it', async () => {
    const before = (await plan()).successors;
    const body = await act('readiness', {});
    expect(body).toMatchObject({ status: 201, body: { receipt: { stream: `succession/${critical}` } } });
    for (const now of (await plan()).successors) {
      const was = before.find(({ id }) => id === now.id);
      expect(was?.recorded.map(({ readiness }) => readiness)).toEqual(['now']);
      expect(now.recorded.slice(1)).toEqual(was?.recorded);
      expect(now.recorded[0]?.readiness).toBe(now.readiness);
    }
    const { changed } = await world.admin.one<{ changed: number }>(
      `SELECT count(*) AS changed FROM successor_readiness r JOIN ledger.entries e ON e.id = r.entry_id
       WHERE e.type <> 'readiness.derived/1'`,
    );
    expect(changed).toBe(0);
  });

  test('is removed with a reason, once, and stays among those who were named', async () => {
    const successor = (await plan()).successors.find(({ person }) => person === personAt(1))?.id ?? '';
    const body = { successor, reason: 'Permintaan yang bersangkutan.' };
    expect((await act('removals', body)).status).toBe(201);
    expect((await act('removals', body)).code).toBe('succession.removed-already');
    expect((await act('removals', { ...body, successor: randomUUID() })).code).toBe('thing.missing');
    const { successors, former } = await plan();
    expect([successors.length, former]).toMatchObject([2, [{ name: 'Kandidat 2', reason: body.reason }]]);
    expect((await name(1)).status).toBe(201);
  });
});

describe('an erasure', () => {
  test('empties what the plan says of the person and strikes their name where others wrote it', async () => {
    const secret = 'Kandidat 3 menolak mutasi.';
    const third = (await plan()).successors.find(({ person }) => person === personAt(1))?.id ?? '';
    await act('removals', { successor: third, reason: secret });
    await changePeople(world, async (tx, entryId) => {
      await tx.run('UPDATE posts SET holder_id = NULL, held_since = NULL, entry_id = $2 WHERE holder_id = $1', [
        personAt(2),
        entryId,
      ]);
      await tx.run('UPDATE people SET post_id = NULL, entry_id = $2 WHERE id = $1', [personAt(2), entryId]);
    });
    expect((await erase(edge, { person: personAt(2) })).status).toBe(201);
    const { successors, former } = await plan();
    expect(successors.map(({ person }) => person)).toEqual([personAt(0)]);
    expect(JSON.stringify(former)).not.toContain('Kandidat 3');
    const { left } = await world.admin.one<{ left: number }>(
      `SELECT (SELECT count(*) FROM successors WHERE person_id = $1 AND (box IS NOT NULL OR talent_value IS NOT NULL))
         + (SELECT count(*) FROM successor_readiness r JOIN successors s ON s.id = r.successor_id
            WHERE s.person_id = $1 AND (r.gates IS NOT NULL OR r.readiness IS NOT NULL)) AS left`,
      [personAt(2)],
    );
    expect(left).toBe(0);
    expect((await name(2)).code).toBe('thing.missing');
    expect((await act('readiness', {})).status).toBe(201);
  });
});

describe('a withdrawn designation', () => {
  test('ends the plan with it, and the post can be designated again with an empty one', async () => {
    expect((await act('withdrawal', { reason: 'Struktur organisasi berubah.' })).status).toBe(201);
    expect((await act('withdrawal-confirmation', await shown(), { by: 'authority' })).status).toBe(201);
    expect((await act('readiness', {})).code).toBe('succession.not-critical');
    expect((await coverage()).items.map(({ id }) => id)).toEqual([postAt(0)]);
    expect((await act('designation', { ground: 'strategic-impact', reason })).status).toBe(201);
    expect(await plan()).toMatchObject({
      successors: [],
      coverage: 'unconfirmed',
      designation: { ground: 'strategic-impact', confirmed: null },
    });
    expect((await plan()).former.length).toBeGreaterThan(2);
  });

  test('and all before it is told in the history of the post, with who did it', async () => {
    const { history } = await plan();
    const told = history.map(({ type, by, person }) => [type, by, person]);
    expect(told.slice(0, 2)).toEqual([
      ['post.designated/1', 'hr', null],
      ['withdrawal.confirmed/1', 'authority', null],
    ]);
    expect(told).toContainEqual(['successor.removed/1', 'hr', 'Kandidat 2']);
    expect(told).toContainEqual(['designation.confirmed/1', 'authority', null]);
    expect(told).toContainEqual(['succession.decided/1', 'authority', null]);
    expect(told).toContainEqual(['readiness.derived/1', null, 'Kandidat 1']);
    expect(told).toContainEqual(['opening.erased/1', null, null]);
    expect(JSON.stringify(told)).not.toContain('Kandidat 3');
    expect(told.at(-1)?.[0]).toBe('post.designated/1');
  });
});
