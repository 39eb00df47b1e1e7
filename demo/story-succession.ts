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

interface Plan {
  readonly ground: 'foreseen-vacancy' | 'public-service' | 'strategic-impact' | 'rare-competence';
  readonly reason: string;
  readonly successors: number;
  readonly sought: readonly Talent['readiness'][];
  /** What the authority has not done yet. */
  readonly awaits?: 'confirmation' | 'decision';
}

const plans: readonly Plan[] = [
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
  {
    ground: 'strategic-impact',
    reason: 'Menentukan capaian sasaran kota.',
    successors: 1,
    sought: nearest,
    awaits: 'decision',
  },
  { ground: 'rare-competence', reason: 'Kompetensi yang dibutuhkan langka.', successors: 0, sought: nearest },
  {
    ground: 'foreseen-vacancy',
    reason: 'Pemegang jabatan mencapai usia pensiun dalam waktu dekat.',
    successors: 0,
    sought: nearest,
    awaits: 'confirmation',
  },
];

/** With the list of critical posts. */
const listDecree = 'SK Wali Kota 800.1/98/2026';
const decree = 'SK Wali Kota 800.1/112/2026';

/**
 * HR proposes the posts of JPT Pratama that fall vacant first as critical, and successors for some; the authority confirms the posts and
 * decides on the plans, but for one of each.
 */
export async function planSuccession(api: StoryApi): Promise<void> {
  const hr = await api.as('hr');
  const { posts } = await hr.get<{ posts: readonly ForecastPost[] }>('/succession/forecast?agency=kota-contoh');
  const leaving = posts
    .filter(({ level, departure }) => level === 'jpt-pratama' && departure.status === 'dated')
    .toSorted((one, other) => ((one.departure.on ?? '') < (other.departure.on ?? '') ? -1 : 1));
  for (const [index, plan] of plans.entries()) {
    const post = leaving[index];
    if (post === undefined) return;
    await planFor(api, post.id, plan);
  }
}

async function planFor(api: StoryApi, postId: string, { ground, reason, successors, sought, awaits }: Plan) {
  const hr = await api.as('hr');
  const authority = await api.as('authority');
  const at = `/succession/posts/${postId}`;
  const key = (what: string) => ({ key: `story succession ${postId} ${what}` });
  const asked = [`${at}/designation`, { ground, reason }, key('designation')] as const;
  const { designationId: designation } = await hr.post<{ designationId: string }>(...asked);
  if (awaits === 'confirmation') return;
  await authority.post(`${at}/confirmation`, { designation, decree: listDecree }, key('confirmation'));
  if (successors === 0) return;
  const { items } = await hr.get<{ items: readonly Talent[] }>(`${at}/talents?limit=50`);
  const inOrder = items
    .filter(({ isHolder }) => !isHolder)
    .toSorted((one, other) => sought.indexOf(one.readiness) - sought.indexOf(other.readiness));
  const proposed: string[] = [];
  for (const { person } of inOrder.slice(0, successors)) {
    const named = await hr.post<{ successorId: string }>(`${at}/successors`, { person }, key(`successor ${person}`));
    proposed.push(named.successorId);
  }
  if (awaits !== 'decision') await authority.post(`${at}/decision`, { successors: proposed, decree }, key('decision'));
}
