import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { proposeMove } from '#features/mapping/review.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { nameStudies } from '#test/support/mapped.ts';
import { besides, giveRole, reviewIn } from '#test/support/reviewed.ts';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldPages, type WorldPages } from '#test/support/world-pages.ts';
import { pack } from '../domain/vectors/reader.ts';

/** What each member of the committee is shown of a review: the first candidate has a seat in it. */

let world: World;
let pages: WorldPages;
let mapId: string;
let personId: string;
let resolutionId: string;
const { begin, draw, placeOf, move, vote } = reviewIn(() => world);

beforeAll(async () => {
  world = await openWorld({ assessors: 1, members: 2 });
  pages = await openWorldPages(world);
  await giveRole(world, 'candidate-1', 'member');
  await nameStudies(world);
  personId = world.account('candidate-1').personId ?? '';
  mapId = await begin();
  await draw(mapId);
  const { box } = await placeOf(mapId, personId);
  resolutionId = await move('hr', { mapId, personId, to: besides(pack.boxes, box)[0] ?? 0 });
}, 120_000);
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await pages.close();
  await world.close();
});

interface Resolution {
  readonly id: string;
  readonly outcome: string | null;
}

async function resolutions(by: string): Promise<Resolution[]> {
  const answer = await pages.ask(by, `/maps/${mapId}/resolutions`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { items: Resolution[] }).items;
}

async function shown(by: string) {
  const { status, text } = await pages.page(by, '/map/review');
  const [listed, reason, form] = [
    await resolutions(by),
    text.includes('Bukti lintas dinas yang belum tercatat'),
    await voteForm(by),
  ];
  return { status, listed: listed.length, reason, form };
}

async function voteForm(by: string): Promise<number> {
  return (await pages.page(by, `/map/votes/${mapId}/${resolutionId}`)).status;
}

describe('the list of a box', () => {
  const listed = async (by: string) => {
    const { box } = await placeOf(mapId, personId);
    const path = `/map/boxes/${box}`;
    const answer = await pages.ask(by, `${path}?agency=kota-contoh`);
    const { items } = (await answer.json()) as { items: { person: string; isMoveProposed: boolean }[] };
    const marked = items.filter(({ isMoveProposed }) => isMoveProposed).map(({ person }) => person);
    return { marked, text: (await pages.page(by, path)).text };
  };

  test('marks whoever the committee is asked to move, while it has not decided', async () => {
    const { marked, text } = await listed('hr');
    expect([marked, text.match(/Move proposed/g)?.length]).toEqual([[personId], 1]);
  });

  test('does not mark it for whom it is about, in whatever office', async () => {
    await giveRole(world, 'candidate-1', 'secretary');
    const { marked, text } = await listed('candidate-1');
    expect([marked, text.includes('Kandidat 1'), text.includes('Move proposed')]).toEqual([[], true, false]);
  });
});

describe('a member whom a move is about', () => {
  test('is told nothing of it while it is open, whoever else is', async () => {
    expect(await shown('member-1')).toEqual({ status: 200, listed: 1, reason: true, form: 200 });
    expect(await shown('candidate-1')).toEqual({ status: 200, listed: 0, reason: false, form: 404 });
  });

  test('is told neither the votes nor the reason once it is decided', async () => {
    for (const name of ['chair', 'member-1', 'member-2']) await vote(name, mapId, resolutionId);
    expect(await resolutions('member-1')).toMatchObject([{ outcome: 'adopted' }]);
    expect(await shown('candidate-1')).toMatchObject({ listed: 0, reason: false });
  });

  test('sees whatever else the committee is asked', async () => {
    const other = world.account('candidate-2').personId ?? '';
    const { box } = await placeOf(mapId, other);
    const id = await move('hr', { mapId, personId: other, to: besides(pack.boxes, box)[0] ?? 0 });
    expect((await resolutions('candidate-1')).map((one) => one.id)).toEqual([id]);
  });
});

describe('the form of a move', () => {
  const filled = {
    step: 'check',
    ground: 'wider-evidence',
    reason: 'Bukti lintas dinas yang belum tercatat saat peta disusun.',
    evidence: 'SK 12/2026',
  };

  test('offers the boxes that the rule allows, with their labels, and shows place, scores and ghost', async () => {
    const person = world.account('candidate-3').personId ?? '';
    const { box } = await placeOf(mapId, person);
    const path = `/map/moves/${mapId}/${person}`;
    const near = besides(pack.boxes, box);
    const { html, text } = await pages.page('hr', path);
    const offered = [...html.matchAll(/<option value="(\d)"[^>]*>(\d): [^<]+</g)].map(([, value]) => Number(value));
    expect(offered).toEqual(near);
    expect([html.includes('class="is-here"'), /Performance [\d.]+ Potential [\d.]+/.test(text)]).toEqual([true, true]);
    const checked = await pages.page('hr', path, { ...filled, to: String(near[0]) });
    expect([checked.status, checked.text]).toEqual([200, expect.stringMatching(/Now .* Proposed/)]);
    const far = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((to) => to !== box && !near.includes(to));
    for (const to of [box, far]) expect((await pages.page('hr', path, { ...filled, to: String(to) })).status).toBe(400);
  });

  test('refuses a reason that says too little, and keeps what was typed', async () => {
    const personId = world.account('candidate-3').personId ?? '';
    const { box } = await placeOf(mapId, personId);
    const to = besides(pack.boxes, box)[0] ?? 0;
    const typed = { ...filled, reason: 'ok', to: String(to) };
    const { status, text, html } = await pages.page('hr', `/map/moves/${mapId}/${personId}`, typed);
    expect([status, text]).toEqual([400, expect.stringContaining('The reason of a move needs at least 40 characters')]);
    expect([html.includes('>ok</textarea>'), html.includes('value="SK 12/2026"')]).toEqual([true, true]);
    const said = { ground: 'conduct', reason: 'ok', evidence: 'SK 12/2026' };
    const request = { asker: world.account('hr'), session: null, entryId: randomUUID() };
    await expect(proposeMove(world.house, request, { mapId, personId, to, ...said })).rejects.toThrow(
      'map.reason-short',
    );
  });

  test('is not there for whom nothing can be proposed', async () => {
    const open = world.account('candidate-2').personId ?? '';
    const path = `/map/moves/${mapId}/${open}`;
    expect((await pages.page('secretary', path)).status).toBe(409);
    for (const by of ['member-1', 'auditor', 'authority']) expect((await pages.page(by, path)).status).toBe(404);
  });
});
