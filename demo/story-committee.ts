import { actorOf, type Items, key, placeOf, placesOf, type StorySelection } from './story-acts.ts';
import { untilReached } from './story-api.ts';

interface Candidate {
  readonly ref: string;
  readonly state: string;
}

/** Each seat declares; those named have an interest that takes them out. */
export async function declare(
  story: StorySelection,
  seats: readonly string[],
  conflicted: readonly string[] = [],
): Promise<void> {
  const at = `/selections/${story.selectionId}`;
  // The office's list: a member who has stepped aside sees none any more, should the story have to go on from here.
  const { items } = await (await actorOf(story, 'secretary')).get<Items<Candidate>>(`${at}/candidates`);
  const places = await placesOf(story);
  const standing = items
    .filter(({ state }) => state === 'admitted')
    .sort((a, b) => placeOf(places, a.ref) - placeOf(places, b.ref));
  for (const name of seats) {
    const member = await actorOf(story, name);
    const interests = standing.map(({ ref }, index) =>
      conflicted.includes(name) && index === 0
        ? {
            candidate: ref,
            interest: 'actual',
            tie: 'reporting-line',
            note: 'Atasan langsung dalam dua tahun terakhir.',
          }
        : { candidate: ref, interest: 'none', tie: null, note: null },
    );
    await member.post(`${at}/declarations`, { interests }, { key: key(story, `declare/${name}`) });
  }
}

/** Presence, motion by the chair, and the ballots of those named. */
export async function sit(story: StorySelection, present: readonly string[], seats: readonly string[]): Promise<void> {
  const at = `/selections/${story.selectionId}`;
  const secretary = await actorOf(story, 'secretary');
  await untilReached(secretary, story.selectionId, 'deliberating');
  for (const name of present) {
    const body = { seat: seats.indexOf(name) + 1, presence: 'present' };
    await (await actorOf(story, name)).post(`${at}/presences`, body, { key: key(story, `present/${name}`) });
  }
  const chair = await actorOf(story, 'chair');
  const { digest, ranking } = await chair.get<{ digest: string; ranking: { ranked: readonly { ref: string }[] } }>(
    `${at}/ranking`,
  );
  const candidates = ranking.ranked.slice(0, 3).map(({ ref }) => ref);
  await chair.post(`${at}/motion`, { candidates }, { key: key(story, 'motion'), ifMatch: digest });
  await untilReached(secretary, story.selectionId, 'voting');
}

export async function vote(story: StorySelection, members: readonly string[]): Promise<void> {
  const at = `/selections/${story.selectionId}`;
  for (const name of members) {
    const member = await actorOf(story, name);
    const { digest } = await member.get<{ digest: string }>(`${at}/motion`);
    const body = { choice: 'approve', reason: 'Urutan sesuai kriteria tersegel dan bukti yang diperiksa.' };
    await member.post(`${at}/ballots`, body, { key: key(story, `ballot/${name}`), ifMatch: digest });
  }
}

/** Choice, concurrence, decree, inauguration, effect. */
export async function place(story: StorySelection, today: string): Promise<void> {
  const at = `/selections/${story.selectionId}`;
  const [authority, hr] = [await actorOf(story, 'authority'), await actorOf(story, 'hr')];
  await untilReached(hr, story.selectionId, 'choosing');
  const { ranking } = await authority.get<{ ranking: { ranked: readonly { ref: string }[] } }>(`${at}/ranking`);
  await authority.post(
    `${at}/choices`,
    { candidate: ranking.ranked[0]?.ref, reason: null, exception: null },
    { key: key(story, 'choice') },
  );
  await untilReached(hr, story.selectionId, 'concurrence');
  const reply = { reply: 'issued', letterNumber: '1123/KR.XII/PT/2026', repliedOn: today, reason: null };
  await hr.post(`${at}/concurrence-replies`, reply, { key: key(story, 'concurrence') });
  await untilReached(hr, story.selectionId, 'decree');
  const decree = { number: '821.2/417/BKPSDM/2026', issuedOn: today, effectiveOn: today };
  await authority.post(`${at}/decrees`, decree, { key: key(story, 'decree') });
  await untilReached(hr, story.selectionId, 'inauguration');
  await hr.post(
    `${at}/inaugurations`,
    { on: today, minutesNumber: '821/098/BA/2026' },
    { key: key(story, 'inauguration') },
  );
  await untilReached(hr, story.selectionId, 'placed');
}
