import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice } from '#test/support/office.ts';
import { agency } from '#test/support/world.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

async function listIds(filter: string): Promise<string[]> {
  const { items } = await office.read<{ items: { id: string }[] }>('hr', `/posts?agency=${agency}&limit=200&${filter}`);
  return items.map(({ id }) => id).sort();
}

test('vacant posts are those with a selection under way and those without, and a post is one of them', async () => {
  const selectionId = await office.sealedSelection();
  const { post_id: busy } = await office.world.admin.one<{ post_id: string }>(
    'SELECT post_id FROM selections WHERE id = $1',
    [selectionId],
  );
  const [all, taken, free] = await Promise.all(
    ['', '&hasSelection=true', '&hasSelection=false'].map((more) => listIds(`vacant=true${more}`)),
  );
  expect([taken, [...(taken ?? []), ...(free ?? [])].sort()]).toEqual([[busy], all]);
});
