import { createHash, randomUUID } from 'node:crypto';
import { writeExact } from '#domain/exact.ts';
import { evaluateMerit, type Merit } from '#domain/merit.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import {
  type Actor,
  agencyHolder,
  beginOnStream,
  conductorActor,
  type Ledger,
  lockPeople,
} from '#features/audit/service.ts';
import { findPin, getPack } from '#features/policies/service.ts';
import { stopwatch } from '#platform/clock.ts';
import type { Database } from '#platform/database.ts';
import { type BoxRow, hasRun, insertBoxes, insertRun, listRecords, type RecordRow, readToday } from './store.ts';

export interface MappingRequest {
  readonly agency: string;
  readonly policyId: string;
  readonly actor?: Actor;
}

export interface MappingSummary {
  readonly runId: string;
  /** People per box, `1` to `9`. */
  readonly boxes: Readonly<Record<string, number>>;
  /** The holding area: how many are not mapped, and how often each indicator is what is missing. */
  readonly held: { readonly people: number; readonly missing: Readonly<Record<string, number>> };
  readonly seconds: { readonly reading: number; readonly computing: number; readonly writing: number };
}

/**
 * Maps everybody of an agency where they stand: indicators, axes, box under the newest pack. Who lacks an indicator has no box and
 * waits in the holding area. Every run is kept; none overwrites another. Refuses with thing.missing where no pack is published.
 */
export async function mapPopulation(
  { db, ledger }: { readonly db: Database; readonly ledger: Ledger },
  request: MappingRequest,
): Promise<MappingSummary> {
  return db.transaction('conductor', async (tx) => {
    const { agency } = request;
    const pin = await findPin(tx, agency, request.policyId);
    if (pin === undefined) throw new Refused(refuse('thing.missing'));
    const pack = await getPack(tx, pin.digest);
    const runId = randomUUID();
    const asOf = await readToday(tx, agency);
    await lockPeople(tx, agency);
    const [reading, records] = await timed(() => listRecords(tx, agency));
    const [computing, rows] = await timed(() => records.map((record) => toBox(record, pack, asOf)));
    const counts = countBoxes(rows);
    const [writing] = await timed(async () => {
      const stream = `agency/${agency}`;
      // After the computing: an entry's instant may not be older than a few seconds when it is written.
      const act = await beginOnStream(tx, stream, runId);
      const { people: held } = counts.held;
      const open = { held, mapped: rows.length - held, run: runId };
      const committed = { digest: { value: digestOf(rows), holder: agencyHolder(agency) } };
      const actor = request.actor ?? conductorActor;
      const event = { id: runId, stream, agency, actor, policy: pin, open, committed, act };
      const receipt = await ledger.append(tx, { ...event, type: 'mapping.derived/2' });
      await insertRun(tx, { id: runId, agency, policy: pin, counts, at: receipt.at, entryId: receipt.entry });
      await insertBoxes(tx, { runId, entryId: receipt.entry }, rows);
    });
    return { runId, ...counts, seconds: { reading, computing, writing } };
  });
}

/** The first map of an agency; undefined where there is one already, which stays as it is. */
export async function mapFirst(
  house: { readonly db: Database; readonly ledger: Ledger },
  request: MappingRequest,
): Promise<MappingSummary | undefined> {
  const isMapped = await house.db.transaction('conductor', (tx) => hasRun(tx, request.agency));
  return isMapped ? undefined : mapPopulation(house, request);
}

async function timed<Result>(work: () => Result | Promise<Result>): Promise<[seconds: number, result: Result]> {
  const seconds = stopwatch();
  const result = await work();
  return [seconds(), result];
}

function toBox({ id, record, fieldsOfStudy, unitId }: RecordRow, pack: PolicyPack, asOf: string): BoxRow {
  const merit = evaluateMerit(record, pack, { asOf, targetLevel: null, fieldsOfStudy });
  const valueOf = (axis: Merit['performance' | 'potential']) =>
    axis.status === 'KNOWN' ? writeExact(axis.value) : null;
  return {
    personId: id,
    box: merit.box,
    x: valueOf(merit.potential),
    y: valueOf(merit.performance),
    talentValue: merit.talentValue === null ? null : writeExact(merit.talentValue),
    missing: merit.missing,
    unitId,
    level: record.currentPost.value?.level ?? null,
  };
}

function countBoxes(rows: readonly BoxRow[]): Pick<MappingSummary, 'boxes' | 'held'> {
  const boxes: Record<string, number> = {};
  const missing: Record<string, number> = {};
  let people = 0;
  for (const row of rows) {
    if (row.box === null) people += 1;
    else boxes[row.box] = (boxes[row.box] ?? 0) + 1;
    for (const indicator of row.missing) missing[indicator] = (missing[indicator] ?? 0) + 1;
  }
  return { boxes, held: { people, missing } };
}

/** SHA-256 of one line per person in the order of ids: what the run's entry says about all of them. */
function digestOf(rows: readonly BoxRow[]): string {
  const hash = createHash('sha256');
  for (const { personId, box, x, y, missing } of rows) {
    hash.update(`${personId} ${box ?? '-'} ${x ?? '-'} ${y ?? '-'} ${missing.join(',') || '-'}\n`);
  }
  return hash.digest('hex');
}
