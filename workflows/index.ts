/** The registered workflows and nothing else: each export is one. A test pins the list. */
export { assessment } from './assessment.ts';
export { command } from './command.ts';
export { committeeReview } from './committee-review.ts';
export { developmentPlan } from './development-plan.ts';
export { nomination } from './nomination.ts';
export { placement, revocation } from './placement.ts';
export { selection } from './selection.ts';
export { talentMapping } from './talent-mapping.ts';
