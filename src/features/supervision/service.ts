import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { answerState, supervisedAgencies, supervisionQuestions } from '#domain/supervision.ts';
import { localDayOf } from '#domain/working-days.ts';
import { findAgency } from '#features/agencies/service.ts';
import { noteReading } from '#features/readings/service.ts';
import { readClock } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/database.ts';
import { questionRules } from './figures.ts';
import { countKnown } from './queries.ts';
import type { Figure } from './question-rule.ts';

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
  // None waits for another: all are asked in one round trip.
  const questions = await Promise.all(
    supervisionQuestions.map(async (question) => {
      const { figures: asked, evidence } = questionRules[question];
      const [values, found] = await Promise.all([
        valuesOf(tx, asked, code),
        evidence === undefined ? [] : tx.rows<Evidence>(evidence, [code]),
      ]);
      const figures = asked.map(({ figure, query }) => ({ figure, query, value: values.get(figure) ?? null }));
      return { question, state: answerState(figures), figures, evidence: found };
    }),
  );
  return { agency: code, name: agency.name, on: localDayOf(now, agency.zone), questions };
}

/** By figure. No row is not known. What is known of people is counted together, as each record is opened once for all of it. */
async function valuesOf(
  tx: Tx,
  figures: readonly Figure[],
  agency: string,
): Promise<ReadonlyMap<string, number | null>> {
  const alone = figures.filter(({ known }) => known === undefined);
  const [together, ...values] = await Promise.all([
    countKnown(tx, figures, agency),
    ...alone.map(({ query }) => tx.maybe<{ value: number | null }>(query, [agency])),
  ]);
  return new Map([...together, ...alone.map(({ figure }, at) => [figure, values[at]?.value ?? null] as const)]);
}
