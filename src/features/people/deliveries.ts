import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { admitAgencyReading } from '#features/access/service.ts';
import type { Database } from '#platform/database.ts';
import { profileName } from '#schemas/siasn-files.ts';
import { knownHistories } from '#schemas/siasn-kept.ts';
import { findDelivered, listDeliveryFiles } from './queries.ts';

export interface PartDelivered {
  /** Name of the kind of file, without its ending: `siasn-profile`, `riwayat-kinerja`. */
  readonly part: string;
  readonly file: string;
  readonly digest: string;
  readonly importedAt: string;
}

/**
 * Which import delivered each part of somebody's record as it stands: the profile and every history of which it says something. For the
 * person, and for whoever may list the people of a map; `thing.missing` for others and of whoever was erased. A part that no file of its
 * import has, such as one that a development plan alone has filled, is left out.
 */
export function readDeliveries(
  db: Database,
  { asker, personId }: { readonly asker: Asker; readonly personId: string },
): Promise<PartDelivered[]> {
  return db.transaction('conductor', async (tx) => {
    const person = await findDelivered(tx, personId);
    if (person === undefined) throw new Refused(refuse('thing.missing'));
    const { agency, record, batchId, earlier } = person;
    if (asker.personId !== personId) await admitAgencyReading(tx, { asker, agency, reading: 'map-people' });
    const files = await listDeliveryFiles(tx, [batchId, ...Object.values(earlier)]);
    return [kindOf(profileName), ...knownHistories(record)].flatMap((part) => {
      const batch = earlier[part] ?? batchId;
      const found = files.find((file) => file.batch === batch && kindOf(file.file) === part);
      return found === undefined
        ? []
        : [{ part, file: found.file, digest: found.digest, importedAt: found.importedAt }];
    });
  });
}

function kindOf(file: string): string {
  return file.split('.')[0] ?? '';
}
