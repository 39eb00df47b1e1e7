import { describe, expect, test } from 'vitest';
import {
  type Decision,
  isDecisionAwaited,
  type ProposedPack,
  refuseDecision,
  refuseProposal,
  type ToldFault,
} from '#domain/policy-publishing.ts';

const sound: ProposedPack = { faults: [], failing: [], published: 'nothing', hasOpen: false };
const hand = (name: string, personId: string | null = null) => ({ accountId: name, personId });
const asked: Decision = {
  state: 'open',
  proposer: hand('hr'),
  asker: hand('authority'),
  role: 'authority',
  verdict: 'approve',
  reason: null,
};

describe('a policy is proposed', () => {
  test('when the linter finds no fault and every example comes out as written', () => {
    expect(refuseProposal(sound)).toBeUndefined();
  });

  test.each<[string, Partial<ProposedPack>, string]>([
    ['with a fault', { faults: [{ code: 'pack.weights-sum', path: ['axes'] }] }, 'policy.faulty'],
    ['with an example that fails', { failing: ['batas-atas'] }, 'policy.examples-failing'],
    ['that is in force just so', { published: 'same' }, 'policy.unchanged'],
    ['under a version that says something else', { published: 'other' }, 'policy.version-taken'],
    ['while another waits', { hasOpen: true }, 'policy.proposal-open'],
  ])('but not %s', (_title, change, code) => {
    expect(refuseProposal({ ...sound, ...change })?.code).toBe(code);
  });
});

test('a faulty pack is refused with its first fifty faults in words, places and remedies, and their number', () => {
  const faults = Array.from({ length: 60 }, (_, index) => ({
    code: 'pack.unknown-key' as const,
    path: ['indicators', index],
    details: { key: 'x'.repeat(1_000) },
  }));
  const { details = {} } = refuseProposal({ ...sound, faults }) ?? {};
  const findings = details['findings'] as readonly ToldFault[];
  expect([details['count'], details['place'], findings.length]).toEqual([60, '$.indicators[0]', 50]);
  expect(findings[49]).toEqual({
    code: 'pack.unknown-key',
    place: '$.indicators[49]',
    message: { id: expect.stringMatching(/^Tidak ada aturan/), en: expect.stringMatching(/^No rule knows/) },
    remedy: { id: expect.stringMatching(/^Hapus/), en: expect.stringMatching(/^Remove it/) },
  });
  expect(findings.every(({ message }) => message.id.length <= 501)).toBe(true);
});

describe('four eyes decide', () => {
  test.each<[string, Partial<Decision>, string | undefined]>([
    ['the authority publishes what another proposed', {}, undefined],
    ['nobody publishes their own', { asker: hand('hr') }, 'policy.own-proposal'],
    [
      'nor through a second account of theirs',
      { proposer: hand('hr', 'p'), asker: hand('other', 'p') },
      'policy.own-proposal',
    ],
    [
      'an office that only proposes does not decide',
      { asker: hand('secretary'), role: 'secretary' },
      'access.forbidden',
    ],
    [
      'one’s own is taken back with a reason',
      { asker: hand('hr'), role: 'hr', verdict: 'decline', reason: 'x' },
      undefined,
    ],
    ['declining needs a reason', { verdict: 'decline', reason: ' ' }, 'policy.reason-missing'],
    ['nothing is decided twice', { state: 'approved' }, 'policy.proposal-closed'],
  ])('%s', (_title, change, code) => {
    expect(refuseDecision({ ...asked, ...change })?.code).toBe(code);
  });
});

describe('a decision is awaited', () => {
  test.each<[string, Partial<Decision>, boolean]>([
    ['of the authority', {}, true],
    ['not of whoever has proposed', { asker: hand('hr') }, false],
    ['not of an office that only proposes', { asker: hand('secretary'), role: 'secretary' }, false],
    ['not once it is taken', { state: 'declined' }, false],
  ])('%s', (_title, change, isAwaited) => {
    expect(isDecisionAwaited({ ...asked, ...change })).toBe(isAwaited);
  });
});
