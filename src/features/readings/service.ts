import { type ReadContext, refuseRead } from '#domain/access.ts';
import type { Phase, Reading } from '#domain/access-reads.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import type { Database, Tx } from '#platform/database.ts';
import { findScene, type SceneRow } from './queries.ts';
import { type FoundRow, type SearchAsked, searchSelections } from './search.ts';
import { insertReading } from './store.ts';

export { type DueReader, findReader, insertReader, listDueReaders, listUnfolded, setFolded } from './store.ts';

/** What can be looked at of the record; stands in the entries of those who look under a warrant. */
export type ReadingName =
  | 'bundle'
  | 'entries'
  | 'explanation'
  | 'history'
  | 'minutes'
  | 'requirements'
  | 'search'
  | 'supervision'
  | 'verification';

export interface ReadingAsked {
  readonly asker: Asker;
  readonly selectionId: string;
  /** What the reading is refused without. */
  readonly needs: Reading;
  readonly as: ReadingName;
}

/** A selection whose reader was admitted. */
export interface AdmittedReading {
  readonly selection: {
    readonly id: string;
    readonly agency: string;
    readonly code: string;
    readonly state: string;
    readonly postId: string;
    /** Of the policy pack, in hex. */
    readonly policy: string;
  };
  /** Whether the same reader may read something else of it: what they may not know is left out. */
  readonly mayRead: (reading: Reading) => boolean;
}

/**
 * Admits the viewer of the transaction, or answers `thing.missing`; the selection is read with the viewer's eyes. An auditor's
 * reading is put down in the same transaction.
 */
export async function admitReader(tx: Tx, { asker, selectionId, needs, as }: ReadingAsked): Promise<AdmittedReading> {
  const scene = await findScene(tx, selectionId);
  if (scene === undefined) throw new Refused(refuse('thing.missing'));
  const context = contextOf(scene, selectionId, asker);
  const mayRead = (reading: Reading) => refuseRead(reading, asker, context) === undefined;
  if (!mayRead(needs)) throw new Refused(refuse('thing.missing'));
  if (isAuditor(asker, scene.agency, selectionId)) {
    await recordReading(tx, { asker, agency: scene.agency, stream: `selection/${selectionId}`, as });
  }
  const { agency, code, state, post_id: postId, policy_digest: policy } = scene;
  return { selection: { id: selectionId, agency, code, state, postId, policy: policy.toString('hex') }, mayRead };
}

function contextOf(scene: SceneRow, selectionId: string, { personId }: Asker): ReadContext {
  const isOwn = personId !== null && scene.candidate_persons.includes(personId);
  return {
    now: scene.at,
    agency: scene.agency,
    selectionId,
    seatAccounts: scene.seat_accounts,
    clearedAccounts: scene.cleared_accounts,
    chairAccount: scene.chair_account,
    assessorAccounts: scene.assessor_accounts,
    candidatePersonIds: scene.candidate_persons,
    subjectPersonId: isOwn ? personId : null,
    earlierHands: [],
    reached: scene.reached as Phase[],
  };
}

/** The asker's grants are those in force at the request. */
function isAuditor({ grants }: Asker, agency: string, selectionId: string): boolean {
  return grants.some(
    (grant) =>
      grant.role === 'auditor' &&
      grant.agency === agency &&
      (grant.selectionId === null || grant.selectionId === selectionId),
  );
}

async function recordReading(
  tx: Tx,
  { asker, agency, stream, as }: { asker: Asker; agency: string; stream: string; as: ReadingName },
): Promise<void> {
  await insertReading(tx, { accountId: asker.accountId, agency, stream, reading: as });
}

/** Puts down that somebody who holds a warrant for the whole agency looked at it; nothing for anybody else. */
export async function noteReading(
  tx: Tx,
  { asker, agency, stream, as }: { asker: Asker; agency: string; stream: string; as: ReadingName },
): Promise<void> {
  const hasWarrant = asker.grants.some(
    (grant) => grant.role === 'auditor' && grant.agency === agency && grant.selectionId === null,
  );
  if (hasWarrant) await recordReading(tx, { asker, agency, stream, as });
}

export interface Search extends Omit<SearchAsked, 'covered' | 'personId'> {
  readonly asker: Asker;
}

/** Looks for selections over what the auditor's warrant covers, one more than asked for; `thing.missing` without a warrant. */
export function searchUnderWarrant(db: Database, { asker, ...terms }: Search): Promise<FoundRow[]> {
  const { agency, limit } = terms;
  const warrants = asker.grants.filter((grant) => grant.role === 'auditor' && grant.agency === agency);
  if (warrants.length === 0) throw new Refused(refuse('thing.missing'));
  const covered = warrants.flatMap(({ selectionId }) => selectionId ?? []);
  const isWhole = covered.length < warrants.length;
  return db.transaction(asker.accountId, async (tx) => {
    await recordReading(tx, { asker, agency, stream: `agency/${agency}`, as: 'search' });
    const asked = { ...terms, covered: isWhole ? null : covered, personId: asker.personId, limit: limit + 1 };
    return searchSelections(tx, asked);
  });
}
