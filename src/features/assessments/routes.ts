import { drawOrder } from '#domain/draw.ts';
import type { Ranking } from '#domain/ranking.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { type House, readOfSelection } from '#features/acts/service.ts';
import { getCriteria } from '#features/criteria/service.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import { assessorBody, assessorsAnswer, deskAnswer, rankingAnswer, sheetBody } from '#schemas/assessments.ts';
import { factAnswer, selectionParams } from '#schemas/selections.ts';
import { type DeskRow, findOwnSeed, listAssessorViews, listDesk } from './queries.ts';
import { assignAssessor, finaliseSheet, findRanking, submitSheet } from './service.ts';

const desk = {
  method: 'get',
  path: '/selections/:selectionId/desk',
  summary: 'What an assessor scores: codes in the order drawn for them, and their own sheets',
  params: selectionParams,
  answer: deskAnswer,
} as const satisfies RouteDeclaration;

const ranking = {
  method: 'get',
  path: '/selections/:selectionId/ranking',
  summary: 'The ranking with its trace; its ETag is what a motion must name',
  params: selectionParams,
  answer: rankingAnswer,
} as const satisfies RouteDeclaration;

const assessors = {
  method: 'get',
  path: '/selections/:selectionId/assessors',
  summary: 'Who assesses, with those who were replaced; an assessor reads the own assignment',
  description: 'Empty while none of them is open to you; missing where the selection is.',
  params: selectionParams,
  answer: assessorsAnswer,
} as const satisfies RouteDeclaration;

const fact = { method: 'post', params: selectionParams, answer: factAnswer, writes: 'fact' } as const;

const assign = {
  ...fact,
  path: '/selections/:selectionId/assessors',
  summary: 'HR assigns an assessor',
  body: assessorBody,
  refusals: ['assessment.assigned-already', 'assessment.own-candidacy'],
} as const satisfies RouteDeclaration;

const sheet = {
  ...fact,
  body: sheetBody,
  refusals: ['assessment.not-assigned', 'assessment.sheet-incomplete', 'assessment.score-invalid'],
} as const;

const independent = {
  ...sheet,
  path: '/selections/:selectionId/score-sheets',
  summary: 'An independent score sheet of one candidate',
} as const satisfies RouteDeclaration;

const final = {
  ...sheet,
  path: '/selections/:selectionId/final-sheets',
  summary: 'The final sheet after the reveal; the independent one stays beside it',
} as const satisfies RouteDeclaration;

/** Assessors, their sheets and the ranking. */
export function assessmentRoutes(house: House): Feature {
  const feature = createFeature('assessments');
  deskRoute(feature, house);
  readingRoutes(feature, house);
  route(feature, assign, async ({ asker, session, entryId, params: { selectionId }, body }) => {
    const request = { asker, session, entryId, selectionId, content: body };
    return { body: { receipt: await assignAssessor(house, request, { accountId: body.account }) } };
  });
  for (const [declaration, file] of [
    [independent, submitSheet],
    [final, finaliseSheet],
  ] as const) {
    route(feature, declaration, async ({ asker, session, entryId, params: { selectionId }, body }) => {
      const request = { asker, session, entryId, selectionId, content: body };
      return { body: { receipt: await file(house, request, { candidateRef: body.candidate, scores: body.scores }) } };
    });
  }
  return feature;
}

function deskRoute(feature: Feature, { db }: House): void {
  route(feature, desk, ({ asker, params: { selectionId } }) =>
    db.transaction(
      asker.accountId,
      async (tx) => {
        const own = await findOwnSeed(tx, selectionId, asker.accountId);
        if (own === undefined) throw new Refused(refuse('thing.missing'));
        const rows = await listDesk(tx, selectionId, asker.accountId);
        const { criteria } = await getCriteria({ tx, selectionId });
        const panel = criteria.filter(({ source }) => source === 'panel');
        const scored = panel.map(({ code, label, weight }) => ({ code, label, weight }));
        return { body: { candidates: inOrder(rows, own.seed), criteria: scored } };
      },
      selectionId,
    ),
  );
}

function readingRoutes(feature: Feature, { db }: House): void {
  route(feature, ranking, async ({ asker, params: { selectionId } }) => {
    const row = await db.transaction(asker.accountId, (tx) => findRanking(tx, selectionId), selectionId);
    if (row === undefined) throw new Refused(refuse('thing.missing'));
    const digest = row.digest.toString('hex');
    return {
      body: { digest, ranking: JSON.parse(row.content.toString('utf8')) as Ranking },
      etag: digest,
    };
  });
  route(feature, assessors, async ({ asker, params: { selectionId } }) => ({
    body: { items: await readOfSelection(db, { asker, selectionId }, listAssessorViews) },
  }));
}

function inOrder(rows: readonly DeskRow[], seed: Buffer) {
  const refs = [...new Set(rows.map(({ ref }) => ref))];
  const others = [
    ...new Set(rows.flatMap(({ assessor, isOwn }) => (isOwn === false && assessor !== null ? [assessor] : []))),
  ];
  others.sort();
  return drawOrder(seed.toString('hex'), refs).map((ref) => {
    const filed = rows.filter((row) => row.ref === ref);
    return {
      ref,
      code: filed[0]?.code ?? '',
      ...sheetsOf(filed.filter(({ isOwn }) => isOwn === true)),
      others: others.map((assessor, index) => ({
        assessor: index + 1,
        ...sheetsOf(filed.filter((row) => row.assessor === assessor)),
      })),
    };
  });
}

function sheetsOf(rows: readonly DeskRow[]) {
  const of = (round: DeskRow['round']) => {
    const row = rows.find((one) => one.round === round);
    return row === undefined ? null : { scores: row.scores ?? {}, reasons: row.reasons ?? {} };
  };
  return { independent: of('independent'), final: of('final') };
}
