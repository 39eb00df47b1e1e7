import { type ExplanationAsked, explainIndicators } from './indicator-explanation.ts';
import type { AxisRule } from './policy-pack.ts';

/** Where a record has put somebody, as it was recorded; numbers are exact texts. */
export interface ExplainedPlace {
  readonly performance: string | null;
  readonly potential: string | null;
  readonly talentValue: string | null;
  readonly box: number | null;
}

/** Axes, box and indicators, each with the rule that made it. */
export function explainPlace({ performance, potential, talentValue, box }: ExplainedPlace, asked: ExplanationAsked) {
  const { axes, boxes } = asked.pack;
  return {
    indicators: explainIndicators(asked),
    performance: axisView(performance, axes.performance),
    potential: axisView(potential, axes.potential),
    talentValue,
    box: boxes.meanings.find((meaning) => meaning.box === box) ?? null,
    boxCitation: boxes.citation,
  };
}

function axisView(value: string | null, { label, thresholds, citation }: AxisRule) {
  return { value, label, thresholds, citation };
}
