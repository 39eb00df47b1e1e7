export { type LiveCase, stageOf, type Weighed, weighAll } from './weighing.ts';
