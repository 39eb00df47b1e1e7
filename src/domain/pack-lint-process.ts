import { refuseCommitteeRule } from './committee-rule.ts';
import { compareExact, exact, zero } from './exact.ts';
import type { PackFinding } from './pack-findings.ts';
import type { PackPath } from './policy-faults.ts';
import type { PolicyPack } from './policy-pack.ts';

/** How a selection runs: dates, rankings, scales, terms, silence and deviation. */
export function lintProcess(pack: PolicyPack): PackFinding[] {
  return [
    ...lintDates(pack),
    ...lintRankings(pack),
    ...lintScale(pack),
    ...lintTerms(pack),
    ...lintEndings(pack),
    ...lintCommittee(pack),
  ];
}

function lintDates({ effectiveFrom: from, effectiveUntil: until }: PolicyPack): PackFinding[] {
  if (until === null || until > from) return [];
  return [{ code: 'pack.effective-dates', path: ['effectiveUntil'], details: { from, until } }];
}

function lintRankings({ rankings, gates, indicators, assessment }: PolicyPack): PackFinding[] {
  const criteria = assessment.criteria.map(({ code }) => code);
  const known = new Set(['talent', 'assessment', 'Y', 'X', ...indicators.map(({ code }) => code), ...criteria]);
  return Object.entries(rankings).flatMap(([level, { components, tieBreak }]): PackFinding[] => {
    const path = ['rankings', level];
    const lacking = (codes: readonly string[]) =>
      codes.flatMap((code, index) => (known.has(code) && codes.indexOf(code) === index ? [] : [{ code, index }]));
    return [
      ...(Object.hasOwn(gates, level) ? [] : [{ code: 'pack.ranking-ungated', path, details: { level } } as const]),
      ...lacking(components.map(({ code }) => code)).map(({ code, index }) => {
        return { code: 'pack.ranking-code', path: [...path, 'components', index], details: { level, code } } as const;
      }),
      ...lacking(tieBreak).map(({ code, index }) => {
        return { code: 'pack.tie-break-code', path: [...path, 'tieBreak', index], details: { level, code } } as const;
      }),
    ];
  });
}

function lintScale({ assessment: { scale, criteria } }: PolicyPack): PackFinding[] {
  const [from, to] = [exact(scale.from), exact(scale.to)];
  const isScale = compareExact(from, zero) >= 0 && compareExact(from, to) < 0 && compareExact(to, exact('100')) <= 0;
  const path = ['assessment', 'criteria'];
  const codes = criteria.map(({ code }) => code);
  return [
    ...(isScale ? [] : [{ code: 'pack.scale-order', path: ['assessment', 'scale'], details: scale } as const]),
    ...criteria.flatMap(({ code, anchors }, index): PackFinding[] => {
      const scores = anchors.map(({ score }) => exact(score));
      const wrong = scores.findIndex((score, place) => {
        const before = scores[place - 1];
        const isAfter = before === undefined || compareExact(score, before) > 0;
        return !isAfter || compareExact(score, from) < 0 || compareExact(score, to) > 0;
      });
      const at = [...path, index];
      const isTwice = codes.indexOf(code) !== index;
      return [
        ...(isTwice ? [{ code: 'pack.criterion-duplicate', path: at, details: { code } } as const] : []),
        ...(wrong < 0
          ? []
          : [
              {
                code: 'pack.anchors-order',
                path: [...at, 'anchors', wrong],
                details: { code, score: anchors[wrong]?.score ?? '' },
              } as const,
            ]),
      ];
    }),
  ];
}

/** The verifiers count every day of a term: none is longer. */
const longestTerm = 750;

function lintTerms({ stages }: PolicyPack): PackFinding[] {
  return Object.entries(stages).flatMap(([stage, { steps }]) =>
    steps.flatMap(({ workingDays, reminders, escalations }, index): PackFinding[] => {
      const path: PackPath = ['stages', stage, 'steps', index];
      const term = workingDays ?? 0;
      const calls = [
        ...reminders.map((days, place) => ({ days, at: [...path, 'reminders', place] })),
        ...escalations.map(({ daysBefore }, place) => ({ days: daysBefore, at: [...path, 'escalations', place] })),
      ];
      return [
        ...(term > longestTerm ? [{ code: 'pack.term-length', path, details: { days: term } } as const] : []),
        ...calls
          .filter(({ days }) => days >= term)
          .map(({ days, at }) => ({ code: 'pack.reminder-unreachable', path: at, details: { days, term } }) as const),
      ];
    }),
  );
}

function lintEndings({ concurrence, deviation }: PolicyPack): PackFinding[] {
  const { onSilence, lapse } = concurrence;
  const { exceptions, secondApprover, reasonWhenNotFirst, reasonMinLength } = deviation;
  const codes = exceptions.map(({ code }) => code);
  const repeated = codes.filter((code, index) => codes.indexOf(code) !== index);
  const isSilent = !reasonWhenNotFirst || reasonMinLength === 0;
  return [
    ...((onSilence === 'certify-lapse') === lapse
      ? []
      : [{ code: 'pack.lapse-silence', path: ['concurrence'], details: { onSilence, lapse: String(lapse) } } as const]),
    ...repeated.map((code) => {
      return { code: 'pack.exception-duplicate', path: ['deviation', 'exceptions'], details: { code } } as const;
    }),
    ...(codes.length > 0 && !secondApprover
      ? [{ code: 'pack.exception-open', path: ['deviation', 'secondApprover'] } as const]
      : []),
    ...(isSilent ? [{ code: 'pack.deviation-silent', path: ['deviation'] } as const] : []),
  ];
}

function lintCommittee({ committee }: PolicyPack): PackFinding[] {
  const refusal = refuseCommitteeRule(committee);
  if (refusal === undefined) return [];
  const demand = String(refusal.details?.['demand']);
  return [{ code: 'pack.committee-rule', path: ['committee'], details: { demand } }];
}
