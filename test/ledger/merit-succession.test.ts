import { expect, test } from 'vitest';
import { deriveReadiness } from '#domain/readiness-of-successors.ts';
import type { Canonical } from '#ledger/canonical.ts';
import type { Envelope } from '#ledger/entry.ts';
import { RuleShelf } from '#ledger/merit/rule-shelf.ts';
import { refuseReadiness } from '#ledger/merit/succession.ts';
import { record, today } from '#test/support/merit.ts';
import { pack } from '../domain/vectors/reader.ts';

const digest = 'ab'.repeat(32);
const target = { level: 'jpt-pratama', eselon: '22', fieldsOfStudy: ['s-2 administrasi publik'] };
const sound = {
  on: today,
  target,
  record: record(),
  ...deriveReadiness({ record: record(), target, pack, on: today }),
};

const rules = new Map([[digest, JSON.parse(JSON.stringify(pack)) as Canonical]]);

function refuse(derivation: unknown, { type = 'readiness.derived/1', policy = digest } = {}) {
  const openings = new Map<string, Canonical>();
  if (derivation !== undefined) openings.set('derivation', derivation as Canonical);
  const envelope: Envelope = {
    actor: { ref: null, role: 'workflow', session: null },
    agency: 'kota-contoh',
    at: `${today}T02:00:00.000000Z`,
    build: 'test',
    committed: {},
    id: '00000000-0000-4000-8000-000000000000',
    log: 'bukti.example/test',
    open: {},
    policy: { digest: policy, id: 'asn', version: '1' },
    prev: null,
    seen: null,
    stream: 'succession/00000000-0000-4000-8000-000000000000',
    streamSeq: 1,
    type,
    v: 1,
  };
  return refuseReadiness({ envelope, openings, position: 0, leaf: digest }, new RuleShelf(rules))?.code;
}

test('a readiness that follows from the record it seals stands', () => {
  expect(refuse(sound)).toBeUndefined();
});

test.each([
  ['another readiness', { readiness: 'later', readyOn: null }],
  ['another day of being ready', { readyOn: '2026-07-15' }],
  ['a gate left out', { gates: sound.gates.slice(1) }],
  ['another record', { record: record({ rank: { value: null, source: 'file', conflict: null } }) }],
  ['another post', { target: { ...target, level: 'administrator' } }],
  ['a member too many', { note: 'x' }],
  ['a day that is none', { on: '2026-02-30' }],
  ['another algorithm', { algorithm: 'readiness/9' }],
  ['no record', { record: null }],
])('%s is found', (_what, changes) => {
  expect(refuse({ ...sound, ...changes })).toBe('merit.gates');
});

test('without its policy nothing is derived, and that is said; what is erased is not', () => {
  expect(refuse(sound, { policy: 'cd'.repeat(32) })).toBe('merit.policy-digest');
  expect(refuse(undefined)).toBeUndefined();
  expect(refuse({}, { type: 'successor.named/1' })).toBeUndefined();
});
