import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, test } from 'vitest';
import { keepDraft, takeDraft } from '#platform/drafts.ts';

/** A form asked for with a bearer token has no session behind it. */

test('a form without a session is drawn empty and keeps nothing', async () => {
  const app = express();
  app.get('/form', async (req, res) => {
    await keepDraft(req, { values: {}, hidden: {}, step: 'send' });
    res.json({ draft: takeDraft(req, 'account') ?? null });
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/form`);
    expect([answer.status, await answer.json()]).toEqual([200, { draft: null }]);
  } finally {
    server.close();
  }
});
