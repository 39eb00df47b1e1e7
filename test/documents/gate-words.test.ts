import { describe, expect, test } from 'vitest';
import type { GateTarget } from '#domain/gate-check.ts';
import { evaluateGates } from '#domain/gates.ts';
import type { PersonRecord, Sanction } from '#domain/person-record.ts';
import { statusNames } from '#domain/siasn-codes.ts';
import { historyNames, profileName } from '#schemas/siasn-files.ts';
import { gateNotes, gateValueWords, readGateValue } from '#screens/gate-words.ts';
import { sourceWords } from '#screens/source-words.ts';
import { locales } from '#web/i18n.ts';
import { words } from '#web/words.ts';
import { pack } from '../domain/vectors/reader.ts';
import { absent, performanceYear, record, register, servedSanction, stated, target, today } from '../support/merit.ts';
import { readerView } from '../support/reader-view.ts';

/** What a gate found is kept in the bytes of its rule. Whoever reads a page reads words of the catalogue instead. */

const sanction: Sanction = { ...servedSanction, source: 'riwayat-hukdis.json#HUK-001' };

const election = { determinedOn: '2026-12-01', termEndsOn: '2027-02-20', consentOn: null };
const [assessment] = record().assessments.items ?? [];

const cases: readonly { readonly record?: Partial<PersonRecord>; readonly target?: Partial<GateTarget> }[] = [
  {},
  { record: { kind: stated('PPPK'), status: stated('02'), education: stated('30'), rank: stated('41') } },
  { record: { sanctions: register([sanction]), bornOn: stated('1967-08-31') } },
  { record: { wealthReport: stated({ checkedOn: '2026-04-01', filedOn: null }) } },
  { record: { performance: register(performanceYear(2025, 'Kurang')) } },
  { record: { performance: register([]), awards: register(null), posts: register(null) } },
  { record: { assessments: register([]), sanctions: register(null) } },
  { record: { kind: absent(), status: absent('status.conflict'), rank: absent('rank.conflict'), education: absent() } },
  { record: { bornOn: absent('nip.birth-conflict'), currentPost: absent(), wealthReport: absent() } },
  { target: { plannedOn: null } },
  { target: { plannedOn: '2016-12-01', vacantFrom: null } },
  { target: { frozen: true, election: 'none' } },
  { target: { frozen: null, election: null, declarations: null } },
  { target: { election, declarations: { required: 5, made: 4, unresolved: 1 } } },
  { target: { election: { ...election, consentOn: '2026-08-01' } } },
  { target: { election, plannedOn: '2026-05-31', vacantFrom: '2026-10-01' } },
  ...(assessment === undefined
    ? []
    : [
        { record: { assessments: register([{ ...assessment, assessedOn: '2023-06-15' }]) } },
        { record: { assessments: register([{ ...assessment, referenceLevel: null }]) } },
        { record: { assessments: register([{ ...assessment, levels: assessment.levels.map(() => 1) }]) } },
        { record: { assessments: register([{ ...assessment, levels: assessment.levels.map(() => null) }]) } },
      ]),
];

const found = cases.flatMap(
  (changes) =>
    evaluateGates({ record: record(changes.record), target: target(changes.target), pack, on: today }, [
      'nomination',
      'placement',
    ]).results,
);

describe('what a gate found', () => {
  test('every gate of the pack is among the cases, decided and undecided', () => {
    const named = (results: readonly string[]) => [...new Set(results)].toSorted();
    const gates = pack.gates['jpt-pratama']?.map(({ gate }) => gate) ?? [];
    expect(named(found.filter(({ value }) => value !== null).map(({ gate }) => gate))).toEqual(named(gates));
    expect(named(found.filter(({ result }) => result === 'UNKNOWN').map(({ gate }) => gate))).toEqual(named(gates));
  });

  test.each(locales)('is read in words, every value of every gate: %s', (locale) => {
    const unread = found.filter(
      ({ gate, value }) => value !== null && readGateValue(readerView(locale), gate, value) === undefined,
    );
    expect(unread.map(({ gate, value }) => `${gate}: ${value ?? ''}`)).toEqual([]);
  });

  test('holds no English and no code in Indonesian', () => {
    const shown = found.map((one) =>
      [gateValueWords(readerView('id'), one), ...gateNotes(readerView('id'), one)].join('\n'),
    );
    const english =
      /\b(years?|months?|days?|since|left|none|served|min|valid|vacant|blocked|declared|unresolved|window|consent|without)\b/i;
    const code = /\b[a-z]+(-[a-z]+)+\b|\b[a-z]+\.[a-z]+|\d{4}-\d{2}|\b(EXPIRED|NOT-YET|UNKNOWN)\b|^\d+$/m;
    expect(shown.filter((text) => english.test(text) || code.test(text))).toEqual([]);
  });

  test('names every fact that it lacked', () => {
    const other = readerView('id').t('gate-fact.other');
    const notes = found.flatMap((one) => gateNotes(readerView('id'), one));
    expect(notes.length).toBeGreaterThan(0);
    expect(notes.filter((note) => note.includes(other))).toEqual([]);
  });

  test('tells a legal status by the name that the register gives it', () => {
    const table: Readonly<Record<string, { readonly id: unknown }>> = words;
    const named = Object.keys(statusNames).map((code) => [
      code,
      String(table[`legal-status.${code}`]?.id).toLowerCase(),
    ]);
    expect(Object.fromEntries(named)).toEqual(statusNames);
  });
});

describe('where it was read', () => {
  const files = [profileName, ...Object.values(historyNames)].filter((name) => !name.startsWith('referensi-'));

  test.each(files)('%s is named by its register', (name) => {
    expect(sourceWords(readerView('id'), name)).not.toContain('.');
  });

  test('the line or the row of the register stays with it', () => {
    const source = 'siasn-profile.csv:12, riwayat-kinerja.json#KIN-006464, correction:0d17';
    expect(sourceWords(readerView('id'), source)).toBe(
      'Profil SIASN, baris 12; Riwayat kinerja, nomor KIN-006464; Koreksi yang diterima',
    );
  });
});

test('an assessment for another level is said to be that, and not to lack its day', () => {
  const other = register(
    (record().assessments.items ?? []).map((row) => ({ ...row, referenceLevel: 'pengawas' as const })),
  );
  const asked = { record: record({ assessments: other }), target: target(), pack, on: today };
  const judged = evaluateGates(asked, ['nomination']).results.find(({ gate }) => gate === 'assessment');
  expect(judged).toMatchObject({ result: 'UNKNOWN', reason: 'assessment.other-level', missing: ['assessedOn'] });
  if (judged !== undefined)
    expect(gateNotes(readerView('en'), judged)).toEqual(['The assessment was made for another level of post.']);
});
