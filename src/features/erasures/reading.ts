import { codes } from '#domain/codes.ts';
import { refuseErasure, refusePrivacyReading } from '#domain/erasures.ts';
import { fillPlaces, type Refusal, Refused, refuse } from '#domain/refusal.ts';
import { retainedUntil } from '#domain/retention.ts';
import type { Asker } from '#domain/roles.ts';
import type { Database, Tx } from '#platform/database.ts';
import { type ErasureView, findSubject, listErasures, listHolds, listParts } from './queries.ts';
import { findRules, type RulesInForce } from './rules.ts';

interface Place {
  readonly asker: Asker;
  readonly agency: string;
}

/** Rules, requests and holds of an agency, for those who may read them; `thing.missing` for everybody else. */
export function readPrivacy(db: Database, { asker, agency }: Place) {
  return asReader(db, { asker, agency }, async (tx, now) => {
    const inForce = await findRules(tx, agency);
    const erasures = [];
    for (const view of await listErasures(tx, agency)) {
      erasures.push({ ...view, refusal: await refusalOf(tx, { agency, now, inForce, view }) });
    }
    return { rules: inForce === undefined ? null : tellRules(inForce), erasures, holds: await listHolds(tx, agency) };
  });
}

interface Pending {
  readonly agency: string;
  readonly now: string;
  readonly inForce: RulesInForce | undefined;
  readonly view: ErasureView;
}

async function refusalOf(tx: Tx, { agency, now, inForce, view }: Pending) {
  if (view.state !== 'requested') return null;
  if (inForce === undefined) return tellRefusal(refuse('erasure.rules-missing'));
  const ground = await groundOf(tx, agency, view.person);
  const refusal = refuseErasure({ ...ground, rules: inForce.rules, basis: view.basis, now });
  return refusal === undefined ? null : tellRefusal(refusal);
}

function tellRefusal({ code, details }: Refusal) {
  const { id, en } = codes[code];
  return { code, words: { id: fillPlaces(id, details), en: fillPlaces(en, details) } };
}

async function groundOf(tx: Tx, agency: string, personId: string) {
  const subject = await findSubject(tx, agency, personId);
  if (subject === undefined) throw new Refused(refuse('thing.missing'));
  const parts = await listParts(tx, personId);
  const running = parts.filter(({ isNeeded }) => isNeeded).map(({ code }) => code);
  const { isErased, isHeld, holdsPost } = subject;
  return { isErased, isHeld, holdsPost, running, parts };
}

/** What stands about one person's data. */
export function readStanding(db: Database, { asker, agency, personId }: Place & { readonly personId: string }) {
  return asReader(db, { asker, agency }, async (tx) => {
    const { isErased, isHeld, running, parts } = await groundOf(tx, agency, personId);
    const inForce = await findRules(tx, agency);
    const until = inForce === undefined ? null : retainedUntil(parts, inForce.rules);
    return { isErased, isHeld, running, retainedUntil: until?.slice(0, 10) ?? null };
  });
}

/** As the conductor: who may read it at all was asked before. */
function asReader<Read>(
  db: Database,
  { asker, agency }: Place,
  read: (tx: Tx, now: string) => Promise<Read>,
): Promise<Read> {
  return db.transaction('conductor', async (tx) => {
    const { now } = await tx.one<{ now: string }>('SELECT ledger.clock() AS now');
    const hidden = refusePrivacyReading(asker, { agency, now });
    if (hidden !== undefined) throw new Refused(hidden);
    return read(tx, now);
  });
}

function tellRules({ rules }: RulesInForce) {
  const article = ({ instrument, article: place }: (typeof rules.bases)[number]['citation']) =>
    place === null ? instrument : `${instrument}, ${place}`;
  return {
    version: rules.version,
    bases: rules.bases.map(({ code, words, citation, permitsEarly }) => ({
      code,
      words: { ...words },
      article: article(citation),
      permitsEarly,
    })),
    holds: rules.holds.map(({ code, words, citation }) => ({ code, words: { ...words }, article: article(citation) })),
    clocks: rules.clocks.map(({ retains, years, words, citation }) => ({
      retains,
      years,
      words: { ...words },
      article: article(citation),
    })),
  };
}
