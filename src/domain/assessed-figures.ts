import type { CompetencyAssessment } from './person-record.ts';
import type { IndicatorRule, PolicyPack } from './policy-pack.ts';

/** One figure of an assessment under the name that the policy has for it; an aspect of potential has no standard. */
export interface AssessedFigure {
  readonly kind: 'competency' | 'aspect';
  readonly name: string;
  readonly level: number | null;
  readonly standard: number | null;
}

export type NamingPack = Pick<PolicyPack, 'jpm' | 'indicators'>;

/** An assessment lists its figures in the policy's order; one that the policy has no name for is told by its number. */
export function assessedFigures(
  { levels, standards, potential }: CompetencyAssessment,
  { jpm, indicators }: NamingPack,
): readonly AssessedFigure[] {
  const aspects = aspectsOf(indicators);
  return [
    ...levels.map((level, index) => {
      const name = jpm.competencies[index] ?? String(index + 1);
      return { kind: 'competency', name, level, standard: standards[index] ?? null } as const;
    }),
    ...(potential ?? []).map((level, index) => {
      return { kind: 'aspect', name: aspects[index] ?? String(index + 1), level, standard: null } as const;
    }),
  ];
}

function aspectsOf(rules: readonly IndicatorRule[]): readonly string[] {
  return rules.flatMap(({ table }) =>
    table.kind === 'aspects' ? table.aspects : table.kind === 'mean' ? aspectsOf(table.parts) : [],
  );
}
