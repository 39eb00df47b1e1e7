import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest: one that began last would keep a run waiting. Those that look at the pages of the story come
 * before `browser/whole-selection`, which adds to them.
 */
const long = [
  'browser/accessibility',
  'browser/page-source',
  'browser/plans',
  'journeys/walkthrough',
  'journeys/tampering',
  'features/city-import',
  'programs/policy',
  'programs/start',
  'ledger/verifier-python',
  'schemas/import-properties',
];

/** Project by project, those first whose tests wait for servers; within a project the long files, then the larger ones. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = this.ctx.projects.map(({ name }) => name);
    const rank = ({ project, moduleId }: TestSpecification) => {
      const at = long.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return projects.indexOf(project.name) * 100 + (at < 0 ? 99 : at);
    };
    return sorted.sort((one, other) => rank(one) - rank(other));
  }
}
