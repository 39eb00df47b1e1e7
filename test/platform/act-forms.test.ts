import { expect, test } from 'vitest';
import { Refused, refuse } from '#domain/refusal.ts';
import { sendAct } from '#platform/act-forms.ts';
import type { Act, Asking } from '#platform/asking.ts';
import { Unavailable } from '#platform/weather.ts';
import { openView } from '#web/view.ts';

const view = openView({
  locale: 'en',
  url: '/',
  viewer: undefined,
  agency: undefined,
  checkpoint: undefined,
  isDemo: false,
  now: '2026-11-24T04:00:00.000000Z',
  isPrinted: false,
});

const open = { fields: [], send: () => ({ path: '/selections/:selectionId/commands', body: {} }) as const };
const form = { step: 'send', values: {}, hidden: { key: ['k-1'], version: ['v-1'] } } as const;

function answering(error: Error): Asking {
  const unasked = () => Promise.reject(new Error('not asked here'));
  const asker = { accountId: '', displayName: '', personId: null, grants: [] };
  const act = (_act: Act) => Promise.reject(error);
  return { asker, get: unasked, find: unasked, search: unasked, act, faults: () => [] };
}

test('a form whose sending meets the weather comes back with 503 and when to try again', async () => {
  const away = new Unavailable('the process is away', { retryAfterS: 7 });
  expect(await sendAct(open, { ask: answering(away), view, form })).toMatchObject({
    status: 503,
    retryAfterS: 7,
    faults: [{ text: expect.stringContaining('not available right now') as string }, {}],
  });
});

test('a refusal names instants as people write them, with the zone', async () => {
  const refused = new Refused(refuse('command.due-earlier', { dueAt: '2026-12-07T17:00:00.000000Z' }));
  const sent = await sendAct(open, { ask: answering(refused), view, form });
  expect(sent).toMatchObject({
    status: 400,
    faults: [{ text: expect.stringContaining('Monday, 7 December 2026, 24:00 WIB') as string }],
  });
  expect(sent).not.toHaveProperty('retryAfterS');
});
