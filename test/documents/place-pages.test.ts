import { describe, expect, test } from 'vitest';
import { mapActs } from '#screens/map/acts.ts';
import { placeParts } from '#screens/map/letter.ts';
import { ownPlaceScreen } from '#screens/map/place.ts';
import { planPageActs } from '#screens/plans/acts.ts';
import { html } from '#web/html.ts';
import { pack } from '../domain/vectors/reader.ts';
import { placeRequest, placeWith } from '../support/places.ts';
import { readerView } from '../support/reader-view.ts';

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

/** The letter in words. */
function letterOf(place = placeWith(), locale: 'id' | 'en' = 'en'): string {
  return JSON.stringify(placeParts(readerView(locale), place));
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

describe('the page and the letter can be reckoned again by hand:', () => {
  test.each([
    ['en', 'Under the policy', 'in force from'],
    ['id', 'Menurut kebijakan', 'berlaku sejak'],
  ] as const)('they name the policy and since when it is in force, in %s', async (locale, under, from) => {
    const { version } = pack;
    for (const page of [await pageOf(placeWith(), locale), letterOf(placeWith(), locale)]) {
      expect(page).toContain(under);
      expect(page).toContain(`(asn ${version})`);
      expect(page).toContain(from);
    }
  });

  test('the job person match shows levels and standards, the post, the day and the method', async () => {
    const { indicators } = placeWith().explanation;
    const { assessment } = indicators.find(({ code }) => code === 'C') ?? {};
    const { figures = [], referencePost = '', assessedOn = '' } = assessment ?? {};
    expect(assessedOn).toBe('2025-03-14');
    for (const page of [await pageOf(), letterOf()]) {
      expect(page).toContain(`Against the post ${referencePost ?? ''}`);
      expect(page).toContain('mean of level ÷ standard, each competency at most 1, × 100');
      expect(page).toContain('of 14 March 2025');
      expect(page).toContain('the job person match from 0 to 100, used as the score');
      const rated = figures.map(({ level, standard }) => `level ${String(level)}, standard ${String(standard)}`);
      expect(page.match(/level \d, standard \d/g)).toEqual(rated);
      expect(rated).toHaveLength(9);
    }
  });

  test('an instrument that is cited in the other language is marked as such', async () => {
    expect(await pageOf(placeWith(), 'en')).toContain('<span lang="id">Keputusan Kepala BKN 411/2025</span>');
    expect(await pageOf(placeWith(), 'id')).not.toContain('<span lang="id">');
  });
});
