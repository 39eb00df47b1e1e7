import { type BundleInput, writeBundle } from '#ledger/bundle-write.ts';
import { fromUtf8, toUtf8 } from '#ledger/bytes.ts';
import type { VerifyOptions } from '#ledger/examination.ts';
import { type AuthorityOptions, openTimeAuthority } from '#test/support/time-authority.ts';
import { bundleInput, drafts, pinned } from './bundles.ts';

const input = bundleInput();

function textOf({ checkpoint }: BundleInput): Uint8Array {
  return toUtf8(checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1));
}

type Stamped = readonly [title: string, zip: Uint8Array, options: VerifyOptions];

const keys = [
  { key: 'rsa:3072', digest: 'sha512' },
  { key: 'ec:P-256' },
  { key: 'ec:P-384', digest: 'sha384' },
] as const;

/** Bundles with time stamps of `openssl ts`, good, foreign, changed anywhere, cut, and with what the auditor holds. */
export async function listStamped(): Promise<Stamped[]> {
  const [authority, stranger] = await Promise.all([openTimeAuthority(), openTimeAuthority()]);
  const held = { ...pinned, authorities: authority.root };
  const withStamp = (response: Uint8Array, changed: BundleInput = input) =>
    writeBundle({ ...changed, stamp: { response, authorities: fromUtf8(authority.root) ?? '' } });
  const later = bundleInput(drafts.map((draft) => ({ ...draft, at: '2126-03-25T08:03:00.000000Z' })));
  const good = await authority.stamp(textOf(input));
  const [foreign, other, young] = [
    await stranger.stamp(textOf(input)),
    await authority.stamp(toUtf8('something else')),
    await authority.stamp(textOf(later)),
  ];
  await Promise.all([authority.remove(), stranger.remove()]);
  const cuts = Array.from({ length: good.length / 97 }, (_, index) => good.subarray(0, index * 97));
  const flips = Array.from({ length: (good.length * 8) / 37 }, (_, index) => flipped(good, index * 37));
  return [
    ['of a trusted authority', withStamp(good), held],
    ['under the certificates of the bundle', withStamp(good), pinned],
    ['missed', writeBundle(input), held],
    ['of something else', withStamp(other), held],
    ['of a stranger', withStamp(foreign), held],
    ['with younger entries', withStamp(young, later), held],
    ['under a file that is no certificate', withStamp(good), { ...pinned, authorities: toUtf8('nobody\n') }],
    ['without a checkpoint', withStamp(good, { ...input, checkpoint: 'x\n' }), held],
    ['followed by more', withStamp(Buffer.concat([good, Buffer.of(0)])), held],
    ['too large', withStamp(new Uint8Array(70_000)), held],
    ...[...cuts, ...flips].map((bytes): Stamped => ['changed or cut', withStamp(bytes), held]),
    ...(await Promise.all(keys.map(stampedBy))),
  ];
}

function flipped(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

async function stampedBy(options: AuthorityOptions): Promise<Stamped> {
  const authority = await openTimeAuthority(options);
  const stamp = { response: await authority.stamp(textOf(input)), authorities: fromUtf8(authority.root) ?? '' };
  await authority.remove();
  return [`by ${options.key ?? ''}`, writeBundle({ ...input, stamp }), { ...pinned, authorities: authority.root }];
}
