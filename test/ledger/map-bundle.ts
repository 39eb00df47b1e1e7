import { placeOnMap } from '#domain/box-derivation.ts';
import type { Canonical } from '#ledger/canonical.ts';
import type { Envelope } from '#ledger/entry.ts';
import type { MeritEntry } from '#ledger/examination.ts';
import { isSealedCriteria } from '#ledger/merit/content-forms.ts';
import { isPersonRecord } from '#ledger/merit/record-form.ts';
import { RuleShelf } from '#ledger/merit/rule-shelf.ts';
import { entryOf, nobody, sound } from './merit-bundle.ts';

/** A map of the people whose records the fixture has frozen, under its policy. */
export const frozen = sound.entries.filter(({ envelope }) => envelope.type.startsWith('snapshot.frozen/'));
export const { policy } = entryOf('ballot.cast/1').envelope;
export const pack = new RuleShelf(sound.rules).findPack(policy?.digest ?? '');
export const on = '2026-11-25';
export const map = mapOf(frozen.map(derivationOf));

export function derivationOf({ openings }: MeritEntry): Record<string, Canonical> {
  const record: unknown = openings.get('record');
  if (!isPersonRecord(record) || pack === undefined) throw new Error('the fixture has frozen records and a policy');
  const source = { record, fieldsOfStudy: fieldsOf(), unit: null };
  return JSON.parse(JSON.stringify({ ...source, ...placeOnMap(source, pack, on) })) as Record<string, Canonical>;
}

/** The name of the n-th person on the map, from 0. */
export function refOf(index: number): string {
  return `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;
}

/** Those of the post that the fixture fills. */
function fieldsOf(): readonly string[] | null {
  const content: unknown = entryOf('criteria.drafted/1').openings.get('content');
  return isSealedCriteria(content) ? content.target.fieldsOfStudy : null;
}

export function mapEntry(streamSeq: number, type: string, open: Envelope['open']): MeritEntry {
  const base = entryOf('ballot.cast/1');
  const envelope = { ...base.envelope, type, open, streamSeq, stream: `mapping/${nobody}`, policy };
  return { ...base, envelope, openings: new Map(), position: 1_000 + streamSeq };
}

function mapOf(derivations: readonly Canonical[]): readonly MeritEntry[] {
  const people = derivations.map((derivation, index) => ({
    ...mapEntry(index + 2, 'box.derived/1', { ref: refOf(index) }),
    openings: new Map([['derivation', derivation]]),
  }));
  const last = mapEntry(people.length + 2, 'mapping.drawn/1', { people: people.length });
  return [mapEntry(1, 'mapping.begun/1', { on }), ...people, last];
}
