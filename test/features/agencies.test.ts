import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

let world: World;
let edge: WorldEdge;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  edge = await openWorldEdge(world);
});
afterAll(async () => {
  await edge.close();
  await world.close();
});

async function read(by: string, path: string) {
  const answer = await edge.ask(by, path);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

describe('an agency', () => {
  test('tells its name, its zone and which of its calendars are provisional to whoever has a role there', async () => {
    const expected = {
      code: agency,
      name: { id: agency, en: agency },
      zone: 'Asia/Jakarta',
      calendars: [
        { year: 2026, isProvisional: false },
        { year: 2027, isProvisional: true },
      ],
    };
    for (const by of ['hr', 'candidate', 'member-1'])
      expect(await read(by, `/agencies/${agency}`)).toEqual({ status: 200, body: expected });
  });

  test('does not exist for whoever has no role there', async () => {
    expect((await read('unit-head', `/agencies/${agency}`)).status).toBe(404);
    expect((await read('hr', '/agencies/kota-lain')).status).toBe(404);
    expect((await read('unit-head', `/units?agency=${agency}`)).status).toBe(404);
  });

  test('lists its units whose name has the asked part, whatever its case, and takes signs of patterns as they are', async () => {
    const found = async (q: string) => (await read('hr', `/units?agency=${agency}&q=${encodeURIComponent(q)}`)).body;
    const unit = { id: expect.any(String), code: 'badan-contoh', name: 'badan-contoh', parent: null };
    expect(await found('CONTOH')).toEqual({ items: [unit], next: null });
    for (const none of ['%', '_adan', 'dinas']) expect(await found(none)).toEqual({ items: [], next: null });
    expect((await read('hr', `/units?agency=${agency}`)).body).toEqual({ items: [unit], next: null });
  });

  test('takes no cursor whose id is none', async () => {
    const cursor = Buffer.from('badan\nnobody').toString('base64url');
    for (const list of ['units', 'posts', 'map/holding']) {
      const { status, body } = await read('hr', `/${list}?agency=${agency}&cursor=${cursor}`);
      expect({ list, status, code: body['code'] }).toEqual({ list, status: 400, code: 'input.invalid' });
    }
  });
});
