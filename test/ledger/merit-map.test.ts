import { describe, expect, test } from 'vitest';
import { placeOnMap } from '#domain/box-derivation.ts';
import type { Canonical } from '#ledger/canonical.ts';
import type { Envelope } from '#ledger/entry.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { isSealedCriteria } from '#ledger/merit/content-forms.ts';
import { isPersonRecord } from '#ledger/merit/record-form.ts';
import { RuleShelf } from '#ledger/merit/rule-shelf.ts';
import { checkMerit } from '#ledger/merit.ts';
import { altered, codesOf, entryOf, findsEach, nobody, nudged, sound } from './merit-bundle.ts';

/** A map of the people whose records the fixture has frozen, under its policy. */
const frozen = sound.entries.filter(({ envelope }) => envelope.type.startsWith('snapshot.frozen/'));
const { policy } = entryOf('ballot.cast/1').envelope;
const pack = new RuleShelf(sound.rules).findPack(policy?.digest ?? '');
const on = '2026-11-25';
const map = mapOf(frozen.map(derivationOf));

function derivationOf({ openings }: MeritEntry): Record<string, Canonical> {
  const record: unknown = openings.get('record');
  if (!isPersonRecord(record) || pack === undefined) throw new Error('the fixture has frozen records and a policy');
  const source = { record, fieldsOfStudy: fieldsOf(), unit: null };
  return JSON.parse(JSON.stringify({ ...source, ...placeOnMap(source, pack, on) })) as Record<string, Canonical>;
}

/** Those of the post that the fixture fills. */
function fieldsOf(): readonly string[] | null {
  const content: unknown = entryOf('criteria.drafted/1').openings.get('content');
  return isSealedCriteria(content) ? content.target.fieldsOfStudy : null;
}

function entry(streamSeq: number, type: string, open: Envelope['open']): MeritEntry {
  const base = entryOf('ballot.cast/1');
  const envelope = { ...base.envelope, type, open, streamSeq, stream: `mapping/${nobody}`, policy };
  return { ...base, envelope, openings: new Map(), position: 1_000 + streamSeq };
}

function mapOf(derivations: readonly Canonical[]): readonly MeritEntry[] {
  const people = derivations.map((derivation, index) => ({
    ...entry(index + 2, 'box.derived/1', { ref: nobody }),
    openings: new Map([['derivation', derivation]]),
  }));
  const last = entry(people.length + 2, 'mapping.drawn/1', { people: people.length });
  return [entry(1, 'mapping.begun/1', { on }), ...people, last];
}

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
    ['somebody who was left out', 'merit.box', () => changed(map.length, { open: { people: map.length - 3 } })],
    ['a second beginning', 'merit.stage', () => changed(3, { envelope: { type: 'mapping.begun/1', open: { on } } })],
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
