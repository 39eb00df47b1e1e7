import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseRules, type RuleFiles } from '#ledger/bundle-read.ts';
import { writeBundle } from '#ledger/bundle-write.ts';
import { sourceOf } from '#ledger/byte-source.ts';
import type { ReplayPlan } from '#ledger/checks/merit.ts';
import { replayLines } from '#ledger/checks/selection-lines.ts';
import type { MeritCheck, VerifyOptions } from '#ledger/examination.ts';
import { checkMerit } from '#ledger/merit.ts';
import { OfficeBook } from '#ledger/offices.ts';
import { type Verification, verifyBundle, verifySourceElsewhere } from '#ledger/verify.ts';
import { attacks, dump, good } from './attacks.ts';
import { bundleInput, type Draft, idOf, pinned, selection } from './bundles.ts';

/** Others, who have copies of what they are sent and answer in turns: the second before the first. */
function others(replay: MeritCheck): (files: RuleFiles) => ReplayPlan {
  return (files) => {
    const rules = parseRules(structuredClone(files));
    let asked = 0;
    let offices: OfficeBook | undefined;
    return {
      most: 3,
      share: (rows) => {
        offices = OfficeBook.of(structuredClone(rows));
      },
      replay: async (lines) => {
        const sent = structuredClone(lines);
        asked += 1;
        if (asked % 2 === 1) for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
        return structuredClone(replayLines(sent, { replay, rules, offices }));
      },
    };
  };
}

function verifyByOthers(zip: Uint8Array, options: VerifyOptions): Promise<Verification> {
  return verifySourceElsewhere(sourceOf(zip), options, others(options.merit ?? checkMerit));
}

test.each(
  [['a sound bundle', [], good] as const, ['a sound dump', [], dump] as const, ...attacks].map(
    ([title, , input, options = pinned]) => ({ title, zip: writeBundle(input), options }),
  ),
)('of others is found what is found here: $title', async ({ zip, options }) => {
  const own = { ...options, merit: checkMerit };
  expect(await verifyByOthers(zip, own)).toEqual(verifyBundle(zip, own));
});

const folder = 'test/fixtures/bundles';

test.each(readdirSync(folder).filter((name) => name.endsWith('.zip')))(
  'of others is found what is found here: %s',
  async (name) => {
    const zip = readFileSync(`${folder}/${name}`);
    const trust = { policy: readFileSync(`${folder}/policy.txt`), epochs: readFileSync(`${folder}/epochs.txt`) };
    const options = { ...trust, merit: checkMerit };
    expect(await verifyByOthers(zip, options)).toEqual(verifyBundle(zip, options));
  },
);

const ballot: Draft = {
  stream: selection,
  type: 'ballot.cast/1',
  open: { motion: 'ab'.repeat(32), seat: 1, selection: idOf(80) },
  committed: { choice: 'yes', reason: 'reason' },
};

test('selections are told of in their order, whoever answers first, with entries of one id in two of them', async () => {
  const streams = Array.from({ length: 9 }, (_, number) => selection.replace(/.$/, String(number)));
  const drafts = streams.flatMap((stream): Draft[] => [
    { ...ballot, stream },
    {
      ...ballot,
      stream,
      type: 'stage.closed/1',
      open: { attempt: 1, result: 'code', stage: 'nomination' },
      committed: {},
    },
  ]);
  const input = bundleInput(drafts);
  const twice = input.entries.map((entry, index) =>
    index === 8 ? { ...entry, bytes: (input.entries[2] ?? entry).bytes } : entry,
  );
  const merit: MeritCheck = ({ entries }) =>
    entries.map(({ position, openings }) => ({
      code: 'merit.stage',
      place: String(position),
      found: [...openings.keys()].join(),
    }));
  const options = { ...pinned, merit };
  for (const entries of [input.entries, twice]) {
    const zip = writeBundle({ ...input, kind: 'dump', streams: [], proofs: [], entries });
    const here = verifyBundle(zip, options);
    expect(here.findings.filter(({ code }) => code === 'merit.stage')).toHaveLength(drafts.length);
    expect(await verifyByOthers(zip, options)).toEqual(here);
  }
});

test('lines that are no longer those that were read are no verdict', async () => {
  const zip = writeBundle(good);
  const changed = verifySourceElsewhere(sourceOf(zip), pinned, (files) => {
    const plan = others(() => [])(files);
    return {
      ...plan,
      replay: (lines) => {
        const entries = lines.entries.map((entry) => ({ ...entry, leaf: '00'.repeat(32) }));
        return plan.replay({ ...lines, entries });
      },
    };
  });
  await expect(changed).rejects.toThrow('an entry changed while it was read');
});
