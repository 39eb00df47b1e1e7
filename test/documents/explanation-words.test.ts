import { describe, expect, test } from 'vitest';
import { exact, writeExact } from '#domain/exact.ts';
import type { TableRow } from '#domain/indicator-explanation.ts';
import { explainPlace } from '#domain/place-explanation.ts';
import { planSource } from '#domain/plan-evidence.ts';
import type { IndicatorRule } from '#domain/policy-pack.ts';
import { describeRecord } from '#domain/record-rows.ts';
import { scoreParts } from '#domain/score-table.ts';
import { factWords, rowWords, valuesSection } from '#screens/candidacy/explanation.ts';
import { gateNotes } from '#screens/gate-words.ts';
import { figureLists } from '#screens/record-lines.ts';
import { sourceLinks, sourceWords } from '#screens/source-words.ts';
import { tableWord } from '#screens/table-words.ts';
import { record, today } from '#test/support/merit.ts';
import { isWord } from '#web/words.ts';
import { pack } from '../domain/vectors/reader.ts';
import { readerView } from '../support/reader-view.ts';

/** What the pages say of a rule, beside what the rule does. */

function ruleOf(code: string): IndicatorRule {
  const rule = pack.indicators.find((one) => one.code === code);
  if (rule === undefined) throw new Error(`the pack has no ${code}`);
  return rule;
}

describe('the explanation says the formula that the score was made by', () => {
  const rule = ruleOf('P');
  const row: TableRow = { kind: 'aspects', aspects: ['kesadaran-diri', 'pemecahan-masalah'], count: 8, factor: '20' };

  test('of aspects: their mean times the factor, which is not their sum times it', () => {
    const score = scoreParts(rule, ['5', '4', '4', '4', '4', '4', '4', '4']);
    const mean = exact('33').div(8).mul(exact(row.factor));
    expect(score.status === 'KNOWN' && writeExact(score.score)).toBe(writeExact(mean));
    expect(rowWords(readerView('en'), row)).toBe('mean of 8 aspects times 20');
    expect(rowWords(readerView('id'), row)).toBe('rata-rata 8 aspek dikali 20');
  });

  test('of aspects: each by its name', () => {
    expect(factWords(readerView('id'), { value: '5 4', row })).toBe('kesadaran diri 5, pemecahan masalah 4');
    expect(factWords(readerView('en'), { value: '5 4', row })).toBe(
      'kesadaran diri (self-awareness) 5, pemecahan masalah (solving problems) 4',
    );
  });

  test('of months: with their unit, since 62 alone is nothing', () => {
    const months = { kind: 'bands', unit: 'completed-months', from: 60, to: null, score: '100' } as const;
    expect(rowWords(readerView('en'), months)).toBe('60 completed months and above gives 100');
    expect(rowWords(readerView('id'), { ...months, to: 72 })).toBe(
      'dari 60 sampai di bawah 72 bulan penuh memberi 100',
    );
  });
});

const tableWordsOfPack = pack.indicators
  .flatMap(({ table }) => (table.kind === 'mean' ? table.parts.map((part) => part.table) : [table]))
  .flatMap((table) => (table.kind === 'enum' ? table.values.map(({ value }) => value) : []));

const namedOfPack = [
  ...pack.jpm.competencies,
  ...pack.indicators.flatMap(({ table }) => (table.kind === 'aspects' ? table.aspects : [])),
].map((name) => name.replaceAll('-', ' '));

test.each([...new Set([...tableWordsOfPack, ...namedOfPack])])(
  '“%s” says in English what it means, and stays as it is in Indonesian',
  (value) => {
    expect(tableWord(readerView('en'), value).startsWith(`${value} (`)).toBe(true);
    expect(tableWord(readerView('id'), value)).toBe(value);
  },
);

test('months that somebody has served are said with their unit', () => {
  const row = { kind: 'bands', unit: 'completed-months', from: 60, to: null, score: '100' } as const;
  expect(factWords(readerView('en'), { value: '62', row })).toBe('62 months');
});

describe('what a confirmed action of a plan has left', () => {
  const [plan, entry] = ['6bbf0000-0000-4000-8000-000000000001', '47ca0000-0000-4000-8000-000000000002'];
  const source = `riwayat-kursus.json, ${planSource(plan, entry)}`;

  test.each([
    ['en', 'Course history; Development plan, an action confirmed as done'],
    ['id', 'Riwayat kursus; Rencana pengembangan, tindakan yang dikonfirmasi selesai'],
  ] as const)('is said in words, with the way to its entry, in %s', (locale, words) => {
    expect(sourceWords(readerView(locale), source)).toBe(words);
    const page = sourceLinks(readerView(locale), source).text;
    expect(page).toContain(`href="/receipts/${entry}"`);
    expect(page).not.toContain(`plan:${plan}`);
  });
});

test('rows that were counted are listed below the fact, each with its register and day', () => {
  const context = { asOf: today, targetLevel: null, fieldsOfStudy: null };
  const place = { performance: '83', potential: '80', talentValue: null, box: null };
  const explanation = explainPlace(place, { record: record(), pack, context });
  const page = valuesSection(readerView('id'), explanation).text;
  const listed = [...page.matchAll(/<li class="b-source">(.*?)<\/li>/g)].map(([, words]) => words);
  expect(listed).toContain('Pelatihan Contoh · 1 · 24 JP · history.json:1 · 7 Mei 2025');
  expect(listed).toContain(
    'Kepala Bidang Kinerja · Dinas Contoh Kesehatan · Kota Contoh · history.json:1 · 1 Mar 2015',
  );
});

test.each([
  ['id', 'integritas: tingkat 4, standar 4'],
  ['en', 'integritas (integrity): level 4, standard 4'],
] as const)('an assessment is read by the names of what it rated, in %s', (locale, words) => {
  const [line] = describeRecord(record(), { blind: false, pack }).filter(({ field }) => field === 'assessments');
  if (line === undefined) throw new Error('the record has no assessment');
  const shown = figureLists(readerView(locale), line).map(({ text }) => text);
  expect(shown).toHaveLength(2);
  expect(shown[0]).toContain(`<li>${words}</li>`);
});

test('a box gate that cannot be decided names what is not known against the post, since the map has a box of its own', () => {
  const asked = { gate: 'box', missing: ['C P'], reason: null };
  const [notes = ''] = gateNotes(readerView('en'), asked);
  expect(notes).toContain('competence against this post and potential, by an assessment for this level');
  const codes = pack.indicators.flatMap(({ code, table }) =>
    table.kind === 'mean' ? table.parts.map((part) => part.code) : [code],
  );
  expect(codes.filter((code) => !isWord(`gate-indicator.${code}`))).toEqual([]);
});
