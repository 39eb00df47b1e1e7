import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareExact, exact } from '#domain/exact.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import { deriveReadiness, isAskable, orderSuccessors, readinessSteps } from '#domain/readiness-of-successors.ts';
import { absent, record, register, servedSanction, stated, today } from '#test/support/merit.ts';
import { pack } from './vectors/reader.ts';

const target = { level: 'jpt-pratama', eselon: '22', fieldsOfStudy: ['s-2 administrasi publik'] } as const;

function readiness(changes: Partial<PersonRecord> = {}, on = today) {
  return deriveReadiness({ record: record(changes), target, pack, on });
}

/** An administrator since a day, and before that pengawas for long. */
function administratorSince(startedOn: string, before = '2015-03-01'): Partial<PersonRecord> {
  const sound = record();
  const current = sound.currentPost.value;
  const [now, earlier] = sound.posts.items ?? [];
  if (current === null || now === undefined || earlier === undefined) throw new Error('the sound record has two posts');
  return {
    currentPost: stated({ ...current, startedOn }),
    posts: register([
      { ...now, startedOn },
      { ...earlier, startedOn: before, endedOn: startedOn },
    ]),
  };
}

describe('readiness/1', () => {
  test('is now where every nomination gate passes, and gates of the case are not asked', () => {
    const found = readiness();
    expect(found).toMatchObject({ algorithm: 'readiness/1', readiness: 'now', readyOn: today, missing: [] });
    expect(found.gates.map(({ gate }) => gate)).not.toContain('vacancy');
    expect(found.gates.every(({ result, citation }) => result === 'PASS' && citation.instrument !== '')).toBe(true);
  });

  test('is one to two years where only time served is lacking, with the first month in which nothing is', () => {
    expect(readiness(administratorSince('2025-06-15'))).toMatchObject({
      readiness: 'one-to-two-years',
      readyOn: '2027-06-15',
    });
  });

  test('counts the 24th month and not the 25th', () => {
    expect(readiness(administratorSince('2026-06-15'))).toMatchObject({ readyOn: '2028-06-15' });
    expect(readiness(administratorSince('2026-06-16'))).toMatchObject({ readiness: 'later', readyOn: null });
  });

  test('is later where the person will be too old before the time is served', () => {
    const born = { bornOn: stated('1970-01-20') };
    expect(readiness({ ...administratorSince('2025-06-15'), ...born })).toMatchObject({ readiness: 'later' });
    expect(readiness(born)).toMatchObject({ readiness: 'now' });
  });

  test('is later where anything else fails, also beside what is unknown', () => {
    const failing = { sanctions: register([servedSanction]) };
    expect(readiness(failing)).toMatchObject({ readiness: 'later', readyOn: null, missing: [] });
    expect(readiness({ ...failing, rank: absent() })).toMatchObject({
      readiness: 'later',
      missing: ['golongan'],
    });
  });

  test('is unknown where a gate is, with what is missing, also beside time that is lacking', () => {
    expect(readiness({ rank: absent() })).toMatchObject({ readiness: 'unknown', readyOn: null, missing: ['golongan'] });
    expect(readiness({ ...administratorSince('2025-06-15'), rank: absent() })).toMatchObject({ readiness: 'unknown' });
  });

  test('is unknown for a level of which the policy says nothing', () => {
    const found = deriveReadiness({ record: record(), target: { ...target, level: 'pelaksana' }, pack, on: today });
    expect(found).toMatchObject({ readiness: 'unknown', missing: ['gates'], gates: [] });
    expect([isAskable(pack, 'jpt-pratama'), isAskable(pack, 'staff'), isAskable(pack, 'constructor')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('knows nobody of whom nothing is stated as ready', () => {
    const names = Object.keys(record()) as (keyof PersonRecord)[];
    fc.assert(
      fc.property(fc.subarray(names, { minLength: 1 }), (unstated) => {
        const changes = Object.fromEntries(
          unstated.map((name) => [name, 'items' in (record()[name] ?? {}) ? register(null) : absent()]),
        );
        const { readiness: found, gates } = readiness(changes);
        expect(found === 'now').toBe(gates.every(({ result }) => result === 'PASS'));
      }),
    );
  });
});

describe('the order of successors', () => {
  const one = (id: string, at: (typeof readinessSteps)[number], talentValue: string | null) => ({
    id,
    readiness: at,
    talentValue,
  });

  test('is by readiness, then by talent value exactly, and equals share their place', () => {
    const ordered = orderSuccessors([
      one('e', 'unknown', '99'),
      one('d', 'one-to-two-years', '85'),
      one('c', 'now', '80.5'),
      one('a', 'now', '250/3'),
      one('b', 'now', '80.50'),
      one('f', 'later', null),
    ]);
    expect(ordered.map(({ id, place, isShared }) => `${place}${isShared ? '=' : ''} ${id}`)).toEqual([
      '1 a',
      '2= b',
      '2= c',
      '4 d',
      '5 f',
      '6 e',
    ]);
  });

  test('does not depend on the order in which they are given', () => {
    const values = fc.constantFrom('80', '250/3', '83.3333', null);
    const people = fc.uniqueArray(fc.tuple(fc.uuid(), fc.constantFrom(...readinessSteps), values), {
      selector: ([id]) => id,
    });
    fc.assert(
      fc.property(people, (given) => {
        const successors = given.map(([id, at, value]) => one(id, at, value));
        const ordered = orderSuccessors(successors);
        expect(orderSuccessors(successors.toReversed())).toEqual(ordered);
        for (const [index, next] of ordered.slice(1).entries()) {
          const [before, after] = [ordered[index], next];
          if (before?.readiness !== after.readiness || before.talentValue === null || after.talentValue === null)
            continue;
          expect(compareExact(exact(before.talentValue), exact(after.talentValue))).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
