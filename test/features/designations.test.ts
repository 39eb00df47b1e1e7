import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import type { coverageAnswer, forecastAnswer, planAnswer } from '#schemas/succession.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { post, type Said } from '#test/support/privacy.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

/** A post that is proposed as critical, and what the authority makes of it, over HTTP. */

const reason = 'Pelayanan berhenti bila jabatan ini kosong.';
const decree = 'SK 800.1/6/2026';

let world: World;
let edge: WorldEdge;
let critical: string;
beforeAll(async () => {
  world = await openWorld({ assessors: 1, members: 3 });
  edge = await openWorldEdge(world);
  critical = world.vacancies[0] ?? '';
  expect((await act('designation', { ground: 'public-service', reason })).status).toBe(201);
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

function act(what: string, body: unknown, { by = 'hr', on = critical, key = randomUUID() } = {}): Promise<Said> {
  return post(edge, by)(`/succession/posts/${on}/${what}`, body, key);
}

async function read<Answer>(path: string): Promise<Answer> {
  const answer = await edge.ask('auditor', path);
  expect({ path, status: answer.status }).toEqual({ path, status: 200 });
  return (await answer.json()) as Answer;
}

const plan = (on = critical) => read<z.output<typeof planAnswer>>(`/succession/posts/${on}`);
const coverage = () => read<z.output<typeof coverageAnswer>>(`/succession?agency=${agency}`);
const vacantNow = async () =>
  (await read<z.output<typeof forecastAnswer>>(`/succession/forecast?agency=${agency}`)).vacant;
const confirm = (designation: string, { by = 'authority', on = critical, key = randomUUID() } = {}) =>
  act('confirmation', { designation, decree }, { by, on, key });

/** What the two files call the critical post: its designation and coverage, and what the forecast says of it. */
async function files(): Promise<(string | undefined)[]> {
  const text = async (path: string) => (await edge.ask('auditor', `${path}?agency=${agency}`)).text();
  const [covered, foreseen] = [await text('/succession/file'), await text('/succession/forecast/file')];
  const [, designation, state] = /,(PROPOSED|CONFIRMED),.*,([A-Z]+),2026-06-15/.exec(covered) ?? [];
  return [designation, state, /,(PROPOSED|YES),/.exec(foreseen)?.[1]];
}

test('is proposed on one of the grounds that there are', async () => {
  const on = world.vacancies[1] ?? '';
  expect((await act('designation', { ground: 'nice', reason }, { on })).code).toBe('input.invalid');
});

test('is neither a critical post nor a gap while it is only proposed', async () => {
  expect((await coverage()).items).toMatchObject([{ id: critical, successors: 0, coverage: 'unconfirmed' }]);
  expect((await plan()).designation?.confirmed).toBeNull();
  expect(await vacantNow()).toEqual({ all: 24, critical: 0, proposed: 1 });
  expect(await files()).toEqual(['PROPOSED', 'UNCONFIRMED', 'PROPOSED']);
});

test('is confirmed by the authority alone, as it was shown, once; a repetition answers the first receipt', async () => {
  const id = (await plan()).designation?.id ?? '';
  for (const by of ['hr', 'secretary', 'auditor', 'chair', 'candidate'])
    expect(await confirm(id, { by })).toMatchObject({ status: 404, code: 'thing.missing' });
  expect((await confirm(randomUUID())).code).toBe('succession.designation-changed');
  expect((await confirm(id, { on: world.vacancies[1] ?? '' })).code).toBe('succession.not-critical');
  expect((await act('confirmation', { designation: id, decree: ' ' }, { by: 'authority' })).code).toBe('input.invalid');
  const key = randomUUID();
  const first = await confirm(id, { key });
  expect(first).toMatchObject({ status: 201, body: { receipt: { stream: `succession/${critical}` } } });
  expect(await confirm(id, { key })).toEqual(first);
  expect((await confirm(id)).code).toBe('succession.confirmed-already');
  expect((await plan()).designation?.confirmed).toMatchObject({ by: 'confirmation', at: expect.any(String) });
  expect(await vacantNow()).toEqual({ all: 24, critical: 1, proposed: 0 });
  expect(await files()).toEqual(['CONFIRMED', 'NONE', 'YES']);
});

const withdraw = (on = critical) => act('withdrawal', { reason: 'Struktur berubah.' }, { on });
const confirmWithdrawal = (designation: string, { by = 'authority', on = critical, key = randomUUID() } = {}) =>
  act('withdrawal-confirmation', { designation, decree }, { by, on, key });

test('is withdrawn by the office alone while it is only proposed', async () => {
  const on = world.vacancies[2] ?? '';
  await act('designation', { ground: 'rare-competence', reason }, { on });
  const id = (await plan(on)).designation?.id ?? '';
  expect((await confirmWithdrawal(id, { on })).code).toBe('succession.no-withdrawal');
  expect((await withdraw(on)).status).toBe(201);
  expect((await withdraw(on)).code).toBe('succession.not-critical');
  expect((await plan(on)).designation).toBeNull();
  expect((await confirm(id, { on })).code).toBe('succession.not-critical');
  expect((await plan(on)).history.map(({ type }) => type)).toEqual(['designation.withdrawn/1', 'post.designated/1']);
});

test('once confirmed stays critical until the authority has confirmed its withdrawal, as it was shown, once', async () => {
  const id = (await plan()).designation?.id ?? '';
  expect((await withdraw()).status).toBe(201);
  expect((await withdraw()).code).toBe('succession.withdrawal-proposed');
  expect((await plan()).designation?.withdrawal).toMatchObject({ reason: 'Struktur berubah.' });
  expect((await coverage()).items).toMatchObject([{ id: critical, coverage: 'none' }]);
  for (const by of ['hr', 'secretary', 'auditor', 'chair', 'candidate'])
    expect(await confirmWithdrawal(id, { by })).toMatchObject({ status: 404, code: 'thing.missing' });
  expect((await confirmWithdrawal(randomUUID())).code).toBe('succession.designation-changed');
  const key = randomUUID();
  const first = await confirmWithdrawal(id, { key });
  expect(first.status).toBe(201);
  expect(await confirmWithdrawal(id, { key })).toEqual(first);
  expect((await confirmWithdrawal(id)).code).toBe('succession.not-critical');
  expect([(await coverage()).items, (await plan()).designation]).toEqual([[], null]);
  expect(await vacantNow()).toEqual({ all: 24, critical: 0, proposed: 0 });
});
