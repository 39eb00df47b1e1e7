import { expect } from 'vitest';
import type { ShownPlan } from './plan-attacks.ts';
import { post } from './privacy.ts';
import { agency, type World } from './world.ts';
import type { WorldEdge } from './world-edge.ts';

const ground = 'Kotak pada peta talenta terbit.';

/** The body that opens a plan for a person. */
export const opening = (person: string, until = '2028-06-15') => ({ agency, person, until, ground });

/** What is said of a completed course. */
export const completion = {
  doneOn: '2026-06-15',
  startedOn: null,
  number: 'SRT-1/2026',
  hours: 40,
  validUntil: null,
  word: null,
  evidence: 'Sertifikat SRT-1/2026',
};

/** Acts in the plans of a world, over HTTP. The world is there by the time that something is done in it. */
export function plansIn(where: () => { readonly world: World; readonly edge: WorldEdge }) {
  const personOf = (number: number) => where().world.people[number - 1]?.personId ?? '';
  const codeOf = async (by: string, path: string, body: unknown) =>
    (await post(where().edge, by)(path, body)).code ?? 'done';

  async function shown(by: string, planId: string): Promise<ShownPlan> {
    const answer = await where().edge.ask(by, `/plans/${planId}`);
    expect(answer.status).toBe(200);
    return (await answer.json()) as ShownPlan;
  }

  /** What an accepted act answers. */
  async function done(by: string, path: string, body: unknown): Promise<Record<string, unknown>> {
    const said = await post(where().edge, by)(path, body);
    expect({ path, status: said.status, code: said.code }).toEqual({ path, status: 201, code: undefined });
    return said.body;
  }

  /** The entry that an accepted act wrote. */
  async function entryOf(by: string, path: string, body: unknown): Promise<string> {
    return ((await done(by, path, body))['receipt'] as { entry: string }).entry;
  }

  /** A plan of a person with one agreed action. */
  async function planWith(number: number, action: { kind: string; dueOn?: string; text?: string }) {
    const { planId } = await done('hr', '/plans', opening(personOf(number)));
    const at = `/plans/${String(planId)}`;
    const goal = await done('hr', `${at}/goals`, { text: 'Memperkuat kompetensi.', indicator: 'D' });
    await done(`candidate-${number}`, `${at}/agreements`, { item: goal['itemId'] });
    const asked = { goal: goal['itemId'], text: 'Pelatihan analisis data', dueOn: '2026-09-01', ...action };
    const { itemId } = await done('hr', `${at}/actions`, asked);
    await done(`candidate-${number}`, `${at}/agreements`, { item: itemId });
    return { planId: String(planId), at, actionId: String(itemId), goalId: String(goal['itemId']) };
  }

  /** The action of a plan is reported by the person and confirmed. */
  async function confirmed(number: number, { at, actionId }: { at: string; actionId: string }): Promise<void> {
    const report = await entryOf(`candidate-${number}`, `${at}/completions`, { action: actionId, ...completion });
    await done('hr', `${at}/confirmations`, { action: actionId, report });
  }
  return { personOf, codeOf, shown, done, entryOf, planWith, confirmed };
}
