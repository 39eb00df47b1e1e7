import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { stepsBetween } from '#domain/map-resolutions.ts';
import { tickMap } from '#features/mapping/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { nameStudies } from '#test/support/mapped.ts';
import { type Office, openOffice, reason } from '#test/support/office.ts';
import { retire } from '#test/support/privacy.ts';
import { advance } from '#test/support/selection-builders.ts';
import { profileFile, profileRow } from '#test/support/siasn-profile.ts';
import { agency } from '#test/support/world.ts';
import { pack } from '../domain/vectors/reader.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterEach(() => expectLedgerIntact(office.world.addresses));
afterAll(() => office.close());

/** Change nothing in the record, each for its reason. */
const exempt: Readonly<Record<string, string>> = {
  'DELETE /sessions/:sessionId': 'sessions are no part of the record',
  'POST /audit/search': 'a reading, asked with POST to keep names and numbers out of addresses',
  'POST /privacy/standing': 'a reading, asked with POST to keep the person out of addresses',
  'POST /imports/dry-runs': 'nothing is imported: the files wait to be confirmed, and are no part of the record',
  'POST /people/search': 'a reading, asked with POST to keep the number out of addresses',
};
const seats = ['chair', 'member-1', 'member-2', 'member-3', 'member-4'];

/** A hold placed and lifted; an erasure declined, and one approved, of somebody who has retired. */
async function actOnPrivacy(): Promise<void> {
  const person = office.world.people[4]?.personId ?? '';
  await retire(office.world, person);
  const held = await office.act('hr', '/holds', { body: { agency, person, ground: 'audit', reason } });
  await office.act('auditor', `/holds/${String(held['holdId'])}/lifting`, { body: { reason } });
  for (const decision of ['declination', 'approval']) {
    const body = { agency, person, basis: 'subject-request', reason };
    const { erasureId } = await office.act('hr', '/erasures', { body });
    const answer = decision === 'approval' ? {} : { reason };
    await office.act('auditor', `/erasures/${String(erasureId)}/${decision}`, { body: answer });
  }
}

/** A map begun and abandoned; another one begun and drawn, somebody moved on it by a step, and its publication resolved. */
async function actOnMap(): Promise<void> {
  const { world } = office;
  await nameStudies(world);
  const begin = () => office.act('hr', '/maps', { body: { agency, policy: 'asn' } });
  const { mapId: stuck } = await begin();
  await office.act('hr', `/maps/${String(stuck)}/abandonment`, { body: { reason } });
  const { mapId } = await begin();
  await tickMap(world.house, String(mapId));
  const { person_id: person, box } = await world.admin.one<{ person_id: string; box: number }>(
    'SELECT person_id, box FROM mapping_boxes WHERE box IS NOT NULL LIMIT 1',
  );
  const to = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((other) => stepsBetween(pack.boxes, { from: box, to: other }) === 1);
  const body = { person, to, ground: 'conduct', reason, evidence: 'SK 12/2026' };
  const { resolutionId } = await office.act('secretary', `/maps/${String(mapId)}/moves`, { body });
  for (const name of seats.slice(0, 4))
    await office.act(name, `/maps/${String(mapId)}/resolutions/${String(resolutionId)}/votes`, {
      body: { choice: 'approve', reason: null },
    });
  const put = await office.act('chair', `/maps/${String(mapId)}/publication`, { body: {} });
  for (const name of seats.slice(0, 4))
    await office.act(name, `/maps/${String(mapId)}/resolutions/${String(put['resolutionId'])}/votes`, {
      body: { choice: 'approve', reason: null },
    });
  await tickMap(world.house, String(mapId));
}

/** A post designated as critical and confirmed on the published map, somebody named and decided on, recorded again and removed, and the designation withdrawn. */
async function actOnSuccession(): Promise<void> {
  const { world } = office;
  const at = `/succession/posts/${world.vacancies.at(-1) ?? ''}`;
  const { designationId } = await office.act('hr', `${at}/designation`, { body: { ground: 'public-service', reason } });
  const confirmed = { designation: designationId, decree: 'SK 1/2026' };
  await office.act('authority', `${at}/confirmation`, { body: confirmed });
  const { person } = await world.admin.one<{ person: string }>(
    'SELECT person_id AS person FROM mapping_boxes WHERE moved_to IS NULL AND box IN (7, 8, 9) LIMIT 1',
  );
  const { successorId } = await office.act('hr', `${at}/successors`, { body: { person } });
  await office.act('authority', `${at}/decision`, { body: { successors: [successorId], decree: 'SK 1/2026' } });
  await office.act('hr', `${at}/readiness`, { body: {} });
  await office.act('hr', `${at}/removals`, { body: { successor: successorId, reason } });
  await office.act('hr', `${at}/withdrawal`, { body: { reason } });
  await office.act('authority', `${at}/withdrawal-confirmation`, { body: confirmed });
}

/** A policy proposed by one and published by another. */
async function actOnPolicies(): Promise<void> {
  const content = { ...(JSON.parse(await readFile('policies/asn/pack.json', 'utf8')) as object), version: '2027.1' };
  const { proposalId } = await office.act('hr', '/policies/proposals', { body: { agency, content, examples: null } });
  const at = `/policies/proposals/${String(proposalId)}`;
  const { digest } = await office.read<{ digest: string }>('authority', at);
  await office.act('authority', `${at}/decision`, { body: { digest, verdict: 'approve', reason: null } });
}

/** A plan agreed by both sides, its action reported, returned, reported again and confirmed, another one dropped; reviewed and closed. */
async function actOnPlan(): Promise<void> {
  const { act, world } = office;
  const person = world.people[0]?.personId;
  const { planId } = await act('hr', '/plans', { body: { agency, person, until: '2028-06-15', ground: reason } });
  const at = `/plans/${String(planId)}`;
  const agreed = async (path: string, body: unknown) => {
    const { itemId } = await act('hr', `${at}/${path}`, { body });
    await act('candidate', `${at}/agreements`, { body: { item: itemId } });
    return itemId;
  };
  const goal = await agreed('goals', { text: reason, indicator: 'T' });
  const asked = { goal, kind: 'coaching', text: reason, dueOn: '2026-12-01' };
  const [action, other] = [await agreed('actions', asked), await agreed('actions', asked)];
  await act('hr', `${at}/mentor`, { body: { account: world.account('chair').accountId } });
  const none = { startedOn: null, number: null, hours: null, validUntil: null, word: null };
  const report = { body: { action, doneOn: '2026-06-15', evidence: reason, ...none } };
  const reported = async (by: string) => {
    const { receipt } = await act(by, `${at}/completions`, report);
    return (receipt as { entry: string }).entry;
  };
  await act('hr', `${at}/returns`, { body: { action, report: await reported('candidate'), reason } });
  await act('hr', `${at}/confirmations`, { body: { action, report: await reported('chair') } });
  await act('candidate', `${at}/drops`, { body: { action: other, reason } });
  await act('chair', `${at}/reviews`, { body: { outcome: 'adjust', text: reason } });
  await act('hr', `${at}/closing`, { body: { outcome: 'achieved', text: reason } });
}

/** The import of one new person. */
async function importSomebody(): Promise<void> {
  const { name, bytes } = profileFile([profileRow()]);
  const files = [{ name, content: bytes.toString('base64') }];
  const run = await office.send('hr', '/imports/dry-runs', { body: { agency, files } });
  await office.act('hr', '/imports', { body: { agency, upload: run.body['upload'], exclude: [], accept: [] } });
}

async function toVoting(selectionId: string): Promise<void> {
  const at = `/selections/${selectionId}`;
  const step = () => advance({ world: office.world, selectionId });
  const [first] = office.world.people;
  await office.act('hr', `${at}/nominations`, { body: { person: first?.personId, way: 'hr', note: null } });
  await office.act('hr', `${at}/nominations/completion`, { body: {} });
  await step();
  await office.act('hr', `${at}/reminders`, { body: {} });
  await office.act('candidate', `${at}/corrections`, { body: { field: 'fieldOfStudy', reason } });
  const { corrections } = await office.read<{ corrections: { id: string }[] }>('candidate', `${at}/candidacy`);
  await office.act('hr', `${at}/correction-answers`, {
    body: { correction: corrections[0]?.id, accepts: false, reason, value: null },
  });
  const { ref, recordDigest } = await office.read<{ ref: string; recordDigest: string }>(
    'candidate',
    `${at}/candidacy`,
  );
  await office.act('hr', `${at}/verifications`, {
    body: { candidate: ref, gate: 'wealth-report', result: 'pass', evidence: reason },
  });
  await office.act('candidate', `${at}/data-confirmations`, { body: {}, ifMatch: recordDigest });
  const accounts = seats.map((name, index) => ({
    seat: index + 1,
    role: index === 0 ? 'chair' : 'member',
    account: office.world.account(name).accountId,
  }));
  await office.act('secretary', `${at}/seats`, { body: { seats: accounts } });
  await office.act('hr', `${at}/assessors`, { body: { account: office.world.account('assessor-1').accountId } });
  await step();
  const sheet = { candidate: ref, scores: [{ criterion: 'kepemimpinan', score: '82', reason }] };
  await office.act('assessor-1', `${at}/score-sheets`, { body: sheet });
  await step();
  await office.act('assessor-1', `${at}/final-sheets`, { body: sheet });
  await step();
  for (const name of seats) {
    const interest = name === 'member-4' || name === 'member-3' ? 'possible' : 'none';
    const tie = interest === 'none' ? null : 'affiliation';
    await office.act(name, `${at}/declarations`, {
      body: { interests: [{ candidate: ref, interest, tie, note: null }] },
    });
  }
  await office.act('member-4', `${at}/step-backs`, { body: { reason } });
  await office.act('secretary', `${at}/upheld-interests`, { body: { seat: 4, reason } });
  await step();
  for (const name of seats.slice(0, 3))
    await office.act(name, `${at}/presences`, { body: { seat: seats.indexOf(name) + 1, presence: 'present' } });
  const { digest } = await office.read<{ digest: string }>('chair', `${at}/ranking`);
  await office.act('chair', `${at}/motion`, { body: { candidates: [ref] }, ifMatch: digest });
  await step();
}

test('every route that changes something moves the ledger, and a repeated act changes nothing', {
  timeout: 120_000,
}, async () => {
  const selectionId = await office.sealedSelection();
  const at = `/selections/${selectionId}`;
  const step = () => advance({ world: office.world, selectionId });
  await toVoting(selectionId);
  const { digest, content } = await office.read<{ digest: string; content: { candidates: string[] } }>(
    'chair',
    `${at}/motion`,
  );
  for (const name of seats.slice(0, 3))
    await office.act(name, `${at}/ballots`, { body: { choice: 'approve', reason }, ifMatch: digest });
  await step();
  const [ref] = content.candidates;
  await office.act('authority', `${at}/choices`, { body: { candidate: ref, reason: null, exception: null } });
  await step();
  await office.act('hr', `${at}/concurrence-replies`, {
    body: {
      reply: 'returned',
      letterNumber: 'B-1/2026',
      repliedOn: '2026-06-15',
      reason,
    },
  });
  await office.act('hr', `${at}/concurrence-requests`, { body: {} });
  await office.act('hr', `${at}/concurrence-replies`, {
    body: {
      reply: 'issued',
      letterNumber: 'B-2/2026',
      repliedOn: '2026-06-15',
      reason: null,
    },
  });
  await step();
  await office.act('authority', `${at}/decrees`, {
    body: { number: 'SK-1/2026', issuedOn: '2026-06-15', effectiveOn: '2026-06-15' },
  });
  await step();
  await office.act('hr', `${at}/inaugurations`, { body: { on: '2026-06-15', minutesNumber: 'BA-1/2026' } });
  await step();
  const paused = await office.sealedSelection();
  await office.act('hr', `/selections/${paused}/commands`, { body: { command: 'pause', reason } });
  await actOnMap();
  await actOnSuccession();
  await actOnPlan();
  await actOnPrivacy();
  await importSomebody();
  await actOnPolicies();
  const mutating = office.routes
    .filter(({ method }) => method !== 'get')
    .map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  const elsewhere = [
    'POST /selections/:selectionId/choice-approvals',
    'POST /selections/:selectionId/lapse-certificates',
  ];
  expect(mutating.filter((name) => !office.called.has(name) && !(name in exempt) && !elsewhere.includes(name))).toEqual(
    [],
  );
});
