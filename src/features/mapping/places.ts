import { isUnread, refuseUnread } from '#domain/map-resolutions.ts';
import { explainPlace } from '#domain/place-explanation.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { smallestChanges } from '#domain/smallest-change.ts';
import { admitAgencyReading } from '#features/access/service.ts';
import type { House } from '#features/acts/service.ts';
import { readOpenings } from '#features/audit/service.ts';
import { getPack } from '#features/policies/service.ts';
import { isBoxDerivation } from '#ledger/merit/content-forms.ts';
import type { Tx } from '#platform/database.ts';
import { findOwnPlace, findPlace, hasVoteOn, listAdoptedMoves, type PlaceRow } from './review-queries.ts';

export interface PlaceAsked {
  readonly asker: Asker;
  readonly mapId: string;
  readonly personId: string;
}

/**
 * How somebody's place on a map came about: for whoever may list its people, and for who has a vote in an open resolution to move
 * this person; `thing.missing` for others. See `refuseUnread`.
 */
export function readPlace({ db, ledger }: Pick<House, 'db' | 'ledger'>, { asker, mapId, personId }: PlaceAsked) {
  return db.transaction('conductor', async (tx) => {
    const place = await findPlace(tx, mapId, personId);
    if (place === undefined) throw new Refused(refuse('thing.missing'));
    const isVoter = await hasVoteOn(tx, { mapId, personId, accountId: asker.accountId });
    if (!isVoter) await admitAgencyReading(tx, { asker, agency: place.agency, reading: 'map-people' });
    if (isUnread(place.state)) throw new Refused(refuseUnread(place.state));
    return explain({ tx, ledger, place });
  });
}

/** The asker's own place on the newest map that is published; `thing.missing` where there is none. */
export function readOwnPlace({ db, ledger }: Pick<House, 'db' | 'ledger'>, { personId }: Asker) {
  return db.transaction('conductor', async (tx) => {
    const place = personId === null ? undefined : await findOwnPlace(tx, personId);
    if (place === undefined) throw new Refused(refuse('thing.missing'));
    return explain({ tx, ledger, place });
  });
}

interface Explained {
  readonly tx: Tx;
  readonly ledger: House['ledger'];
  readonly place: PlaceRow;
}

/** From what the entry seals, not from what is known of the person by now. Erased, it is not there. */
async function explain({ tx, ledger, place }: Explained) {
  const { agency: _agency, digest, ...shown } = place;
  const opened = await readOpenings(tx, ledger, [{ id: place.entry, type: 'box.derived/1' }]);
  const sealed = opened.find(({ field }) => field === 'derivation')?.value;
  const derivation: unknown = sealed === undefined ? undefined : JSON.parse(Buffer.from(sealed).toString('utf8'));
  if (!isBoxDerivation(derivation)) throw new Refused(refuse('thing.missing'));
  const pack = await getPack(tx, digest);
  const { record, fieldsOfStudy, missing } = derivation;
  const context = { asOf: place.on, targetLevel: null, fieldsOfStudy };
  const asked = { record, pack, context };
  const explanation = explainPlace(derivation, asked);
  const { indicators } = explanation;
  const changes = smallestChanges(derivation, { ...asked, indicators });
  const moves = await listAdoptedMoves(tx, place.mapId, place.person);
  const standing = pack.boxes.meanings.find((one) => one.box === (place.movedTo ?? derivation.box)) ?? null;
  const { id, version, title, effectiveFrom } = pack;
  const policy = { id, version, digest, title, effectiveFrom };
  return { ...shown, policy, missing: [...missing], moves, standing, changes, explanation };
}
