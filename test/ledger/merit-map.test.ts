import { describe, expect, test } from 'vitest';
import type { Canonical } from '#ledger/canonical.ts';
import type { MeritBundle } from '#ledger/examination.ts';
import { checkMerit } from '#ledger/merit.ts';
import { derivationOf, frozen, map, mapEntry, on, pack, policy, refOf } from './map-bundle.ts';
import { altered, nudged, sound } from './merit-bundle.ts';
import { codesOf, findsEach } from './merit-finds.ts';

/** The map with another entry in the place of one. */
function changed(seq: number, change: Parameters<typeof altered>[1]): MeritBundle {
  return { ...sound, entries: map.map((one) => (one.envelope.streamSeq === seq ? altered(one, change) : one)) };
}

function erased(seq: number): MeritBundle {
  const entries = map.map((one) =>
    one.envelope.streamSeq === seq ? { ...one, openings: new Map<string, Canonical>() } : one,
  );
  return { ...sound, entries };
}

/** The map with one more entry; that of an erasure has no policy. */
function longer(seq: number, type: string): MeritBundle {
  const further = mapEntry(seq, type, { people: 0, ref: refOf(90) });
  const isErasure = type === 'opening.erased/1';
  return { ...sound, entries: [...map, isErasure ? altered(further, { envelope: { policy: null } }) : further] };
}

/** The map abandoned after the first two people; further entries follow. */
function abandoned(...types: readonly string[]): MeritBundle {
  const end = ['mapping.abandoned/1', ...types].map((type, index) =>
    mapEntry(4 + index, type, type === 'box.derived/1' ? { ref: refOf(90) } : {}),
  );
  return { ...sound, entries: [...map.slice(0, 3), ...end] };
}

/** The first person, sealed as somebody a little else. */
function otherwise(path: readonly string[], to: Canonical): MeritBundle {
  return changed(2, ({ openings }) => ({
    openings: { derivation: nudged(openings.get('derivation'), path, to) },
  }));
}

test('the fixture has people in boxes', () => {
  const boxes = frozen.map((one) => derivationOf(one)['box']);
  expect(boxes.filter((box) => typeof box === 'number').length).toBeGreaterThan(2);
});

describe('of a map is found', () => {
  findsEach([
    ['nothing, where every box follows', '', () => ({ ...sound, entries: map })],
    ['nothing of a person who was erased', '', () => erased(2)],
    ['a box that was moved', 'merit.box', () => otherwise(['box'], 1)],
    ['a value that was improved', 'merit.box', () => otherwise(['talentValue'], '99')],
    ['a record that was changed', 'merit.box', () => otherwise(['record', 'performance', 'items'], null)],
    ['a person who was held without a reason', 'merit.box', () => otherwise(['missing'], ['K'])],
    ['what is no derivation', 'merit.box', () => otherwise(['record'], {})],
    ['nothing of an erasure that the stream tells', '', () => longer(map.length + 1, 'opening.erased/1')],
    ['somebody who is there twice', 'merit.box merit.stage', () => changed(3, { open: { ref: refOf(0) } })],
    ['somebody who came after the end', 'merit.stage', () => longer(map.length + 1, 'box.derived/1')],
    ['a second end', 'merit.stage', () => longer(map.length + 1, 'mapping.drawn/1')],
    ['nothing of a map that was abandoned, also where a name is bound later', '', () => abandoned('person.bound/1')],
    ['nothing of an erasure in it', '', () => abandoned('opening.erased/1')],
    ['somebody who came after it was abandoned', 'merit.stage', () => abandoned('box.derived/1')],
    ['that it is abandoned twice', 'merit.stage', () => abandoned('mapping.abandoned/1')],
    ['that it is drawn all the same', 'merit.stage', () => abandoned('mapping.drawn/1')],
    ['a map abandoned once it is drawn', 'merit.stage', () => longer(map.length + 1, 'mapping.abandoned/1')],
    [
      'a map abandoned before it is begun',
      'merit.stage',
      () => ({ ...sound, entries: [mapEntry(1, 'mapping.abandoned/1', {}), mapEntry(2, 'mapping.begun/1', { on })] }),
    ],
    [
      'a map abandoned by nobody',
      'merit.stage',
      () => {
        const whole = abandoned();
        return {
          ...whole,
          entries: whole.entries.map((one) =>
            altered(one, { envelope: { actor: { ...one.envelope.actor, ref: null } } }),
          ),
        };
      },
    ],
    ['somebody who was left out', 'merit.box', () => changed(map.length, { open: { people: map.length - 3 } })],
    [
      'a second beginning',
      'merit.box merit.stage',
      () => changed(3, { envelope: { type: 'mapping.begun/1', open: { on } } }),
    ],
    ['a day that there is not', 'merit.box merit.stage', () => changed(1, { open: { on: '2026-02-30' } })],
    ['a box under another policy', 'merit.policy-digest', () => changed(2, { envelope: { policy: null } })],
    ['a policy that is not here', 'merit.policy-digest', () => ({ entries: map, rules: new Map() })],
    ['no beginning', 'merit.stage', () => ({ ...sound, entries: map.slice(1) })],
  ]);
});

test('a table row that was changed turns exactly those red whose box it makes', () => {
  const changedPack = nudged(
    sound.rules.get(policy?.digest ?? ''),
    ['axes', 'performance', 'thresholds', 'high'],
    '99.9',
  );
  const rules = new Map([...sound.rules, [policy?.digest ?? '', changedPack]]);
  const red = checkMerit({ entries: map, rules }).map(({ place }) => place);
  const expected = map
    .filter(({ openings }) => movesBelow(openings.get('derivation')))
    .map(({ position }) => `position ${position}`);
  expect(red).toEqual(expected);
  expect(codesOf({ entries: map, rules })).toEqual(red.length > 0 ? ['merit.box'] : []);
});

/** Whoever was above expectations and has less than 99.9. */
function movesBelow(derivation: Canonical | undefined): boolean {
  const value = (derivation as { performance?: unknown } | undefined)?.performance;
  const high = Number(pack?.axes.performance.thresholds.high);
  return typeof value === 'string' && Number(value) >= high && Number(value) < 99.9;
}
