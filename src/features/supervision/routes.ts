import type { House } from '#features/acts/service.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import { supervisionAnswer, supervisionFile, supervisionQuery } from '#schemas/supervision.ts';
import { supervisionCsv } from './files.ts';
import { readSupervision } from './service.ts';

const answers = {
  method: 'get',
  path: '/supervision',
  summary: 'The questions of the merit measurement, answered from the data, for each agency that your grants cover',
  description:
    'For HR and auditor of an agency. Every figure comes with the query that yields it, and answers with the entries and selections they rest on. `no-data` is neither a zero nor a score.',
  query: supervisionQuery,
  answer: supervisionAnswer,
} as const satisfies RouteDeclaration;

const file = {
  method: 'get',
  path: '/supervision/file',
  summary: 'The same as CSV',
  query: supervisionQuery,
  answer: supervisionFile,
  media: 'text/csv',
} as const satisfies RouteDeclaration;

/** Readiness for the supervisor: evidence instead of self-assessment. */
export function supervisionRoutes({ db }: House): Feature {
  const feature = createFeature('supervision');
  route(feature, answers, async ({ asker, query: { agency } }) => ({
    body: await readSupervision(db, { asker, agency }),
  }));
  route(feature, file, async ({ asker, query: { agency } }) => ({
    body: supervisionCsv(await readSupervision(db, { asker, agency })),
    fileName: 'supervision.csv',
  }));
  return feature;
}
