import { type House, readOfSelection } from '#features/acts/service.ts';
import { createFeature, type Feature, route } from '#platform/route.ts';
import {
  candidateParams,
  candidatesAnswer,
  correctionAnswerBody,
  correctionBody,
  correctionsAnswer,
  frozenRecordAnswer,
  gatesAnswer,
  nominationBody,
  verificationBody,
} from '#schemas/nominations.ts';
import { factAnswer, selectionParams } from '#schemas/selections.ts';
import { answerRequest, confirmData, previewGates, requestCorrection, verifyGate } from './data-check.ts';
import { listCandidateViews, listCorrectionViews } from './queries.ts';
import { completePool, nominate, readFrozenRecord } from './service.ts';

const fact = { method: 'post', params: selectionParams, answer: factAnswer, writes: 'fact' } as const;

/** Nominations, the candidates' check of their data, and what HR answers. */
export function nominationRoutes(house: House): Feature {
  const feature = createFeature('nominations');
  readingRoutes(feature, house);
  recordRoute(feature, house);
  correctionsRoute(feature, house);
  previewRoute(feature, house);
  poolRoutes(feature, house);
  dataRoutes(feature, house);
  officeRoutes(feature, house);
  return feature;
}

function readingRoutes(feature: Feature, { db }: House): void {
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/candidates',
      summary: 'Candidates you may see; assessors see codes only',
      description: 'Empty while none of them is open to you; missing where the selection is.',
      params: selectionParams,
      answer: candidatesAnswer,
    },
    async ({ asker, params: { selectionId } }) => {
      const rows = await readOfSelection(db, { asker, selectionId }, listCandidateViews);
      const items = rows.map(({ personId, name, nip, post, ...row }) => {
        const known = personId !== null && name !== null && nip !== null;
        return { ...row, person: known ? { id: personId, name, nip, post } : null };
      });
      return { body: { items } };
    },
  );
}

function recordRoute(feature: Feature, house: House): void {
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/record/:ref',
      summary: 'The frozen record of one candidate, line by line; whoever is blind reads nothing that tells who it is',
      description: 'For those who may read candidates. `lines` is null before the freeze.',
      params: candidateParams,
      answer: frozenRecordAnswer,
    },
    async ({ asker, params: { selectionId, ref } }) => ({
      body: await readFrozenRecord(house, { asker, selectionId, ref }),
    }),
  );
}

function correctionsRoute(feature: Feature, { db }: House): void {
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/corrections',
      summary: 'What candidates dispute in their data, with the answers: all for HR and the auditor, else the own ones',
      description: 'Empty while none of them is open to you; missing where the selection is.',
      params: selectionParams,
      answer: correctionsAnswer,
    },
    async ({ asker, params: { selectionId } }) => ({
      body: { items: await readOfSelection(db, { asker, selectionId }, listCorrectionViews) },
    }),
  );
}

function previewRoute(feature: Feature, house: House): void {
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/gates',
      summary: 'What the gates say of each candidate now, for HR, while data may still be verified',
      params: selectionParams,
      answer: gatesAnswer,
      refusals: ['stage.not-open', 'stage.closed'],
    },
    async ({ asker, params: { selectionId } }) => {
      const previews = await previewGates(house, { asker, selectionId });
      return {
        body: {
          items: previews.map(({ merit, ...preview }) => ({ ...preview, merit: { ...merit } })),
        },
      };
    },
  );
}

function poolRoutes(feature: Feature, house: House): void {
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/nominations',
      summary: 'Nominate a person: oneself, somebody of the own unit, or for HR anybody',
      body: nominationBody,
      refusals: [
        'nomination.exists',
        'nomination.not-own-unit',
        'nomination.not-self',
        'nomination.pool-complete',
        'nomination.withdrawn',
      ],
    },
    async ({ asker, session, entryId, params: { selectionId }, body }) => {
      const { person: personId, way, note } = body;
      const request = { asker, session, entryId, selectionId, content: body };
      return { body: { receipt: await nominate(house, request, { personId, way, note }) } };
    },
  );
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/nominations/completion',
      summary: 'All nominations are in',
      refusals: ['nomination.pool-complete', 'nomination.pool-empty'],
    },
    async ({ asker, session, entryId, params: { selectionId } }) => ({
      body: { receipt: await completePool(house, { asker, session, entryId, selectionId, content: null }) },
    }),
  );
}

function dataRoutes(feature: Feature, house: House): void {
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/data-confirmations',
      summary: 'The candidate has seen the data that will be used',
      ifMatch: 'required',
      refusals: ['nomination.confirmed', 'nomination.correction-open', 'input.stale'],
    },
    async ({ asker, session, entryId, params: { selectionId }, ifMatch }) => ({
      body: {
        receipt: await confirmData(house, { asker, session, entryId, selectionId, content: { ifMatch } }, ifMatch),
      },
    }),
  );
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/corrections',
      summary: 'The candidate disputes one fact of the data',
      body: correctionBody,
      refusals: ['correction.field-unknown', 'correction.open'],
    },
    async ({ asker, session, entryId, params: { selectionId }, body }) => ({
      body: { receipt: await requestCorrection(house, { asker, session, entryId, selectionId, content: body }, body) },
    }),
  );
}

function officeRoutes(feature: Feature, house: House): void {
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/correction-answers',
      summary: 'HR accepts a correction with what holds instead, or refuses it with a reason',
      body: correctionAnswerBody,
      refusals: [
        'correction.missing',
        'correction.answered',
        'correction.reason-missing',
        'correction.value-missing',
        'correction.value-form',
      ],
    },
    async ({ asker, session, entryId, params: { selectionId }, body }) => {
      const { correction: correctionId, ...answer } = body;
      const request = { asker, session, entryId, selectionId, content: body };
      return { body: { receipt: await answerRequest(house, request, { correctionId, ...answer }) } };
    },
  );
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/verifications',
      summary: 'HR answers, with evidence, a gate that the data left UNKNOWN',
      body: verificationBody,
    },
    async ({ asker, session, entryId, params: { selectionId }, body }) => {
      const { candidate: candidateRef, ...answer } = body;
      const request = { asker, session, entryId, selectionId, content: body };
      return { body: { receipt: await verifyGate(house, request, { candidateRef, ...answer }) } };
    },
  );
}
