import { describe, expect, test } from 'vitest';
import { listRequirements } from '#domain/requirements.ts';
import { closed, evidenceOf, opened, pack, stateOf, stepped, tell } from './told-entries.ts';

const seats = [1, 2, 3, 4, 5].map(
  (seat) => ['seat.appointed', { seat, role: seat === 1 ? 'chair' : 'member' }] as const,
);
const declared = [1, 2, 3, 4, 5].map((seat) => ['interest.declared', { seat }] as const);
const voting = [
  ...seats,
  opened('committee-review', 'declaring'),
  ...declared,
  stepped('committee-review', 'deliberating'),
  ['motion.put', { digest: 'm' }],
  stepped('committee-review', 'voting'),
] as const;
const outcome = { cast: 5, eligible: 5, supporting: 3, against: 1, abstaining: 1, required: 3, motion: 'm' };

describe('before anything happened', () => {
  test('nothing is missing', () => {
    expect(new Set(listRequirements({ entries: [], pack }).map(({ state }) => state))).toEqual(new Set(['not-yet']));
  });

  test('criteria that are not sealed are missing once a stage has opened', () => {
    expect(stateOf(tell(opened('nomination', 'nominating')), 'criteria.sealed')).toBe('missing');
    expect(evidenceOf(tell(['criteria.sealed'], ['criteria.countersigned']), 'criteria.sealed')).toEqual([
      'criteria.sealed',
      'criteria.countersigned',
    ]);
  });
});

describe('of the nomination', () => {
  const toData = [
    opened('nomination', 'nominating'),
    ['nomination.filed', { candidate: 'a' }],
    stepped('nomination', 'data-check'),
  ] as const;

  test('a pool that its time has closed is closed, an empty one is missing', () => {
    expect(stateOf(tell(...toData), 'pool.closed')).toBe('met');
    expect(stateOf(tell(opened('nomination', 'nominating'), closed('nomination')), 'pool.closed')).toBe('missing');
  });

  test('silence of a candidate is an exception', () => {
    const frozen = (answered: string) => tell(...toData, ['snapshot.frozen', { candidate: 'a', answered }]);
    expect([stateOf(frozen('confirmed'), 'data.answered'), stateOf(frozen('unanswered'), 'data.answered')]).toEqual([
      'met',
      'excepted',
    ]);
  });

  test('a correction that nobody asked for is not listed, one without an answer is missing at the end', () => {
    const asked = [...toData, ['correction.requested', { correction: 'k' }]] as const;
    expect(stateOf(tell(...toData), 'corrections.answered')).toBeUndefined();
    expect(stateOf(tell(...asked), 'corrections.answered')).toBe('not-yet');
    expect(stateOf(tell(...asked, closed('nomination')), 'corrections.answered')).toBe('missing');
    expect(stateOf(tell(...asked, ['correction.answered', { correction: 'k' }]), 'corrections.answered')).toBe('met');
  });

  test('a gate that stayed unknown is missing, unless its candidate has left', () => {
    const held = [...toData, ['gates.evaluated', { candidate: 'a', outcome: 'held' }]] as const;
    expect(stateOf(tell(...held), 'gates.decided')).toBe('missing');
    expect(stateOf(tell(...held, ['candidacy.withdrawn', { candidate: 'a' }]), 'gates.decided')).toBe('met');
  });
});

describe('of the assessment', () => {
  const begun = [
    ['gates.evaluated', { candidate: 'a', outcome: 'admitted' }],
    ['gates.evaluated', { candidate: 'b', outcome: 'admitted' }],
    ['assessor.assigned', { assessor: 'x' }],
    opened('assessment', 'independent'),
    ['sheet.submitted', { assessor: 'x', candidate: 'a' }],
  ] as const;

  test('one blank sheet is not yet there while scoring runs, and missing after the reveal', () => {
    expect(stateOf(tell(...begun), 'sheets.complete')).toBe('not-yet');
    expect(stateOf(tell(...begun, stepped('assessment', 'final')), 'sheets.complete')).toBe('missing');
  });

  test('whoever left before the reveal needs no sheet', () => {
    const left = tell(...begun, ['candidacy.withdrawn', { candidate: 'b' }], ['scores.revealed']);
    expect(stateOf(left, 'sheets.complete')).toBe('met');
  });

  test('an assessor who was replaced owes nothing, the successor does', () => {
    const replaced = tell(...begun, ['assessor.replaced', { assessor: 'x', successor: 'y' }]);
    expect([stateOf(replaced, 'assessors.assigned'), stateOf(replaced, 'sheets.complete')]).toEqual(['met', 'not-yet']);
  });

  test('a sheet that nobody touched after the reveal stands as it was', () => {
    const ended = tell(...begun, stepped('assessment', 'final'), ['ranking.derived'], closed('assessment'));
    expect([stateOf(ended, 'sheets.final'), stateOf(ended, 'ranking.derived')]).toEqual(['excepted', 'met']);
  });

  test('a reopened assessment begins again', () => {
    const again = tell(...begun, ['ranking.derived'], closed('assessment'), opened('assessment', 'independent'));
    expect(stateOf(again, 'ranking.derived')).toBe('not-yet');
  });
});

describe('of the committee', () => {
  test('an even committee is missing once it sits', () => {
    const even = tell(...seats.slice(0, 4), ['stage.opened', { stage: 'committee-review', step: 'declaring' }]);
    expect([stateOf(tell(...seats), 'committee.composed'), stateOf(even, 'committee.composed')]).toEqual([
      'met',
      'not-yet',
    ]);
    expect(stateOf([...even, ...tell(stepped('committee-review', 'deliberating'))], 'committee.composed')).toBe(
      'missing',
    );
  });

  test('a successor declares anew', () => {
    const replaced = tell(...voting, ['seat.replaced', { seat: 3 }]);
    expect([stateOf(tell(...voting), 'interests.declared'), stateOf(replaced, 'interests.declared')]).toEqual([
      'met',
      'missing',
    ]);
  });

  test('ballots that were not cast are an exception where the quorum was met without them', () => {
    const ended = tell(...voting, ['outcome.derived', { ...outcome, cast: 4, abstaining: 0, outcome: 'approved' }]);
    expect([stateOf(ended, 'quorum.present'), stateOf(ended, 'ballots.cast')]).toEqual(['met', 'excepted']);
  });

  test('a tie decides nothing', () => {
    const tied = tell(...voting, ['outcome.derived', { ...outcome, outcome: 'tied' }]);
    expect(stateOf(tied, 'outcome.derived')).toBe('not-yet');
  });

  test('an adjourned session is evidence beside the quorum that came', () => {
    const told = tell(...voting, ['session.adjourned', {}], ['outcome.derived', { ...outcome, outcome: 'approved' }]);
    expect(evidenceOf(told, 'quorum.present')).toEqual(['session.adjourned', 'outcome.derived']);
  });

  test('an outcome below its quorum is missing one', () => {
    const told = tell(...voting, [
      'outcome.derived',
      { ...outcome, supporting: 1, abstaining: 0, outcome: 'approved' },
    ]);
    expect(stateOf(told, 'quorum.present')).toBe('missing');
  });
});

describe('of the placement', () => {
  const chosen = (state: string) =>
    [opened('placement', 'choosing'), ['choice.made', { state, candidate: 'a' }]] as const;
  const asked = [...chosen('made'), ['concurrence.requested', { round: 1 }]] as const;

  test('an exception needs a second approval, and a declined one is no choice', () => {
    const waiting = tell(...chosen('awaiting-second-approval'));
    const declined = tell(...chosen('awaiting-second-approval'), ['choice.declined']);
    expect(stateOf(tell(...chosen('made')), 'choice.approved')).toBeUndefined();
    expect([stateOf(waiting, 'choice.approved'), stateOf(declined, 'choice.approved')]).toEqual(['not-yet', 'missing']);
    expect(stateOf(declined, 'choice.made')).toBe('not-yet');
  });

  test.each([
    ['met', ['concurrence.replied', { round: 1, reply: 'issued', late: 'no' }]],
    ['late', ['concurrence.replied', { round: 1, reply: 'issued', late: 'yes' }]],
    ['missing', ['concurrence.replied', { round: 1, reply: 'refused', late: 'no' }]],
    ['not-yet', ['concurrence.replied', { round: 1, reply: 'returned', late: 'no' }]],
    ['excepted', ['concurrence.lapsed', { round: 1 }]],
  ] as const)('concurrence is %s by the answer of its last round', (state, answer) => {
    expect(stateOf(tell(...asked, answer), 'concurrence.obtained')).toBe(state);
  });

  test('of an earlier choice nothing counts', () => {
    const undone = [
      ...asked,
      ['concurrence.replied', { round: 1, reply: 'issued', late: 'no' }],
      ['choice.undone'],
    ] as const;
    expect(stateOf(tell(...undone, ['choice.made', { state: 'made' }]), 'concurrence.obtained')).toBe('not-yet');
  });

  test('a placement that was revoked is an exception with its order', () => {
    const revoked = tell(...chosen('made'), ['placement.effected'], closed('placement'), ['placement.revoked']);
    expect(stateOf(revoked, 'placement.effected')).toBe('excepted');
    expect(evidenceOf(revoked, 'placement.effected')).toEqual(['placement.effected', 'placement.revoked']);
  });
});

describe('a deadline', () => {
  const due = '2026-06-15T03:01:30.000000Z';
  const begun = ['stage.opened', { stage: 'nomination', step: 'nominating', due }] as const;

  test('runs until its step ends, and is met by an end in time or by its own running out', () => {
    expect(stateOf(tell(begun), 'deadline.nominating')).toBe('not-yet');
    expect(stateOf(tell(begun, stepped('nomination', 'data-check')), 'deadline.nominating')).toBe('met');
  });

  test('is late where it found the step unfinished', () => {
    const blocked = tell(begun, ['pool.completed'], ['stage.blocked', { stage: 'nomination' }]);
    expect(stateOf(blocked, 'deadline.nominating')).toBe('late');
    expect(evidenceOf(blocked, 'deadline.nominating')).toEqual(['stage.opened', 'stage.blocked']);
  });

  test('that was moved counts as it was moved', () => {
    const moved = ['deadline.moved', { stage: 'nomination', due: '2026-06-30T00:00:00.000000Z' }] as const;
    const told = tell(begun, moved, ['stage.blocked', { stage: 'nomination' }]);
    expect(stateOf(told, 'deadline.nominating')).toBe('not-yet');
  });

  test('that no step had is not listed', () => {
    expect(stateOf(tell(opened('placement', 'choosing')), 'deadline.choosing')).toBeUndefined();
  });
});

describe('after the end of a selection', () => {
  const rejected = ['selection.decided', { outcome: 'rejected' }] as const;

  test('nothing more is awaited: what had not come is excepted, with the end as its evidence', () => {
    const ended = tell(...voting, closed('committee-review'), rejected);
    expect([stateOf(ended, 'decree.issued'), evidenceOf(ended, 'decree.issued')]).toEqual([
      'excepted',
      ['selection.decided'],
    ]);
  });

  test('it is awaited again once a stage is reopened', () => {
    expect(stateOf(tell(rejected, ['stage.reopened']), 'decree.issued')).toBe('not-yet');
  });
});
