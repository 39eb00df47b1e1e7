import type { Finding } from '#domain/import-findings.ts';
import type { Tx } from '#platform/database.ts';
import type { PlannedPage } from './changes.ts';
import { listFrozen, listStored } from './queries.ts';
import { changedMembers } from './record-text.ts';
import type { PersonInsert } from './store.ts';

/** So many changed records are compared member by member; of more only that they changed is said. */
export const mostCompared = 5_000;

/**
 * Says of each changed record of a page which members differ, unless `isFull` has it that enough were compared, and of each person who
 * stands in a selection that it keeps the data it froze. An import never writes to a selection.
 */
export async function noteAgainstStored(tx: Tx, page: PlannedPage, isFull: boolean): Promise<readonly Finding[]> {
  const changed = new Map(page.changedPeople.map((row) => [row.id, row]));
  if (changed.size === 0) return page.findings;
  const byNip = new Map(page.changedPeople.map(({ id, nip }) => [nip, id]));
  const members = isFull ? new Map<string, string>() : await compareStored(tx, changed);
  const frozen = new Map((await listFrozen(tx, [...changed.keys()])).map(({ id, selections }) => [id, selections]));
  return page.findings.flatMap((finding) => {
    const id = finding.code === 'record.changed' && finding.field === '' ? byNip.get(finding.nip ?? '') : undefined;
    if (id === undefined) return [finding];
    const said = { ...finding, value: members.get(id) ?? finding.value };
    const selections = frozen.get(id);
    if (selections === undefined) return [said];
    return [said, { ...finding, code: 'record.frozen' as const, value: selections.join(' ') }];
  });
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
