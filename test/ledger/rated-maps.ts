import { placeOnMap } from '#domain/box-derivation.ts';
import type { Rating } from '#domain/person-record.ts';
import type { IndicatorRule, PolicyPack } from '#domain/policy-pack.ts';
import { type Canonical, canonicalBytes } from '#ledger/canonical.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import type { MeritBundle } from '#ledger/examination.ts';
import { isPersonRecord } from '#ledger/merit/record-form.ts';
import { frozen, mapEntry, on, pack, refOf } from './map-bundle.ts';
import { sound } from './merit-bundle.ts';
import { type Draw, pick } from './mutation.ts';

const words: readonly [string | null, ...(string | null)[]] = [
  'nasional',
  'Nasional ',
  'instansi',
  'tidak ada',
  'dicabut',
  'lain',
  '-',
  '90',
  '89.9',
  '100',
  '100.5',
  null,
];
const days: readonly [string | null, ...(string | null)[]] = [
  '2026-11-25',
  '2026-11-26',
  '2025-12-31',
  '2024-11-25',
  '2024-11-26',
  null,
];

/** Maps of the fixture's people under a policy that asks for the agency's own ratings and for running assignments, with rows of both by chance. */
export function ratedMap(draw: Draw): MeritBundle {
  const own = ratedPack(draw);
  const digest = sha256Hex(canonicalBytes(own));
  const rules = new Map<string, Canonical>([...sound.rules, [digest, JSON.parse(JSON.stringify(own)) as Canonical]]);
  const policy = { id: own.id, version: own.version, digest };
  const people = frozen.map((one, index) => {
    const record: unknown = one.openings.get('record');
    if (!isPersonRecord(record)) throw new Error('the fixture has frozen records');
    const changed = { ...record, ratings: ratingsOf(draw), teams: { source: 'tim', items: teamsOf(draw) } };
    const source = { record: changed, fieldsOfStudy: null, unit: null };
    const derivation = JSON.parse(JSON.stringify({ ...source, ...placeOnMap(source, own, on) })) as Canonical;
    return { entry: mapEntry(index + 2, 'box.derived/1', { ref: refOf(index) }), derivation };
  });
  const entries = [
    mapEntry(1, 'mapping.begun/1', { on }),
    ...people.map(({ entry, derivation }) => ({ ...entry, openings: new Map([['derivation', derivation]]) })),
    mapEntry(people.length + 2, 'mapping.drawn/1', { people: people.length }),
  ].map((entry) => ({ ...entry, envelope: { ...entry.envelope, policy } }));
  return { ...sound, rules, entries };
}

function ratedPack(draw: Draw): PolicyPack {
  if (pack === undefined) throw new Error('the fixture has a policy');
  const way = pick(draw, ['latest-rating', 'highest-rating'] as const);
  const changes: Readonly<Record<string, Partial<IndicatorRule>>> = {
    H: {
      measure: `${way}:inovasi`,
      windowMonths: pick<number | null>(draw, [null, 24]),
      table: {
        kind: 'enum',
        values: [
          { value: 'nasional', score: '100' },
          { value: 'instansi', score: '40' },
          { value: 'tidak ada', score: '0' },
        ],
        unscored: ['dicabut'],
      },
    },
    F: {
      measure: `${pick(draw, ['latest-rating', 'highest-rating'] as const)}:kehadiran`,
      table: {
        kind: 'ranges',
        from: '0',
        to: '100',
        ranges: [
          { from: '0', score: '20' },
          { from: '90', score: '100' },
        ],
      },
    },
    T: { measure: 'highest-team-role/2' },
  };
  return { ...pack, indicators: pack.indicators.map((rule) => ({ ...rule, ...changes[rule.code] })) };
}

function ratingsOf(draw: Draw): { readonly source: string; readonly items: readonly Rating[] | null } {
  if (draw(8) === 0) return { source: 'penilaian', items: null };
  const items = Array.from({ length: draw(4) }, (_, index) => ({
    source: `penilaian:${index}`,
    conflict: draw(12) === 0 ? 'date.invalid' : null,
    code: pick(draw, ['inovasi', 'kehadiran', 'lain']),
    value: pick(draw, words),
    ratedOn: pick(draw, days),
  }));
  return { source: 'penilaian', items };
}

function teamsOf(draw: Draw) {
  return Array.from({ length: draw(3) }, (_, index) => ({
    source: `tim:${index}`,
    conflict: null,
    role: pick<string | null>(draw, ['ketua internal', 'anggota internal', 'tidak ada', null]),
    startedOn: pick(draw, days),
    endedOn: pick(draw, days),
  }));
}
