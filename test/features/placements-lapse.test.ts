import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { certifyLapse, choose, recordReply } from '#features/placements/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { bringTo, openFieldsOf, stageOf, tickLive } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';

let world: World;
beforeAll(async () => {
  const lapse = { lapse: true, onSilence: 'certify-lapse' };
  world = await openWorld({ assessors: 1, adjust: (pack) => Object.assign(pack['concurrence'] as object, lapse) });
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(() => world.close());

const reason = 'Lima hari kerja telah lewat tanpa jawaban.';

test('where the policy knows a lapse, it is certified after its instant, and a later refusal is recorded but blocks nothing', async () => {
  const begun = await bringTo(world, 'choosing');
  const chosen = { candidate: begun.refs[0] ?? '', reason: null, exception: null };
  await choose(world.house, world.act('authority', begun.selectionId), chosen);
  await tickLive(begun);
  const certify = () => certifyLapse(world.house, world.act('hr', begun.selectionId), { reason });
  await expect(certify()).rejects.toMatchObject({ refusal: { code: 'concurrence.lapse-early' } });
  const [asked] = await openFieldsOf(begun, 'concurrence.requested/1');
  await world.runClockFrom(String(asked?.['lapses']));
  await certify();
  await tickLive(begun);
  const letter = { reply: 'refused' as const, letterNumber: 'B-2', repliedOn: '2026-06-25', reason };
  await recordReply(world.house, world.act('hr', begun.selectionId), letter);
  await tickLive(begun);
  expect(await openFieldsOf(begun, 'concurrence.replied/1')).toEqual([{ late: 'yes', reply: 'refused', round: 1 }]);
  expect(await stageOf(begun)).toMatchObject({ step: 'decree', blocked: null });
});
