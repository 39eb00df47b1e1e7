import { Refused } from '#domain/refusal.ts';
import { priorReceipt, type Receipt, recordConflict } from '#features/audit/service.ts';
import { equalBytes } from '#ledger/bytes.ts';
import type { Tx } from '#platform/database.ts';
import { Memory } from './memory.ts';
import { type ActRequest, type ActScene, type House, openScene, sceneOf, toActScene } from './scene.ts';
import { type Lock, lockSelection, type SceneFacts } from './store.ts';

const scenes = new Memory<SceneFacts>();

/** Answers the first receipt to a repeated act; a repeated key with other content is refused and put on the record. */
export async function recordAct(
  house: House,
  request: ActRequest,
  work: (scene: ActScene) => Promise<Receipt>,
): Promise<Receipt> {
  return perform(house, request, async (tx, lock) => {
    const scene = toActScene(await openScene(house, tx, lock), request);
    const prior = priorReceipt(house.ledger, scene.row, request.content);
    return { receipt: prior ?? (await work(scene)), afterCommit: scene.afterCommit };
  });
}

/** What an act reads of a selection beside its scene, in one statement, and remembers. */
export interface RememberedReading<Read> {
  readonly memory: Memory<Read>;
  readonly read: (tx: Tx, selectionId: string) => Promise<Read>;
}

interface ReadingAct<Read> {
  readonly reading: RememberedReading<Read>;
  /** Answers the receipt, and the reading as the act leaves it. The facts of the scene must be left as they were. */
  readonly work: (scene: ActScene, read: Read) => Promise<{ readonly receipt: Receipt; readonly leaves: Read }>;
}

/**
 * As `recordAct`, where many may come at once and every round trip counts: what this server remembers of the selection is not
 * read again while the stream still ends with the entry it was true for; else it is read behind the lock, which it has to wait for.
 */
export async function recordActReading<Read>(
  house: House,
  request: ActRequest,
  { reading, work }: ReadingAct<Read>,
): Promise<Receipt> {
  const { db, ledger } = house;
  const { selectionId } = request;
  return perform(house, request, async (tx, lock) => {
    const known = reading.memory.recall(db, selectionId);
    const locking = lockSelection(tx, lock, scenes.recall(db, selectionId));
    const [row, early] = await Promise.all([locking, known === undefined ? reading.read(tx, selectionId) : undefined]);
    const scene = toActScene(await sceneOf({ house, tx, lock, row }), request);
    const { afterCommit } = scene;
    const prior = priorReceipt(ledger, scene.row, request.content);
    if (prior !== undefined) return { receipt: prior, afterCommit };
    const isKnown = known !== undefined && equalBytes(known.leaf, scene.row.head.leaf);
    const read = isKnown ? known.value : (early ?? (await reading.read(tx, selectionId)));
    const { receipt, leaves } = await work(scene, read);
    const leaf = Buffer.from(receipt.leaf, 'hex');
    afterCommit.push(() => {
      scenes.keep(db, selectionId, { leaf, value: scene.row });
      reading.memory.keep(db, selectionId, { leaf, value: leaves });
    });
    return { receipt, afterCommit };
  });
}

interface Performed {
  readonly receipt: Receipt;
  readonly afterCommit: readonly (() => void)[];
}

async function perform(
  house: House,
  { selectionId, entryId, asker }: ActRequest,
  work: (tx: Tx, lock: Lock) => Promise<Performed>,
): Promise<Receipt> {
  const lock = { selectionId, entryId, accountId: asker.accountId };
  try {
    const { receipt, afterCommit } = await house.db.transaction('conductor', (tx) => work(tx, lock));
    for (const run of afterCommit) run();
    return receipt;
  } catch (error) {
    await recordIfConflict(house, entryId, error);
    throw error;
  }
}

/** Outside the refused transaction, which has been rolled back. */
export async function recordIfConflict(
  house: Pick<House, 'db' | 'ledger'>,
  entryId: string,
  error: unknown,
): Promise<void> {
  if (error instanceof Refused && error.refusal.code === 'entry.conflict') {
    await house.db.transaction('conductor', (tx) => recordConflict(house.ledger, tx, entryId));
  }
}
