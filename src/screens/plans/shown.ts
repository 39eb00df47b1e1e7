import type { Answer } from '#platform/asking.ts';
import type { OpenAct, ScreenRequest } from '#platform/screens.ts';
import { planAnswer } from '#schemas/plans.ts';
import type { MenuEntry, View } from '#web/view.ts';

export type Plan = Answer<typeof planAnswer>;
export type Goal = Plan['goals'][number];
export type Action = Plan['actions'][number];

export function readPlan({ ask, params }: ScreenRequest): Promise<Plan> {
  return ask.get('/plans/:planId', planAnswer, { params: { planId: params['planId'] ?? '' } });
}

/** Under which entry of the menu a reader finds their plans. */
export function menuOf({ parts }: Pick<Plan, 'parts'>): MenuEntry {
  if (parts.includes('person')) return 'mine';
  return parts.includes('mentor') && !parts.includes('hr') ? 'inbox' : 'map';
}

/** What the pages of all acts in a plan have in common. */
export function inPlan({ t }: View, plan: Plan, title: string): Pick<OpenAct, 'at' | 'back' | 'crumbs' | 'title'> {
  const back = `/plans/${plan.id}`;
  const crumbs = [{ text: t('plan.title'), href: '/plans' }, { text: plan.name, href: back }, { text: title }];
  return { title, crumbs, back, at: menuOf(plan) };
}

/** Words of a goal or an action; an erasure leaves none. */
export function textOf({ t }: View, { text }: Pick<Goal, 'text'>): string {
  return text ?? t('plan.erased');
}

export function codesOf({ counts }: Action): string {
  return counts.map(({ code }) => code).join(', ');
}
