import type { Words } from '#domain/citation.ts';
import type { TriedExample } from '#domain/pack-examples.ts';
import { type Language, type PackFinding, tellFinding } from '#domain/pack-findings.ts';
import type { BoxMove, BoxStanding, MoveCause, PopulationDiff } from '#domain/population-diff.ts';

const effects: Readonly<Record<string, Words>> = {
  refused: { id: 'ditolak', en: 'refused' },
  fault: { id: 'salah', en: 'fault' },
  advice: { id: 'catatan', en: 'advice' },
};

/** A finding on three lines: code and place, what it is, what to do. */
export function tellLintFinding(finding: PackFinding, language: Language): string {
  const { code, effect, place, message, remedy } = tellFinding(finding, language);
  return `  ${effects[effect]?.[language] ?? effect}  ${code}  ${place}\n    ${message}\n    → ${remedy}`;
}

/** Members that came out otherwise, as `box: expected 9, found 7`. */
export function tellDifference({ expected, found }: TriedExample, language: Language): string {
  const [wanted, got] = language === 'id' ? ['seharusnya', 'ternyata'] : ['expected', 'found'];
  return Object.entries(expected)
    .map(([name, value]) => [name, JSON.stringify(value), JSON.stringify(found[name] ?? null)] as const)
    .filter(([, value, other]) => value !== other)
    .map(([name, value, other]) => `${name}: ${wanted} ${value}, ${got} ${other}`)
    .join('; ');
}

/** What an indicator is called, by its code. */
export type Names = ReadonlyMap<string, Words>;

/** How many move, from where to where, and each of them with what moved them. */
export function tellPopulation(diff: PopulationDiff, language: Language, names: Names): readonly string[] {
  const { people, moves, flows } = diff;
  const summary: Words = {
    id: `${people} orang diperiksa, ${moves.length} berpindah kotak`,
    en: `${people} people looked at, ${moves.length} change box`,
  };
  return [
    summary[language],
    ...flows.map(({ from, to, count }) => `  ${boxName(from, language)} → ${boxName(to, language)}: ${count}`),
    ...moves.map((move) => tellMove(move, language, names)),
  ];
}

function boxName(box: number | null, language: Language): string {
  if (box !== null) return `${language === 'id' ? 'kotak' : 'box'} ${box}`;
  return language === 'id' ? 'ditahan' : 'held';
}

/** As people write it: what ends as it is, what does not end to two places with a sign that it is about. */
function decimal(text: string | null): string {
  if (text === null) return '?';
  const [above, below] = text.split('/');
  return below === undefined ? text : `≈ ${(Number(above) / Number(below)).toFixed(2)}`;
}

function tellMove({ ref, before, after, causes }: BoxMove, language: Language, names: Names): string {
  const standing = ({ box, Y, X }: BoxStanding) => `${boxName(box, language)} (Y ${decimal(Y)}, X ${decimal(X)})`;
  const why = causes.map((cause) => tellCause(cause, language, names)).join('; ');
  return `  ${ref}: ${standing(before)} → ${standing(after)}: ${why}`;
}

function tellCause(cause: MoveCause, language: Language, names: Names): string {
  const isId = language === 'id';
  const named = (code: string) => {
    const words = names.get(code);
    return words === undefined ? code : `${code} (${words[language]})`;
  };
  switch (cause.kind) {
    case 'indicator': {
      const side = (scored: typeof cause.before) =>
        scored === null ? '-' : `${decimal(scored.score)} × ${scored.weight}`;
      const shift = cause.shift.startsWith('-') ? decimal(cause.shift) : `+${decimal(cause.shift)}`;
      return `${named(cause.indicator)} ${side(cause.before)} → ${side(cause.after)} (${cause.axis} ${shift})`;
    }
    case 'threshold':
      return `${isId ? 'ambang' : 'threshold'} ${cause.axis} ${cause.threshold} ${cause.before} → ${cause.after}`;
    case 'layout':
      return isId ? 'nomor kotak berubah' : 'the boxes are numbered otherwise';
    case 'unknown':
      return isId ? `${named(cause.indicator)} kini tidak diketahui` : `${named(cause.indicator)} is now unknown`;
    case 'known':
      return isId
        ? `${named(cause.indicator)} kini diketahui atau tidak ditanyakan`
        : `${named(cause.indicator)} is now known or not asked`;
  }
}
