import { describe, expect, test } from 'vitest';
import type { MeritEntry } from '#ledger/examination.ts';
import { checkMerit } from '#ledger/merit.ts';
import { idOf } from './bundles.ts';
import { map, mapEntry, refOf } from './map-bundle.ts';
import { course, members, reviewed } from './map-course.ts';
import { altered } from './merit-bundle.ts';
import { findsEach } from './merit-finds.ts';
import { accountOf, type Granted, withOffices } from './office-bundle.ts';
import type { OfficeBundle } from './python-verifier.ts';

/** A map and what its committee resolved, with bindings that name accounts, and the offices of these. */

const beginner = refOf(16);
const roleOf = (ref: string | null) => (ref === beginner ? 'hr' : ref === members[0] ? 'chair' : 'member');

function acting(entry: MeritEntry, ref: string | null, role = roleOf(ref)): MeritEntry {
  return altered(entry, { envelope: { actor: { ref, role: ref === null ? 'workflow' : role, session: null } } });
}

function bindingOf(ref: string, index: number): MeritEntry {
  const person = { account: null, accountId: accountOf(ref), name: `Orang ${index + 1}`, nip: null };
  const bound = mapEntry(500 + index, 'person.bound/1', { ref, role: roleOf(ref) });
  return { ...acting(bound, null), position: 900 + index, openings: new Map([['person', person]]) };
}

const [begun, ...drawn] = map;
if (begun === undefined) throw new Error('a map begins');
const bindings = [beginner, ...members].map(bindingOf);
const acts = reviewed(course).map((entry) => acting(entry, entry.envelope.actor.ref));
const offices: readonly Granted[] = [beginner, ...members].map((ref) => ({
  account: accountOf(ref),
  role: roleOf(ref),
}));
const of = (ref: string) => offices.findIndex(({ account }) => account === accountOf(ref));

/** All offices, those of one person changed; without a change there is none of them. */
function officesBut(ref: string, change?: Partial<Granted>): readonly Granted[] {
  return offices.flatMap((one, at) => (at === of(ref) ? (change === undefined ? [] : [{ ...one, ...change }]) : [one]));
}

function reviewOf(given: readonly Granted[] = offices, entries: readonly MeritEntry[] = acts): OfficeBundle {
  return withOffices(given, [...bindings, acting(begun as MeritEntry, beginner), ...drawn, ...entries]);
}

const [chair = '', , third = ''] = members;

describe('of who acts on a map', () => {
  findsEach([
    ['nothing is found, where all hold their offices', '', () => reviewOf()],
    ['a beginning by who holds no office', 'merit.office', () => reviewOf(officesBut(beginner))],
    ['a vote by who is no member', 'merit.office', () => reviewOf(officesBut(third))],
    ['a member of one selection alone', 'merit.office', () => reviewOf(officesBut(third, { selection: idOf(7) }))],
    ['a member of another agency', 'merit.office', () => reviewOf(officesBut(third, { agency: 'kota-lain' }))],
    ['a chair by another office', 'merit.office', () => reviewOf(officesBut(chair, { role: 'auditor' }))],
    [
      'a vote under the role of the personnel office',
      'merit.office',
      () =>
        reviewOf(
          offices,
          acts.map((entry) => (entry.envelope.actor.ref === third ? acting(entry, third, 'hr') : entry)),
        ),
    ],
    ['an office that is not opened', 'merit.undisclosed', () => reviewOf(officesBut(third, { validity: null }))],
  ]);
});

test('each act of the review is told that its office is missing, and so is the beginning', () => {
  const told = checkMerit(reviewOf([{ account: idOf(1), role: 'hr' }]));
  const asked = acts.filter(({ envelope }) => envelope.actor.ref !== null);
  expect(told.map(({ code, place }) => `${code} ${place}`)).toEqual(
    [begun, ...asked].map(({ position }) => `merit.office position ${position}`),
  );
});
