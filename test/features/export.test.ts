import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createAccess } from '#features/access/service.ts';
import { auditRoutes } from '#features/audit/routes.ts';
import { agencyHolder } from '#features/audit/service.ts';
import type { Signer } from '#features/audit/signer.ts';
import { readTrust } from '#features/audit/signer-state.ts';
import { publishCalendar, readCalendars } from '#features/policies/service.ts';
import { readBundle } from '#ledger/bundle-read.ts';
import { fromUtf8, toUtf8 } from '#ledger/bytes.ts';
import { FindingList } from '#ledger/findings.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { readVerifiers } from '#platform/verifiers.ts';
import { type Edge, openEdge } from '#test/support/edge.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openRecord, someAct, type TestRecord } from '#test/support/record.ts';
import {
  agency,
  ballotOn,
  openRecordScene,
  outcomeOf,
  type RecordScene,
  readJson,
} from '#test/support/record-scene.ts';

let record: TestRecord;
let scene: RecordScene;
let signer: Signer;
let edge: Edge;
let calendarDigest: string;
beforeAll(async () => {
  record = await openRecord();
  scene = await openRecordScene(record, ['hr', 'secretary', 'auditor', 'authority', 'chair', 'unit-head']);
  signer = await record.openSigner();
  const house = { db: record.db, ledger: record.ledger, readTrust: () => readTrust(record.folder) };
  edge = await openEdge({ features: [auditRoutes(house)], accounts: createAccess(record.db) });
  calendarDigest = (await readCalendars(record.db, agency)).digest;
  await openStageUnder(calendarDigest);
  await signAll();
});
afterEach(() => expectLedgerIntact(record.addresses));
afterAll(async () => {
  await edge.close();
  await record.close();
});

async function signAll(): Promise<void> {
  await record.sealAll();
  await signer.sign();
}

async function openStageUnder(calendar: string): Promise<void> {
  const due = '2026-04-01T16:59:59.999999Z';
  const open = { attempt: 1, stage: 'nomination', step: 'nominating', calendar, due };
  const committed = { deadline: { value: { days: 5 }, holder: agencyHolder(agency) } };
  await record.record({ stream: scene.stream, type: 'stage.opened/1', open, committed, policy: scene.policy });
}

const ask = (persona: string, selectionId = scene.selectionId) =>
  edge.ask(persona, `/selections/${selectionId}/bundle`);

async function download(persona: string): Promise<Uint8Array> {
  const response = await ask(persona);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

function contentOf(zip: Uint8Array) {
  const { content } = readBundle(zip, new FindingList());
  if (content === undefined) throw new Error('not a bundle');
  return content;
}

function openedFields(zip: Uint8Array): string[] {
  return contentOf(zip).openings.map(({ field, value }) => `${field} ${fromUtf8(value)}`);
}

describe('a bundle', () => {
  test('verifies under the published trust, with all its checks but the replay of the rules', async () => {
    const trust = await readTrust(record.folder);
    const pinned = { policy: toUtf8(trust?.policy ?? ''), epochs: toUtf8(trust?.epochs ?? '') };
    const { checks, findings, bundle } = verifyBundle(await download('auditor'), pinned);
    expect(findings).toEqual([]);
    expect(bundle).toMatchObject({ kind: 'selection', profile: 'inspectorate', streams: [scene.stream] });
    const passed = checks.filter(({ status }) => status === 'PASS').map(({ check }) => check);
    expect(passed).toEqual(expect.arrayContaining([0, 1, 5, 6, 7, 8, 10]));
  });

  test('is a zip file named after the selection', async () => {
    const { headers, body } = await ask('auditor');
    await body?.cancel();
    expect(headers.get('Content-Type')).toBe('application/zip');
    expect(headers.get('Content-Disposition')).toBe('attachment; filename=SEL-2026-001.zip');
  });

  test('has a proof for each entry, and the rules that the entries name', async () => {
    const { entries, proofs, rules } = contentOf(await download('secretary'));
    expect([...proofs.keys()]).toEqual(expect.arrayContaining(entries.map(({ position }) => position)));
    expect([...rules.keys()].sort()).toEqual([scene.policy.digest, calendarDigest].sort());
  });

  test('encloses every verifier that the product has, byte for byte', async () => {
    const { files } = contentOf(await download('auditor'));
    const enclosed = [...files].filter(([path]) => path.startsWith('verifiers/'));
    const verifiers = readVerifiers();
    expect(verifiers.map(({ name }) => name)).toContain('bukti-verify.html');
    expect(enclosed.map(([path]) => path)).toEqual(verifiers.map(({ name }) => `verifiers/${name}`));
    expect(verifiers.every(({ bytes }, index) => Buffer.from(enclosed[index]?.[1] ?? []).equals(bytes))).toBe(true);
  });

  test('is smaller than the verifiers that it encloses: they are packed', async () => {
    const whole = readVerifiers().reduce((sum, { bytes }) => sum + bytes.length, 0);
    expect((await download('auditor')).length).toBeLessThan(whole);
  });

  test('holds the set of calendars under which a deadline was computed, also after a revision', async () => {
    const revised = { ...readJson('calendars/id-2026.json'), note: 'revised' };
    await record.db.transaction('conductor', (tx) => publishCalendar(record.ledger, tx, { agency, content: revised }));
    const next = { ...readJson('calendars/id-2027.json') };
    await record.db.transaction('conductor', (tx) => publishCalendar(record.ledger, tx, { agency, content: next }));
    const { digest } = await readCalendars(record.db, agency);
    expect(digest).not.toBe(calendarDigest);
    await openStageUnder(digest);
    await signAll();
    const { rules } = contentOf(await download('auditor'));
    expect([...rules.keys()]).toEqual(expect.arrayContaining([calendarDigest, digest]));
  });

  test('is not given while the newest entry is unsigned', async () => {
    await record.record(someAct(scene.stream));
    const response = await ask('auditor');
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '2']);
    await signAll();
    expect((await ask('auditor')).status).toBe(200);
  });
});

describe('who may have a bundle', () => {
  test.each(['auditor', 'secretary'])('%s, with what is sealed in it', async (persona) => {
    expect(openedFields(await download(persona))).toContain('vacancy {"title":"Kepala Bidang"}');
  });

  test.each(['hr', 'authority'])('%s, as proof alone', async (persona) => {
    const { manifest, openings } = contentOf(await download(persona));
    expect([manifest.profile, openings]).toEqual(['public', []]);
  });

  test.each(['chair', 'unit-head'])('not %s: for them it does not exist', async (persona) => {
    expect((await ask(persona)).status).toBe(404);
  });

  test('nobody for a selection that does not exist', async () => {
    expect((await ask('auditor', randomUUID())).status).toBe(404);
  });
});

describe('what nobody may read yet', () => {
  test('ballots stay sealed until their motion has an outcome', async () => {
    await record.record(ballotOn(scene, 'first', 1));
    await record.record(ballotOn(scene, 'second', 2));
    await signAll();
    expect(openedFields(await download('auditor')).filter((field) => field.startsWith('reason'))).toEqual([]);
    await record.record(outcomeOf(scene, 'first'));
    await signAll();
    const reasons = openedFields(await download('auditor')).filter((field) => field.startsWith('reason'));
    expect(reasons).toEqual(['reason "Alasan kursi 1"']);
  });

  test('score sheets stay sealed until the scores are revealed', async () => {
    const holder = randomUUID();
    const sheet = (value: string) => ({
      stream: scene.stream,
      type: 'sheet.submitted/1' as const,
      open: { assessor: randomUUID(), candidate: randomUUID() },
      committed: { reasons: { value: {}, holder }, scores: { value: { k1: value }, holder } },
    });
    await record.record(sheet('80'));
    await signAll();
    const scores = async () => openedFields(await download('auditor')).filter((field) => field.startsWith('scores'));
    expect(await scores()).toEqual([]);
    await record.record({ stream: scene.stream, type: 'scores.revealed/1', open: { sheets: 1 } });
    await record.record(sheet('90'));
    await signAll();
    expect(await scores()).toEqual(['scores {"k1":"80"}']);
  });

  test('a destroyed key leaves its fields closed and the proof whole', async () => {
    const vacancy = 'vacancy {"title":"Kepala Bidang"}';
    const holder = agencyHolder(agency);
    await record.admin.run('UPDATE vault.keys SET wrapped = NULL, destroyed_at = now() WHERE holder = $1', [holder]);
    const zip = await download('auditor');
    expect(openedFields(zip)).not.toContain(vacancy);
    expect(verifyBundle(zip).findings.filter(({ code }) => code !== 'trust.unpinned')).toEqual([]);
  });
});
