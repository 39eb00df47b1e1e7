import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { type Office, openOffice, reason } from '#test/support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterEach(() => expectLedgerIntact(office.world.addresses));
afterAll(() => office.close());

interface Named {
  readonly type: string;
  readonly role: string;
}

async function actorsOf(selectionId: string): Promise<Named[]> {
  const rows = await office.world.admin.rows<{ bytes: Buffer }>(
    'SELECT bytes FROM ledger.entries WHERE stream = $1 ORDER BY stream_seq',
    [`selection/${selectionId}`],
  );
  return rows.map(({ bytes }) => {
    const { type, actor } = JSON.parse(bytes.toString('utf8')) as { type: string; actor: { role: string } };
    return { type, role: actor.role };
  });
}

test('an entry names the role by which its act was allowed, whoever else might have done it', async () => {
  const selectionId = await office.sealedSelection();
  const at = `/selections/${selectionId}/commands`;
  await office.act('secretary', at, { body: { command: 'pause', reason } });
  await office.act('authority', at, { body: { command: 'resume', reason } });
  await office.act('hr', at, { body: { command: 'pause', reason } });
  const named = await actorsOf(selectionId);
  const courses = named.filter(({ type }) => type.startsWith('stage.paused') || type.startsWith('stage.resumed'));
  expect(courses).toEqual([
    { type: 'stage.paused/1', role: 'secretary' },
    { type: 'stage.resumed/2', role: 'authority' },
    { type: 'stage.paused/1', role: 'hr' },
  ]);
});

test('four eyes can be told apart by their roles', async () => {
  const named = await actorsOf(await office.sealedSelection());
  const signed = named.filter(({ type }) => /^criteria\.(sealed|countersigned)\//.test(type)).map(({ role }) => role);
  expect(new Set(signed).size).toBe(2);
});
