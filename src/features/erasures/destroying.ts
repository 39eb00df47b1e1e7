import { beginOnStream, conductorActor, derivedId } from '#features/audit/service.ts';
import type { PrivacyScene } from './acting.ts';
import type { ErasureJournal } from './journal.ts';
import { type ListedOpening, listErasable } from './listing.ts';
import { listHolders, type PartRow } from './queries.ts';
import { type ErasureRow, eraseListed } from './store.ts';

/** More fields than an entry of 64 KiB names. */
const mostPerEntry = 600;

export interface Destroying {
  readonly erasure: ErasureRow;
  readonly parts: readonly PartRow[];
  readonly journal: ErasureJournal;
  /** Entries of the two acts, and the roles in which they were done. */
  readonly approvals: readonly string[];
  readonly roles: readonly string[];
  /** Writes that it was approved, before anything is destroyed; told how many openings go. */
  readonly approved: (openings: number) => Promise<void>;
}

/** Says on every stream what is destroyed there, and destroys it; answers how many openings. The journal knows before the commit. */
export async function destroy(scene: PrivacyScene, destroying: Destroying): Promise<number> {
  const { tx, ledger, subject } = scene;
  const { erasure, parts, journal } = destroying;
  const holders = await listHolders(tx, subject.id);
  const selectionIds = [...new Set(parts.map(({ selectionId }) => selectionId))];
  const openings = await listErasable(ledger, tx, { personId: subject.id, holders, selectionIds });
  const logged = await logAll(scene, { ...destroying, openings, selectionIds });
  await destroying.approved(openings.length);
  const own = logged.find(({ stream }) => stream === scene.stream);
  if (own === undefined) throw new Error('an erasure is told on the stream of the person');
  const selections = selectionIds.map((selectionId) => {
    const told = logged.find(({ stream }) => stream === `selection/${selectionId}`);
    if (told === undefined) throw new Error('an erasure is told on the stream of each selection');
    return { selectionId, entryId: told.entry };
  });
  const entries = { erasureId: erasure.id, entryId: own.entry, logged: logged.map(({ entry }) => entry), selections };
  await eraseListed(tx, entries);
  await journal.plan({
    erasure: erasure.id,
    person: subject.id,
    entry: own.entry,
    size: scene.act.seen_size ?? 0,
    openings: openings.map(({ entry, field }) => [entry, field]),
    holders,
    selections: selectionIds,
  });
  return openings.length;
}

interface Logging extends Destroying {
  readonly openings: readonly ListedOpening[];
  readonly selectionIds: readonly string[];
}

interface LoggedErasure {
  readonly stream: string;
  readonly entry: string;
}

/** At least one entry for the person and for each selection, since their rows change as well; then for whatever else is touched. */
async function logAll(
  scene: PrivacyScene,
  { openings, selectionIds, ...destroying }: Logging,
): Promise<LoggedErasure[]> {
  const first = [scene.stream, ...selectionIds.map((id) => `selection/${id}`)];
  const others = new Set(openings.map(({ stream }) => stream).filter((stream) => !first.includes(stream)));
  const logged: LoggedErasure[] = [];
  for (const stream of [...first, ...[...others].sort()]) {
    const own = openings.filter((opening) => opening.stream === stream);
    for (let from = 0; from === 0 || from < own.length; from += mostPerEntry) {
      const chunk = own.slice(from, from + mostPerEntry);
      logged.push({ stream, entry: await log(scene, { ...destroying, stream, chunk, from }) });
    }
  }
  return logged;
}

interface Chunk extends Destroying {
  readonly stream: string;
  readonly chunk: readonly ListedOpening[];
  readonly from: number;
}

async function log(
  scene: PrivacyScene,
  { stream, chunk, from, erasure, parts, approvals, roles }: Chunk,
): Promise<string> {
  const { tx, ledger, subject } = scene;
  const id = derivedId(erasure.id, `erased/${stream}/${String(from)}`);
  const pin = parts.find(({ selectionId }) => stream === `selection/${selectionId}`)?.pin ?? null;
  const { entry } = await ledger.append(tx, {
    id,
    stream,
    type: 'opening.erased/1',
    agency: subject.agency,
    actor: conductorActor,
    policy: pin,
    open: {
      approvals,
      basis: erasure.basis,
      entries: chunk.map((opening) => opening.entry),
      fields: chunk.map(({ field }) => field),
      roles,
      rules: erasure.rules.toString('hex'),
    },
    act: await beginOnStream(tx, stream, id),
  });
  return entry;
}
