import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '#domain/pack-tree.ts';
import { decidePolicy, proposePolicy } from '#features/proposals/service.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { bringTo } from '#test/support/selection-builders.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldPages, type WorldPages } from '#test/support/world-pages.ts';

/** The page on which a selection is moved to another policy: a form where it can be, and why not where it cannot. */

let world: World;
let pages: WorldPages;
let early: string;
let late: string;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  pages = await openWorldPages(world);
  early = (await bringTo(world, 'nomination')).selectionId;
  late = (await bringTo(world, 'assessment')).selectionId;
}, 120_000);
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await pages.close();
  await world.close();
});

async function publish(version: string): Promise<void> {
  const pack = JSON.parse(await readFile('policies/asn/pack.json', 'utf8')) as JsonObject;
  const examples = JSON.parse(await readFile('policies/asn/examples.json', 'utf8')) as JsonObject;
  const content = { ...pack, version };
  const request = (name: string) => ({ asker: world.account(name), session: null, entryId: randomUUID() });
  const { proposalId } = await proposePolicy(world.house, request('hr'), { agency, content, examples });
  const digest = sha256Hex(canonicalBytes(content));
  await decidePolicy(world.house, request('authority'), { proposalId, digest, verdict: 'approve', reason: null });
}

const shown = async (selectionId: string, by = 'authority', form?: Readonly<Record<string, string>>) => {
  const { status, html, text } = await pages.page(by, `/selections/${selectionId}/commands/move-policy`, form);
  return { status, hasForm: html.includes('id="act"'), text };
};

test('says that there is no other policy, and has no form, while none is published', async () => {
  const { status, hasForm, text } = await shown(early);
  expect([status, hasForm]).toEqual([200, false]);
  expect(text).toContain('under the only policy that this agency has published');
});

test('says the words of the refusal to whoever is too late or has another office, and has no form', async () => {
  await publish('2031.1');
  const tooLate = await shown(late);
  expect([tooLate.hasForm, tooLate.text.includes('Somebody has been nominated.')]).toEqual([false, true]);
  const posted = await shown(late, 'authority', { step: 'check', policy: 'x', reason: 'x' });
  expect([posted.status, posted.hasForm]).toEqual([400, false]);
  expect((await shown(early, 'hr')).hasForm).toBe(false);
});

test('offers the other versions to the authority while nobody has been nominated', async () => {
  const { hasForm, text } = await shown(early);
  expect([hasForm, text.includes('version 2031.1')]).toEqual([true, true]);
});
