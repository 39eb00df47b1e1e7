import { describe, expect, test } from 'vitest';
import { mapActs } from '#screens/map/acts.ts';
import { ownPlaceScreen } from '#screens/map/place.ts';
import { planPageActs } from '#screens/plans/acts.ts';
import { html } from '#web/html.ts';
import { pack } from '../domain/vectors/reader.ts';
import { placeRequest, placeWith } from '../support/places.ts';

/** A place on the map as the person and the office read it. */

const meaningOf = (box: number) => {
  const found = pack.boxes.meanings.find((one) => one.box === box);
  if (found === undefined) throw new Error(`the pack has no box ${String(box)}`);
  return found;
};
const [derived, moved] = [meaningOf(9), meaningOf(8)];
const reason = 'Memimpin tim lintas dinas yang tidak tercatat.';
const move = { from: 9, to: 8, ground: 'wider-evidence', reason, decidedAt: '2026-11-26T02:00:00.000000Z' } as const;
const movedPlace = placeWith({ movedTo: 8, moves: [move], standing: moved });

async function pageOf(place = placeWith(), locale: 'id' | 'en' = 'en'): Promise<string> {
  const page = await ownPlaceScreen.draw(placeRequest(place, locale));
  return 'main' in page ? html`${page.main}`.text : '';
}

describe('the page of somebody whom the committee has moved', () => {
  test.each([
    ['en', 'Evidence outside the indicators'],
    ['id', 'Bukti di luar indikator'],
  ] as const)('says on which ground and why, in %s', async (locale, ground) => {
    const page = await pageOf(movedPlace, locale);
    expect(page).toContain(ground);
    expect(page).toContain(reason);
  });

  test('advises what the policy says of the box where they stand, and of no other', async () => {
    const page = await pageOf(movedPlace);
    expect(page).toContain(moved.handling.en);
    expect(page).not.toContain(derived.handling.en);
    expect(await pageOf()).toContain(derived.handling.en);
  });
});

describe('the forms of the office show the box where a person stands with what is advised for it', () => {
  test.each([
    ['a plan', planPageActs, '/plans/new/:mapId/:person'],
    ['a move', mapActs, '/map/moves/:mapId/:person'],
  ] as const)('of %s', async (_, acts, path) => {
    const act = acts.find((one) => one.path === path);
    const { intro } = (await act?.open(placeRequest(movedPlace, 'en'))) ?? {};
    expect(html`${intro}`.text).toContain(moved.handling.en);
    expect(html`${intro}`.text).not.toContain(derived.handling.en);
  });
});

test('who is held reads the names of what is missing, of parts too, and no letters', async () => {
  const { explanation } = placeWith();
  const held = placeWith({ missing: ['K', 'D.cert'], standing: null, explanation: { ...explanation, box: null } });
  expect(await pageOf(held)).toContain(
    'these are not known: Performance predicate of the latest year and Training certificates, last three years.',
  );
});
