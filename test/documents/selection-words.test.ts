import { expect, test } from 'vitest';
import { standingBanner } from '#screens/selection/banner.ts';
import { rankingSection } from '#screens/selection/ranking.ts';
import type { SelectionHead } from '#screens/selection-head.ts';
import type { Standing } from '#screens/standing.ts';
import { readerView } from '../support/reader-view.ts';

/** What the page of a selection says beside its numbers. */

const term = { value: '92', weight: '0.5', contribution: '46' };

test('every term of a ranking names its source and its rule', () => {
  const ranked = {
    ref: '0d17d5a6-d676-5083-9719-7f8b13d2b361',
    rank: 1,
    total: '92',
    band: null,
    tieBrokenBy: null,
    tiedWith: [],
    trace: [
      { component: 'kepemimpinan', ...term },
      { component: 'talenta', ...term },
    ],
  };
  const drawn = rankingSection(readerView('id'), {
    ranking: { algorithm: 'ranking/1', ranked: [ranked], unranked: [] },
    candidates: [],
    criteria: new Map([
      ['kepemimpinan', 'Kepemimpinan strategis'],
      ['talenta', 'Nilai talenta'],
    ]),
    sources: new Map([
      ['kepemimpinan', 'panel'],
      ['talenta', 'talent-value'],
    ]),
  }).text;
  const cells = [...drawn.matchAll(/data-label="(Sumber|Aturan)"[^>]*>(.*?)<\/td>/g)].map(([, label, cell]) => [
    label,
    cell?.replace(/<[^>]+>/g, ''),
  ]);
  expect(cells).toEqual([
    ['Sumber', 'Nilai asesor'],
    ['Aturan', 'Rata-rata semua asesor'],
    ['Sumber', 'Nilai talenta dari data'],
    ['Aturan', 'Kinerja dan potensial dengan bobot kebijakan'],
  ]);
});

const head: SelectionHead = {
  selectionId: 'a',
  at: { params: { selectionId: 'a' } },
  href: '/selections/a',
  live: undefined,
  selection: {
    id: 'a',
    code: 'SEL-2026-002',
    agency: 'kota-contoh',
    state: 'running',
    openedAt: '2026-11-29T00:00:00.000000Z',
    endedAt: null,
    plannedOn: '2027-01-28',
    post: { id: 'p', title: 'Kepala Dinas', level: 'jpt-pratama', eselon: null, unit: null },
    policy: { id: 'asn', version: '2026.1', digest: 'ab' },
    stages: [],
  },
};

const standing: Standing = {
  id: 'a',
  code: 'SEL-2026-002',
  title: 'Kepala Dinas',
  level: 'jpt-pratama',
  unit: null,
  agency: 'kota-contoh',
  state: 'running',
  openedAt: '2026-11-29T00:00:00.000000Z',
  stages: [
    {
      kind: 'committee-review',
      attempt: 1,
      state: 'open',
      step: 'voting',
      openedAt: null,
      closedAt: null,
      dueAt: null,
    },
  ],
  ageWorkingDays: 1,
  stageAgeWorkingDays: 1,
  dueAt: null,
  workingDaysLeft: null,
  blocked: null,
  cure: [],
  awaiting: [{ who: 'member', count: 2, names: ['Siti', 'Made'] }],
  progress: { done: 2, total: 4 },
  quorum: { required: 3, seats: 5 },
  remindersSent: 0,
  lastRemindedAt: null,
};

test('who is awaited stands with the quorum that is waited for', () => {
  const banner = standingBanner(readerView('id'), head, standing);
  expect(banner === false ? '' : banner.text).toContain('Kuorum: 3 dari 5 kursi.');
  const other = standingBanner(readerView('id'), head, { ...standing, quorum: null });
  expect(other === false ? '' : other.text).not.toContain('uorum');
});
