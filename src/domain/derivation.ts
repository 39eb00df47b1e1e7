import type { Words } from './citation.ts';
import { compareExact, type Exact, exact, parseExact, showExact, writeExact } from './exact.ts';
import {
  type ExplainedIndicator,
  type ExplainedPart,
  type ExplanationAsked,
  explainIndicators,
  type TableRow,
} from './indicator-explanation.ts';
import { evaluateMerit, type Merit } from './merit.ts';
import type { AxisRule, PolicyPack } from './policy-pack.ts';

/** One person's way from facts to a box, line by line. */
export interface Derivation {
  readonly pack: PolicyPack;
  readonly indicators: readonly ExplainedIndicator[];
  readonly merit: Merit;
}

export function deriveMerit(asked: ExplanationAsked): Derivation {
  const { record, pack, context } = asked;
  return { pack, indicators: explainIndicators(asked), merit: evaluateMerit(record, pack, context) };
}

/** The derivation as lines of text: each fact with its source, row, weight and share, then axes, box and what is missing. */
export function tellDerivation({ pack, indicators, merit }: Derivation, language: keyof Words): readonly string[] {
  const say = (words: Words) => words[language];
  const axes = (['performance', 'potential'] as const).flatMap((name) => {
    const own = indicators.filter(({ axis }) => axis === name);
    return [...own.flatMap((one) => tellIndicator(one, say)), tellAxis(pack.axes[name], merit[name], say), ''];
  });
  return [...axes, ...tellBox(pack, merit, say)];
}

type Say = (words: Words) => string;

const unknownWords: Words = { id: 'TIDAK DIKETAHUI', en: 'UNKNOWN' };

function tellIndicator(indicator: ExplainedIndicator, say: Say): string[] {
  const { code, weight, contribution, parts, score, reason } = indicator;
  const share =
    contribution === null || score === null
      ? `${say(unknownWords)}${reason === null ? '' : ` (${reason})`}`
      : `${shown(score)} × ${weight} = ${shown(contribution)}`;
  const facts = parts.length > 0 ? [] : [factOf(indicator, say)];
  return [
    `${code}  ${say(indicator.label)}: ${share}`,
    ...facts.map((fact) => `     ${fact}`),
    ...rowsOf(indicator),
    ...parts.flatMap((part) => [
      `     ${part.code}  ${say(part.label)}: ${scoreOf(part, say)}; ${factOf(part, say)}`,
      ...rowsOf(part),
    ]),
    `     ${say({ id: 'dasar', en: 'by' })} ${cited(indicator)}`,
  ];
}

function rowsOf({ rows }: ExplainedPart): string[] {
  return rows.map(({ source, date, value }) => `       - ${source}${date === null ? '' : `, ${date}`}: ${value}`);
}

function scoreOf({ score, reason }: ExplainedPart, say: Say): string {
  if (score !== null) return shown(score);
  return `${say(unknownWords)}${reason === null ? '' : ` (${reason})`}`;
}

function factOf({ value, source, date, row }: ExplainedPart, say: Say): string {
  const fact = value === null ? say({ id: 'tidak ada fakta', en: 'no fact' }) : `“${value}”`;
  const from = source === '' ? '' : ` ${say({ id: 'dari', en: 'from' })} ${source}`;
  const on = date === null ? '' : `, ${date}`;
  return `${fact}${from}${on}${row === null ? '' : ` → ${rowOf(row, say)}`}`;
}

function rowOf(row: TableRow, say: Say): string {
  const named = say({ id: 'baris', en: 'row' });
  switch (row.kind) {
    case 'enum':
      return `${named} “${row.value}” = ${row.score}`;
    case 'bands':
      return `${named} [${row.from}, ${row.to ?? '∞'}) = ${row.score}`;
    case 'ranges':
      return `${named} [${row.from}, ${row.to}${row.isLast ? ']' : ')'} = ${row.score}`;
    case 'number':
      return say({ id: `angka ${row.from} sampai ${row.to}`, en: `a number from ${row.from} to ${row.to}` });
    case 'aspects':
      return say({
        id: `rata-rata ${row.count} aspek × ${row.factor}`,
        en: `mean of ${row.count} aspects × ${row.factor}`,
      });
    case 'mean':
      return say({ id: `rata-rata ${row.count} bagian`, en: `mean of ${row.count} parts` });
  }
}

function cited({ citation: { instrument, article, confidence } }: ExplainedPart): string {
  return `${instrument}${article === null ? '' : `, ${article}`} [${confidence}]`;
}

function tellAxis(rule: AxisRule, axis: Merit['performance' | 'potential'], say: Say): string {
  const name = `${rule.code} ${say(rule.label)}`;
  if (axis.status === 'UNKNOWN') {
    const lacks = say({ id: 'yang kurang', en: 'missing' });
    return `${name} = ${say(unknownWords)}; ${lacks}: ${axis.missing.join(', ')}`;
  }
  const { middle, high, citation } = rule.thresholds;
  const bounds = `[0, ${middle}) [${middle}, ${high}) [${high}, 100]`;
  const cites = `${citation.instrument} [${citation.confidence}]`;
  const next = nextBound(axis.value, rule);
  const lack = next === undefined ? '' : `; ${distance(next, axis.value, say)}`;
  return `${name} = ${writeExact(axis.value)} (${showExact(axis.value, 2)}) → ${axis.level}  ${bounds}, ${cites}${lack}`;
}

/** The threshold above a value; undefined on the highest level. */
function nextBound(value: Exact, { thresholds }: AxisRule): Exact | undefined {
  return [exact(thresholds.middle), exact(thresholds.high)].find((bound) => compareExact(value, bound) < 0);
}

function distance(bound: Exact, value: Exact, say: Say): string {
  const points = showExact(bound.sub(value), 2);
  return say({
    id: `kurang ${points} untuk tingkat berikutnya (${writeExact(bound)})`,
    en: `${points} short of the next level (${writeExact(bound)})`,
  });
}

function tellBox({ boxes, talentValue }: PolicyPack, merit: Merit, say: Say): string[] {
  if (merit.box === null) {
    return [
      `${say({ id: 'Kotak', en: 'Box' })}: ${say({ id: 'ditahan', en: 'held' })}; ${say({ id: 'yang kurang', en: 'missing' })}: ${merit.missing.join(', ')}`,
    ];
  }
  const row = boxes.meanings.find(({ box }) => box === merit.box);
  const value =
    merit.talentValue === null ? '' : `${writeExact(merit.talentValue)} (${showExact(merit.talentValue, 2)})`;
  const formula = `${talentValue.performance} × Y + ${talentValue.potential} × X`;
  return [
    `${say({ id: 'Kotak', en: 'Box' })}: ${merit.box}${row === undefined ? '' : `, ${say(row.meaning)}`}`,
    ...(row === undefined ? [] : [`     ${say(row.handling)}`]),
    `${say({ id: 'Nilai talenta', en: 'Talent value' })}: ${formula} = ${value}`,
  ];
}

/** Short for people; what never ends is rounded and marked. */
function shown(text: string): string {
  const value = parseExact(text);
  return value === undefined || !text.includes('/') ? text : `${text} (${showExact(value, 2)})`;
}
