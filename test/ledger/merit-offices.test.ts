import { describe, expect, test } from 'vitest';
import { actRules } from '#domain/access-acts.ts';
import type { MeritEntry } from '#ledger/examination.ts';
import { officeActs } from '#ledger/merit/office-acts.ts';
import { checkMerit } from '#ledger/merit.ts';
import { entryTypes } from '#ledger/registry.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { idOf } from './bundles.ts';
import { altered, type Change, sound } from './merit-bundle.ts';
import { codesOf, findsEach } from './merit-finds.ts';
import {
  accountOf,
  actorOf,
  type Granted,
  grants,
  named,
  officeBundles,
  selectionId,
  withOffices,
} from './office-bundle.ts';
import { hasPython, type OfficeBundle, replayBoth } from './python-verifier.ts';

/** Who chose, and issued the decree; who holds the chair. */
const [authority, chair] = [accountOf(actorOf('choice.made/1')), accountOf(actorOf('motion.put/1'))];
const chosen = named.find(({ envelope }) => envelope.type === 'choice.made/1');
const [chosenAt, chosenOn] = [chosen?.position ?? 0, chosen?.envelope.at ?? ''];
const long = '2020-01-01T00:00:00.000000Z';
const others = (role: string) => grants.filter((one) => one.role !== role);

/** All offices, that of the authority in another way. */
function authorityBy(...given: readonly Partial<Granted>[]): OfficeBundle {
  const own = given.map((one): Granted => ({ account: authority, role: 'authority', ...one }));
  return withOffices([...others('authority'), ...own]);
}

function withEntry(type: string, change: Change): OfficeBundle {
  return withOffices(
    grants,
    named.map((entry) => (entry.envelope.type === type ? altered(entry, change) : entry)),
  );
}

/** Each binding that is meant names no account: as all did before the first that does. */
function unnamed(isMeant: (entry: MeritEntry) => boolean): readonly MeritEntry[] {
  return named.map((entry) => {
    if (entry.envelope.type !== 'person.bound/1' || !isMeant(entry)) return entry;
    const { position } = entry;
    const old = sound.entries.find(({ envelope }) => envelope.id === entry.envelope.id) ?? entry;
    return { ...old, position };
  });
}

const isOfAuthority = ({ envelope }: MeritEntry) => envelope.open['ref'] === actorOf('choice.made/1');
const ended = { type: 'grant.ended/1', validity: 'Pensiun.' } as const;

describe('an act by somebody who did not hold its office', () => {
  findsEach([
    ['a choice by who was given no such office', 'merit.office', () => withOffices(others('authority'))],
    ['a motion by who does not hold the office of a chair', 'merit.office', () => withOffices(others('chair'))],
    [
      'by who holds another office',
      'merit.office',
      () => authorityBy({ role: 'auditor' }, { role: 'administrator' }, { role: 'candidate' }),
    ],
    ['the office of another account', 'merit.office', () => authorityBy({ account: chair })],
    ['the office in another agency', 'merit.office', () => authorityBy({ agency: 'kota-lain' })],
    ['the office in another selection', 'merit.office', () => authorityBy({ selection: idOf(7) })],
    ['an office given after the act', 'merit.office', () => authorityBy({ position: chosenAt + 500 })],
    ['an office that had ended', 'merit.office', () => authorityBy({}, ended)],
    ['an office valid until the act', 'merit.office', () => authorityBy({ validity: { from: long, until: chosenOn } })],
    [
      'an office valid from after the act',
      'merit.office',
      () => authorityBy({ validity: { from: '2099-01-01T00:00:00.000000Z', until: null } }),
    ],
    [
      'under a role that is not for it',
      'merit.office',
      () =>
        withEntry('concurrence.replied/1', {
          envelope: { actor: { ...actorIn('concurrence.replied/1'), role: 'chair' } },
        }),
    ],
    ['for another agency', 'merit.office', () => withEntry('decree.issued/1', { envelope: { agency: 'kota-lain' } })],
    [
      'by who is bound to nobody with an account, where others are',
      'merit.office',
      () => withOffices(grants, unnamed(isOfAuthority)),
    ],
  ]);
});

describe('where nothing is wrong, or nothing can be told,', () => {
  const fine: readonly (readonly [title: string, codes: string, bundle: OfficeBundle])[] = [
    ['all offices held are all that is asked', '', withOffices()],
    ['an office in this selection is one', '', authorityBy({ selection: selectionId })],
    [
      'an office valid to the moment after the act is one',
      '',
      authorityBy({ validity: { from: chosenOn, until: '2099-01-01T00:00:00.000000Z' } }),
    ],
    ['an office that ended is given again', '', authorityBy({}, ended, {})],
    ['an office that ended after all acts was held', '', authorityBy({}, { ...ended, position: 90_000 })],
    ['another office ended', '', authorityBy({}, { ...ended, role: 'auditor' })],
    [
      'one office over, another of the act held',
      '',
      withOffices([
        ...grants,
        { account: authority, role: 'authority', ...ended },
        { account: authority, role: 'authority' },
      ]),
    ],
    ['a grant that is not opened is noted', 'merit.undisclosed', authorityBy({ validity: null })],
    [
      'a validity that is no span is as good as not opened',
      'merit.undisclosed',
      authorityBy({ validity: { from: '2020', until: null } }),
    ],
    [
      'an agency of which nothing is told is noted',
      'merit.undisclosed',
      withOffices(grants.map((one) => ({ ...one, agency: 'kota-lain' }))),
    ],
    [
      'bindings from before accounts were named are not asked',
      '',
      withOffices(
        [{ account: chair, role: 'auditor' }],
        unnamed(() => true),
      ),
    ],
  ];

  test.each(fine)('%s: %s', (_title, codes, bundle) => {
    expect(codesOf(bundle).join(' ')).toBe(codes);
  });

  test.skipIf(!hasPython)(
    'the verifier in Python says the same of each',
    () => {
      for (const { product, python } of replayBoth(fine.map(([, , bundle]) => bundle))) expect(python).toEqual(product);
    },
    120_000,
  );
});

describe('a whole bundle', () => {
  test.each(officeBundles)('%s: %s', (_title, codes, ends, { zip, policy, epochs }) => {
    const { checks, findings } = verifyBundle(zip, { policy, epochs, merit: checkMerit });
    expect([...new Set(findings.map(({ code }) => code))].join(' ')).toBe(codes);
    expect(checks[11]?.status).toBe(ends);
  });
});

test('of a grant that is not opened it is noted once, where it stands', () => {
  const told = checkMerit(authorityBy({ validity: null }));
  expect(told).toEqual([{ code: 'merit.undisclosed', place: `position ${others('authority').length} field validity` }]);
});

test('every act of a person in the selection is asked for its office', () => {
  const asked = checkMerit(withOffices([{ account: idOf(1), role: 'hr' }])).map(
    ({ code, place }) => `${code} ${place}`,
  );
  const acts = named.filter(({ envelope: { actor } }) => actor.ref !== null);
  expect(asked).toEqual(acts.map(({ position }) => `merit.office position ${position}`));
});

test('each act that changes a selection has its entries, and each of these is known', () => {
  const roles = new Set(Object.values(actRules).flatMap(({ ways }) => ways.flatMap((way) => way.roles)));
  expect(new Set([...officeActs.values()].flat())).toEqual(roles);
  for (const type of officeActs.keys()) expect(Object.keys(entryTypes)).toContain(type);
});

function actorIn(type: string) {
  return named.find(({ envelope }) => envelope.type === type)?.envelope.actor ?? { ref: null, role: '', session: null };
}
