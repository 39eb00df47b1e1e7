import type { StoryApi } from './story-api.ts';

interface ForecastPost {
  readonly id: string;
  readonly level: string;
  readonly departure: { readonly status: 'vacant' | 'reached' | 'dated' | 'unknown'; readonly on: string | null };
}

interface Talent {
  readonly person: string;
  readonly isHolder: boolean;
  readonly readiness: 'now' | 'one-to-two-years' | 'later' | 'unknown';
}

const nearest = ['now', 'one-to-two-years', 'unknown', 'later'] as const;
/** So that the demo has a post for which somebody is still growing. */
const growing = ['one-to-two-years', 'unknown', 'later', 'now'] as const;

const plans = [
  {
    ground: 'foreseen-vacancy',
    reason: 'Pemegang jabatan segera mencapai usia pensiun.',
    successors: 3,
    sought: nearest,
  },
  {
    ground: 'public-service',
    reason: 'Layanan langsung kepada warga bergantung pada jabatan ini.',
    successors: 2,
    sought: growing,
  },
  { ground: 'strategic-impact', reason: 'Menentukan capaian sasaran kota.', successors: 1, sought: nearest },
  { ground: 'rare-competence', reason: 'Kompetensi yang dibutuhkan langka.', successors: 0, sought: nearest },
] as const;

const decree = 'SK Wali Kota 800.1/112/2026';

/** HR designates the posts of JPT Pratama that fall vacant first as critical, and proposes successors for all but the last; the authority decides. */
export async function planSuccession(api: StoryApi): Promise<void> {
  const hr = await api.as('hr');
  const authority = await api.as('authority');
  const { posts } = await hr.get<{ posts: readonly ForecastPost[] }>('/succession/forecast?agency=kota-contoh');
  const leaving = posts
    .filter(({ level, departure }) => level === 'jpt-pratama' && departure.status === 'dated')
    .toSorted((one, other) => ((one.departure.on ?? '') < (other.departure.on ?? '') ? -1 : 1));
  for (const [index, { ground, reason, successors, sought }] of plans.entries()) {
    const post = leaving[index];
    if (post === undefined) return;
    const at = `/succession/posts/${post.id}`;
    const key = (what: string) => ({ key: `story succession ${post.id} ${what}` });
    await hr.post(`${at}/designation`, { ground, reason }, key('designation'));
    if (successors === 0) continue;
    const { items } = await hr.get<{ items: readonly Talent[] }>(`${at}/talents?limit=50`);
    const inOrder = items
      .filter(({ isHolder }) => !isHolder)
      .toSorted((one, other) => sought.indexOf(one.readiness) - sought.indexOf(other.readiness));
    const proposed: string[] = [];
    for (const { person } of inOrder.slice(0, successors)) {
      const named = await hr.post<{ successorId: string }>(`${at}/successors`, { person }, key(`successor ${person}`));
      proposed.push(named.successorId);
    }
    // One plan still waits for its decision.
    if (ground !== 'strategic-impact')
      await authority.post(`${at}/decision`, { successors: proposed, decree }, key('decision'));
  }
}
