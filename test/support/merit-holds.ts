import { expect } from 'vitest';
import { listOpenable } from '#features/audit/disclosure.ts';
import { unsealOpening } from '#features/audit/vault.ts';
import { getCalendarContent, getPolicyContent } from '#features/policies/service.ts';
import type { Canonical } from '#ledger/canonical.ts';
import { decodeCanonical } from '#ledger/canonical-decode.ts';
import { parseEntry } from '#ledger/entry.ts';
import type { MeritEntry } from '#ledger/examination.ts';
import { checkMerit } from '#ledger/merit.ts';
import { OfficeBook } from '#ledger/offices.ts';
import { agency, type World } from './world.ts';

/** Derives every decision of a world again from its record, as far as an auditor could open it by now. */
export async function expectMeritHolds(world: World): Promise<void> {
  const entries = await readEntries(world, 'selection');
  const rules = await readRules(world, entries);
  const offices = new OfficeBook({ tellsAll: true });
  for (const entry of await readEntries(world, 'agency'))
    offices.take({ ...entry, position: entry.logged ?? entry.position });
  expect(checkMerit({ entries, rules, offices })).toEqual([]);
}

/** Of all streams of a kind, in the order in which they were written. */
async function readEntries({ admin, house }: World, kind: 'selection' | 'agency'): Promise<MeritEntry[]> {
  const rows = await admin.rows<{ bytes: Buffer; entry_no: number }>(
    `SELECT bytes, entry_no FROM ledger.entries WHERE stream LIKE $1 || '/%' ORDER BY entry_no`,
    [kind],
  );
  const parsed = rows.map(({ bytes }) => parseEntry(bytes, house.ledger.log));
  const envelopes = parsed.flatMap((entry) => (entry.ok ? [entry.value] : []));
  const openable = new Set(
    [...new Set(envelopes.map(({ stream }) => stream))].flatMap((stream) => {
      const own = envelopes.filter((envelope) => envelope.stream === stream);
      const places = listOpenable(own);
      return own.filter(({ streamSeq }) => places.has(streamSeq)).map(({ id }) => id);
    }),
  );
  const opened = await readOpenings({ admin, house }, new Map(envelopes.map(({ id, type }) => [id, type])));
  return envelopes.map((envelope, index) => ({
    position: index,
    logged: rows[index]?.entry_no ?? 0,
    leaf: '',
    envelope,
    openings: openable.has(envelope.id) ? (opened.get(envelope.id) ?? new Map()) : new Map(),
  }));
}

async function readOpenings(
  { admin, house }: Pick<World, 'admin' | 'house'>,
  types: ReadonlyMap<string, string>,
): Promise<Map<string, Map<string, Canonical>>> {
  const { log, keys } = house.ledger;
  const opened = new Map<string, Map<string, Canonical>>();
  const rows = await admin.rows<{ entry_id: string; field: string; key_id: string; sealed: Buffer }>(
    'SELECT entry_id, field, key_id, sealed FROM vault.openings',
  );
  const dataKeys = await keys.keysById(
    admin,
    rows.map(({ key_id: keyId }) => keyId),
  );
  for (const { entry_id: entry, field, key_id: keyId, sealed } of rows) {
    const type = types.get(entry);
    const key = dataKeys.get(keyId);
    if (type === undefined || key === undefined) continue;
    const decoded = decodeCanonical(unsealOpening(key, { log, entry, type, field }, sealed).value);
    if (!decoded.ok) throw new Error(decoded.code);
    opened.set(entry, (opened.get(entry) ?? new Map<string, Canonical>()).set(field, decoded.value));
  }
  return opened;
}

async function readRules({ admin }: World, entries: readonly MeritEntry[]): Promise<Map<string, Canonical>> {
  const rules = new Map<string, Canonical>();
  for (const { envelope } of entries) {
    const pack = envelope.policy?.digest;
    const calendar = envelope.open['calendar'];
    if (pack !== undefined && !rules.has(pack)) rules.set(pack, parse(await getPolicyContent(admin, pack)));
    if (typeof calendar === 'string' && !rules.has(calendar))
      rules.set(calendar, parse(await getCalendarContent(admin, agency, calendar)));
  }
  return rules;
}

function parse(content: Uint8Array): Canonical {
  return JSON.parse(Buffer.from(content).toString('utf8')) as Canonical;
}
