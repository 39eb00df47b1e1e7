import { describe, expect, test } from 'vitest';
import { writeBundle } from '#ledger/bundle-write.ts';
import { toHex, toUtf8 } from '#ledger/bytes.ts';
import { leafHash } from '#ledger/entry.ts';
import { jsonReport, textReport } from '#ledger/report.ts';
import { emptyFrontier, extendFrontier, rootOf } from '#ledger/tree.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { bundleInput, codesOf, drafts, pinned, policyTwoOfThree, sealDrafts, signedCheckpoint } from './bundles.ts';
import { soundOffices } from './offices.ts';
import { soundPublications, twoPeople } from './publications.ts';
import { wholeRegister } from './register.ts';

const bundle = writeBundle(bundleInput());
const dumpInput = { ...bundleInput(), kind: 'dump', streams: [], proofs: [] } as const;

describe('an intact bundle', () => {
  test('passes every required check under pinned trust', () => {
    const { exitCode, findings, checks } = verifyBundle(bundle, pinned);
    expect({ exitCode, findings }).toEqual({ exitCode: 0, findings: [] });
    expect(checks.filter(({ status }) => status === 'SKIPPED').map(({ check }) => check)).toEqual([2, 3, 4, 9, 12]);
  });

  test('is written in the same bytes each time', () => {
    expect(toHex(writeBundle(bundleInput()))).toBe(toHex(bundle));
  });

  test('that brings its own trust says so and stays open', () => {
    const { exitCode, findings } = verifyBundle(bundle, { merit: () => [] });
    expect(exitCode).toBe(3);
    expect(findings.map(({ code, place }) => `${code} ${place}`)).toEqual([
      'trust.unpinned policy.txt',
      'trust.unpinned epochs.txt',
    ]);
  });

  test('stays open where nobody replays the rules', () => {
    const { merit: _merit, ...withoutMerit } = pinned;
    expect(verifyBundle(bundle, withoutMerit).exitCode).toBe(3);
  });

  test('hands the replay the entries of a selection in the order of the log, opened values and rules', () => {
    const seen: unknown[] = [];
    verifyBundle(bundle, {
      ...pinned,
      merit: ({ entries, rules }) => {
        seen.push(entries.map(({ position, envelope }) => `${String(position)} ${envelope.type}`));
        seen.push(Object.fromEntries(entries[1]?.openings ?? []), rules.size);
        return [];
      },
    });
    expect(seen).toEqual([
      ['1 seat.appointed/1', '3 ballot.cast/1'],
      { choice: 'yes', reason: 'Calon terbaik: "é"' },
      1,
    ]);
  });

  test('reports what the replay finds as check 11', () => {
    const merit = () => [{ code: 'merit.quorum', place: 'position 3', expected: '3', found: '2' } as const];
    const { exitCode, findings } = verifyBundle(bundle, { ...pinned, merit });
    expect(exitCode).toBe(1);
    expect(findings).toEqual([{ check: 11, code: 'merit.quorum', place: 'position 3', expected: '3', found: '2' }]);
  });

  test('with enough cosignatures meets a quorum of two in three', () => {
    const input = { ...bundleInput(drafts, 2), policy: policyTwoOfThree };
    const { exitCode, checks } = verifyBundle(writeBundle(input), { ...pinned, policy: toUtf8(policyTwoOfThree) });
    expect([exitCode, checks[2]?.status]).toEqual([0, 'PASS']);
  });

  test('agrees with an earlier checkpoint of the same size', () => {
    const since = toUtf8(bundleInput().checkpoint);
    const { exitCode, checks } = verifyBundle(bundle, { ...pinned, since });
    expect([exitCode, checks[4]?.status]).toEqual([0, 'PASS']);
  });

  test('of one selection cannot tell about an earlier, smaller checkpoint', () => {
    const since = toUtf8(signedCheckpoint(leavesOf(3)));
    const { exitCode, checks } = verifyBundle(bundle, { ...pinned, since });
    expect([exitCode, checks[4]?.reason]).toEqual([3, 'no-consistency-proof']);
  });
});

describe('an intact dump of the whole log', () => {
  test('passes without any proof', () => {
    const { exitCode, findings } = verifyBundle(writeBundle(dumpInput), pinned);
    expect({ exitCode, findings }).toEqual({ exitCode: 0, findings: [] });
  });

  test('holds every selection that its agencies have numbered', () => {
    expect(codesOf(wholeRegister)).toEqual([]);
  });

  test('nor of policies that one has proposed and another approved', () => {
    expect([soundPublications, ...twoPeople].flatMap((input) => codesOf(input))).toEqual([]);
  });

  test('nor of who holds which office', () => {
    expect(codesOf(soundOffices)).toEqual([]);
  });

  test('is compared with an earlier checkpoint', () => {
    const since = toUtf8(signedCheckpoint(leavesOf(3)));
    const { exitCode, checks } = verifyBundle(writeBundle(dumpInput), { ...pinned, since });
    expect([exitCode, checks[4]?.status]).toEqual([0, 'PASS']);
  });

  test('accepts entries that know an earlier root', () => {
    const root = toHex(rootOf(extendFrontier(emptyFrontier, leavesOf(3))));
    const seeing = [...drafts, { ...drafts[0], seen: { root, size: 3 } }] as typeof drafts;
    const input = { ...bundleInput(seeing), kind: 'dump', streams: [], proofs: [] } as const;
    const { exitCode, checks } = verifyBundle(writeBundle(input), pinned);
    expect([exitCode, checks[9]?.status]).toEqual([0, 'PASS']);
  });
});

describe('a report', () => {
  test('names every check and the result in English and Indonesian', () => {
    const verification = verifyBundle(bundle, pinned);
    expect(textReport(verification, 'en')).toContain('Everything that is required was checked and is right.');
    expect(textReport(verification, 'id')).toContain(' 7 LULUS    rangkaian tanpa celah');
  });

  test('for programs is the verification itself', () => {
    const verification = verifyBundle(bundle, pinned);
    expect(JSON.parse(jsonReport(verification))).toEqual(JSON.parse(JSON.stringify(verification)));
  });

  test('lets no foreign text steer the terminal', () => {
    const found = '\u001b[2J\u0007\u202e\\';
    const verification = verifyBundle(bundle, { ...pinned, merit: () => [{ code: 'merit.stage', place: 'x', found }] });
    expect(textReport(verification, 'en')).toContain('found: \\u{1b}[2J\\u{7}\\u{202e}\\u{5c}');
    expect(jsonReport(verification)).toMatch(/^[ -~\n]*$/);
  });
});

function leavesOf(size: number): Uint8Array[] {
  return sealDrafts(drafts)
    .entries.slice(0, size)
    .map(({ bytes }) => leafHash(bytes));
}
