import { beforeAll, describe, expect, test } from 'vitest';
import { verifyBundle } from '#ledger/verify.ts';
import { type Demo, joinDemo, type ListedSelection, listStory } from '#test/support/demo.ts';

/** What a first start has told, through the acts of its people. */

let demo: Demo;
let story: ReadonlyMap<string, ListedSelection>;
beforeAll(async () => {
  demo = await joinDemo();
  story = await listStory(demo);
});

describe('the story of a first start', () => {
  test.each([
    ['Kepala Dinas Lingkungan Hidup', 'placed', null, null],
    ['Kepala Dinas Perhubungan', 'running', 'voting', null],
    ['Sekretaris Dinas Kesehatan', 'running', 'declaring', 'committee.no-quorum'],
    ['Direktur RSUD Kota Contoh', 'running', 'independent', null],
    ['Kepala Bagian Pengadaan Barang dan Jasa', 'running', 'nominating', null],
  ])('%s is %s, in %s, blocked by %s', (title, state, step, blocked) => {
    expect(story.get(title)).toMatchObject({ state, step, blocked });
  });

  test('two of five have voted in the committee, and nobody sees another ballot', async () => {
    const { id = '' } = story.get('Kepala Dinas Perhubungan') ?? {};
    const seen = await Promise.all(
      ['chair', 'member-1', 'member-3', 'auditor'].map(
        async (name) => (await demo.read<{ items: unknown[] }>(name, `/selections/${id}/ballots`)).items.length,
      ),
    );
    expect(seen).toEqual([1, 1, 0, 0]);
  });

  test.each(['Kepala Dinas Lingkungan Hidup', 'Kepala Dinas Perhubungan', 'Sekretaris Dinas Kesehatan'])(
    'the proof of %s is right, finished or not',
    async (title) => {
      const { exitCode, findings } = verifyBundle(await demo.bundle(story.get(title)?.id ?? ''), await demo.trust());
      expect({ exitCode, findings }).toEqual({ exitCode: 0, findings: [] });
    },
  );
});
