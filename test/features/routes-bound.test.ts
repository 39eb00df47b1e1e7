import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parseInstant, writeInstant } from '#domain/dates.ts';
import { readClock } from '#platform/clock.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { advance, attend, bringTo, motionDigestOf, stageOf } from '#test/support/selection-builders.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

/** Acts over HTTP that are bound to a content or to an instant, and what the API says of all of them. */

let world: World;
let edge: WorldEdge;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  edge = await openWorldEdge(world);
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

interface Sent {
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly key?: string;
}

async function post(by: string, path: string, { body = {}, ifMatch, key = randomUUID() }: Sent) {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'idempotency-key': key };
  if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
  const answer = await edge.ask(by, path, { method: 'POST', body: JSON.stringify(body), headers });
  const { code, receipt, selectionId } = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, code, receipt, selectionId: String(selectionId) };
}

const older = 'f'.repeat(64);
const stale = (code: string) => ({ status: 412, code });

describe('an act on an older version than stands is refused with 412', () => {
  const criteria = [{ code: 'panel', label: { id: 'Wawancara', en: 'Interview' }, source: 'panel', weight: '100' }];

  test('seal and countersignature of criteria', async () => {
    const opening = { agency, post: world.vacancies[0], plannedOn: '2026-09-01', policy: 'asn' };
    const { selectionId } = await post('hr', '/selections', { body: opening });
    const at = `/selections/${selectionId}`;
    await post('hr', `${at}/criteria`, { body: { criteria } });
    const read = await edge.ask('hr', `${at}/criteria`);
    const ifMatch = read.headers.get('etag')?.replaceAll('"', '') ?? '';
    expect(await post('hr', `${at}/seal`, { ifMatch: older })).toMatchObject(stale('criteria.stale'));
    expect(await post('hr', `${at}/seal`, { ifMatch })).toMatchObject({ status: 201 });
    expect(await post('authority', `${at}/countersign`, { ifMatch: older })).toMatchObject(stale('criteria.stale'));
  });

  test('the data that a candidate confirms', async () => {
    const begun = await bringTo(world, 'nomination');
    const at = `/selections/${begun.selectionId}`;
    await post('hr', `${at}/nominations`, { body: { person: world.people[0]?.personId, way: 'hr' } });
    await post('hr', `${at}/nominations/completion`, {});
    await advance(begun);
    const confirming = post('candidate', `${at}/data-confirmations`, { ifMatch: older });
    expect(await confirming).toMatchObject(stale('input.stale'));
  });

  test('the ranking under a motion, and the motion under a ballot', async () => {
    const deliberating = await bringTo(world, 'deliberating');
    await attend(deliberating, deliberating.seated);
    const motion = { candidates: deliberating.refs.slice(0, 3) };
    const moving = post('chair', `/selections/${deliberating.selectionId}/motion`, { body: motion, ifMatch: older });
    expect(await moving).toMatchObject(stale('input.stale'));
    const { selectionId } = await bringTo(world, 'voting');
    const ballot = { choice: 'approve', reason: 'Sesuai pembahasan.' };
    const voting = post('member-1', `/selections/${selectionId}/ballots`, { body: ballot, ifMatch: older });
    expect(await voting).toMatchObject(stale('ballot.motion-stale'));
  });
});

describe('a ballot by the clock of the database', () => {
  test('counts a microsecond before the due instant, and is late at it; its retry gets the receipt even then', async () => {
    const begun = await bringTo(world, 'voting');
    const path = `/selections/${begun.selectionId}/ballots`;
    const ifMatch = await motionDigestOf(begun);
    const ballot = { choice: 'approve', reason: 'Sesuai pembahasan.' };
    const { due_at: due } = await stageOf(begun);
    const beganAt = await readClock(world.admin);
    await world.stopClockAt(microsecondBefore(due));
    const first = await post('member-1', path, { body: ballot, ifMatch, key: 'first' });
    await world.stopClockAt(String(due));
    const late = await post('member-2', path, { body: ballot, ifMatch });
    const again = await post('member-1', path, { body: ballot, ifMatch, key: 'first' });
    await world.runClockFrom(beganAt);
    expect([first.status, late.status, late.code]).toEqual([201, 409, 'stage.late']);
    expect(again.receipt).toEqual(first.receipt);
  });
});

test('the OpenAPI document has every route, and asks for the headers that it needs', async () => {
  interface Operation {
    readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[];
  }
  const answer = await fetch(`${edge.url}/api/v1/openapi.json`);
  const { paths } = (await answer.json()) as { paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
  const described = edge.routes.map(({ method, path, ifMatch }) => {
    const operation = paths[path.replace(/:(\w+)/g, '{$1}')]?.[method];
    const headers = (operation?.parameters ?? []).filter((one) => one.in === 'header' && one.required);
    const needed = [...(method === 'post' ? ['Idempotency-Key'] : []), ...(ifMatch === 'required' ? ['If-Match'] : [])];
    return operation !== undefined && headers.map(({ name }) => name).join() === needed.join();
  });
  expect(edge.routes.filter((_, index) => described[index] !== true).map(({ path }) => path)).toEqual([]);
});

function microsecondBefore(instant: string | null): string {
  return writeInstant((parseInstant(instant ?? '') ?? 0) - 1);
}
