import type { PolicyPack } from '#domain/policy-pack.ts';
import { localDayOf } from '#domain/working-days.ts';
import { type CriteriaContent, listCriteria } from '#features/criteria/service.ts';
import type { Tx } from '#platform/database.ts';
import { judgeFile, type Papers } from './files.ts';
import { listCorrectionsOf, listRecords, listStanding, listVerificationsOf, type StandingRow } from './store.ts';

/** A selection in its data check. */
export interface CheckedCase {
  readonly selectionId: string;
  readonly pack: PolicyPack;
}

/** One standing candidate, with everything that its gates are judged by, and the name of exactly that. */
interface Standing {
  readonly row: StandingRow;
  readonly papers: Omit<Papers, 'record'>;
  readonly criteria: CriteriaContent;
  readonly pack: PolicyPack;
  readonly key: string;
}

/** Whether a gate is UNKNOWN, by what that was derived from and never changes: a record by its digest, sealed criteria, a day. */
const verdicts = new Map<string, boolean>();
const mostVerdicts = 50_000;

/** Refs of standing candidates with a gate that is UNKNOWN, by selection: many selections in a constant number of queries. */
export async function listGatesUnknown(
  tx: Tx,
  cases: readonly CheckedCase[],
  now: string,
): Promise<Map<string, readonly string[]>> {
  const standing = await readStanding(tx, cases, now);
  await judgeNew(tx, standing, now);
  const unknown = new Map<string, string[]>();
  for (const { row } of standing.filter(({ key }) => verdicts.get(key) === true)) {
    unknown.set(row.selection_id, [...(unknown.get(row.selection_id) ?? []), row.ref]);
  }
  return unknown;
}

async function readStanding(tx: Tx, cases: readonly CheckedCase[], now: string): Promise<Standing[]> {
  const ids = cases.map(({ selectionId }) => selectionId);
  const [criteria, rows, corrections, verifications] = await Promise.all([
    listCriteria(tx, ids),
    listStanding(tx, ids),
    listCorrectionsOf(tx, ids),
    listVerificationsOf(tx, ids),
  ]);
  const [corrected, verified] = [group(corrections), group(verifications)];
  const packs = new Map(cases.map(({ selectionId, pack }) => [selectionId, pack]));
  return rows.flatMap((row) => {
    const [content, pack] = [criteria.get(row.selection_id), packs.get(row.selection_id)];
    if (content === undefined || pack === undefined) return [];
    const papers = {
      ref: row.ref,
      corrections: corrected.get(row.ref) ?? [],
      verifications: verified.get(row.ref) ?? [],
    };
    const basis = [row.record_digest.toString('hex'), content.digest, localDayOf(now, content.zone)];
    const answers = papers.corrections.map(({ id, answer }) => `${id} ${answer ?? ''}`);
    const stated = papers.verifications.map(({ gate, result }) => `${gate} ${result}`).sort();
    return [{ row, papers, criteria: content, pack, key: [...basis, ...answers, ...stated].join('\n') }];
  });
}

/** Judges what was not judged before; only their records are read. */
async function judgeNew(tx: Tx, standing: readonly Standing[], now: string): Promise<void> {
  if (verdicts.size > mostVerdicts) verdicts.clear();
  const fresh = standing.filter(({ key }) => !verdicts.has(key));
  const records = await listRecords(
    tx,
    fresh.map(({ row }) => row.person_id),
  );
  const byPerson = new Map(records.map(({ id, record }) => [id, record]));
  for (const { row, papers, criteria, pack, key } of fresh) {
    if (verdicts.has(key)) continue;
    const judged = judgeFile({ ...papers, record: byPerson.get(row.person_id) }, { criteria, pack, now });
    verdicts.set(key, judged.eligibility.outcome === 'held');
  }
}

function group<Row extends { readonly candidate_ref: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.candidate_ref, [...(groups.get(row.candidate_ref) ?? []), row]);
  return groups;
}
