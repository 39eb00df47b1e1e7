import { randomInt } from 'node:crypto';
import { readsBlind } from '#domain/access.ts';
import { type NominationAsked, refuseNomination, refusePoolCompletion, refuseWithdrawal } from '#domain/nominations.ts';
import { describeRecord } from '#domain/record-rows.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { admitReading } from '#features/access/service.ts';
import {
  type ActRequest,
  type ActScene,
  actorOf,
  admit,
  demand,
  type House,
  record,
  recordAct,
  recordRequest,
  wakeStage,
} from '#features/acts/service.ts';
import { bindRef, lockHolder, type Receipt } from '#features/audit/service.ts';
import type { CommandHandler } from '#features/commands/service.ts';
import { getPack } from '#features/policies/service.ts';
import { wakeIfReady } from '#features/stages/service.ts';
import { nominationConduct } from './conduct.ts';
import { judgePapers } from './files.ts';
import { listGatesUnknown } from './gates-unknown.ts';
import { findFrozenRecord } from './queries.ts';
import {
  type CandidateRow,
  findOwnUnit,
  findPerson,
  insertPool,
  isPoolComplete,
  listCandidates,
  type PersonRow,
  putCandidate,
} from './store.ts';

export type { CandidateName } from './queries.ts';
export { listCandidateNames } from './queries.ts';
export { judgePapers, listCandidates, listGatesUnknown, nominationConduct, putCandidate };

export interface Nomination {
  readonly personId: string;
  readonly way: 'self' | 'unit' | 'hr';
  readonly note: string | null;
}

/** Files a nomination. The candidate gets a ref and a blind code that mean nothing outside this selection. */
export function nominate(house: House, request: ActRequest, nomination: Nomination): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    const { personId, way, note } = nomination;
    admit(scene, { act: 'nomination.file', subjectPersonId: way === 'self' ? personId : null });
    const person = (await lockHolder(scene.tx, personId)) ? await findPerson(scene.tx, personId) : undefined;
    if (person?.agency !== scene.agency) throw new Refused(refuse('thing.missing'));
    const candidates = await listCandidates(scene.tx, scene.selectionId);
    const existing = candidates.find(({ person_id }) => person_id === person.id);
    demand(refuseNomination(await questionOf(scene, { way, person, existing })));
    const ref = existing?.ref ?? (await bindCandidate(scene, person));
    const receipt = await recordRequest(scene, {
      role: nominatorRoles[way],
      type: 'nomination.filed/1',
      open: { candidate: ref, way },
      committed: { note: { value: note, holder: request.asker.accountId } },
    });
    const row = { ...blankCandidate, ref, way, note, selection_id: scene.selectionId, person_id: person.id };
    const code = existing?.blind_code ?? freeCode(candidates);
    await putCandidate(scene.tx, {
      ...row,
      blind_code: code,
      nominated_by: request.asker.accountId,
      entry_id: receipt.entry,
    });
    return receipt;
  });
}

const nominatorRoles = { self: 'candidate', unit: 'unit-head', hr: 'hr' } as const;

interface Nominee {
  readonly way: Nomination['way'];
  readonly person: PersonRow;
  readonly existing: CandidateRow | undefined;
}

async function questionOf(scene: ActScene, { way, person, existing }: Nominee): Promise<NominationAsked> {
  const { tx, stage, now, selectionId } = scene;
  const { personId } = scene.request.asker;
  return {
    stage,
    now,
    route: way,
    isSealed: scene.state === 'running',
    isPoolComplete: await isPoolComplete(tx, selectionId, stage?.attempt ?? 0),
    candidate: { personId: person.id, unitId: person.unit_id ?? '' },
    existing: existing === undefined ? undefined : existing.state === 'withdrawn' ? 'withdrawn' : 'standing',
    nominator: { personId, unitIds: await findOwnUnit(tx, personId) },
  };
}

function bindCandidate(scene: ActScene, { id: holder, name, nip }: PersonRow): Promise<string> {
  const { stream, agency, row: act } = scene;
  const identity = { account: null, name, nip };
  return bindRef(scene.house.ledger, scene.tx, { stream, agency, holder, role: 'candidate', act, identity });
}

const blankCandidate = {
  state: 'nominated',
  confirmed_at: null,
  record: null,
  record_digest: null,
  gates: null,
  placement: null,
  withdrawn_for: null,
  state_before_withdrawal: null,
} as const;

/** Drawn, not counted: a code must not tell in which order people were nominated. */
function freeCode(candidates: readonly CandidateRow[]): string {
  const taken = new Set(candidates.map(({ blind_code }) => blind_code));
  const digits = taken.size < 60 ? 2 : 4;
  for (;;) {
    const code = `K-${String(randomInt(1, 10 ** digits)).padStart(digits, '0')}`;
    if (!taken.has(code)) return code;
  }
}

/** HR says that all nominations are in. */
export function completePool(house: House, request: ActRequest): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'pool.complete' });
    const attempt = scene.stage?.attempt ?? 0;
    const standing = (await listCandidates(scene.tx, scene.selectionId)).filter(({ state }) => state !== 'withdrawn');
    const complete = await isPoolComplete(scene.tx, scene.selectionId, attempt);
    demand(
      refusePoolCompletion({
        stage: scene.stage,
        now: scene.now,
        isPoolComplete: complete,
        candidates: standing.length,
      }),
    );
    const receipt = await recordRequest(scene, {
      type: 'pool.completed/1',
      open: { candidates: standing.length },
    });
    await insertPool(scene.tx, {
      selectionId: scene.selectionId,
      attempt,
      accountId: request.asker.accountId,
      at: scene.now,
      entryId: receipt.entry,
    });
    await wakeIfReady(scene, nominationConduct);
    return receipt;
  });
}

/** The command `withdraw`: a candidate leaves, or HR records that one did. What was recorded about them stays. */
export const withdraw: CommandHandler = async (scene, content) => {
  const by = content['by'] === 'candidate' ? 'candidate' : 'hr';
  const reason = typeof content['reason'] === 'string' ? content['reason'] : null;
  const candidates = await listCandidates(scene.tx, scene.selectionId);
  const candidate = candidates.find((row) =>
    by === 'hr' ? row.ref === content['candidate'] : row.person_id === scene.request.asker.personId,
  );
  if (candidate === undefined) throw new Refused(refuse('nomination.missing'));
  const candidacy = candidate.state === 'withdrawn' ? 'withdrawn' : 'standing';
  const isInaugurated = scene.stage?.kind === 'placement' && scene.stage.step === 'effective';
  demand(refuseWithdrawal({ candidacy, isInaugurated, by, reason }));
  const receipt = await record(scene, {
    id: scene.request.entryId,
    content: scene.request.content,
    actor: await actorOf(scene, by),
    type: 'candidacy.withdrawn/1',
    open: { by, candidate: candidate.ref, other: null },
    committed: { reason: { value: reason, holder: candidate.person_id } },
  });
  await putCandidate(scene.tx, {
    ...candidate,
    state: 'withdrawn',
    state_before_withdrawal: candidate.state,
    entry_id: receipt.entry,
  });
  await wakeStage(scene);
  return receipt;
};

export interface RecordAsked {
  readonly asker: Asker;
  readonly selectionId: string;
  readonly ref: string;
}

/** The frozen record of one candidate, line by line, for those who may read candidates; whoever is blind reads nothing that tells who it is. */
export async function readFrozenRecord({ db }: House, { asker, selectionId, ref }: RecordAsked) {
  const { assessorAccounts } = await admitReading(db, { asker, selectionId, reading: 'candidates' });
  return db.transaction(
    asker.accountId,
    async (tx) => {
      const found = await findFrozenRecord(tx, selectionId, ref);
      if (found === undefined) throw new Refused(refuse('thing.missing'));
      const { code, record: frozen, policyDigest, seesPerson } = found;
      const blind = readsBlind(asker, assessorAccounts, seesPerson);
      const pack = await getPack(tx, policyDigest.toString('hex'));
      return { ref, code, isBlind: blind, lines: frozen === null ? null : describeRecord(frozen, { blind, pack }) };
    },
    selectionId,
  );
}
