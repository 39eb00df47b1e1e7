import { randomUUID } from 'node:crypto';
import { assignAssessor } from '#features/assessments/service.ts';
import { appointSeats } from '#features/committees/service.ts';
import { draftCriteria, seal } from '#features/criteria/service.ts';
import { draftSelection } from '#features/selections/service.ts';
import { bringTo, type Case, type Milestone, motionDigestOf, move } from '#test/support/selection-builders.ts';
import type { World } from '#test/support/world.ts';
import { agencyCode, type BenchAgency } from './agency.ts';
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

/** A selection before its countersignature: criteria sealed once, seats and assessors appointed. Accounts by name. */
export interface DraftedCase {
  readonly selectionId: string;
  /** Of the criteria. */
  readonly digest: string;
  readonly personId: string;
  readonly recordDigest: string;
  readonly candidate: string;
  readonly hr: string;
  readonly secretary: string;
  readonly authority: string;
  readonly seats: readonly string[];
  readonly assessors: readonly string[];
}

/** Drafts many selections, each with a candidate of its own. */
export async function draftCases(
  agency: BenchAgency,
  { count, committees }: { count: number; committees: number },
): Promise<DraftedCase[]> {
  const people = await agency.admin.rows<{ id: string; digest: string }>(
    `SELECT id, encode(record_digest, 'hex') AS digest FROM people`,
  );
  const digests = new Map(people.map(({ id, digest }) => [id, digest]));
  const cases: DraftedCase[] = [];
  let next = 0;
  const work = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      const personId = agency.people[index] ?? '';
      const drafted = await draftCase(agency, index, index % committees);
      cases[index] = {
        ...drafted,
        personId,
        recordDigest: digests.get(personId) ?? '',
        candidate: `candidate-${index + 1}`,
      };
    }
  };
  await Promise.all(Array.from({ length: hands }, work));
  return cases;
}

async function draftCase(agency: BenchAgency, index: number, committee: number) {
  const { house, admin } = agency;
  const [hr, secretary, authority] = ['hr', 'secretary', 'authority'].map((name) => `${name}-${committee}`) as [
    string,
    string,
    string,
  ];
  const seats = ['chair', 'member-1', 'member-2', 'member-3', 'member-4'].map((name) => `c${committee}/${name}`);
  const assessors = [1, 2, 3, 4, 5].map((desk) => `c${committee}/assessor-${desk}`);
  const drafting = { asker: agency.account(hr), session: null, entryId: randomUUID(), agency: agencyCode };
  const postId = agency.vacancies[index] ?? '';
  const { selectionId } = await draftSelection(house, { ...drafting, postId, plannedOn: '2026-09-01', policy: 'asn' });
  const act = (name: string, content: unknown) => ({
    asker: agency.account(name),
    session: null,
    selectionId,
    entryId: randomUUID(),
    content,
  });
  const vacancy = { fieldsOfStudy: ['administrasi publik'], frozen: false, election: 'none' as const };
  await draftCriteria(house, act(hr, {}), { criteria, vacancy });
  const { digest } = await admin.one<{ digest: string }>(
    `SELECT encode(digest, 'hex') AS digest FROM criteria WHERE selection_id = $1`,
    [selectionId],
  );
  await seal(house, act(secretary, {}), digest);
  const appointed = seats.map((name, seat) => ({
    seat: seat + 1,
    role: seat === 0 ? ('chair' as const) : ('member' as const),
    account: agency.account(name).accountId,
  }));
  await appointSeats(house, act(secretary, { seats: appointed }), appointed);
  for (const name of assessors)
    await assignAssessor(house, act(hr, name), { accountId: agency.account(name).accountId });
  return { selectionId, digest, hr, secretary, authority, seats, assessors };
}

const criteria = [
  { code: 'panel', label: { id: 'Wawancara', en: 'Interview' }, source: 'panel' as const, weight: '60' },
  { code: 'talent', label: { id: 'Nilai talenta', en: 'Talent value' }, source: 'talent-value' as const, weight: '40' },
];
