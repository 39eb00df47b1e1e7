import { compareExact, exact, writeExact } from './exact.ts';
import type { PackFinding } from './pack-findings.ts';
import { reachedSteps, reachOfAxis } from './pack-reach.ts';
import type { PackPath } from './policy-faults.ts';
import type { AxisRule, PolicyPack } from './policy-pack.ts';

const steps = [0, 1, 2] as const;
const performances = ['below', 'meets', 'above'] as const;
const potentials = ['low', 'medium', 'high'] as const;

/** Levels and boxes that nobody can reach, and lists of boxes, categories and predicates that name what is not there. */
export function lintBoxes(pack: PolicyPack): PackFinding[] {
  return [
    ...lintReach(pack),
    ...lintBoxLists(pack),
    ...lintMoves(pack),
    ...lintCompetence(pack),
    ...lintSizeOfCompetence(pack),
    ...lintPredicates(pack),
  ];
}

function lintReach({ axes, indicators, boxes }: PolicyPack): PackFinding[] {
  const lookAt = (axis: AxisRule) => {
    const reach = reachOfAxis(axis, indicators);
    return { axis, reach, reached: reachedSteps(reach, axis) };
  };
  const [y, x] = [lookAt(axes.performance), lookAt(axes.potential)];
  const unreached = (
    [
      ['performance', y, performances],
      ['potential', x, potentials],
    ] as const
  ).flatMap(([name, { axis, reach, reached }, levels]) =>
    steps
      .filter((step) => !reached.has(step))
      .map((step) => {
        const [lowest, highest] = [writeExact(reach.lowest), writeExact(reach.highest)];
        const details = { axis: axis.code, level: levels[step], lowest, highest };
        return { code: 'pack.level-unreachable', path: ['axes', name, 'thresholds'], details } as const;
      }),
  );
  const cells = boxes.layout.flatMap((row, index) =>
    steps
      .filter((step) => !x.reached.has(step) || !y.reached.has(steps[performances.indexOf(row.performance)] ?? 0))
      .map((step) => {
        const level = potentials[step];
        return {
          code: 'pack.box-unreachable',
          path: ['boxes', 'layout', index, level],
          details: { box: row[level] },
        } as const;
      }),
  );
  return [...unreached, ...cells];
}

function lintBoxLists({ boxes, gates }: PolicyPack): PackFinding[] {
  const known = new Set(boxes.layout.flatMap(({ low, medium, high }) => [low, medium, high]));
  const gateLists = Object.entries(gates).flatMap(([level, rules]) =>
    rules.flatMap((rule, index): (readonly [PackPath, readonly number[]])[] =>
      rule.gate === 'box' ? [[['gates', level, index, 'boxes'], rule.boxes]] : [],
    ),
  );
  const lists: readonly (readonly [PackPath, readonly number[]])[] = [
    [['boxes', 'promotable'], boxes.promotable],
    [['boxes', 'succession'], boxes.succession],
    ...gateLists,
  ];
  return lists.flatMap(([path, list]) =>
    list.flatMap((box, index): PackFinding[] => {
      const isKnown = known.has(box) && list.indexOf(box) === index;
      return isKnown ? [] : [{ code: 'pack.box-unknown', path: [...path, index], details: { box } }];
    }),
  );
}

function lintMoves({ boxes: { move } }: PolicyPack): PackFinding[] {
  const isSound = move.allowed ? move.maxSteps >= 1 && move.maxSteps <= 4 : move.maxSteps === 0;
  const details = { allowed: move.allowed ? 'allowed' : 'not allowed', steps: move.maxSteps };
  return isSound ? [] : [{ code: 'pack.move-steps', path: ['boxes', 'move'], details }];
}

function lintCompetence({ jpm }: PolicyPack): PackFinding[] {
  const { levels, standards, categories, competencies } = jpm;
  const codes = categories.map(({ code }) => code);
  const ranks = codes.map((code) => (['MS', 'MMS', 'KMS'] as const).indexOf(code));
  const unreachable = categories.filter(({ from }, index) => {
    const isHigher = jpm.method !== 'uncapped' && compareExact(exact(from), exact('100')) > 0;
    return isHigher || ranks[index] !== index;
  });
  const isScale = levels.from >= 1 && levels.from < levels.to;
  const foreign = Object.entries(standards).filter(([, standard]) => standard < levels.from || standard > levels.to);
  const repeated = competencies.filter((name, index) => competencies.indexOf(name) !== index);
  const scale = { from: levels.from, to: levels.to };
  return [
    ...unreachable.map(
      ({ code }) =>
        ({ code: 'pack.jpm-unreachable', path: ['jpm', 'categories'], details: { category: code } }) as const,
    ),
    ...(isScale
      ? []
      : [{ code: 'pack.jpm-levels', path: ['jpm', 'levels'], details: { ...scale, standard: '-' } } as const]),
    ...foreign.map(
      ([level, standard]) =>
        ({ code: 'pack.jpm-levels', path: ['jpm', 'standards', level], details: { ...scale, standard } }) as const,
    ),
    ...repeated.map(
      (name) => ({ code: 'pack.competency-duplicate', path: ['jpm', 'competencies'], details: { name } }) as const,
    ),
  ];
}

const mostCompetencies = 30;
const mostLevels = 6;

/** What somebody's match can rise to is sought among all sums of levels; of more than these a reader would wait for it. */
function lintSizeOfCompetence({ jpm: { competencies, levels } }: PolicyPack): PackFinding[] {
  if (competencies.length <= mostCompetencies && levels.to <= mostLevels) return [];
  const limits = { mostCompetencies, mostLevels };
  return [
    { code: 'pack.jpm-size', path: ['jpm'], details: { competencies: competencies.length, to: levels.to, ...limits } },
  ];
}

function lintPredicates({ skp }: PolicyPack): PackFinding[] {
  const five = ['Sangat Baik', 'Baik', 'Butuh Perbaikan', 'Kurang', 'Sangat Kurang'];
  return skp.predicates.join() === five.join() ? [] : [{ code: 'pack.predicates-order', path: ['skp', 'predicates'] }];
}
