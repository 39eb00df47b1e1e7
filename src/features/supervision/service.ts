import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { answerState, supervisedAgencies, supervisionQuestions } from '#domain/supervision.ts';
import { localDayOf } from '#domain/working-days.ts';
import { findAgency } from '#features/agencies/service.ts';
import { noteReading } from '#features/readings/service.ts';
import { readClock } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/database.ts';
import { questionRules } from './figures.ts';

export interface SupervisionAsked {
  readonly asker: Asker;
  /** Absent: every agency that the asker's grants cover. */
  readonly agency: string | undefined;
}

interface Evidence {
  readonly kind: 'entry' | 'selection';
  readonly id: string;
}

/**
 * The questions of the merit measurement answered from the data, agency by agency, each figure with the query that yields it. An agency
 * that no grant covers is `thing.missing`, as is asking without any. The figures are those of the agency, whoever reads them; an
 * auditor's reading is put down.
 */
export function readSupervision(db: Database, { asker, agency }: SupervisionAsked) {
  return db.transaction('conductor', async (tx) => {
    const now = await readClock(tx);
    const covered = supervisedAgencies(asker, now).filter((one) => agency === undefined || one === agency);
    if (covered.length === 0) throw new Refused(refuse('thing.missing'));
    const items = [];
    for (const code of covered) {
      await noteReading(tx, { asker, agency: code, stream: `agency/${code}`, as: 'supervision' });
      items.push(await answersOf(tx, code, now));
    }
    return { items };
  });
}

async function answersOf(tx: Tx, code: string, now: string) {
  const agency = await findAgency(tx, code);
  if (agency === undefined) throw new Refused(refuse('thing.missing'));
  const questions = [];
  for (const question of supervisionQuestions) {
    const { figures: asked, evidence } = questionRules[question];
    const figures = [];
    for (const { figure, query } of asked) figures.push({ figure, query, value: await valueOf(tx, query, code) });
    const found = evidence === undefined ? [] : await tx.rows<Evidence>(evidence, [code]);
    questions.push({ question, state: answerState(figures), figures, evidence: found });
  }
  return { agency: code, name: agency.name, on: localDayOf(now, agency.zone), questions };
}

/** No row is not known. */
async function valueOf(tx: Tx, query: string, agency: string): Promise<number | null> {
  return (await tx.maybe<{ value: number | null }>(query, [agency]))?.value ?? null;
}
