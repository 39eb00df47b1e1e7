import { agencyReadRules } from '#domain/agency-reads.ts';
import type { House } from '#features/acts/service.ts';
import { pageOf, readNumber } from '#platform/pagination.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import {
  csvAnswer,
  dryRunAnswer,
  dryRunBody,
  importAnswer,
  importBody,
  importsAnswer,
  importsQuery,
  largestUpload,
  queueAnswer,
  queueQuery,
  uploadParams,
} from '#schemas/imports.ts';
import {
  confirmImport,
  dryRun,
  queueCsv,
  readImports,
  readQueue,
  readUpload,
  type UploadRow,
  uploadFindings,
  uploadRefused,
} from './service.ts';

const unreadable = [
  'import.profile-missing',
  'import.file-unknown',
  'import.file-twice',
  'import.file-too-large',
  'import.too-many-rows',
  'import.encoding',
  'import.nul-byte',
  'import.empty',
  'import.delimiter',
  'import.quotes',
  'import.header',
  'import.json',
  'import.workbook',
  'import.workbook-size',
  'import.record-too-large',
] as const;

const upload = {
  method: 'post',
  path: '/imports/dry-runs',
  summary: 'What an import of these files would write, row by row',
  description:
    'For the personnel office. Nothing is imported: the files wait for a day, to be confirmed. Posted, because the files are in the request.',
  body: dryRunBody,
  answer: dryRunAnswer,
  // Base64 takes four bytes for three.
  large: { bytes: Math.ceil(largestUpload / 3) * 4 + 64 * 1024, roles: agencyReadRules['people-import'] },
  refusals: unreadable,
} as const satisfies RouteDeclaration;

const planned = {
  method: 'get',
  path: '/imports/dry-runs/:uploadId',
  summary: 'A dry run again',
  params: uploadParams,
  answer: dryRunAnswer,
  refusals: ['import.upload-missing'],
} as const satisfies RouteDeclaration;

const file = { method: 'get', params: uploadParams, answer: csvAnswer, media: 'text/csv' } as const;

const findings = {
  ...file,
  path: '/imports/dry-runs/:uploadId/findings',
  summary: 'All findings of a dry run as CSV, with what to do at the source',
  refusals: ['import.upload-missing'],
} as const satisfies RouteDeclaration;

const refused = {
  ...file,
  path: '/imports/dry-runs/:uploadId/refused-rows',
  summary: 'The refused rows in their own columns behind line, code and remedy, as CSV',
  refusals: ['import.upload-missing'],
} as const satisfies RouteDeclaration;

const confirm = {
  method: 'post',
  path: '/imports',
  summary: 'Import the files of a dry run, without the rows that are left out by name',
  body: importBody,
  answer: importAnswer,
  writes: 'fact',
  large: { bytes: 2 * 1024 * 1024, roles: agencyReadRules['people-import'] },
  refusals: [
    ...unreadable,
    'import.rows-refused',
    'import.exclusion-unknown',
    'import.upload-missing',
    'import.unchanged',
    'import.stale',
  ],
} as const satisfies RouteDeclaration;

const list = {
  method: 'get',
  path: '/imports',
  summary: 'The imports of an agency: files with their digests, by whom, and what was decided',
  query: importsQuery,
  answer: importsAnswer,
} as const satisfies RouteDeclaration;

const queue = {
  method: 'get',
  path: '/quality-queue',
  summary:
    'What the sources must mend: what the newest delivery of each file found, and what stands about people who are not in it',
  query: queueQuery,
  answer: queueAnswer,
} as const satisfies RouteDeclaration;

const queueFile = {
  method: 'get',
  path: '/quality-queue/file',
  summary: 'The quality queue as CSV',
  query: importsQuery,
  answer: csvAnswer,
  media: 'text/csv',
} as const satisfies RouteDeclaration;

/** Imports from source files: dry run, confirmation, and the quality queue. */
export function importRoutes(house: House): Feature {
  const feature = createFeature('imports');
  const { db } = house;
  route(feature, upload, async ({ asker, entryId, body: { agency, files } }) => {
    const delivered = files.map(decoded);
    return { body: viewOf(await dryRun(house, { asker, entryId }, { agency, files: delivered })) };
  });
  route(feature, planned, async ({ asker, params: { uploadId } }) => ({
    body: viewOf(await readUpload(db, asker, uploadId)),
  }));
  route(feature, findings, async ({ asker, params: { uploadId }, locale }) => ({
    body: await uploadFindings(db, asker, { uploadId, language: locale }),
    fileName: 'findings.csv',
  }));
  route(feature, refused, async ({ asker, params: { uploadId }, locale }) => ({
    body: await uploadRefused(db, asker, { uploadId, language: locale }),
    fileName: 'refused-rows.csv',
  }));
  route(feature, confirm, async ({ asker, entryId, body }) => ({
    body: await confirmImport(house, { asker, entryId }, body),
  }));
  route(feature, list, async ({ asker, query: { agency } }) => ({
    body: { items: await readImports(db, asker, agency) },
  }));
  route(feature, queue, async ({ asker, query: { agency, code, cursor, limit }, url }) => {
    const { codes, rows } = await readQueue(db, asker, { agency, code, after: readNumber(cursor), limit: limit + 1 });
    const page = pageOf(rows, { url, limit }, ({ id }) => ({ sortKey: id, id }));
    return { body: { codes, items: page.items.map(({ id: _id, nip: _nip, ...item }) => item), next: page.next } };
  });
  route(feature, queueFile, async ({ asker, query: { agency }, locale }) => ({
    body: await queueCsv(db, asker, { agency, language: locale }),
    fileName: 'quality-queue.csv',
  }));
  return feature;
}

/** Decodes a file once and lets go of its text, which is a third larger than its bytes. */
function decoded(file: { readonly name: string; content: string }) {
  const bytes = Buffer.from(file.content, 'base64');
  file.content = '';
  return { name: file.name, bytes };
}

function viewOf({ id, agency, uploadedAt, files, outcome: { counts, refused: rows } }: UploadRow) {
  return {
    upload: id,
    agency,
    uploadedAt,
    files: files.map(({ name, digest }) => ({ name, digest })),
    counts,
    refused: rows.map(({ row, codes, name = null, nip = null }) => ({ row, codes: [...codes], name, nip })),
  };
}
