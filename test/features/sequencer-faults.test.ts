import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSequencer, type Sequencer } from '#features/audit/sequencer.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { keepTree, openRecord, type TestRecord, tamper } from '#test/support/record.ts';

let record: TestRecord;
let sequencer: Sequencer;
beforeAll(async () => {
  record = await openRecord();
});
beforeEach(async () => {
  await record.sealAll();
  sequencer = openSequencer(record.sequencerDb);
});
afterEach(() => expectLedgerIntact(record.addresses));
afterAll(() => record.close());

const sizeNow = async () => (await record.db.one<{ size: number }>('SELECT size FROM ledger.head')).size;

async function expectFault(code: string): Promise<void> {
  await expect(sequencer.seal()).rejects.toMatchObject({ name: 'SequencerFault', code });
}

describe('a record that was changed behind the sequencer is not built upon', () => {
  let restore: () => Promise<void>;
  beforeAll(async () => {
    // Two full tiles and a hundred leaves at the right edge.
    await record.recordMany(512 + ((356 - ((await sizeNow()) % 256)) % 256));
    await record.sealAll();
    restore = await keepTree(record);
  });
  beforeEach(async () => {
    await sequencer.seal();
    await record.recordMany(1);
  });
  afterEach(() => restore());

  test.each([
    ['another root', "UPDATE ledger.head SET root = sha256('x')"],
    ['another frontier', "UPDATE ledger.head SET frontier[1] = sha256('x')"],
    ['a smaller head', 'UPDATE ledger.head SET size = size - 1'],
    [
      'a changed leaf at the edge',
      "UPDATE ledger.positions SET leaf = sha256('x') WHERE position = (SELECT size - 1 FROM ledger.head)",
    ],
    ['a changed tile', "UPDATE ledger.tiles SET data = overlay(data PLACING '\\x00'::bytea FROM 100) WHERE n = 1"],
    ['a missing tile', 'DELETE FROM ledger.tiles WHERE n = 0'],
    ['a missing position', 'DELETE FROM ledger.positions WHERE position = (SELECT size - 20 FROM ledger.head)'],
  ])('%s', async (_title, change) => {
    await tamper(record, change);
    sequencer = openSequencer(record.sequencerDb);
    await expectFault('sequencer.head');
  });

  test('while it runs, by the root', async () => {
    await tamper(record, "UPDATE ledger.head SET root = sha256('x')");
    await expectFault('sequencer.head');
  });

  test('a position that is taken already', async () => {
    const next = await sizeNow();
    await record.recordMany(1);
    await tamper(record, `INSERT INTO ledger.positions SELECT ${next}, max(entry_no), sha256('x') FROM ledger.entries`);
    await expectFault('sequencer.position');
  });

  test('a tile that is there already with other bytes', async () => {
    const hashes = "string_agg(sha256('x'), '') FROM generate_series(1, 256), ledger.head GROUP BY size";
    await tamper(record, `INSERT INTO ledger.tiles SELECT 0, size / 256, ${hashes}`);
    await record.recordMany(300);
    await expectFault('sequencer.tile');
  });
});
