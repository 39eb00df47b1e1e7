import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openStoryApi } from '#demo/story-api.ts';
import { tellStory } from '#demo/tell-story.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { type Demo, joinDemo, type ListedSelection, listStory } from '#test/support/demo.ts';

/** What a first start has told, through the acts of its people. */

let demo: Demo;
let story: ReadonlyMap<string, ListedSelection>;
beforeAll(async () => {
  demo = await joinDemo();
  const listed = await listStory(demo);
  // Other journeys open selections of their own.
  story = new Map(titles.flatMap((title) => listed.get(title) ?? []).map((item) => [item.title, item]));
});

/** A command beside the running demo. */
function runBukti({ dataDir }: Demo, args: readonly string[]): Promise<{ code: number; stdout: string }> {
  const env = { PATH: process.env['PATH'] ?? '', BUKTI_DATA_DIR: dataDir };
  return new Promise((resolve) => {
    execFile(process.execPath, ['bin/bukti.js', ...args], { env, maxBuffer: 64e6 }, (error, stdout) =>
      resolve({ code: Number(error?.code ?? 0), stdout }),
    );
  });
}

/** Of every selection of the story, by its title. */
async function countEntries(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { id, title } of story.values()) {
    counts[title] = 0;
    for (let path: string | null = `/selections/${id}/entries?limit=200`; path !== null; ) {
      const page: { items: unknown[]; next: string | null } = await demo.read('auditor', path);
      counts[title] += page.items.length;
      path = page.next?.replace('/api/v1', '') ?? null;
    }
  }
  return counts;
}

const states: readonly [title: string, state: string, step: string | null, blocked: string | null][] = [
  ['Kepala Dinas Lingkungan Hidup', 'placed', null, null],
  ['Kepala Dinas Perhubungan', 'running', 'voting', null],
  ['Sekretaris Dinas Kesehatan', 'running', 'declaring', 'committee.no-quorum'],
  ['Direktur RSUD Kota Contoh', 'running', 'independent', null],
  ['Kepala Bagian Pengadaan Barang dan Jasa', 'running', 'nominating', null],
];
const titles = states.map(([title]) => title);

describe('the story of a first start', () => {
  test.each(states)('%s is %s, in %s, blocked by %s', (title, state, step, blocked) => {
    expect(story.get(title)).toMatchObject({ state, step, blocked });
  });

  test('told again, as after a start that was broken off, it changes nothing', async () => {
    const { day } = JSON.parse(await readFile(join(demo.dataDir, 'demo', 'story.json'), 'utf8')) as { day: string };
    const before = await countEntries();
    const tokenOf = (name: string) => demo.token(name);
    const api = openStoryApi({ url: demo.url, tokenOf, signal: AbortSignal.timeout(60_000) });
    await tellStory({ api, day, say: () => undefined });
    expect(await countEntries()).toEqual(before);
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

  test('bukti fsck finds the whole record right, and every row what its entries amount to', async () => {
    const { code, stdout } = await runBukti(demo, ['fsck', '--full', '--json']);
    const { findings, counts } = JSON.parse(stdout) as { findings: unknown[]; counts: { rows: number } };
    expect([code, findings]).toEqual([0, []]);
    expect(counts.rows).toBeGreaterThan(300);
  });

  test('bukti replay derives every decision again as it was recorded', async () => {
    const { code, stdout } = await runBukti(demo, ['replay', '--all']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('Every decision is as the rules give it.')]);
  });
});
