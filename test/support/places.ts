import { writeExact } from '#domain/exact.ts';
import { evaluateMerit } from '#domain/merit.ts';
import { explainPlace } from '#domain/place-explanation.ts';
import type { Answer, Asking } from '#platform/asking.ts';
import type { ScreenRequest } from '#platform/screens.ts';
import type { placeAnswer } from '#schemas/mapping.ts';
import type { Locale } from '#web/i18n.ts';
import { people } from '../domain/standings.ts';
import { readerView } from './reader-view.ts';

export type Place = Answer<typeof placeAnswer>;

const id = '6bbf0000-0000-4000-8000-000000000001';

/** A place on a published map as the API answers it, for somebody of the fixture. */
export function placeWith(own: Partial<Place> = {}): Place {
  const [asked] = people;
  if (asked === undefined) throw new Error('the fixture has people');
  const { performance, potential, talentValue, box } = evaluateMerit(asked.record, asked.pack, asked.context);
  const spelled = (axis: typeof performance | typeof potential) =>
    axis.status === 'KNOWN' ? writeExact(axis.value) : null;
  const derived = {
    performance: spelled(performance),
    potential: spelled(potential),
    talentValue: talentValue === null ? null : writeExact(talentValue),
    box,
  };
  const explanation = explainPlace(derived, asked);
  const { id: pinned, version, title, effectiveFrom } = asked.pack;
  return {
    mapId: id,
    state: 'published',
    on: asked.context.asOf,
    person: id,
    name: 'Siti Contoh',
    missing: [],
    movedTo: null,
    moves: [],
    standing: explanation.box,
    changes: [],
    entry: id,
    policy: { id: pinned, version, digest: '0'.repeat(64), title, effectiveFrom },
    explanation,
    ...own,
  };
}

/** A request for a page about one place; whatever else the page asks is answered with an empty list. */
export function placeRequest(place: Place, locale: Locale): ScreenRequest {
  const moves = { from: place.standing?.box ?? null, boxes: [], layout: [], reasonMinLength: 40 };
  const answer = (path: string) => {
    if (path.endsWith('/moves')) return moves;
    return path.startsWith('/maps/') ? place : { items: [] };
  };
  const ask: Asking = {
    asker: { accountId: place.person, personId: place.person, displayName: place.name, grants: [] },
    get: (path, schema) => Promise.resolve(schema.parse(answer(path))),
    find: (path, schema) => Promise.resolve(schema.parse(answer(path))),
    search: () => Promise.resolve(undefined),
    act: () => Promise.reject(new Error('nothing is done here')),
    faults: () => [],
  };
  const params = { mapId: place.mapId, person: place.person };
  return { ask, params, query: {}, view: readerView(locale), saved: () => Promise.resolve(new Map()) };
}
