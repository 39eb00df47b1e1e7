import { randomUUID } from 'node:crypto';
import { bringTo, type Case, type Milestone, motionDigestOf, move } from '#test/support/selection-builders.ts';
import type { World } from '#test/support/world.ts';
import type { BenchAgency } from './agency.ts';
import { say } from './report.ts';

/** A selection on its way, with the names of the accounts that act in it. */
export interface Seeded {
  readonly begun: Case;
  readonly selectionId: string;
  /** Number of its committee. */
  readonly committee: number;
  /** Accounts that vote, in the order of their seats. */
  readonly seats: readonly string[];
}

export interface SeedingOptions {
  readonly count: number;
  readonly milestone: Milestone;
  readonly committees: number;
  /** Number of the first vacancy and candidate to use. */
  readonly from?: number;
}

const hands = 6;

/** Brings many selections to a step through the product's services, several at a time; each has two candidates. */
export async function seed(agency: BenchAgency, options: SeedingOptions): Promise<Seeded[]> {
  const { count, milestone, committees, from = 0 } = options;
  const seeded: Seeded[] = [];
  const began = performance.now();
  let next = 0;
  const work = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      seeded[index] = await seedOne(agency, { index: from + index, milestone, committee: index % committees });
    }
  };
  await Promise.all(Array.from({ length: hands }, work));
  say(`  ${count} selections brought to ${milestone} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return seeded;
}

async function seedOne(
  agency: BenchAgency,
  { index, milestone, committee }: { index: number; milestone: Milestone; committee: number },
): Promise<Seeded> {
  const world = worldOf(agency, index, committee);
  const postId = agency.vacancies[index];
  if (postId === undefined) throw new Error('the agency has no vacancy left');
  const begun = await bringTo(world, milestone, { postId, candidates: [1, 2], members: 4 });
  const seats = begun.seated.map((name) => `c${committee}/${name}`);
  return { begun, selectionId: begun.selectionId, committee, seats };
}

/**
 * The chair puts the next version of the motion, the shortlist the other way round, so that the committee votes anew.
 * Answers its digest.
 */
export async function renewMotion({ begun }: Seeded, version: number): Promise<string> {
  await move(begun, version % 2 === 0 ? begun.refs.toReversed() : begun.refs);
  return motionDigestOf(begun);
}

/** The agency as the builders of the tests see it: one committee, two candidates. */
function worldOf(agency: BenchAgency, index: number, committee: number): World {
  const numbers = [0, 1].map((next) => (2 * index + next) % agency.people.length);
  const account = (name: string) => {
    const candidate = /^candidate-(\d)$/.exec(name)?.[1];
    if (candidate !== undefined) return agency.account(`candidate-${(numbers[Number(candidate) - 1] ?? 0) + 1}`);
    if (/^(chair|member|assessor)/.test(name)) return agency.account(`c${committee}/${name}`);
    return agency.account(`${name}-${committee}`);
  };
  const none = () => Promise.resolve();
  return {
    addresses: { adminUrl: '', appUrl: '', sequencerUrl: '', signerUrl: '', auditorUrl: '' },
    house: agency.house,
    admin: agency.admin,
    vacancies: agency.vacancies,
    assessors: 3,
    people: numbers.map((number) => ({ personId: agency.people[number] ?? '', postId: '' })),
    account,
    act: (name, selectionId, { content = {}, key = randomUUID() } = {}) => ({
      asker: account(name),
      session: null,
      selectionId,
      entryId: key,
      content,
    }),
    runClockFrom: none,
    stopClockAt: none,
    close: none,
  };
}
