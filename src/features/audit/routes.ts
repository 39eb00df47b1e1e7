import { Refused, refuse } from '#domain/refusal.ts';
import { admitReader } from '#features/readings/service.ts';
import { toBase64, toHex } from '#ledger/bytes.ts';
import { parseEntry } from '#ledger/entry.ts';
import { pageOf, readNumber } from '#platform/pagination.ts';
import { createFeature, type Feature, route } from '#platform/route.ts';
import {
  bundleSchema,
  checkpointSchema,
  consistencyAnswer,
  consistencyQuery,
  entriesQuery,
  entryPageSchema,
  ownBundleQuery,
  receiptParams,
  receiptStateSchema,
  selectionParams,
  verificationAnswer,
} from '#schemas/audit.ts';
import { mapParams } from '#schemas/mapping.ts';
import { exportBundle, type RecordHouse } from './bundles.ts';
import { exportMapBundle } from './map-bundle.ts';
import { exportOwnBundle } from './own-bundles.ts';
import { findCheckpoint } from './public-queries.ts';
import { proveBetween } from './public-record.ts';
import { listStream } from './queries.ts';
import { getPublishedCheckpoint, getReceiptState } from './receipts.ts';
import { createVerifier, type Verifier } from './verification.ts';

/** The record from outside: receipts, the newest checkpoint, entries and bundles. */
export function auditRoutes(house: RecordHouse): Feature {
  const feature = createFeature('audit');
  receiptRoutes(feature, house);
  consistencyRoute(feature, house);
  entryRoutes(feature, house);
  bundleRoutes(feature, house);
  mapBundleRoute(feature, house);
  verificationRoute(feature, createVerifier(house));
  return feature;
}

function receiptRoutes(feature: Feature, house: RecordHouse): void {
  route(
    feature,
    {
      method: 'get',
      path: '/receipts/:entry',
      summary: 'Where the entry of an accepted act stands: recorded, sealed, signed, witnessed',
      description: 'Whoever holds the id of an entry may follow it. Once it is signed the answer carries its proof.',
      params: receiptParams,
      answer: receiptStateSchema,
    },
    async ({ params }) => ({ body: await getReceiptState(house, params.entry) }),
  );
  route(
    feature,
    {
      method: 'get',
      path: '/checkpoint',
      summary: 'The newest checkpoint with its witnesses, to be kept by whoever wants to check the record later',
      answer: checkpointSchema,
      media: 'text/plain',
    },
    async () => ({ body: (await getPublishedCheckpoint(house)).note }),
  );
}

function consistencyRoute(feature: Feature, { db }: RecordHouse): void {
  route(
    feature,
    {
      method: 'get',
      path: '/consistency',
      summary: 'The proof that one signed tree holds the whole of a smaller one (RFC 6962)',
      description: 'Also open to everybody as text, under /consistency/FROM/TO.',
      query: consistencyQuery,
      answer: consistencyAnswer,
    },
    async ({ query: { from, to } }) => {
      const [older, newer] = [await findCheckpoint(db, from), await findCheckpoint(db, to)];
      const hashes = older && newer && (await proveBetween(db, from, to));
      if (older === undefined || newer === undefined || hashes === undefined)
        throw new Refused(refuse('thing.missing'));
      return { body: { from: older, to: newer, hashes: hashes.map(toBase64) } };
    },
  );
}

function entryRoutes(feature: Feature, { db, ledger }: RecordHouse): void {
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/entries',
      summary: 'The entries of a selection, in their order',
      params: selectionParams,
      query: entriesQuery,
      answer: entryPageSchema,
    },
    async ({ asker, params: { selectionId }, query: { cursor, limit }, url }) => {
      await db.transaction(asker.accountId, (tx) =>
        admitReader(tx, { asker, selectionId, needs: 'ledger', as: 'entries' }),
      );
      const after = readNumber(cursor) ?? 0;
      const rows = await listStream(db, `selection/${selectionId}`, { seq: after, limit: limit + 1 });
      const items = rows.map(({ bytes, leaf, position }) => {
        const parsed = parseEntry(bytes, ledger.log);
        if (!parsed.ok) throw new Error(`${parsed.code}: a stored entry cannot be read`);
        return { entry: parsed.value, leaf: toHex(leaf), position };
      });
      const page = pageOf(items, { url, limit }, ({ entry }) => ({ sortKey: String(entry.streamSeq), id: entry.id }));
      return { body: page };
    },
  );
}

function mapBundleRoute(feature: Feature, house: RecordHouse): void {
  route(
    feature,
    {
      method: 'get',
      path: '/maps/:mapId/bundle',
      summary: 'The proof of a talent map as a zip file, for `bukti verify`',
      description:
        'For HR, secretary and auditor; opened for the auditor alone: votes once they are decided, and nothing of what the committee was asked about the auditor. Waits as that of a selection does.',
      params: mapParams,
      answer: bundleSchema,
      media: 'application/zip',
      refusals: ['map.bundle-large'],
    },
    async ({ asker, params: { mapId } }) => {
      const { bytes, fileName } = await exportMapBundle(house, { asker, mapId });
      return { body: bytes, fileName };
    },
  );
}

function bundleRoutes(feature: Feature, house: RecordHouse): void {
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/bundle',
      summary: 'The proof of a selection as a zip file, for `bukti verify`',
      description: 'Waits a few seconds for the signature of the newest entry, then answers 503.',
      params: selectionParams,
      answer: bundleSchema,
      media: 'application/zip',
    },
    async ({ asker, params: { selectionId } }) => {
      const { bytes, fileName } = await exportBundle(house, { asker, selectionId });
      return { body: bytes, fileName };
    },
  );
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/own-bundle',
      summary: 'Your own copy of the record as proof: as a candidate, or for an appeal',
      description:
        'Once the decision stands. Opens your own data and what was announced; for an appeal also how you were judged, and the order without names.',
      params: selectionParams,
      query: ownBundleQuery,
      answer: bundleSchema,
      media: 'application/zip',
    },
    async ({ asker, params: { selectionId }, query: { profile } }) => {
      const { bytes, fileName } = await exportOwnBundle(house, { asker, selectionId, profile });
      return { body: bytes, fileName };
    },
  );
}

function verificationRoute(feature: Feature, verify: Verifier): void {
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/verification',
      summary: 'The checks of `bukti verify` over the bundle that you would get, under the keys of this server',
      description:
        'A convenience: whoever does not trust this server downloads the bundle and checks it elsewhere. Remembered for a minute.',
      params: selectionParams,
      answer: verificationAnswer,
    },
    async ({ asker, params: { selectionId } }) => ({ body: await verify({ asker, selectionId }) }),
  );
}
