import { describe, expect, test } from 'vitest';
import { type AgencyReading, agencyReadRules, refuseAgencyRead } from '#domain/agency-reads.ts';
import type { Asker, Grant, Role } from '#domain/roles.ts';

const now = '2026-03-25T08:03:00.123456Z';
const context = { agency: 'kota-contoh', now };
const roles: readonly Role[] = agencyReadRules.agency;

function asker(role: Role, changes: Partial<Grant> = {}): Asker {
  const grant = { role, agency: 'kota-contoh', selectionId: null, from: '2026-01-01T00:00:00.000000Z', until: null };
  return { accountId: role, personId: null, grants: [{ ...grant, ...changes }] };
}

describe('what can be read of an agency', () => {
  test.each<[AgencyReading, readonly Role[]]>([
    ['agency', roles],
    ['map', ['secretary', 'hr', 'authority', 'auditor']],
    ['map-people', ['secretary', 'hr', 'auditor']],
    ['imports', ['hr', 'auditor']],
    ['people-import', ['hr']],
  ])('%s: %j and nobody else', (reading, allowed) => {
    expect(roles.filter((role) => refuseAgencyRead(reading, asker(role), context) === undefined)).toEqual(allowed);
  });

  test.each<[string, Partial<Grant>]>([
    ['another agency', { agency: 'kota-lain' }],
    ['the future', { from: '2026-03-25T08:03:00.123457Z' }],
    ['the past', { until: now }],
    ['one selection alone', { selectionId: 'selection' }],
  ])('a role in %s does not open the map: it is missing', (_where, changes) => {
    expect(refuseAgencyRead('map', asker('hr', changes), context)?.code).toBe('thing.missing');
  });

  test('a role in one selection is enough for the names of its agency', () => {
    expect(refuseAgencyRead('agency', asker('member', { selectionId: 'selection' }), context)).toBeUndefined();
  });
});
