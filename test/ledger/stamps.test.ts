import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BundleInput, writeBundle } from '#ledger/bundle-write.ts';
import { fromUtf8, toUtf8 } from '#ledger/bytes.ts';
import type { VerifyOptions } from '#ledger/examination.ts';
import { parsePem } from '#ledger/stamps/certificate.ts';
import { instantOf, tags } from '#ledger/stamps/der.ts';
import { openStamp } from '#ledger/stamps/token.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { openTimeAuthority, type TimeAuthority } from '#test/support/time-authority.ts';
import { bundleInput, drafts, pinned } from './bundles.ts';

let authority: TimeAuthority;
let stranger: TimeAuthority;
const input = bundleInput();
const text = input.checkpoint.slice(0, input.checkpoint.indexOf('\n\n') + 1);
let response: Buffer;

beforeAll(async () => {
  [authority, stranger] = await Promise.all([openTimeAuthority(), openTimeAuthority()]);
  response = await authority.stamp(toUtf8(text));
});
afterAll(() => Promise.all([authority.remove(), stranger.remove()]));

const stampedWith = (bytes: Uint8Array, changed: BundleInput = input) =>
  writeBundle({ ...changed, stamp: { response: bytes, authorities: fromUtf8(authority.root) ?? '' } });

function checkThree(zip: Uint8Array, options: VerifyOptions = { ...pinned, authorities: authority.root }) {
  const { checks, findings, exitCode } = verifyBundle(zip, options);
  const codes = findings.filter(({ check }) => check === 3).map(({ code }) => code);
  return { check: checks.find(({ check }) => check === 3), codes: [...new Set(codes)], exitCode };
}

describe('a time stamp on the checkpoint', () => {
  test('of a trusted authority passes', () => {
    expect(checkThree(stampedWith(response))).toEqual({ check: { check: 3, status: 'PASS' }, codes: [], exitCode: 0 });
  });

  test('under the certificates of the bundle passes, and the verdict says whose they are', () => {
    const { codes, exitCode } = checkThree(stampedWith(response), pinned);
    expect({ codes, exitCode }).toEqual({ codes: ['trust.unpinned'], exitCode: 3 });
  });

  test('is missed by who brought certificates, and by nobody else', () => {
    const bare = writeBundle(input);
    expect(checkThree(bare).check).toEqual({ check: 3, status: 'SKIPPED', reason: 'no-stamp' });
    expect(checkThree(bare).exitCode).toBe(3);
    expect(checkThree(bare, pinned).check).toEqual({ check: 3, status: 'SKIPPED', reason: 'no-stamp-asked' });
  });

  test('of something else is refused', async () => {
    expect(checkThree(stampedWith(await authority.stamp(toUtf8('something else')))).codes).toEqual(['stamp.imprint']);
  });

  test('of a stranger of the same names is refused', async () => {
    expect(checkThree(stampedWith(await stranger.stamp(toUtf8(text)))).codes).toEqual(['stamp.chain']);
  });

  test('by a certificate that may not stamp time is refused by the authority itself or by us', async () => {
    const signer = await openTimeAuthority({ isStamper: false });
    const answer = await signer.stamp(toUtf8(text)).catch(() => undefined);
    await signer.remove();
    // openssl refuses to load such a certificate: nothing is left to check.
    expect(answer).toBeUndefined();
  });

  test.each([
    ['rsa:3072', 'sha512'],
    ['ec:P-256', 'sha256'],
    ['ec:P-384', 'sha384'],
  ] as const)(
    'may be signed by %s with %s',
    async (key, digest) => {
      const other = await openTimeAuthority({ key, digest });
      const zip = stampedWith(await other.stamp(toUtf8(text)));
      expect(checkThree(zip, { ...pinned, authorities: other.root }).codes).toEqual([]);
      await other.remove();
      // A long key of RSA is found by trying: how long that takes is chance.
    },
    60_000,
  );

  test('is of no use where entries are younger', () => {
    const later = drafts.map((draft) => ({ ...draft, at: '2126-03-25T08:03:00.000000Z' }));
    const changed = bundleInput(later);
    const laterText = changed.checkpoint.slice(0, changed.checkpoint.indexOf('\n\n') + 1);
    return authority.stamp(toUtf8(laterText)).then((bytes) => {
      expect(checkThree(stampedWith(bytes, changed)).codes).toEqual(['stamp.time']);
    });
  });

  test('with any bit changed is refused, or says the same where the bit is under no signature', () => {
    const trusted = parsePem(authority.root) ?? [];
    const open = (bytes: Uint8Array) => openStamp(bytes, { stamped: toUtf8(text), pinned: trusted });
    const said = open(response);
    const codes = new Set<string>();
    for (let bit = 0; bit < response.length * 8; bit += 7) {
      const changed = Buffer.from(response);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const verdict = open(changed);
      if (verdict.ok) expect(verdict).toEqual(said);
      else codes.add(verdict.code);
    }
    expect(said.ok).toBe(true);
    expect([...codes].sort()).toEqual(['stamp.form', 'stamp.imprint', 'stamp.signature']);
  });

  test('cut anywhere, or followed by more, is refused as malformed', () => {
    for (let length = 0; length < response.length; length += 97) {
      expect(checkThree(stampedWith(response.subarray(0, length))).codes).toEqual(['stamp.form']);
    }
    expect(checkThree(stampedWith(Buffer.concat([response, Buffer.of(0)]))).codes).toEqual(['stamp.form']);
    expect(checkThree(stampedWith(new Uint8Array(70_000))).codes).toEqual(['stamp.form']);
  });

  test('under a file that is no certificate trusts nobody', () => {
    const options = { ...pinned, authorities: toUtf8('nobody\n') };
    expect(checkThree(stampedWith(response), options).codes).toEqual(['stamp.chain']);
  });
});

describe('instants of certificates and stamps', () => {
  const at = (tag: number, spelled: string) => {
    const body = toUtf8(spelled);
    return instantOf({ tag, body, whole: body });
  };

  test.each([
    [tags.utcTime, '260325080300Z', Date.UTC(2026, 2, 25, 8, 3) * 1_000],
    [tags.utcTime, '991231235959Z', Date.UTC(1999, 11, 31, 23, 59, 59) * 1_000],
    [tags.generalizedTime, '20260325080300.25Z', Date.UTC(2026, 2, 25, 8, 3) * 1_000 + 250_000],
    [tags.generalizedTime, '20240229000000Z', Date.UTC(2024, 1, 29) * 1_000],
  ])('%i %s', (tag, spelled, expected) => {
    expect(at(tag, spelled)).toBe(expected);
  });

  test.each([
    '20260230000000Z',
    '20260325240000Z',
    '20260325080300.250Z',
    '20260325080300',
    '20260325080300+0700',
    '2026',
  ])('%s is none', (spelled) => {
    expect(at(tags.generalizedTime, spelled)).toBeUndefined();
  });
});
