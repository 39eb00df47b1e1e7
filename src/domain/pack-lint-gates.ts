import { memberOf } from './absent.ts';
import type { PackFinding } from './pack-findings.ts';
import type { PackPath } from './policy-faults.ts';
import type { GateRule, GateRuleOf, PolicyPack } from './policy-pack.ts';
import { educationLevels, eselonLevels, rankNames, statusNames } from './siasn-codes.ts';

interface PlacedGate {
  readonly rule: GateRule;
  readonly level: string;
  readonly path: PackPath;
  readonly pack: PolicyPack;
}

/** Gates of every level: asked twice, asked too early, about codes that no record carries, or such that nobody fails or passes. */
export function lintGates(pack: PolicyPack): PackFinding[] {
  return Object.entries(pack.gates).flatMap(([level, rules]) => {
    const placed = rules.map((rule, index) => ({ rule, level, path: ['gates', level, index], pack }));
    return [...lintLevel(level, rules), ...placed.flatMap(lintGate)];
  });
}

function lintLevel(level: string, rules: readonly GateRule[]): PackFinding[] {
  const names = rules.map(({ gate, phase }) => `${phase} ${gate}`);
  const repeated = rules.flatMap(({ gate }, index): PackFinding[] =>
    names.indexOf(names[index] ?? '') === index
      ? []
      : [{ code: 'pack.gate-duplicate', path: ['gates', level, index], details: { level, gate } }],
  );
  const path = ['gates', level];
  const isDisciplined = rules.some(({ gate }) => gate === 'discipline');
  const [age, retirement] = [gateOf(rules, 'age'), gateOf(rules, 'retirement')];
  const last = retirement === undefined ? undefined : retirement.retirementAge * 12 - retirement.minMonths;
  return [
    ...repeated,
    ...(isDisciplined ? [] : [{ code: 'pack.discipline-gate-missing', path, details: { level } } as const]),
    ...(age === undefined || last === undefined || retirement === undefined || age.maxYears * 12 <= last
      ? []
      : [
          {
            code: 'pack.gate-never-passes',
            path,
            details: { level, maxYears: age.maxYears, ...monthsOf(retirement) },
          } as const,
        ]),
  ];
}

function monthsOf({ minMonths, retirementAge }: { minMonths: number; retirementAge: number }) {
  return { minMonths, retirementAge };
}

function gateOf<Name extends GateRule['gate']>(rules: readonly GateRule[], name: Name) {
  return rules.find((rule): rule is Extract<GateRule, { gate: Name }> => rule.gate === name);
}

/** What only the case knows: before the committee sits it is UNKNOWN for everybody. */
const placementGates: ReadonlySet<GateRule['gate']> = new Set(['conflict-of-interest', 'vacancy', 'election-blackout']);

function lintGate(placed: PlacedGate): PackFinding[] {
  const { rule, level, path } = placed;
  const { gate } = rule;
  const isEarly = rule.phase === 'nomination' && placementGates.has(gate);
  return [
    ...(isEarly ? [{ code: 'pack.gate-phase', path: [...path, 'phase'], details: { gate } } as const] : []),
    ...(isToothless(rule) ? [{ code: 'pack.gate-empty', path, details: { gate, level } } as const] : []),
    ...lintParameters(placed),
  ];
}

/** Gates whose parameters let everybody through. */
function isToothless(rule: GateRule): boolean {
  switch (rule.gate) {
    case 'discipline':
      return rule.levels.length === 0;
    case 'experience':
      return rule.months === 0;
    case 'tenure-in-post':
      return rule.minMonths === 0;
    case 'jpm':
      return rule.minCategory === 'KMS';
    case 'performance-two-years':
      return rule.minPredicate === 'Sangat Kurang';
    case 'box':
      return new Set(rule.boxes).size >= 9;
    default:
      return false;
  }
}

function lintParameters(placed: PlacedGate): PackFinding[] {
  const { rule, level, path, pack } = placed;
  switch (rule.gate) {
    case 'status-aktif':
      return lintCodes(placed, ['active', rule.active], (code) => Object.hasOwn(statusNames, code));
    case 'education':
      return lintCodes(placed, ['accepted', rule.accepted], (code) => educationLevels.has(code));
    case 'prior-post':
      return lintCodes(placed, ['alternatives', rule.alternatives.map((one) => one.level)], () => true);
    case 'experience':
      return lintCodes(placed, ['levels', rule.levels], () => true);
    case 'rank':
      return lintRanks(rule, level, path);
    case 'assessment': {
      const months = { gate: rule.validityMonths, pack: pack.jpm.validityMonths };
      return months.gate === months.pack ? [] : [{ code: 'pack.gate-validity', path, details: months }];
    }
    case 'performance-two-years': {
      const floor = { gate: rule.minPredicate, pack: pack.skp.minPredicate };
      const differs = floor.gate !== floor.pack;
      return differs ? [{ code: 'pack.gate-predicate', path: [...path, 'minPredicate'], details: floor }] : [];
    }
    case 'box':
      return rule.boxes
        .filter((box) => !pack.boxes.promotable.includes(box))
        .map((box) => ({ code: 'pack.gate-box', path, details: { level, box } }));
    default:
      return [];
  }
}

/** Codes of a list that are not known, or stand in it twice. */
function lintCodes(
  { rule, path }: PlacedGate,
  [member, list]: readonly [string, readonly string[]],
  isKnown: (code: string) => boolean,
): PackFinding[] {
  return list.flatMap((code, index): PackFinding[] => {
    if (isKnown(code) && list.indexOf(code) === index) return [];
    return [{ code: 'pack.gate-code', path: [...path, member, index], details: { gate: rule.gate, code } }];
  });
}

function lintRanks({ gate, minimums, otherwise }: GateRuleOf<'rank'>, level: string, path: PackPath): PackFinding[] {
  const foreign = [...Object.values(minimums), otherwise].filter((code) => !Object.hasOwn(rankNames, code));
  const echelons = Object.keys(minimums).filter((code) => memberOf(eselonLevels, code) !== level);
  return [
    ...foreign.map((code) => ({ code: 'pack.gate-code', path, details: { gate, code } }) as const),
    ...echelons.map((code) => {
      return { code: 'pack.gate-echelon', path: [...path, 'minimums', code], details: { level, code } } as const;
    }),
  ];
}
