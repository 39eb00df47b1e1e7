import type { House } from '#features/acts/service.ts';
import { pageOf, readLastShown } from '#platform/pagination.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import {
  confirmationBody,
  coverageAnswer,
  decisionBody,
  designationAnswer,
  designationBody,
  forecastAnswer,
  groupQuery,
  namingAnswer,
  namingBody,
  planAnswer,
  recordingBody,
  removalBody,
  successionFile,
  successionParams,
  successionQuery,
  successionReceipt,
  talentsPage,
  withdrawalBody,
} from '#schemas/succession.ts';
import { coverageCsv, forecastCsv } from './files.ts';
import { listTalents, readCoverage, readForecast, readPlan } from './reading.ts';
import {
  confirmPost,
  confirmWithdrawnPost,
  decidePlan,
  designatePost,
  nameSuccessor,
  recordReadiness,
  removeFromPlan,
  withdrawPost,
} from './service.ts';

/** The one order of a group. */
const groupOrder = 'value';

const readers = 'For HR, secretary, auditor and authority.';

/** The pack of the newest map has no version in force today. */
const ungoverned = ['policy.not-in-force'] as const;

const coverage = {
  method: 'get',
  path: '/succession',
  summary: 'Critical posts of an agency: holder, when they fall vacant, and how many successors are how ready',
  description: `${readers} Readiness is derived from the records as they are now; \`none\`, \`proposed\` and \`not-ready\` are posts without a ready successor, \`unconfirmed\` one that is only proposed as critical.`,
  query: successionQuery,
  answer: coverageAnswer,
  refusals: ungoverned,
} as const satisfies RouteDeclaration;

const file = {
  method: 'get',
  query: successionQuery,
  answer: successionFile,
  media: 'text/csv',
  refusals: ungoverned,
} as const;

const coverageFile = {
  ...file,
  path: '/succession/file',
  summary: 'The coverage of critical posts as CSV',
} as const satisfies RouteDeclaration;

const forecast = {
  method: 'get',
  path: '/succession/forecast',
  summary: 'When each structural post falls vacant by the age of its holder, by month for 36 months',
  description: `${readers} The age is that of the retirement gate of the level. Who has no known birth date stands under \`unknown\`.`,
  query: successionQuery,
  answer: forecastAnswer,
  refusals: ungoverned,
} as const satisfies RouteDeclaration;

const forecastFile = {
  ...file,
  path: '/succession/forecast/file',
  summary: 'The forecast of vacancies as CSV',
} as const satisfies RouteDeclaration;

const ofPost = { params: successionParams } as const;

const plan = {
  ...ofPost,
  method: 'get',
  path: '/succession/posts/:postId',
  summary: 'A post with its successors in order, the gates between each and the post, and what was recorded before',
  answer: planAnswer,
  refusals: ungoverned,
} as const satisfies RouteDeclaration;

const talents = {
  ...ofPost,
  method: 'get',
  path: '/succession/posts/:postId/talents',
  summary: 'The succession group of the newest published map by talent value, each with the readiness for the post',
  query: groupQuery,
  answer: talentsPage,
  refusals: ungoverned,
} as const satisfies RouteDeclaration;

const designation = {
  ...ofPost,
  method: 'post',
  path: '/succession/posts/:postId/designation',
  summary: 'Propose that a post is critical, with the ground and the reason',
  body: designationBody,
  answer: designationAnswer,
  writes: 'fact',
  refusals: ['succession.designated-already'],
} as const satisfies RouteDeclaration;

const confirmation = {
  ...ofPost,
  method: 'post',
  path: '/succession/posts/:postId/confirmation',
  summary: 'Confirm that a post is critical, for the authority; until then it is counted apart, as proposed',
  body: confirmationBody,
  answer: successionReceipt,
  writes: 'fact',
  refusals: [
    'succession.not-critical',
    'succession.designation-changed',
    'succession.confirmed-already',
    'succession.own-confirmation',
  ],
} as const satisfies RouteDeclaration;

const withdrawal = {
  ...ofPost,
  method: 'post',
  path: '/succession/posts/:postId/withdrawal',
  summary: 'Withdraw a designation; its plan of succession ends with it and stays on record',
  description: 'One that the authority has confirmed stands until the authority confirms the withdrawal, too.',
  body: withdrawalBody,
  answer: successionReceipt,
  writes: 'fact',
  refusals: ['succession.not-critical', 'succession.withdrawal-proposed'],
} as const satisfies RouteDeclaration;

const withdrawalConfirmation = {
  ...ofPost,
  method: 'post',
  path: '/succession/posts/:postId/withdrawal-confirmation',
  summary: 'Confirm that a post is critical no longer, for the authority, where the office has proposed it',
  body: confirmationBody,
  answer: successionReceipt,
  writes: 'fact',
  refusals: [
    'succession.not-critical',
    'succession.designation-changed',
    'succession.no-withdrawal',
    'succession.own-withdrawal',
  ],
} as const satisfies RouteDeclaration;

const naming = {
  ...ofPost,
  method: 'post',
  path: '/succession/posts/:postId/successors',
  summary: 'Propose a successor out of the succession group; their readiness is derived and recorded with it',
  body: namingBody,
  answer: namingAnswer,
  writes: 'fact',
  refusals: [
    ...ungoverned,
    'succession.not-critical',
    'succession.own-naming',
    'succession.no-map',
    'succession.holder',
    'succession.outside-group',
    'succession.named-already',
  ],
} as const satisfies RouteDeclaration;

const decision = {
  ...ofPost,
  method: 'post',
  path: '/succession/posts/:postId/decision',
  summary: 'Decide that the proposed successors are the plan, for the authority; until then they cover nothing',
  description: 'Where the designation of the post is not confirmed, this confirms it.',
  body: decisionBody,
  answer: successionReceipt,
  writes: 'fact',
  refusals: [
    'succession.not-critical',
    'succession.nothing-proposed',
    'succession.plan-changed',
    'succession.own-decision',
    'succession.own-confirmation',
  ],
} as const satisfies RouteDeclaration;

const removal = {
  ...ofPost,
  method: 'post',
  path: '/succession/posts/:postId/removals',
  summary: 'Take a successor out of the plan, with the reason',
  body: removalBody,
  answer: successionReceipt,
  writes: 'fact',
  refusals: ['succession.removed-already'],
} as const satisfies RouteDeclaration;

const recording = {
  ...ofPost,
  method: 'post',
  path: '/succession/posts/:postId/readiness',
  summary: 'Record the readiness of all successors of a post as it is today, beside what was recorded before',
  body: recordingBody,
  answer: successionReceipt,
  writes: 'fact',
  refusals: [...ungoverned, 'succession.not-critical'],
} as const satisfies RouteDeclaration;

/** Critical posts, the forecast of vacancies, and the plans of succession. */
export function successionRoutes(house: House): Feature {
  const feature = createFeature('succession');
  readingRoutes(feature, house);
  route(feature, designation, async ({ asker, session, entryId, params: { postId }, body }) => ({
    body: await designatePost(house, { asker, session, entryId }, { postId, ...body }),
  }));
  route(feature, confirmation, async ({ asker, session, entryId, params: { postId }, body }) => ({
    body: { receipt: await confirmPost(house, { asker, session, entryId }, { postId, ...body }) },
  }));
  route(feature, withdrawal, async ({ asker, session, entryId, params: { postId }, body }) => ({
    body: { receipt: await withdrawPost(house, { asker, session, entryId }, { postId, ...body }) },
  }));
  route(feature, withdrawalConfirmation, async ({ asker, session, entryId, params: { postId }, body }) => ({
    body: { receipt: await confirmWithdrawnPost(house, { asker, session, entryId }, { postId, ...body }) },
  }));
  route(feature, naming, async ({ asker, session, entryId, params: { postId }, body: { person } }) => ({
    body: await nameSuccessor(house, { asker, session, entryId }, { postId, personId: person }),
  }));
  route(feature, decision, async ({ asker, session, entryId, params: { postId }, body }) => ({
    body: { receipt: await decidePlan(house, { asker, session, entryId }, { postId, ...body }) },
  }));
  route(feature, removal, async ({ asker, session, entryId, params: { postId }, body: { successor, reason } }) => ({
    body: {
      receipt: await removeFromPlan(house, { asker, session, entryId }, { postId, successorId: successor, reason }),
    },
  }));
  route(feature, recording, async ({ asker, session, entryId, params: { postId } }) => ({
    body: { receipt: await recordReadiness(house, { asker, session, entryId }, postId) },
  }));
  return feature;
}

function readingRoutes(feature: Feature, { db }: House): void {
  route(feature, coverage, async ({ asker, query: { agency } }) => ({
    body: await readCoverage(db, { asker, agency }),
  }));
  route(feature, coverageFile, async ({ asker, query: { agency } }) => ({
    body: coverageCsv(await readCoverage(db, { asker, agency })),
    fileName: 'succession-coverage.csv',
  }));
  route(feature, forecast, async ({ asker, query: { agency } }) => ({
    body: await readForecast(db, { asker, agency }),
  }));
  route(feature, forecastFile, async ({ asker, query: { agency } }) => ({
    body: forecastCsv(await readForecast(db, { asker, agency })),
    fileName: 'vacancy-forecast.csv',
  }));
  route(feature, plan, async ({ asker, params: { postId } }) => ({ body: await readPlan(db, { asker, postId }) }));
  route(feature, talents, async ({ asker, params: { postId }, query: { cursor, limit }, url }) => {
    const rows = await listTalents(db, { asker, postId, after: readLastShown(cursor, groupOrder), limit: limit + 1 });
    return { body: pageOf(rows, { url, limit }, ({ person: id }) => ({ sortKey: groupOrder, id })) };
  });
}
