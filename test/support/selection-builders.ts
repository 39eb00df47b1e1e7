import { assessmentConduct, assignAssessor, finaliseSheet, submitSheet } from '#features/assessments/service.ts';
import type { Receipt } from '#features/audit/service.ts';
import { type BallotAsked, castBallot, putMotion } from '#features/ballots/service.ts';
import { appointSeats, committeeConduct, declareInterests, recordPresence } from '#features/committees/service.ts';
import { findNextStage, type StageConducts, tick } from '#features/conduct/service.ts';
import { confirmData } from '#features/nominations/data-check.ts';
import { completePool, nominate, nominationConduct } from '#features/nominations/service.ts';
import { placementConduct } from '#features/placements/service.ts';
import type { StageTick } from '#workflows/contract.ts';
import { freeVacancy, sealSelection } from './sealing.ts';
import type { World } from './world.ts';

export const conducts: StageConducts = {
  nomination: nominationConduct,
  assessment: assessmentConduct,
  'committee-review': committeeConduct,
  placement: placementConduct,
};

/** A selection on its way. `refs` are the candidates in the order of the ranking: `candidate-1` first. */
export interface Case {
  readonly world: World;
  readonly selectionId: string;
  readonly postId: string;
  readonly refs: readonly string[];
  /** Names of the seats' holders; seat 1 is the chair. */
  readonly seated: readonly string[];
}

export const milestones = [
  'sealed',
  'nomination',
  'assessment',
  'declaring',
  'deliberating',
  'voting',
  'choosing',
] as const;
export type Milestone = (typeof milestones)[number];

export interface CaseOptions {
  readonly postId?: string;
  readonly plannedOn?: string;
  /** Numbers of the candidates who are nominated. */
  readonly candidates?: readonly number[];
  readonly members?: number;
  /** Of the nomination of a candidate, by number. */
  readonly note?: (candidate: number) => string | null;
  /** What an assessor writes about a candidate, by place in the ranking, from 0; nothing for the usual. */
  readonly sheet?: (assessor: string, index: number) => { readonly score: string; readonly reason: string } | undefined;
}

/** Takes a selection through the real services until it stands in a stage or step. */
export async function bringTo(world: World, milestone: Milestone, options: CaseOptions = {}): Promise<Case> {
  const { postId = await freeVacancy(world), members = 4 } = options;
  const seated = ['chair', ...Array.from({ length: members }, (_, index) => `member-${index + 1}`)];
  const selectionId = await sealSelection(world, postId, options.plannedOn);
  return bringOn({ world, selectionId, postId, refs: [], seated }, milestone, options);
}

/** Goes on with a selection whose criteria were countersigned just now. */
export async function bringOn(begun: Case, milestone: Milestone, options: CaseOptions = {}): Promise<Case> {
  const { candidates = [1, 2, 3, 4] } = options;
  const { seated } = begun;
  const until = milestones.indexOf(milestone);
  if (until < 1) return begun;
  await advance(begun);
  if (until < 2) return begun;
  await nominateAll(begun, candidates, options);
  const admitted = { ...begun, refs: await refsOf(begun, candidates) };
  if (until < 3) return admitted;
  await seatCommittee(admitted);
  await assessAll(admitted, options);
  if (until < 4) return admitted;
  for (const name of seated) await declare(admitted, name);
  await advance(admitted);
  if (until < 5) return admitted;
  await attend(admitted, seated);
  await move(admitted);
  await advance(admitted);
  if (until < 6) return admitted;
  for (const name of seated) await vote(admitted, name, 'approve');
  await advance(admitted);
  return admitted;
}

/** What the stage's workflow does when it is woken. */
export async function tickLive({ world, selectionId }: Pick<Case, 'world' | 'selectionId'>): Promise<StageTick> {
  const next = await findNextStage(world.house, selectionId);
  if (next.kind !== 'stage') throw new Error(`no live stage: ${next.outcome}`);
  return tick(world.house, conducts, { selectionId, kind: next.stage, attempt: next.attempt });
}

/** Lets everything that is due happen: through the worker where one runs, else by a tick in its place. */
export async function advance(begun: Pick<Case, 'world' | 'selectionId'>): Promise<void> {
  const { settle } = begun.world;
  if (settle === undefined) await tickLive(begun);
  else await settle(begun.selectionId);
}

export interface StageView {
  readonly kind: string;
  readonly state: string;
  readonly step: string;
  readonly due_at: string | null;
  readonly blocked: string | null;
  readonly result: string | null;
}

/** The latest stage as the database has it. */
export function stageOf({ world, selectionId }: Case): Promise<StageView> {
  return world.admin.one<StageView>(
    `SELECT kind, state, step, due_at, blocked, result FROM stages WHERE selection_id = $1
     ORDER BY (state IN ('planned', 'open', 'paused', 'closing')) DESC, closed_at DESC LIMIT 1`,
    [selectionId],
  );
}

/** Types of the entries of a selection's stream, in order. */
export async function entryTypesOf({ world, selectionId }: Case): Promise<string[]> {
  const rows = await world.admin.rows<{ type: string }>(
    'SELECT type FROM ledger.entries WHERE stream = $1 ORDER BY stream_seq',
    [`selection/${selectionId}`],
  );
  return rows.map(({ type }) => type);
}

/** What the entries of a type say in clear, in order. */
export async function openFieldsOf({ world, selectionId }: Case, type: string): Promise<Record<string, unknown>[]> {
  const rows = await world.admin.rows<{ bytes: Buffer }>(
    'SELECT bytes FROM ledger.entries WHERE stream = $1 AND type = $2 ORDER BY stream_seq',
    [`selection/${selectionId}`, type],
  );
  return rows.map(({ bytes }) => (JSON.parse(bytes.toString('utf8')) as { open: Record<string, unknown> }).open);
}

async function nominateAll(
  begun: Case,
  candidates: readonly number[],
  { note = () => null }: CaseOptions,
): Promise<void> {
  const { world, selectionId } = begun;
  for (const number of candidates) {
    const personId = world.people[number - 1]?.personId ?? '';
    await nominate(world.house, world.act('hr', selectionId), {
      personId,
      way: 'hr',
      note: note(number),
    });
  }
  await completePool(world.house, world.act('hr', selectionId));
  await advance(begun);
  for (const number of candidates) {
    const personId = world.people[number - 1]?.personId ?? '';
    const { digest } = await world.admin.one<{ digest: string }>(
      `SELECT encode(record_digest, 'hex') AS digest FROM people WHERE id = $1`,
      [personId],
    );
    await confirmData(world.house, world.act(`candidate-${number}`, selectionId), digest);
  }
  await advance(begun);
}

export async function refsOf({ world, selectionId }: Case, candidates: readonly number[]): Promise<string[]> {
  const people = candidates.map((number) => world.people[number - 1]?.personId);
  const rows = await world.admin.rows<{ ref: string; person_id: string }>(
    'SELECT ref, person_id FROM candidates WHERE selection_id = $1',
    [selectionId],
  );
  return people.flatMap((personId) => rows.find(({ person_id }) => person_id === personId)?.ref ?? []);
}

/** Scores fall with the candidate's number, so that the ranking has their order. */
async function assessAll(begun: Case, { sheet = () => undefined }: CaseOptions): Promise<void> {
  const { world, selectionId, refs } = begun;
  const names = Array.from({ length: world.assessors ?? 3 }, (_, index) => `assessor-${index + 1}`);
  for (const name of names) {
    await assignAssessor(world.house, world.act('hr', selectionId), { accountId: world.account(name).accountId });
  }
  for (const file of [submitSheet, finaliseSheet]) {
    for (const name of names) {
      for (const [index, candidateRef] of refs.entries()) {
        const usual = { score: String(90 - 5 * index), reason: 'Cukup jelas.' };
        const scores = [{ criterion: 'panel', ...(sheet(name, index) ?? usual) }];
        await file(world.house, world.act(name, selectionId), { candidateRef, scores });
      }
    }
    await advance(begun);
  }
}

export async function seatCommittee({ world, selectionId, seated }: Case): Promise<void> {
  const seats = seated.map((name, index) => ({
    seat: index + 1,
    role: name === 'chair' ? ('chair' as const) : ('member' as const),
    account: world.account(name).accountId,
  }));
  await appointSeats(world.house, world.act('secretary', selectionId, { content: { seats } }), seats);
}

export interface DeclareOptions {
  /** Index of a candidate in whom the member has an interest. */
  readonly in?: number;
  readonly interest?: 'possible' | 'actual';
}

export async function declare(
  { world, selectionId, refs }: Case,
  name: string,
  options: DeclareOptions = {},
): Promise<void> {
  const interests = refs.map((candidate, index) =>
    index === options.in
      ? { candidate, interest: options.interest ?? 'actual', tie: 'family' as const, note: null }
      : { candidate, interest: 'none' as const, tie: null, note: null },
  );
  await declareInterests(world.house, world.act(name, selectionId, { content: { interests } }), interests);
}

export async function attend({ world, selectionId, seated }: Case, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const seat = seated.indexOf(name) + 1;
    await recordPresence(world.house, world.act('secretary', selectionId), { seat, presence: 'present' });
  }
}

export async function rankingDigestOf({ world, selectionId }: Case): Promise<string> {
  const { digest } = await world.admin.one<{ digest: Buffer }>('SELECT digest FROM rankings WHERE selection_id = $1', [
    selectionId,
  ]);
  return digest.toString('hex');
}

/** Puts the motion on the first three of the ranking, or on others. */
export async function move(begun: Case, candidates: readonly string[] = begun.refs.slice(0, 3)): Promise<void> {
  const { world, selectionId } = begun;
  const asked = { candidates, ifMatch: await rankingDigestOf(begun) };
  await putMotion(world.house, world.act('chair', selectionId, { content: asked }), asked);
}

export async function motionDigestOf({ world, selectionId }: Case): Promise<string> {
  const { digest } = await world.admin.one<{ digest: Buffer }>(
    'SELECT digest FROM motions WHERE selection_id = $1 ORDER BY attempt DESC, version DESC LIMIT 1',
    [selectionId],
  );
  return digest.toString('hex');
}

type Choice = BallotAsked['choice'];

/** Casts a ballot on the motion as it is, for a reason, under a fresh key; or as asked. */
export async function vote(
  begun: Case,
  name: string,
  asked: Choice | (Partial<BallotAsked> & { choice: Choice; key?: string }),
): Promise<Receipt> {
  const { world, selectionId } = begun;
  const { key, ...ballot } = typeof asked === 'string' ? { choice: asked } : asked;
  const content = { reason: 'Sesuai pembahasan.', ifMatch: ballot.ifMatch ?? (await motionDigestOf(begun)), ...ballot };
  const request = world.act(name, selectionId, key === undefined ? { content } : { content, key });
  return castBallot(world.house, request, content);
}
