import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createAccess } from '#features/access/service.ts';
import { getSignerState, prepareKey, rotateKey } from '#features/audit/keys.ts';
import { type NotaryState, runNotary } from '#features/audit/notary.ts';
import { createPublicRecord } from '#features/audit/public-record.ts';
import { auditRoutes } from '#features/audit/routes.ts';
import { listStandings, readPolicy } from '#features/audit/service.ts';
import { makeKey } from '#features/audit/signer-keys.ts';
import { readTrust } from '#features/audit/signer-state.ts';
import { fromBase64, toHex, toUtf8 } from '#ledger/bytes.ts';
import { parseCheckpoint } from '#ledger/checkpoint.ts';
import { leafHash } from '#ledger/entry.ts';
import { parsePolicyFile } from '#ledger/policy-file.ts';
import { openTlogProofUnder } from '#ledger/tlog-proof.ts';
import { refuseConsistency } from '#ledger/tree.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { openDatabase } from '#platform/database.ts';
import { Secret } from '#platform/secret.ts';
import { type Edge, openEdge } from '#test/support/edge.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { keepTree, openRecord, origin, someAct, type TestRecord, tamper } from '#test/support/record.ts';
import { openRecordScene, type RecordScene } from '#test/support/record-scene.ts';
import { until } from '#test/support/until.ts';
import { openWitnesses, type TestWitnesses } from '#test/support/witnesses.ts';

/** A notary on a real Postgres, and three real witnesses of which two must sign. */

let record: TestRecord;
let scene: RecordScene;
let edge: Edge;
let witnesses: TestWitnesses;
let notary: { state(): NotaryState | undefined; stop(): Promise<void> };
const token = 'an-agreed-mirror';
beforeAll(async () => {
  record = await openRecord();
  scene = await openRecordScene(record, ['hr', 'candidate', 'auditor', 'secretary']);
  witnesses = await openWitnesses(join(record.folder, 'logs.txt'));
  notary = startNotary();
  const house = { db: record.db, ledger: record.ledger, readTrust: () => readTrust(record.folder) };
  const open = { ...house, log: origin, publicUrl: 'http://log.test', mirrorToken: new Secret(token) };
  const accounts = createAccess(record.db);
  edge = await openEdge({ features: [auditRoutes(house)], accounts, record: createPublicRecord(open) });
});
afterEach(() => expectLedgerIntact(record.addresses));
afterAll(async () => {
  await notary.stop();
  await witnesses.close();
  await edge.close();
  await record.close();
});

function startNotary(): typeof notary {
  const { sequencerUrl, signerUrl } = record.addresses;
  const open = (url: string) => openDatabase({ url, poolSize: 4, applicationName: 'notary' });
  const [sequencerDb, signerDb] = [open(sequencerUrl), open(signerUrl)];
  const stopping = new AbortController();
  let state: NotaryState | undefined;
  const ended = runNotary({
    sequencerDb,
    signerDb,
    folder: record.folder,
    origin,
    witnesses: witnesses.policy,
    publishEveryMs: 300,
    onState: (next) => {
      state = next;
    },
    signal: stopping.signal,
  });
  return {
    state: () => state,
    stop: async () => {
      stopping.abort();
      await ended;
      await Promise.all([sequencerDb.close(), signerDb.close()]);
    },
  };
}

interface Followed {
  readonly state: string;
  readonly position: number;
  readonly proof: string;
  readonly checkpoint: { readonly size: number; readonly witnesses: readonly { readonly name: string }[] };
}

async function follow(entry: string): Promise<Followed> {
  return (await (await edge.ask('candidate', `/receipts/${entry}`)).json()) as Followed;
}

const untilState = (entry: string, state: string) =>
  until(async () => ((await follow(entry)).state === state ? follow(entry) : undefined), {
    timeoutMs: 15_000,
    what: `an entry that is ${state}`,
  });

const named = (label: string) => {
  const witness = witnesses.all.find((one) => one.label === label);
  if (witness === undefined) throw new Error(`no witness ${label}`);
  return witness;
};

const read = async (path: string, init: RequestInit = {}) => fetch(`${edge.url}${path}`, init);

async function policyOf() {
  const trust = await readTrust(record.folder);
  return toUtf8(trust?.policy ?? '');
}

test('an entry comes to be witnessed by all three, and its proof holds under the published policy', async () => {
  const { entry, leaf } = await record.record(someAct(scene.stream));
  const { proof, position } = await untilState(entry, 'witnessed');
  expect(openTlogProofUnder(await policyOf(), toUtf8(proof), leaf)).toMatchObject({ ok: true, value: { position } });
  const names = async () => (await follow(entry)).checkpoint.witnesses.map(({ name }) => name).sort();
  await until(async () => (await names()).length === 3, { what: 'the third witness' });
  expect(await names()).toEqual(['a.test/saksi', 'b.test/saksi', 'c.test/saksi']);
});

test('what is written next has seen the newest witnessed checkpoint', async () => {
  const { size } = await record.db.one<{ size: number }>('SELECT max(size) AS size FROM ledger.published');
  const { entry } = await record.record(someAct(scene.stream));
  const { items } = (await (await edge.ask('secretary', `/selections/${scene.selectionId}/entries`)).json()) as {
    items: { entry: { id: string; seen: { size: number } | null } }[];
  };
  expect(items.find((one) => one.entry.id === entry)?.entry.seen?.size).toBeGreaterThanOrEqual(size);
});

test('a bundle carries its quorum and the brackets of its entries, and verifies', async () => {
  const response = await edge.ask('auditor', `/selections/${scene.selectionId}/bundle`);
  const zip = new Uint8Array(await response.arrayBuffer());
  const trust = await readTrust(record.folder);
  const pinned = { policy: await policyOf(), epochs: toUtf8(trust?.epochs ?? '') };
  const { checks, findings } = verifyBundle(zip, pinned);
  expect(findings).toEqual([]);
  expect(checks.filter(({ check }) => check === 2 || check === 9).map(({ status }) => status)).toEqual([
    'PASS',
    'PASS',
  ]);
});

test('with one witness down two still make the quorum, and the one shows', async () => {
  await named('a').stop('SIGKILL');
  const { entry } = await record.record(someAct(scene.stream));
  const { checkpoint } = await untilState(entry, 'witnessed');
  expect(checkpoint.witnesses.map(({ name }) => name)).not.toContain('a.test/saksi');
  await until(() => notary.state()?.witnesses['a'] === 'unreachable', { what: 'the state of a' });
});

test('with two down a checkpoint is signed, not witnessed, and acts go on', async () => {
  await named('b').stop('SIGKILL');
  const { entry } = await record.record(someAct(scene.stream));
  await untilState(entry, 'signed');
  await until(async () => (await follow(entry)).checkpoint.witnesses.length === 1, { what: 'the signature of c' });
  const next = await record.record(someAct(scene.stream));
  expect(await untilState(next.entry, 'signed')).toMatchObject({ state: 'signed' });
  const bundle = await edge.ask('auditor', `/selections/${scene.selectionId}/bundle`);
  const { findings } = verifyBundle(new Uint8Array(await bundle.arrayBuffer()), { policy: await policyOf() });
  expect(findings.map(({ code }) => code)).toContain('witness.quorum');
});

test('when they come back all is witnessed again without anybody doing anything', async () => {
  await Promise.all([named('a').start(), named('b').start()]);
  const { entry } = await record.record(someAct(scene.stream));
  await untilState(entry, 'witnessed');
});

test('a change of keys goes unnoticed by witnesses that were told of the key before it signs', async () => {
  const { db, ledger, signerDb, folder } = record;
  const house = { db, ledger, signerDb, folder, seal: () => Promise.resolve() };
  const { vkey } = await prepareKey(house);
  await rotateKey(house);
  await record.recordMany(3);
  await until(async () => (await getSignerState(house)).epoch.vkey === vkey, { what: 'the change of keys' });
  const { entry } = await record.record(someAct(scene.stream));
  await untilState(entry, 'witnessed');
});

test('a witness that does not know the key says so, which contradicts nothing', async () => {
  const known = await readFile(join(record.folder, 'logs.txt'), 'utf8');
  await writeFile(join(record.folder, 'logs.txt'), `${makeKey(origin).verifier.vkey}\n`);
  const { entry } = await record.record(someAct(scene.stream));
  await until(() => notary.state()?.witnesses['a'] === 'unknown-key', { what: 'the answer of a' });
  const policy = await readPolicy(() => readTrust(record.folder));
  const standingOfA = async () => (await listStandings(record.db, policy)).find(({ label }) => label === 'a')?.standing;
  expect(await standingOfA()).toBe('unknown-key');
  await writeFile(join(record.folder, 'logs.txt'), known);
  await untilState(entry, 'witnessed');
  await until(async () => (await standingOfA()) === 'signed', { what: 'the standing of a' });
});

test('the published checkpoint, its proofs of consistency and the tiles stand open to everybody', async () => {
  await record.recordMany(300);
  await until(async () => Number((await (await read('/checkpoint')).text()).split('\n')[1]) >= 300, { what: '300' });
  const published = await record.db.rows<{ size: number }>('SELECT size FROM ledger.published ORDER BY size');
  const [from = 0, to = 0] = [published[0]?.size, published.at(-1)?.size];
  const headAt = async (size: number) => {
    const [text = ''] = (await (await read(`/checkpoints/${size}`)).text()).split('\n\n');
    return parseCheckpoint(`${text}\n`);
  };
  const [older, newer] = [await headAt(from), await headAt(to)];
  if (!older.ok || !newer.ok) throw new Error('no checkpoints');
  const lines = (await (await read(`/consistency/${from}/${to}`)).text()).trim().split('\n');
  const proof = lines.map((line) => toHex(fromBase64(line) ?? new Uint8Array()));
  const sizes = { oldSize: from, oldRoot: older.value.root, size: to, root: newer.value.root };
  expect(refuseConsistency({ ...sizes, proof })).toBeUndefined();
  const answer = (await (await edge.ask('candidate', `/consistency?from=${from}&to=${to}`)).json()) as {
    hashes: string[];
  };
  expect(answer.hashes).toEqual(lines);
  expect(await (await read('/checkpoints.atom')).text()).toContain(`/checkpoints/${to}</id>`);
  expect((await read(`/consistency/${to}/${from}`)).status).toBe(404);
  expect((await read('/checkpoints/999999')).status).toBe(404);
});

test('the entries of a tile hash to its leaves, and are given to agreed mirrors alone', async () => {
  const tile = new Uint8Array(await (await read('/tile/0/000')).arrayBuffer());
  expect((await read('/tile/entries/000')).status).toBe(404);
  expect((await read('/tile/entries/000', { headers: { Authorization: 'Bearer another-mirror!!' } })).status).toBe(404);
  const agreed = { headers: { Authorization: `Bearer ${token}` } };
  const bundle = new Uint8Array(await (await read('/tile/entries/000', agreed)).arrayBuffer());
  const leaves: string[] = [];
  for (let start = 0; start < bundle.length; ) {
    const end = start + 2 + (bundle[start] ?? 0) * 256 + (bundle[start + 1] ?? 0);
    leaves.push(toHex(leafHash(bundle.subarray(start + 2, end))));
    start = end;
  }
  expect(leaves.join('')).toBe(toHex(tile));
  expect((await read('/tile/0/999')).status).toBe(404);
  expect((await read('/tile/0/0')).status).toBe(404);
});

test('a database that was set back stops the signer; with its disk set back as well every witness says so', async () => {
  await notary.stop();
  const restoreTree = await keepTree(record);
  const kept = join(record.folder, '..', `${record.folder.split('/').at(-1)}-kept`);
  await cp(record.folder, kept, { recursive: true });
  const before = await record.db.one<{ size: number }>('SELECT size FROM ledger.head');
  notary = startNotary();
  const { entry } = await record.record(someAct(scene.stream));
  await untilState(entry, 'witnessed');
  await notary.stop();
  // The backup comes back: another history begins where the old one was.
  await tamper(record, `DELETE FROM ledger.positions WHERE position >= ${before.size}`);
  await restoreTree();
  await tamper(
    record,
    `DELETE FROM vault.acts WHERE entry_id = '${entry}'`,
    `DELETE FROM ledger.entries WHERE id = '${entry}'`,
  );
  notary = startNotary();
  await until(() => notary.state()?.signer === 'signer.behind', { what: 'the freeze' });
  await notary.stop();
  await rm(record.folder, { recursive: true });
  await cp(kept, record.folder, { recursive: true });
  await rm(kept, { recursive: true });
  notary = startNotary();
  await record.recordMany(2);
  await until(() => notary.state()?.witnesses['c'] === 'refused', { timeoutMs: 15_000, what: 'the refusal of c' });
  await until(() => notary.state()?.witnesses['a'] === 'refused', { timeoutMs: 15_000, what: 'the refusal of a' });
  expect((await named('c').listEvidence()).length).toBeGreaterThan(0);
});

test('the policy names the witnesses and says from where on they were asked', async () => {
  const policy = parsePolicyFile(await policyOf());
  expect(policy.ok && policy.value.witnesses.map(({ label }) => label)).toEqual(['a', 'b', 'c']);
  expect(policy.ok && policy.value.terms).toEqual({ witnessedFrom: 0, coveredWithinS: 86_400 });
});
