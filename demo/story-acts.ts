import { accountNameOf } from './accounts.ts';
import { demoAgency } from './found-city.ts';
import type { StoryVacancy } from './story.ts';
import { type Actor, isIn, type StoryApi, untilReached } from './story-api.ts';

/** One selection of the story, taken from act to act by the people who owe them. */
export interface StorySelection {
  readonly api: StoryApi;
  readonly vacancy: StoryVacancy;
  readonly selectionId: string;
  /** Accounts by name, as the office finds them. */
  readonly accounts: ReadonlyMap<string, string>;
}

export interface Items<Item> {
  readonly items: readonly Item[];
}

/** The criteria of the story's vacancies: half the panel's judgement, half the record. */
const criteria = [
  {
    code: 'kepemimpinan',
    label: { id: 'Kepemimpinan strategis', en: 'Strategic leadership' },
    source: 'panel',
    weight: '30',
  },
  {
    code: 'pelayanan',
    label: { id: 'Orientasi pelayanan publik', en: 'Public service orientation' },
    source: 'panel',
    weight: '20',
  },
  { code: 'talenta', label: { id: 'Nilai talenta', en: 'Talent value' }, source: 'talent-value', weight: '50' },
];

export function actorOf({ api }: StorySelection, name: string): Promise<Actor> {
  return api.as(name);
}

/** Names an act of the story, so that a broken-off story finds what it has done. */
export function key({ vacancy }: StorySelection, act: string): string {
  return `story/${vacancy.selection}/${act}`;
}

/** HR opens the selection for the vacant post. */
export async function openSelection(api: StoryApi, vacancy: StoryVacancy, plannedOn: string): Promise<StorySelection> {
  const hr = await api.as('hr');
  const post = await findPost(hr, vacancy.postCode);
  const body = { agency: demoAgency.code, post, plannedOn, policy: 'asn' };
  const { selectionId } = await hr.post<{ selectionId: string }>('/selections', body, {
    key: `story/${vacancy.selection}/open`,
  });
  const { items } = await hr.get<Items<{ id: string; name: string }>>(`/accounts?agency=${demoAgency.code}`);
  return { api, vacancy, selectionId, accounts: new Map(items.map(({ id, name }) => [name, id])) };
}

/** Among all posts: when a broken-off story goes on, the post of a finished selection has its holder. */
async function findPost(hr: Actor, code: string): Promise<string> {
  for (let path: string | null = `/posts?agency=${demoAgency.code}&limit=200`; path !== null; ) {
    const page: { items: readonly { id: string; code: string }[]; next: string | null } = await hr.get(path);
    const found = page.items.find((post) => post.code === code);
    if (found !== undefined) return found.id;
    path = page.next?.replace('/api/v1', '') ?? null;
  }
  throw new Error('a post of the story is missing');
}

/** HR drafts and seals, the secretary countersigns: four eyes. */
export async function seal(story: StorySelection): Promise<void> {
  const at = `/selections/${story.selectionId}`;
  const hr = await actorOf(story, 'hr');
  const vacancy = { fieldsOfStudy: story.vacancy.fieldsOfStudy, frozen: false, election: 'none' };
  await hr.post(`${at}/criteria`, { criteria, vacancy }, { key: key(story, 'criteria') });
  const { digest } = await hr.get<{ digest: string }>(`${at}/criteria`);
  await hr.post(`${at}/seal`, {}, { key: key(story, 'seal'), ifMatch: digest });
  await (await actorOf(story, 'secretary')).post(
    `${at}/countersign`,
    {},
    { key: key(story, 'countersign'), ifMatch: digest },
  );
  await untilReached(hr, story.selectionId, 'nominating');
}

/** Seats and assessors, appointed by the office. */
export async function appoint(
  story: StorySelection,
  seats: readonly string[],
  assessors: readonly string[],
): Promise<void> {
  const at = `/selections/${story.selectionId}`;
  const ids = new Map<string, string>();
  for (const name of [...seats, ...assessors]) {
    const { accountId } = await (await actorOf(story, name)).get<{ accountId: string }>('/me');
    ids.set(name, accountId);
  }
  const body = seats.map((name, index) => ({
    seat: index + 1,
    role: name === 'chair' ? 'chair' : 'member',
    account: ids.get(name),
  }));
  await (await actorOf(story, 'secretary')).post(`${at}/seats`, { seats: body }, { key: key(story, 'seats') });
  for (const name of assessors) {
    await (await actorOf(story, 'hr')).post(
      `${at}/assessors`,
      { account: ids.get(name) },
      { key: key(story, `assessor/${name}`) },
    );
  }
}

/** HR nominates all, says the pool is complete, and answers what the data left open; then each candidate looks at the data. */
export async function nominate(story: StorySelection): Promise<void> {
  const at = `/selections/${story.selectionId}`;
  const hr = await actorOf(story, 'hr');
  const names = story.vacancy.candidates.map(accountNameOf);
  for (const name of names) {
    const { personId } = await (await actorOf(story, name)).get<{ personId: string }>('/me');
    const body = { person: personId, way: 'hr', note: null };
    await hr.post(`${at}/nominations`, body, { key: key(story, `nominate/${name}`) });
  }
  await hr.post(`${at}/nominations/completion`, {}, { key: key(story, 'pool') });
  const selection = await untilReached(hr, story.selectionId, 'data-check');
  if (isIn(selection, 'data-check')) await verifyOpenGates(story);
  for (const name of names) {
    const candidate = await actorOf(story, name);
    const { recordDigest } = await candidate.get<{ recordDigest: string }>(`${at}/candidacy`);
    await candidate.post(`${at}/data-confirmations`, {}, { key: key(story, `confirm/${name}`), ifMatch: recordDigest });
  }
}

/** Answered from the personnel file. The stage ends with the last confirmation, so this comes before it. */
async function verifyOpenGates(story: StorySelection): Promise<void> {
  const at = `/selections/${story.selectionId}`;
  const hr = await actorOf(story, 'hr');
  const { items } = await hr.get<Items<{ ref: string; gates: readonly { gate: string; result: string }[] }>>(
    `${at}/gates`,
  );
  const evidence = 'Berkas kepegawaian diperiksa pada dokumen asli.';
  for (const { ref, gates } of items) {
    for (const { gate, result } of gates) {
      if (result !== 'UNKNOWN') continue;
      const body = { candidate: ref, gate, result: 'pass', evidence };
      await hr.post(`${at}/verifications`, body, { key: key(story, `verify/${ref}/${gate}`) });
    }
  }
}

/** Every assessor scores every admitted candidate; `until` leaves the last sheets out. */
export async function assess(
  story: StorySelection,
  assessors: readonly string[],
  { leaveOut = 0 }: { leaveOut?: number } = {},
): Promise<void> {
  const at = `/selections/${story.selectionId}`;
  const hr = await actorOf(story, 'hr');
  await untilReached(hr, story.selectionId, 'independent');
  const places = await placesOf(story);
  for (const [turn, name] of assessors.entries()) {
    const assessor = await actorOf(story, name);
    const refs = await deskOf(story, { name, places });
    const kept = turn === assessors.length - 1 ? refs.slice(0, refs.length - leaveOut) : refs;
    for (const ref of kept) {
      const body = sheet({ ref, place: placeOf(places, ref), turn });
      await assessor.post(`${at}/score-sheets`, body, { key: key(story, `sheet/${name}/${ref}`) });
    }
  }
}

/** After the reveal every assessor confirms the own sheets. */
export async function finalise(story: StorySelection, assessors: readonly string[]): Promise<void> {
  const at = `/selections/${story.selectionId}`;
  const hr = await actorOf(story, 'hr');
  await untilReached(hr, story.selectionId, 'final');
  const places = await placesOf(story);
  for (const [turn, name] of assessors.entries()) {
    const assessor = await actorOf(story, name);
    for (const ref of await deskOf(story, { name, places })) {
      const body = sheet({ ref, place: placeOf(places, ref), turn });
      await assessor.post(`${at}/final-sheets`, body, { key: key(story, `final/${name}/${ref}`) });
    }
  }
  await untilReached(hr, story.selectionId, 'declaring');
}

/** Candidates' refs with their places in the story: refs are random, and the story is to end alike each time. */
export type Places = ReadonlyMap<string, number>;

export async function placesOf(story: StorySelection): Promise<Places> {
  const { items } = await (await actorOf(story, 'hr')).get<Items<{ ref: string; person: { nip: string } | null }>>(
    `/selections/${story.selectionId}/candidates`,
  );
  return new Map(items.map(({ ref, person }) => [ref, story.vacancy.candidates.indexOf(person?.nip ?? '')]));
}

export function placeOf(places: Places, ref: string): number {
  const place = places.get(ref) ?? -1;
  if (place < 0) throw new Error('a candidate is not of the story');
  return place;
}

/** What an assessor scores, in the order of the story. */
async function deskOf(story: StorySelection, { name, places }: { name: string; places: Places }): Promise<string[]> {
  const assessor = await actorOf(story, name);
  const { candidates } = await assessor.get<{ candidates: readonly { ref: string }[] }>(
    `/selections/${story.selectionId}/desk`,
  );
  return candidates.map(({ ref }) => ref).sort((a, b) => placeOf(places, a) - placeOf(places, b));
}

interface Scored {
  readonly ref: string;
  /** The candidate's, from 0. */
  readonly place: number;
  /** The assessor's, from 0. */
  readonly turn: number;
}

/** Scores that differ by candidate and by assessor, the earlier nominated on the whole before the later. */
function sheet({ ref, place, turn }: Scored) {
  const score = (shift: number) => String(94 - place * 2 - ((place * 5 + shift * 3 + turn * 2) % 7));
  const reason = 'Sesuai bukti pada berkas dan contoh perilaku yang disampaikan.';
  const scores = criteria
    .filter(({ source }) => source === 'panel')
    .map(({ code }, index) => ({ criterion: code, score: score(index), reason }));
  return { candidate: ref, scores };
}
