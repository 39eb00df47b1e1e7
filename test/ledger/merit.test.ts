import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readBundle } from '#ledger/bundle-read.ts';
import type { Canonical } from '#ledger/canonical.ts';
import { decodeCanonical } from '#ledger/canonical-decode.ts';
import { type Envelope, parseEntry } from '#ledger/entry.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { FindingList } from '#ledger/findings.ts';
import { checkMerit } from '#ledger/merit.ts';
import { verifyBundle } from '#ledger/verify.ts';

/** A selection of the demo from sealed criteria to a placed official, as it was exported. */
const folder = new URL('../fixtures/bundles/', import.meta.url);
const zip = readFileSync(new URL('selection-placed.zip', folder));
const pinned = {
  policy: readFileSync(new URL('policy.txt', folder)),
  epochs: readFileSync(new URL('epochs.txt', folder)),
};

let sound: MeritBundle;
beforeAll(() => {
  const { content } = readBundle(zip, new FindingList());
  if (content === undefined) throw new Error('the fixture is no bundle');
  const { log } = content.manifest;
  const entries = content.entries.map(({ bytes, position }): MeritEntry => {
    const parsed = parseEntry(bytes, log);
    if (!parsed.ok) throw new Error(parsed.code);
    const own = content.openings.filter(({ entry }) => entry === parsed.value.id);
    return {
      position,
      leaf: '',
      envelope: parsed.value,
      openings: new Map(own.map(({ field, value }) => [field, valueOf(value)])),
    };
  });
  sound = { entries, rules: content.rules };
});

function valueOf(bytes: Uint8Array): Canonical {
  const decoded = decodeCanonical(bytes);
  if (!decoded.ok) throw new Error(decoded.code);
  return decoded.value;
}

interface Change {
  readonly open?: Record<string, Canonical>;
  readonly envelope?: Partial<Envelope>;
  readonly openings?: Record<string, Canonical>;
}

/** The bundle with the n-th entry of a type changed. */
function changed(type: string, change: Change | ((entry: MeritEntry) => Change), nth = 0): MeritBundle {
  const target = sound.entries.filter(({ envelope }) => envelope.type === type).at(nth);
  if (target === undefined) throw new Error(`no ${type} in the fixture`);
  const { open = {}, envelope = {}, openings = {} } = typeof change === 'function' ? change(target) : change;
  const altered = {
    ...target,
    envelope: { ...target.envelope, ...envelope, open: { ...target.envelope.open, ...open } },
    openings: new Map([...target.openings, ...Object.entries(openings)]),
  };
  return { ...sound, entries: sound.entries.map((entry) => (entry === target ? altered : entry)) };
}

function without(type: string, nth = 0): MeritBundle {
  const target = sound.entries.filter(({ envelope }) => envelope.type === type).at(nth);
  return { ...sound, entries: sound.entries.filter((entry) => entry !== target) };
}

const codesOf = (bundle: MeritBundle) => [...new Set(checkMerit(bundle).map(({ code }) => code))];

function nudged(value: Canonical | undefined, path: readonly string[], to: Canonical): Canonical {
  const [first, ...rest] = path;
  if (first === undefined) return to;
  const object = value as Readonly<Record<string, Canonical>>;
  if (Array.isArray(value))
    return value.map((one: Canonical, index) => (String(index) === first ? nudged(one, rest, to) : one));
  return { ...object, [first]: nudged(object[first], rest, to) };
}

test('a decision that was made by the rules is derived again without a finding', () => {
  expect(checkMerit(sound)).toEqual([]);
});

test('a bundle under pinned trust passes every check that it is asked', () => {
  const { exitCode, findings } = verifyBundle(zip, { ...pinned, merit: checkMerit });
  expect({ exitCode, findings }).toEqual({ exitCode: 0, findings: [] });
});

describe('what does not follow from the rules is found by its name:', () => {
  const late = '2099-01-01T00:00:00.000000Z';
  const nobody = '00000000-0000-4000-8000-000000000000';
  test.each<[rule: string, code: string, bundle: () => MeritBundle]>([
    [
      'another policy in the middle',
      'merit.policy-digest',
      () => changed('ballot.cast/1', { envelope: { policy: { digest: 'ab'.repeat(32), id: 'asn', version: '1' } } }),
    ],
    [
      'criteria that one person sealed and countersigned',
      'merit.policy-order',
      () => changed('criteria.countersigned/1', { envelope: { actor: actorOf('criteria.sealed/1') } }),
    ],
    ['criteria without a countersignature', 'merit.policy-order', () => without('criteria.countersigned/1')],
    [
      'criteria other than those under the seal',
      'merit.policy-order',
      () =>
        changed('criteria.drafted/1', ({ openings }) => ({
          openings: { content: nudged(openings.get('content'), ['shortlist'], 5) },
        })),
    ],
    ['a stage that skips a step', 'merit.stage', () => changed('stage.stepped/1', { open: { step: 'voting' } })],
    ['a fact outside its stage', 'merit.stage', () => without('stage.opened/1', 1)],
    ['a ballot after the due instant', 'merit.deadline', () => changed('ballot.cast/1', { envelope: { at: late } })],
    ['a due instant that was set by hand', 'merit.deadline', () => changed('stage.opened/1', { open: { due: late } })],
    [
      'an arithmetic that does not add up',
      'merit.deadline',
      () =>
        changed('stage.opened/1', ({ openings }) => ({
          openings: { deadline: nudged(openings.get('deadline'), ['explanation', 'workingDays'], 99) },
        })),
    ],
    [
      'a record other than the frozen one',
      'merit.snapshot',
      () =>
        changed('snapshot.frozen/1', ({ openings }) => ({
          openings: { record: nudged(openings.get('record'), ['rank', 'value'], '45') },
        })),
    ],
    [
      'a candidate admitted against the gates',
      'merit.gates',
      () => changed('gates.evaluated/1', { open: { outcome: 'excluded' } }),
    ],
    [
      'a box typed by hand',
      'merit.gates',
      () =>
        changed('gates.evaluated/1', ({ openings }) => ({
          openings: { placement: nudged(openings.get('placement'), ['box'], 1) },
        })),
    ],
    ['a sheet after the reveal', 'merit.after-reveal', () => moved('sheet.submitted/1', 'scores.revealed/1')],
    [
      'a score that was changed',
      'merit.ranking',
      () =>
        changed('sheet.finalised/1', ({ openings }) => ({
          openings: { scores: nudged(openings.get('scores'), ['kepemimpinan'], '1') },
        })),
    ],
    [
      'a ranking in another order',
      'merit.ranking',
      () =>
        changed('ranking.derived/1', ({ openings }) => ({
          openings: { ranking: nudged(openings.get('ranking'), ['ranked', '0', 'rank'], 2) },
        })),
    ],
    ['a vote of a seat that has not declared', 'merit.declaration', () => without('interest.declared/1')],
    [
      'a vote by somebody else than the holder of the seat',
      'merit.declaration',
      () => changed('ballot.cast/1', ({ envelope }) => ({ envelope: { actor: { ...envelope.actor, ref: nobody } } })),
    ],
    [
      'a vote of a member with an actual interest',
      'merit.recused',
      () => changed('interest.declared/1', { open: { actual: 1 } }),
    ],
    ['a quorum that was lowered', 'merit.quorum', () => changed('outcome.derived/1', { open: { required: 1 } })],
    [
      'an outcome that the ballots do not give',
      'merit.outcome',
      () => changed('ballot.cast/1', { openings: { choice: 'reject' } }),
    ],
    [
      'a motion on another ranking',
      'merit.outcome',
      () => changed('ranking.derived/1', { open: { digest: 'cd'.repeat(32) } }),
    ],
    [
      'a deviation that was called none',
      'merit.deviation',
      () => changed('choice.made/1', { open: { deviation: 'not-first' } }),
    ],
    ['a decree without a concurrence', 'merit.requirement', () => without('concurrence.replied/1')],
    ['an effect without an inauguration', 'merit.requirement', () => without('placement.inaugurated/1')],
  ])('%s is %s', (_rule, code, bundle) => {
    expect(codesOf(bundle())).toContain(code);
  });
});

function actorOf(type: string): Envelope['actor'] {
  const entry = sound.entries.find(({ envelope }) => envelope.type === type);
  if (entry === undefined) throw new Error(`no ${type} in the fixture`);
  return entry.envelope.actor;
}

/** The first entry of a type, as if it had been written right after the first of another. */
function moved(type: string, after: string): MeritBundle {
  const target = sound.entries.find(({ envelope }) => envelope.type === type);
  const place = sound.entries.find(({ envelope }) => envelope.type === after)?.envelope.streamSeq ?? 0;
  if (target === undefined) throw new Error(`no ${type} in the fixture`);
  const later = { ...target, envelope: { ...target.envelope, streamSeq: place + 0.5 } };
  return { ...sound, entries: sound.entries.map((entry) => (entry === target ? later : entry)) };
}

test('what is not disclosed is not derived, and is no finding', () => {
  const closed = {
    ...sound,
    entries: sound.entries.map((entry) => ({ ...entry, openings: new Map<string, Canonical>() })),
  };
  expect(checkMerit(closed)).toEqual([]);
});

test('values of any form end in findings, never in an exception', () => {
  const junk: Canonical[] = [null, 'x', 0, [], {}, [[null]], { v: 1 }];
  for (const value of junk) {
    const entries = sound.entries.map((entry) => ({
      ...entry,
      openings: new Map([...entry.openings.keys()].map((field) => [field, value] as const)),
    }));
    expect(() =>
      checkMerit({ entries, rules: new Map([...sound.rules.keys()].map((digest) => [digest, value])) }),
    ).not.toThrow();
  }
});
