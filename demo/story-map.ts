import { setTimeout as pause } from 'node:timers/promises';
import type { StoryApi } from './story-api.ts';

interface MapListed {
  readonly id: string;
  readonly state: string;
}

const patience = { tries: 300, everyMs: 100 };

/** The committee resolves to publish the first map, and its workflow publishes it. */
export async function publishMap(api: StoryApi, members: readonly string[]): Promise<void> {
  const chair = await api.as('chair');
  const firstMap = async () => {
    const { items } = await chair.get<{ items: readonly MapListed[] }>('/maps?agency=kota-contoh');
    const first = items.at(-1);
    if (first === undefined) throw new Error('the city has no map');
    return first;
  };
  const { id, state } = await firstMap();
  if (state === 'published') return;
  const put = await chair.post<{ resolutionId: string }>(
    `/maps/${id}/publication`,
    {},
    { key: `story map ${id} publication` },
  );
  for (const name of members) {
    const member = await api.as(name);
    const path = `/maps/${id}/resolutions/${put.resolutionId}/votes`;
    await member.post(path, { choice: 'approve', reason: null }, { key: `story map ${id} vote ${name}` });
  }
  for (let tries = patience.tries; (await firstMap()).state !== 'published'; tries -= 1) {
    if (tries === 0) throw new Error('the map is not published');
    await pause(patience.everyMs);
  }
}
