import { expect, test } from 'vitest';
import type { Grant } from '#domain/roles.ts';
import { answerState, supervisedAgencies } from '#domain/supervision.ts';

const now = '2026-06-15T02:00:00.000000Z';
const grant = (agency: string, changes: Partial<Grant> = {}): Grant => ({
  role: 'auditor',
  agency,
  selectionId: null,
  from: '2026-01-01T00:00:00.000000Z',
  until: null,
  ...changes,
});
const covered = (...grants: Grant[]) => supervisedAgencies({ accountId: 'a', personId: null, grants }, now);

test('a regional supervisor covers each agency of a warrant once, in order', () => {
  expect(covered(grant('kota-b'), grant('kota-a'), grant('kota-b', { role: 'hr' }))).toEqual(['kota-a', 'kota-b']);
});

test('a warrant that has ended, or for one selection alone, or another role covers none', () => {
  expect(covered(grant('kota-a', { until: now }))).toEqual([]);
  expect(covered(grant('kota-a', { selectionId: 's' }))).toEqual([]);
  expect(covered(grant('kota-a', { role: 'chair' }), grant('kota-b', { role: 'candidate' }))).toEqual([]);
});

test('no figure that is known is no data, and a zero is data', () => {
  expect(answerState([])).toBe('no-data');
  expect(answerState([{ value: null }])).toBe('no-data');
  expect(answerState([{ value: null }, { value: 0 }])).toBe('data');
});
