import { effectOfWithdrawal } from '#domain/nominations.ts';
import type { Readiness } from '#domain/readiness.ts';
import type { PlacementFacts, StepFacts } from '#domain/step-facts.ts';
import { deadline, startOfDay } from '#domain/working-days.ts';
import { record, type Scene } from '#features/acts/service.ts';
import { agencyHolder, derivedId } from '#features/audit/service.ts';
import { listCandidates } from '#features/nominations/service.ts';
import { readCalendars } from '#features/policies/service.ts';
import {
  type Conclusion,
  listRoleHolders,
  type StageConduct,
  type StageScene,
  stageEntry,
} from '#features/stages/service.ts';
import { type Course, isExhausted, readCourse, toChoice } from './course.ts';
import { fillPost } from './posts.ts';
import { type ChoiceRow, insertConcurrence, setChoiceUndone } from './store.ts';

/** How the placement runs: choice, concurrence, decree, inauguration, effect; each step waits for its act, the last for its day. */
export const placementConduct: StageConduct = { kind: 'placement', weigh, interrupt, conclude, listAwaited };

async function weigh(scene: StageScene): Promise<StepFacts> {
  const course = await readCourse(scene);
  const { choice, concurrence, placement } = course;
  const facts: Readonly<Record<PlacementFacts['step'], () => PlacementFacts>> = {
    choosing: () => ({ step: 'choosing', choice: choice && toChoice(choice).state }),
    concurrence: () => ({ step: 'concurrence', state: concurrence?.state }),
    decree: () => ({ step: 'decree', isIssued: placement !== undefined }),
    inauguration: () => ({ step: 'inauguration', isInaugurated: placement?.inaugurated_at != null }),
    effective: () => ({ step: 'effective', effectiveAt: startOfDay(effectiveOn(course), scene.zone) }),
  };
  return facts[scene.stage.step as PlacementFacts['step']]();
}

function effectiveOn({ placement }: Course): string {
  if (placement === undefined) throw new Error('nothing takes effect without a decree');
  return placement.effective_on;
}

/** What undoes a choice: the chosen person leaves, or concurrence is refused. The others of the shortlist are called in their order. */
async function interrupt(scene: StageScene): Promise<Conclusion | undefined> {
  const { step } = scene.stage;
  if (step === 'effective') return undefined;
  const course = await readCourse(scene);
  const { choice } = course;
  if (choice === undefined) return isExhausted(course) ? { then: 'close', result: 'exhausted' } : undefined;
  const cause = await causeOfUndoing(scene, course, choice);
  if (cause === undefined) return undefined;
  const { entry } = await record(scene, {
    id: derivedId(stageEntry(scene), `undone:${choice.id}`),
    type: 'choice.undone/1',
    open: { cause, choice: choice.id },
  });
  await setChoiceUndone(scene.tx, { id: choice.id, cause, entryId: entry });
  if (isExhausted(await readCourse(scene))) return { then: 'close', result: 'exhausted' };
  return step === 'choosing' ? { then: 'again' } : { then: 'step', to: 'choosing', because: 'choice-undone' };
}

async function causeOfUndoing(
  { stage, tx, selectionId }: StageScene,
  { concurrence }: Course,
  { candidate_ref: ref }: ChoiceRow,
): Promise<'candidate-withdrawn' | 'concurrence-refused' | undefined> {
  const chosen = (await listCandidates(tx, selectionId)).find((candidate) => candidate.ref === ref);
  const isChosen = chosen?.state === 'withdrawn';
  if (effectOfWithdrawal(stage.kind, { inMotion: true, isChosen }) === 'choice-undone') return 'candidate-withdrawn';
  return stage.step === 'concurrence' && concurrence?.state === 'refused' ? 'concurrence-refused' : undefined;
}

async function conclude(scene: StageScene): Promise<Conclusion> {
  const course = await readCourse(scene);
  switch (scene.stage.step) {
    case 'choosing':
      await beginConcurrence(scene, course);
      return { then: 'step', to: 'concurrence', because: 'advance' };
    case 'concurrence':
      return { then: 'step', to: 'decree', because: 'advance' };
    case 'decree':
      return { then: 'step', to: 'inauguration', because: 'advance' };
    case 'inauguration':
      return { then: 'step', to: 'effective', because: 'advance' };
    default:
      return takeEffect(scene, course);
  }
}

/** What a request says: which round, and when the authority's time is over on the calendar of working days. */
export async function roundOf(scene: Scene, { choice, rounds }: Course) {
  if (choice === undefined) throw new Error('concurrence is asked for a choice');
  const { clocks, concurrence } = scene.pack;
  const shelf = await readCalendars(scene.tx, scene.agency);
  const due = deadline(
    {
      receivedAt: scene.now,
      workingDays: concurrence.slaWorkingDays,
      // Of the authority that owes the answer.
      zone: clocks.zone,
      cutoff: clocks.cutoff,
      cutiBersamaIsNonWorking: clocks.cutiBersamaIsNonWorking,
    },
    shelf.calendars,
  );
  const known = due.status === 'KNOWN' ? due : undefined;
  const lapsesAt = known?.dueAt ?? null;
  const round = rounds + 1;
  const explanation = known?.explanation ?? null;
  return {
    event: {
      type: 'concurrence.requested/1',
      open: {
        calendar: known === undefined ? null : shelf.digest,
        candidate: choice.candidate_ref,
        lapses: lapsesAt,
        round,
      },
      committed: { deadline: { value: explanation, holder: agencyHolder(scene.agency) } },
    },
    row: { selectionId: scene.selectionId, round, choiceId: choice.id, at: scene.now, lapsesAt, deadline: explanation },
  } as const;
}

/** The first round, asked for by the conductor as soon as a choice stands. */
async function beginConcurrence(scene: StageScene, course: Course): Promise<void> {
  const { event, row } = await roundOf(scene, course);
  const { entry } = await record(scene, { ...event, id: derivedId(stageEntry(scene), `concurrence:${row.round}`) });
  await insertConcurrence(scene.tx, { ...row, entryId: entry });
}

/** The post gets its holder, and the person's old post becomes vacant. A post that was filled otherwise meanwhile is never taken over. */
async function takeEffect(scene: StageScene, { placement }: Course): Promise<Conclusion> {
  if (placement === undefined) throw new Error('nothing takes effect without a decree');
  const filled = await fillPost(scene, placement);
  return filled ? { then: 'close', result: 'effective' } : { then: 'blocked', cause: 'selection.post-held' };
}

const officesOf: Readonly<Partial<Record<Readiness['awaiting'][number]['who'], readonly string[]>>> = {
  authority: ['authority'],
  approver: ['chair', 'authority'],
  hr: ['hr'],
  // Nobody of the outside authority has an account here: HR asks them.
  outside: ['hr'],
};

async function listAwaited(scene: StageScene, { awaiting, blocked }: Readiness): Promise<readonly string[]> {
  const roles = awaiting.flatMap(({ who }) => officesOf[who] ?? []);
  const asked = blocked === undefined ? roles : [...roles, 'hr'];
  const holders: string[] = [];
  for (const role of asked) holders.push(...(await listRoleHolders(scene, role)));
  return holders;
}
