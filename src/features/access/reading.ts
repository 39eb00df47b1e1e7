import { type ReadContext, refuseRead } from '#domain/access.ts';
import type { Phase, Reading } from '#domain/access-reads.ts';
import { type AgencyReading, refuseAgencyRead } from '#domain/agency-reads.ts';
import { isDecided } from '#domain/own-results.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { AgencyPlace, Asker } from '#domain/roles.ts';
import { readClock } from '#platform/clock.ts';
import type { Database, Sql } from '#platform/database.ts';
import { findReading, type ReadingRow } from './queries.ts';

export interface ReadingAsked {
  readonly asker: Asker;
  readonly selectionId: string;
  readonly reading: Reading;
}

/** Who is who in a selection, for a reading that its asker may do; `thing.missing` for everybody else. */
export async function admitReading(db: Database, { asker, selectionId, reading }: ReadingAsked): Promise<ReadContext> {
  const row = await db.transaction('conductor', (tx) => findReading(tx, selectionId));
  if (row === undefined) throw new Refused(refuse('thing.missing'));
  const { agency, now, seatAccounts, chairAccount, clearedAccounts, assessorAccounts, candidatePersonIds } = row;
  const people = { seatAccounts, chairAccount, clearedAccounts, assessorAccounts, candidatePersonIds };
  const context = {
    agency,
    now,
    selectionId,
    ...people,
    subjectPersonId: null,
    earlierHands: [],
    reached: passed(row),
  };
  const refusal = refuseRead(reading, asker, context);
  if (refusal !== undefined) throw new Refused(refusal);
  return context;
}

function passed(row: ReadingRow): Phase[] {
  const phases: readonly [boolean, Phase][] = [
    [row.isSealed, 'sealed'],
    [row.areSheetsRevealed, 'sheets-revealed'],
    [row.isRanked, 'ranked'],
    [row.areBallotsRevealed, 'ballots-revealed'],
    [isDecided(row.state, row.stage), 'decided'],
  ];
  return phases.flatMap(([isPassed, phase]) => (isPassed ? [phase] : []));
}

/** Whether the asker may read a thing of an agency, by the database's clock; refuses `thing.missing`. */
export async function admitAgencyReading(
  sql: Sql,
  { asker, agency, reading }: { readonly asker: Asker; readonly agency: string; readonly reading: AgencyReading },
): Promise<AgencyPlace> {
  const context = { agency, now: await readClock(sql) };
  const refusal = refuseAgencyRead(reading, asker, context);
  if (refusal !== undefined) throw new Refused(refusal);
  return context;
}
