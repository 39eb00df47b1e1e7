import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { xoshiro256 } from '#domain/draw.ts';
import type { Canonical } from '#ledger/canonical.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { isPolicyPack } from '#ledger/merit/pack-form.ts';
import { checkMerit } from '#ledger/merit.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';
import { entryOf, nudged, sound, trust, zip } from './merit-bundle.ts';
import { junk, pathIn, spoiltValue } from './merit-mutation.ts';
import type { Draw } from './mutation.ts';

test.each(junk.map((value) => [JSON.stringify(value).slice(0, 30), value] as const))(
  'every opening and rule that says %s ends in findings, never in an exception',
  (_name, value) => {
    const entries = sound.entries.map((entry) => ({
      ...entry,
      openings: new Map([...entry.openings.keys()].map((field) => [field, value] as const)),
    }));
    const rules = new Map([...sound.rules.keys()].map((digest) => [digest, value]));
    expect(() => [checkMerit({ entries, rules: sound.rules }), checkMerit({ entries, rules })]).not.toThrow();
  },
);

test('a value changed anywhere in the openings and the rules ends in findings, never in an exception', () => {
  const draw = drawer(7);
  for (let round = 0; round < 40; round += 1) expect(() => checkMerit(spoilt(draw))).not.toThrow();
}, 60_000);

test('verifier and product agree on what a policy pack is, whatever is changed in it', () => {
  const draw = drawer(3);
  const pack = JSON.parse(readFileSync('policies/asn/pack.json', 'utf8')) as Canonical;
  const differing = Array.from({ length: 400 }, () =>
    nudged(pack, pathIn(pack, draw), junk[draw(junk.length)] ?? null),
  ).filter((changed) => isPolicyPack(changed) !== isAccepted(changed));
  expect([isPolicyPack(pack), ...differing]).toEqual([true]);
});

test('an opening that was held back leaves the check undone, and is named', () => {
  const { position, envelope } = entryOf('ranking.derived/1');
  const held = sound.entries.map((entry) => (entry.envelope === envelope ? { ...entry, openings: new Map() } : entry));
  expect(checkMerit({ ...sound, entries: held })).toEqual([
    { code: 'merit.undisclosed', place: `position ${position} field ranking` },
  ]);
});

test('a check that could not derive all is skipped, and the verdict stays open', () => {
  const merit = () => [{ code: 'merit.undisclosed', place: 'position 3 field record' } as const];
  const { exitCode, checks } = verifyBundle(zip, { ...trust, merit });
  expect({ exitCode, merit: checks[11] }).toEqual({
    exitCode: 3,
    merit: { check: 11, status: 'SKIPPED', reason: 'no-openings' },
  });
});

/** By the product, which may also fail at a contradiction between parts that are malformed. */
function isAccepted(pack: Canonical): boolean {
  try {
    return policyPackSchema.safeParse(pack).success;
  } catch {
    return false;
  }
}

function drawer(seed: number): Draw {
  const next = xoshiro256(String(seed).repeat(64));
  return (below) => Number(next() % BigInt(below));
}

/** Ten values of random places are junk. */
function spoilt(draw: Draw): MeritBundle {
  const entries = sound.entries.map((entry) => (draw(12) === 0 ? spoiltEntry(entry, draw) : entry));
  const rules = new Map(
    [...sound.rules].map(([digest, rule]) => [digest, draw(3) === 0 ? spoiltValue(rule, draw) : rule]),
  );
  return { entries, rules };
}

function spoiltEntry(entry: MeritEntry, draw: Draw): MeritEntry {
  const openings = [...entry.openings].map(([field, value]) => [field, spoiltValue(value, draw)] as const);
  return { ...entry, openings: new Map(openings) };
}
