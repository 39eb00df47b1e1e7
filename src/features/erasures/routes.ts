import type { Access } from '#features/access/service.ts';
import type { House } from '#features/acts/service.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import {
  erasedAnswer,
  erasureBody,
  erasureParams,
  heldAnswer,
  holdBody,
  holdParams,
  noBody,
  privacyAnswer,
  privacyQuery,
  reasonBody,
  receiptAnswer,
  requestedAnswer,
  standingAnswer,
  standingBody,
} from '#schemas/erasures.ts';
import { liftHold, placeHold } from './holds.ts';
import type { ErasureJournal } from './journal.ts';
import { readPrivacy, readStanding } from './reading.ts';
import { approveErasure, declineErasure, requestErasure } from './service.ts';

const privacy = {
  method: 'get',
  path: '/privacy',
  summary: 'Rules of retention, requests to erase, and legal holds of an agency',
  description: 'For its personnel office, administrators and auditors.',
  query: privacyQuery,
  answer: privacyAnswer,
} as const satisfies RouteDeclaration;

const standing = {
  method: 'post',
  path: '/privacy/standing',
  summary: 'Whether the data of a person is held, retained or needed',
  description: 'Asked with POST, because what names a person does not belong in an address. Changes nothing.',
  body: standingBody,
  answer: standingAnswer,
} as const satisfies RouteDeclaration;

const grounds = [
  'erasure.done',
  'erasure.basis-unknown',
  'erasure.held',
  'erasure.selection-running',
  'erasure.in-office',
  'erasure.retained',
  'erasure.rules-missing',
] as const;

const request = {
  method: 'post',
  path: '/erasures',
  summary: 'Ask for the erasure of a person’s data',
  description: 'Nothing is destroyed before a second person in another role approves.',
  body: erasureBody,
  answer: requestedAnswer,
  writes: 'fact',
  refusals: [...grounds, 'erasure.pending'],
} as const satisfies RouteDeclaration;

const approval = {
  method: 'post',
  path: '/erasures/:erasureId/approval',
  summary: 'Approve an erasure, which carries it out for good',
  params: erasureParams,
  body: noBody,
  answer: erasedAnswer,
  writes: 'fact',
  refusals: [...grounds, 'access.same-person', 'erasure.same-role', 'erasure.decided'],
} as const satisfies RouteDeclaration;

const decline = {
  method: 'post',
  path: '/erasures/:erasureId/declination',
  summary: 'Decline an erasure: the data stays',
  params: erasureParams,
  body: reasonBody,
  answer: receiptAnswer,
  writes: 'fact',
  refusals: ['erasure.decided'],
} as const satisfies RouteDeclaration;

const hold = {
  method: 'post',
  path: '/holds',
  summary: 'Place a legal hold on a person’s data: until it is lifted nothing is erased',
  body: holdBody,
  answer: heldAnswer,
  writes: 'fact',
  refusals: ['hold.ground-unknown', 'erasure.done', 'erasure.rules-missing'],
} as const satisfies RouteDeclaration;

const lifting = {
  method: 'post',
  path: '/holds/:holdId/lifting',
  summary: 'Lift a legal hold',
  params: holdParams,
  body: reasonBody,
  answer: receiptAnswer,
  writes: 'fact',
  refusals: ['hold.lifted'],
} as const satisfies RouteDeclaration;

export interface ErasureHouse extends Pick<House, 'db' | 'ledger'> {
  readonly journal: ErasureJournal;
  readonly access: Pick<Access, 'forget'>;
}

/** Erasure of personal data, legal hold and retention. */
export function erasureRoutes(house: ErasureHouse): Feature {
  const feature = createFeature('erasures');
  const { db, access } = house;
  route(feature, privacy, async ({ asker, query: { agency } }) => ({ body: await readPrivacy(db, { asker, agency }) }));
  route(feature, standing, async ({ asker, body: { agency, person } }) => ({
    body: await readStanding(db, { asker, agency, personId: person }),
  }));
  route(feature, request, async ({ asker, session, entryId, body: { agency, person, basis, reason } }) => ({
    body: await requestErasure(house, { asker, session, entryId }, { agency, personId: person, basis, reason }),
  }));
  route(feature, approval, async ({ asker, session, entryId, params: { erasureId } }) => {
    const body = await approveErasure(house, { asker, session, entryId }, erasureId);
    // The accounts of the person can no longer sign in: at once in this process.
    access.forget();
    return { body };
  });
  route(feature, decline, async ({ asker, session, entryId, params: { erasureId }, body: { reason } }) => ({
    body: { receipt: await declineErasure(house, { asker, session, entryId }, { erasureId, reason }) },
  }));
  route(feature, hold, async ({ asker, session, entryId, body: { agency, person, ground, reason } }) => ({
    body: await placeHold(house, { asker, session, entryId }, { agency, personId: person, ground, reason }),
  }));
  route(feature, lifting, async ({ asker, session, entryId, params: { holdId }, body: { reason } }) => ({
    body: { receipt: await liftHold(house, { asker, session, entryId }, { holdId, reason }) },
  }));
  return feature;
}
