import { expect, test } from 'vitest';
import { undoFor, withdrawalsAfter } from '#domain/compensation.ts';

test('revoking an executed placement undoes everything, the latest effect first, and restores the prior post', () => {
  expect(undoFor('effective')).toEqual([
    'prior-post.restore',
    'post.vacate',
    'inauguration.annul',
    'decree.revoke',
    'concurrence.withdraw',
    'choice.undo',
  ]);
});

test('a refusal of concurrence undoes only what has been reached', () => {
  expect(undoFor('concurrence')).toEqual(['concurrence.withdraw', 'choice.undo']);
});

test('a placed person is withdrawn from other selections with a link to the placement, and only where still standing', () => {
  const candidacy = { candidateRef: 'ref-1', selectionId: 'one', personId: 'p', standing: true };
  const candidacies = [
    candidacy,
    { ...candidacy, candidateRef: 'ref-2', selectionId: 'two' },
    { ...candidacy, candidateRef: 'ref-3', selectionId: 'three', standing: false },
    { ...candidacy, candidateRef: 'ref-4', selectionId: 'four', personId: 'q' },
  ];
  expect(withdrawalsAfter({ personId: 'p', selectionId: 'one' }, candidacies)).toEqual([
    { candidateRef: 'ref-2', selectionId: 'two', because: { placedIn: 'one' } },
  ]);
});
