import { transportCandidates } from './story-candidates.ts';
import { contenders } from './story-contenders.ts';
import { officers } from './story-officers.ts';
import type { StoryPerson } from './story-person.ts';

/** The people that the demo's story needs by name. Their numbers never change; their records are made for their part. */
export const storyPeople: readonly StoryPerson[] = [...transportCandidates, ...officers, ...contenders];
