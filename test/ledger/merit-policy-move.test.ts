import { expect, test } from 'vitest';
import { type Canonical, canonicalBytes } from '#ledger/canonical.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { isType, textOf } from '#ledger/merit/case-file.ts';
import { altered, beside, type Change, entryOf, nudged, sound, withEntries } from './merit-bundle.ts';
import { codesOf, findsEach } from './merit-finds.ts';

/**
 * The placed selection of the fixture, which first ran under an older version of its policy: criteria were sealed and the pool was
 * open when it moved, so that its nomination is the second.
 */
const pinned = entryOf('selection.opened/1').envelope.policy;
if (pinned === null) throw new Error('the fixture has a policy');
const newPolicy = pinned;
const older = nudged(sound.rules.get(newPolicy.digest), ['version'], '2025.9');
const oldPolicy = { ...newPolicy, version: '2025.9', digest: digestOf(older) };
const underOld = { envelope: { policy: oldPolicy } };

function digestOf(value: Canonical): string {
  return sha256Hex(canonicalBytes(value));
}

/** Criteria as they were sealed under the older version. */
const content = nudged(entryOf('criteria.drafted/1').openings.get('content'), ['policy'], oldPolicy.digest);
const opened = entryOf('stage.opened/1');
const before = [
  altered(entryOf('criteria.drafted/1'), { open: { digest: digestOf(content) }, openings: { content } }),
  altered(entryOf('criteria.sealed/1'), { open: { digest: digestOf(content) } }),
  altered(entryOf('criteria.countersigned/1'), { open: { digest: digestOf(content) } }),
  opened,
].map((entry, at) => {
  const streamSeq = entryOf('criteria.drafted/1').envelope.streamSeq - 0.9 + at / 10;
  // A vacant instant and a vacant place: an entry of its own, beside the later one of its kind.
  return altered(entry, { envelope: { policy: oldPolicy, streamSeq } });
});
const move = altered(
  beside(entryOf('criteria.drafted/1'), 'selection.policy-moved/1', { by: -0.1, open: { from: oldPolicy.digest } }),
  {
    envelope: { at: opened.envelope.at, policy: newPolicy },
  },
);

interface Wrong {
  /** Of the move itself. */
  readonly move?: Change;
  /** The older entries, as another history has them. */
  readonly before?: (entries: readonly MeritEntry[]) => readonly MeritEntry[];
  /** The later ones. */
  readonly after?: (entries: readonly MeritEntry[]) => readonly MeritEntry[];
  readonly rules?: MeritBundle['rules'];
}

const bothRules: MeritBundle['rules'] = new Map([...sound.rules, [oldPolicy.digest, older]]);
const start = entryOf('criteria.drafted/1').envelope.streamSeq;

function moved(wrong: Wrong = {}): MeritBundle {
  const { before: altering = (entries) => entries, after = (entries) => entries, rules = bothRules } = wrong;
  const first = sound.entries
    .filter(({ envelope }) => envelope.streamSeq < start)
    .map((entry) => (entry.envelope.policy === null ? entry : altered(entry, underOld)));
  const later = sound.entries.filter(({ envelope }) => envelope.streamSeq >= start).map(inSecondAttempt);
  const entries = [...first, ...altering(before), altered(move, wrong.move ?? {}), ...after(later)];
  return { ...withEntries(entries), rules };
}

function inSecondAttempt(entry: MeritEntry): MeritEntry {
  return textOf(entry, 'stage') === 'nomination' ? altered(entry, { open: { attempt: 2 } }) : entry;
}

const drop =
  (...types: readonly string[]) =>
  (entries: readonly MeritEntry[]) =>
    entries.filter((entry) => !isType(entry, ...types));

test('a selection that moved to another policy before anybody was nominated is found right', () => {
  expect(codesOf(moved())).toEqual([]);
});

test('so is one that moved as a draft, without criteria', () => {
  const bundle = moved({
    before: () => [],
    after: () => sound.entries.filter((one) => one.envelope.streamSeq >= start),
  });
  expect(codesOf(bundle)).toEqual([]);
});

findsEach([
  [
    'it says which policy it leaves',
    'merit.policy-digest',
    () => moved({ move: { open: { from: newPolicy.digest } } }),
  ],
  ['it names the one it moves to', 'merit.policy-digest', () => moved({ move: { envelope: { policy: oldPolicy } } })],
  [
    'the pack that it moves to is at hand',
    'merit.policy-digest',
    () => moved({ rules: new Map([...bothRules].filter(([digest]) => digest !== newPolicy.digest)) }),
  ],
  [
    'a person gives the command',
    'merit.stage',
    () => moved({ move: { envelope: { actor: { ...move.envelope.actor, ref: null } } } }),
  ],
  [
    'nobody has been nominated',
    'merit.policy-order merit.stage',
    () =>
      moved({
        before: (entries) => [
          ...entries,
          altered(entryOf('nomination.filed/1'), { envelope: { policy: oldPolicy, streamSeq: start - 0.2 } }),
        ],
      }),
  ],
  [
    'what follows names the new policy',
    'merit.policy-digest',
    () =>
      moved({
        after: (entries) => entries.map((one) => (isType(one, 'ballot.cast/1') ? altered(one, underOld) : one)),
      }),
  ],
  [
    'criteria are sealed anew',
    'merit.policy-order',
    () => moved({ after: drop('criteria.drafted/1', 'criteria.sealed/1', 'criteria.countersigned/1') }),
  ],
  [
    'the criteria that are sealed anew name the new policy',
    // The motion names the criteria by their digest.
    'merit.outcome merit.policy-digest',
    () =>
      moved({
        after: (entries) =>
          entries.map((one) => {
            if (isType(one, 'criteria.drafted/1'))
              return altered(one, { open: { digest: digestOf(content) }, openings: { content } });
            return isType(one, 'criteria.sealed/1', 'criteria.countersigned/1')
              ? altered(one, { open: { digest: digestOf(content) } })
              : one;
          }),
      }),
  ],
  [
    'the older criteria had four eyes as well',
    'merit.policy-order',
    () =>
      moved({
        before: (entries) =>
          entries.map((one) =>
            isType(one, 'criteria.countersigned/1')
              ? altered(one, { envelope: { actor: entryOf('criteria.sealed/1').envelope.actor } })
              : one,
          ),
      }),
  ],
  [
    'there are few moves',
    // Beyond that it is one part, and the motion names other criteria than those of its beginning.
    'merit.outcome merit.policy-order',
    () => {
      const back = (number: number) =>
        altered(move, {
          envelope: {
            policy: number % 2 === 0 ? oldPolicy : newPolicy,
            streamSeq: move.envelope.streamSeq + (number + 1) / 1_000,
          },
          open: { from: number % 2 === 0 ? newPolicy.digest : oldPolicy.digest },
        });
      return moved({
        after: (entries) => [...Array.from({ length: 16 }, (_, number) => back(number)), ...entries],
      });
    },
  ],
  [
    'it is not where a selection begins',
    'merit.policy-digest merit.stage',
    () => {
      const first = altered(move, { envelope: { policy: null, streamSeq: 0.5 } });
      return withEntries([first, ...sound.entries]);
    },
  ],
  [
    'a running selection moves, not one that has ended',
    'merit.stage',
    () => {
      const end = beside(entryOf('criteria.drafted/1'), 'selection.cancelled/1', { by: -0.15, open: {} });
      return moved({ before: (entries) => [...entries, altered(end, underOld)], after: () => [] });
    },
  ],
]);
