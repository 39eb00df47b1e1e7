import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeBundle } from '#ledger/bundle-write.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import type { VerifyOptions } from '#ledger/examination.ts';
import type { Verification } from '#ledger/verify.ts';
import { archives, readable } from '#test/ledger/archives.ts';
import { attacks, dump, good } from '#test/ledger/attacks.ts';
import { bundleInput, drafts, pinned, policyTwoOfThree } from '#test/ledger/bundles.ts';
import { changedFiles, manifests, packedBundle } from '#test/ledger/containers.ts';
import { trust, zip } from '#test/ledger/merit-bundle.ts';
import { officeBundles } from '#test/ledger/office-bundle.ts';
import { receiptOf } from '#test/ledger/receipts.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { verify } from '#verifier/verify.ts';
import { listWrongSelections } from './merit-changes.ts';
import { type Asked, askFlipped, askPage, type OpenedPage, openPage, pagePath } from './opened-page.ts';
import { reseal } from './resealed.ts';

/** The built file in a real browser without a network, and the ledger's verifier in Node, say the same of everything. */

let browser: Browser;
let opened: OpenedPage;
beforeAll(async () => {
  browser = await launchBrowser();
  opened = await openPage(browser);
});
afterAll(() => browser.close());

function asked(bytes: Uint8Array, { policy, epochs, since }: VerifyOptions = pinned): Asked {
  return { zip: bytes, policy, epochs, since };
}

function inNode({ zip: bytes, ...own }: Asked): Verification {
  return verify(bytes, own);
}

/** As JSON has it, so that what is absent and what is undefined are one. */
function plain(verification: Verification): unknown {
  return JSON.parse(JSON.stringify(verification));
}

async function expectSame(cases: readonly (readonly [title: string, asked: Asked])[]): Promise<Verification[]> {
  const answers: Verification[] = [];
  for (let done = 0; done < cases.length; done += 20) {
    const some = cases.slice(done, done + 20);
    answers.push(
      ...(await askPage(
        opened.page,
        some.map(([, one]) => one),
      )),
    );
  }
  for (const [index, [title, one]] of cases.entries()) {
    const answer = answers[index];
    expect([title, answer && plain(answer)]).toEqual([title, plain(inNode(one))]);
  }
  return answers;
}

describe('the page says the same as the product', () => {
  test('of every bundle of the tests, intact, broken or no bundle at all', async () => {
    const cosigned = { ...bundleInput(drafts, 2), policy: policyTwoOfThree };
    const since = { ...pinned, since: toUtf8(good.checkpoint) };
    const answers = await expectSame([
      ...attacks.map(([title, , input, options]) => [title, asked(writeBundle(input), options)] as const),
      ...[...manifests, ...changedFiles, ...archives].map(([title, , bytes]) => [title, asked(bytes)] as const),
      ['intact', asked(writeBundle(good))],
      ['intact, own trust', asked(writeBundle(good), {})],
      ...readable.map(([title, bytes]) => [title, asked(bytes)] as const),
      ['with a file that is packed', asked(packedBundle)],
      ['cosigned', asked(writeBundle(cosigned), { ...pinned, policy: toUtf8(policyTwoOfThree) })],
      ['with an earlier checkpoint', asked(writeBundle(good), since)],
      ['dump', asked(writeBundle(dump))],
      [
        'with a receipt of an entry that is not here',
        { ...asked(writeBundle(good)), receipts: [receiptOf('0'.repeat(64))] },
      ],
      ['no bytes', asked(new Uint8Array(0))],
      ['no zip', asked(toUtf8('not a zip, but long enough to be one'))],
      ...officeBundles.map(([title, , , made]) => [title, asked(made.zip, made)] as const),
      ['a whole selection', asked(zip, trust)],
      ['a whole selection, own trust', asked(zip, {})],
    ]);
    expect(new Set(answers.map(({ exitCode }) => exitCode))).toEqual(new Set([0, 1, 2, 3]));
  });

  test('of whole selections that went against the rules', async () => {
    // Each takes both verifiers a third of a second: one in three is asked.
    const wrong = listWrongSelections().filter((_, index) => index % 3 === 0);
    const answers = await expectSame(
      wrong.map(([title, bundle]) => {
        const { zip: bytes, ...own } = reseal(bundle);
        return [title, { zip: bytes, ...own }] as const;
      }),
    );
    const codes = new Set(answers.flatMap(({ findings }) => findings.map(({ code }) => code)));
    process.stdout.write(`${wrong.length} wrong selections, codes: ${[...codes].sort().join(' ')}\n`);
    expect([...codes].filter((code) => code.startsWith('merit.')).length).toBeGreaterThan(10);
  });

  test('of one changed byte anywhere in the frame, and at many places in the files', async () => {
    const bundle = writeBundle(bundleInput(drafts.slice(3, 4)));
    const flips = Array.from(bundle, (_, offset) => [offset, [0x01, 0x80, 0x20, 0xff][offset % 4] ?? 1] as const);
    const some = flips.filter(([offset]) => offset % 5 === 0);
    const answers = await askFlipped(opened.page, asked(bundle), some);
    for (const [index, [offset, mask]] of some.entries()) {
      const changed = Uint8Array.from(bundle);
      changed[offset] = (changed[offset] ?? 0) ^ mask;
      const answer = answers[index];
      expect([offset, answer && plain(answer)]).toEqual([offset, plain(inNode(asked(changed)))]);
    }
  });

  test('and has asked for nothing but itself', () => {
    expect(opened.requests).toEqual([`file://${pagePath}`]);
    expect(opened.complaints).toEqual([]);
  });
});
