import { addDays } from '#domain/dates.ts';
import { type StoryVacancy, storyVacancies } from './story.ts';
import { appoint, assess, finalise, nominate, openSelection, type StorySelection, seal } from './story-acts.ts';
import type { StoryApi } from './story-api.ts';
import { declare, place, sit, vote } from './story-committee.ts';
import { publishMap } from './story-map.ts';
import { developCandidate } from './story-plan.ts';
import { planSuccession } from './story-succession.ts';

export interface Telling {
  readonly api: StoryApi;
  /** The day on which it was first told: what a broken-off story has said stays word for word the same. */
  readonly day: string;
  readonly say: (line: string) => void;
}

const seats = ['chair', 'member-1', 'member-2', 'member-3', 'member-4'];
const assessors = ['assessor-1', 'assessor-2', 'assessor-3'];

/** Days until the planned appointment: the day on which ages and tenures are judged. */
const plannedInDays = 60;

/**
 * The story of the demo: one selection finished, one in committee review, one in assessment, one just sealed, one blocked for want
 * of quorum; and the city's first map published,
 * with critical posts, who may succeed there, and a development plan that follows from it. Every act goes through the API as its person, so the entries carry the moment in which they were made.
 */
export async function tellStory({ api, day, say }: Telling): Promise<void> {
  const open = (selection: string) => openSelection(api, vacancyOf(selection), addDays(day, plannedInDays));

  say('  a selection is taken to its placement');
  const finished = await open('SEL-2026-008');
  await toCommittee(finished);
  await declare(finished, seats);
  await sit(finished, seats, seats);
  await vote(finished, seats);
  await place(finished, day);

  say('  a selection is brought before the committee');
  const reviewed = await open('SEL-2026-014');
  await toCommittee(reviewed);
  await declare(reviewed, seats, ['member-2']);
  await sit(
    reviewed,
    seats.filter((name) => name !== 'member-2'),
    seats,
  );
  await vote(reviewed, ['chair', 'member-1']);

  say('  a selection loses its quorum');
  const blocked = await open('SEL-2026-021');
  await toCommittee(blocked);
  await declare(blocked, seats, ['member-1', 'member-3', 'member-4']);

  say('  a selection is being assessed');
  const assessed = await open('SEL-2026-006');
  await toAssessment(assessed);
  await assess(assessed, assessors, { leaveOut: 1 });

  say('  a selection is sealed');
  await seal(await open('SEL-2026-027'));

  say('  the map of talents is published');
  await publishMap(api, seats.slice(0, 3));

  say('  critical posts have successors');
  await planSuccession(api);
  say('  a development plan follows from a box');
  await developCandidate(api, day);
}

function vacancyOf(selection: string): StoryVacancy {
  const vacancy = storyVacancies.find((known) => known.selection === selection);
  if (vacancy === undefined) throw new Error(`no vacancy ${selection} in the story`);
  return vacancy;
}

async function toAssessment(story: StorySelection): Promise<void> {
  await seal(story);
  await appoint(story, seats, assessors);
  await nominate(story);
}

async function toCommittee(story: StorySelection): Promise<void> {
  await toAssessment(story);
  await assess(story, assessors);
  await finalise(story, assessors);
}
