import { describe } from 'vitest';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { altered, changed, entryOf, nobody, nudged, without } from './merit-bundle.ts';
import { findsEach } from './merit-finds.ts';
import { act, again, between, inserted, openOf, retold, sealing, told, upTo } from './merit-retold.ts';

const [pooled, review] = [entryOf('stage.stepped/1'), entryOf('stage.closed/1', 2)];
const cancelled = act('selection.cancelled/1', {}, { by: nobody });
const reopened = (stage: string, attempt: number) => act('stage.reopened/1', { attempt, stage }, { by: nobody });
const dissent = { openings: { choice: 'reject', reason: 'Bukti kurang.' } };
const closing = (nth: number, result: string) => again('stage.closed/1', nth, { open: { result } });
const decided = (outcome: string) => again('selection.decided/1', 0, { open: { outcome } });

/** Everybody withdraws, and so the pool is empty. */
function emptied(...end: readonly MeritEntry[]): MeritBundle {
  const withdrawals = [0, 1, 2, 3].map((nth) =>
    act('candidacy.withdrawn/1', {
      by: 'candidate',
      candidate: openOf(entryOf('nomination.filed/1', nth), 'candidate'),
      other: null,
    }),
  );
  return told(...upTo(pooled), ...withdrawals, ...end);
}

/** All vote against, and so it ends. */
function rejected(...end: readonly MeritEntry[]): MeritBundle {
  const counted = { supporting: 0, against: 5, outcome: 'rejected' };
  const bundle = retold(told(...upTo(entryOf('outcome.derived/1'))), ['ballot.cast/1'], dissent);
  return told(...retold(bundle, ['outcome.derived/1'], { open: counted }).entries, closing(2, 'rejected'), ...end);
}

/** The review once more, as another attempt, with a motion for it. */
function reviewed(attempt: number): readonly MeritEntry[] {
  const put = entryOf('motion.put/1');
  const content = nudged(put.openings.get('content'), ['attempt'], attempt);
  const motion = sealing(put, 'content', content);
  return between(entryOf('stage.opened/1', 2), entryOf('selection.decided/1')).map((entry) => {
    const { type, open } = entry.envelope;
    if (entry === put) return motion;
    if (type === 'ballot.cast/1' || type === 'outcome.derived/1')
      return altered(entry, { open: { motion: openOf(motion, 'digest') } });
    return open['stage'] === 'committee-review' ? altered(entry, { open: { attempt } }) : entry;
  });
}

const whole = upTo(entryOf('selection.decided/1'));
const effects = [
  'prior-post.restore',
  'post.vacate',
  'inauguration.annul',
  'decree.revoke',
  'concurrence.withdraw',
  'choice.undo',
];
const revoked = act(
  'placement.revoked/1',
  { candidate: openOf(entryOf('choice.made/1'), 'candidate') },
  { by: nobody },
);
const undone = (step: string) =>
  act('step.undone/1', { choice: openOf(entryOf('choice.made/1'), 'choice'), effect: 'done', step });

describe('of how a selection ends is found', () => {
  findsEach([
    ['nothing, where nobody is left in the pool', '', () => emptied(closing(0, 'pool-empty'), decided('pool-empty'))],
    [
      'an empty pool that was called full',
      'merit.gates merit.outcome',
      () => emptied(closing(0, 'frozen'), decided('pool-empty')),
    ],
    ['an end that was called otherwise', 'merit.outcome', () => emptied(closing(0, 'pool-empty'), decided('rejected'))],
    [
      'something between the last stage and the end',
      'merit.outcome merit.stage',
      () => emptied(closing(0, 'pool-empty'), reopened('nomination', 2), decided('pool-empty')),
    ],
    [
      'an end twice',
      'merit.outcome',
      () => emptied(closing(0, 'pool-empty'), decided('pool-empty'), decided('pool-empty')),
    ],
    ['nothing, where the committee rejects', '', () => rejected(decided('rejected'))],
    [
      'nothing, where the review is done again after it',
      '',
      () => rejected(decided('rejected'), reopened('committee-review', 2), ...reviewed(2)),
    ],
    ['a stage that nobody reopened', 'merit.stage', () => rejected(decided('rejected'), ...reviewed(2))],
    [
      'another stage than was reopened',
      'merit.stage',
      () => rejected(decided('rejected'), reopened('assessment', 2), ...reviewed(2)),
    ],
    [
      'another attempt than was reopened',
      'merit.stage',
      () => rejected(decided('rejected'), reopened('committee-review', 2), ...reviewed(3)),
    ],
    [
      'the attempt that there was',
      'merit.stage',
      () => rejected(decided('rejected'), reopened('committee-review', 1), ...reviewed(2)),
    ],
    ['a stage that was never open', 'merit.stage', () => rejected(decided('rejected'), reopened('placement', 1))],
    ['a stage that there is not', 'merit.stage', () => rejected(decided('rejected'), reopened('lottery', 2))],
    ['a member who is appointed after the end', 'merit.stage', () => rejected(decided('rejected'), seat())],
    ['a member who is replaced after the decision', 'merit.stage', () => inserted(review, replaced())],
    [
      'nothing, where a member is replaced before it',
      '',
      () => inserted(entryOf('stage.closed/1', 1), replaced(), replaced(true)),
    ],
    ['an assessor who comes after the end', 'merit.stage', () => rejected(decided('rejected'), assigned())],
    [
      'nothing, where an assessor comes after the decision',
      '',
      () => inserted(entryOf('stage.closed/1', 2), assigned()),
    ],
    ['nothing, where the selection is cancelled in the middle', '', () => told(...upTo(pooled), cancelled)],
    ['a stage of a selection that was cancelled', 'merit.stage', () => inserted(pooled, cancelled)],
    ['a selection that was cancelled twice', 'merit.stage', () => told(...upTo(pooled), cancelled, cancelled)],
    ['a selection that is cancelled after the placement', 'merit.stage', () => told(...whole, cancelled)],
    [
      'a result that the stage has not',
      'merit.outcome merit.stage',
      () => changed('stage.closed/1', { open: { result: 'effective' } }, 2),
    ],
    [
      'a tie that ended the review',
      'merit.outcome merit.stage',
      () => changed('stage.closed/1', { open: { result: 'tied' } }, 2),
    ],
    ['a selection without an opening', 'merit.stage', () => without('selection.opened/1')],
  ]);
});

describe('of a revocation is found', () => {
  findsEach([
    [
      'nothing, where all effects are undone from the last to the first',
      '',
      () => told(...whole, revoked, ...effects.map(undone)),
    ],
    ['nothing, where some are yet to be undone', '', () => told(...whole, revoked, undone('prior-post.restore'))],
    [
      'an effect that is undone before its time',
      'merit.requirement',
      () => told(...whole, revoked, undone('post.vacate')),
    ],
    [
      'a choice that is undone first',
      'merit.requirement merit.stage',
      () => told(...whole, revoked, undone('choice.undo'), ...effects.map(undone)),
    ],
    [
      'more undone than there was',
      'merit.requirement merit.stage',
      () => told(...whole, revoked, ...effects.map(undone), undone('choice.undo')),
    ],
    [
      'a revocation of another',
      'merit.requirement',
      () => told(...whole, altered(revoked, { open: { candidate: nobody } })),
    ],
    [
      'a revocation before the placement',
      'merit.requirement merit.stage',
      () => inserted(entryOf('stage.stepped/1', 5), revoked),
    ],
    [
      'an effect undone before there was one',
      'merit.requirement',
      () => inserted(entryOf('stage.stepped/1', 5), undone('prior-post.restore')),
    ],
    [
      'nothing, where the placement is done again with the next',
      '',
      () => told(...whole, revoked, ...effects.map(undone), reopened('placement', 2)),
    ],
    [
      'the review done again after it, without what there was of it',
      '',
      () => told(...whole, revoked, ...effects.map(undone), reopened('committee-review', 2)),
    ],
  ]);
});

function seat(): MeritEntry {
  return again('seat.appointed/1', 4, { open: { holder: nobody, seat: 6 } });
}

/** The fifth member is replaced by another, or the other by the fifth again. */
function replaced(isBack = false): MeritEntry {
  const { holder = null } = entryOf('seat.appointed/1', 4).envelope.open;
  const [from, to] = isBack ? [nobody, holder] : [holder, nobody];
  return act('seat.replaced/1', { holder: from, seat: 5, successor: to });
}

function assigned(): MeritEntry {
  return act('assessor.assigned/1', { assessor: nobody, seed: 'ef'.repeat(32) }, { by: nobody });
}
