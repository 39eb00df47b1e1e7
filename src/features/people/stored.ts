import type { Tx } from '#platform/database.ts';
import type { ImportPlan } from './changes.ts';
import { listFrozen, listStored } from './queries.ts';
import { changedMembers } from './record-text.ts';
import type { PersonInsert } from './store.ts';

/** So many changed records are compared member by member; of more only that they changed is said. */
const mostCompared = 5_000;

/**
 * Says of each changed record which members differ, and of each person who stands in a selection that it keeps the data it froze. An
 * import never writes to a selection.
 */
export async function noteAgainstStored(tx: Tx, plan: ImportPlan): Promise<ImportPlan> {
  const changed = new Map(plan.changedPeople.map((row) => [row.id, row]));
  if (changed.size === 0) return plan;
  const ids = [...changed.keys()];
  const members = changed.size > mostCompared ? new Map<string, string>() : await compareStored(tx, changed);
  const frozen = new Map((await listFrozen(tx, ids)).map(({ id, selections }) => [id, selections]));
  const findings = plan.findings.flatMap((finding) => {
    if (finding.code !== 'record.changed' || finding.personId === null) return [finding];
    const said = { ...finding, value: members.get(finding.personId) ?? finding.value };
    const selections = frozen.get(finding.personId);
    if (selections === undefined) return [said];
    return [said, { ...finding, code: 'record.frozen' as const, value: selections.join(' ') }];
  });
  return { ...plan, findings };
}

async function compareStored(tx: Tx, changed: ReadonlyMap<string, PersonInsert>): Promise<Map<string, string>> {
  const stored = await listStored(tx, [...changed.keys()]);
  return new Map(
    stored.flatMap(({ id, record }) => {
      const after = changed.get(id)?.record;
      return after === undefined ? [] : [[id, changedMembers(record, after).join(' ')]];
    }),
  );
}
