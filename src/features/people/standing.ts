import type { Tx } from '#platform/database.ts';

/**
 * Which rows of a delivery say that somebody is in it: those of the profile with all histories, or those of a talent export. In one
 * history alone are those whom the profile leaves out.
 */
export type DeliveredBy = 'profile' | 'claims';

const claimsKind = 'simata-talent';

/** People of whom a delivery says something. */
export async function openSeen(tx: Tx): Promise<void> {
  await tx.run('CREATE TEMP TABLE import_seen (person_id uuid, by text, PRIMARY KEY (by, person_id)) ON COMMIT DROP');
}

export async function putSeen(tx: Tx, by: DeliveredBy, people: readonly string[]): Promise<void> {
  if (people.length === 0) return;
  await tx.run(
    'INSERT INTO import_seen (person_id, by) SELECT person, $1 FROM unnest($2::uuid[]) AS person ON CONFLICT DO NOTHING',
    [by, people],
  );
}

export interface Absent {
  readonly nip: string;
  /** An earlier delivery said so already, and no later one had them. */
  readonly isNoted: boolean;
}

/** People of an agency who are not in the profile of this delivery. */
export const absentPeople = (agency: string) => ({
  name: 'absent',
  query: `SELECT p.nip, n.person_id IS NOT NULL AS "isNoted" FROM people p
      LEFT JOIN (SELECT DISTINCT person_id FROM open_findings WHERE agency = $1 AND code = 'record.vanished') n ON n.person_id = p.id
     WHERE p.agency = $1 AND p.nip NOT LIKE 'erased-%'
       AND NOT EXISTS (SELECT FROM import_seen s WHERE s.by = 'profile' AND s.person_id = p.id) ORDER BY p.id`,
  values: [agency],
});

const isSeen = (kind: string) => `(x.person_id IS NULL OR EXISTS (SELECT FROM import_seen s
  WHERE s.person_id = x.person_id AND s.by IN (${kind}, CASE WHEN ${kind} = '${claimsKind}' THEN 'claims' ELSE 'profile' END)))`;

/** Whoever is in a history and not in the profile, under the name of its kind of file: all that was found there is found again. */
async function putStrangers(tx: Tx, agency: string): Promise<void> {
  await tx.run(
    `INSERT INTO import_seen (person_id, by)
     SELECT n.person_id, split_part(f.file, '.', 1) FROM import_found f JOIN nips n ON n.nip = f.nip JOIN people p ON p.id = n.person_id
      WHERE f.code = 'history.person-missing' AND p.agency = $1 ON CONFLICT DO NOTHING`,
    [agency],
  );
}

/**
 * Before a delivery becomes the newest of its kinds of file: what stands about people who are in it is answered by it, and what the
 * delivery before found about people who are not stands on.
 */
export async function keepStanding(tx: Tx, agency: string, names: readonly string[]): Promise<void> {
  const kinds = names.map((name) => name.split('.')[0] ?? '');
  await putStrangers(tx, agency);
  await tx.run('ANALYZE import_seen');
  await tx.run(
    `DELETE FROM standing_findings t USING import_findings x WHERE t.agency = $1 AND x.id = t.finding_id
        AND split_part(x.file, '.', 1) = ANY ($2::text[]) AND ${isSeen(`split_part(x.file, '.', 1)`)}`,
    [agency, kinds],
  );
  await tx.run(
    `INSERT INTO standing_findings (finding_id, agency)
     SELECT x.id, n.agency FROM newest_deliveries n
       JOIN import_findings x ON x.batch_id = n.batch_id AND split_part(x.file, '.', 1) = n.kind
      WHERE n.agency = $1 AND n.kind = ANY ($2::text[]) AND NOT ${isSeen('n.kind')}`,
    [agency, kinds],
  );
}
