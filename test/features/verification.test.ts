import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openNotary, type TestNotary } from '#test/support/notarised.ts';
import { placeFirst } from '#test/support/placing.ts';
import { tamper } from '#test/support/record.ts';
import { bringTo, type Case } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

interface Verified {
  readonly result: string;
  readonly checkpoint: { readonly origin: string; readonly size: number; readonly root: string };
  readonly entries: number;
  readonly openings: number;
  readonly checks: readonly {
    readonly check: number;
    readonly result: string;
    readonly reason: { code: string } | null;
  }[];
  readonly findings: readonly { readonly code: string; readonly isNote: boolean }[];
}

let world: World;
let notary: TestNotary;
let edge: WorldEdge;
let placed: Case;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  notary = await openNotary(world);
  edge = await openWorldEdge(world, notary.readTrust);
  placed = await bringTo(world, 'choosing', { candidates: [1, 2, 3] });
  await placeFirst(placed, '2026-06-15');
  await notary.signAll();
}, 60_000);
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await notary.close();
  await world.close();
});

const ask = (by: string) => edge.ask(by, `/selections/${placed.selectionId}/verification`);
async function verified(by: string): Promise<Verified> {
  const answer = await ask(by);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Verified;
}

describe('a verification', () => {
  test('passes a whole selection under the keys of the server, its decision derived again', async () => {
    const { result, checks, findings, openings, checkpoint } = await verified('auditor');
    expect([result, findings]).toEqual(['passed', []]);
    expect(checks.find(({ check }) => check === 11)?.result).toBe('PASS');
    expect(openings).toBeGreaterThan(0);
    expect(checkpoint.origin).toBe(world.house.ledger.log);
  });

  test('for those who may not read the ledger opens nothing, and says what stayed unchecked', async () => {
    const { result, openings, checks } = await verified('hr');
    expect([result, openings]).toEqual(['incomplete', 0]);
    expect(checks.find(({ check }) => check === 11)?.reason?.code).toBe('no-openings');
  });

  test('finds what somebody changed in the database, once the record has grown: until then it is remembered', async () => {
    const change = (from: string, to: string) =>
      tamper(
        world,
        `UPDATE ledger.entries SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '"supporting":${from}', '"supporting":${to}'), 'UTF8')
         WHERE stream = 'selection/${placed.selectionId}' AND type = 'outcome.derived/1'`,
      );
    await verified('auditor');
    await change('5', '4');
    const remembered = await verified('auditor');
    await bringTo(world, 'sealed');
    await notary.signAll();
    const { result, findings } = await verified('auditor');
    await change('4', '5');
    expect([remembered.result, result]).toEqual(['passed', 'failed']);
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['proof.root']));
  });

  test.each(['chair', 'candidate', 'assessor-1', 'unit-head'])('does not exist for %s', async (persona) => {
    expect((await ask(persona)).status).toBe(404);
  });
});
