import type { MotionContent } from '#domain/motions.ts';
import { explainPlace } from '#domain/place-explanation.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import type { Ranking } from '#domain/ranking.ts';
import { localDayOf } from '#domain/working-days.ts';
import type { CriteriaContent } from '#features/criteria/service.ts';
import type { FileRow, StandingRow } from './queries.ts';

/** What an explanation rests on. */
export interface Ground {
  readonly file: FileRow;
  readonly pack: PolicyPack;
  readonly criteria: CriteriaContent;
  /** When the gates were evaluated; null before the freeze. */
  readonly evaluatedAt: string | null;
}

/** Axes, box and indicators from the frozen record, each with its rule; null before the freeze. */
export function explainFile({ file, pack, criteria, evaluatedAt }: Ground) {
  const { frozen, merit } = file;
  if (frozen === null || merit === null || evaluatedAt === null) return null;
  const { level, fieldsOfStudy } = criteria.target;
  const context = { asOf: localDayOf(evaluatedAt, criteria.zone), targetLevel: level, fieldsOfStudy };
  return explainPlace(merit, { record: frozen, pack, context });
}

/** Whether the candidate is among the recommended, ranked at all, and chosen. */
export function standingOf({ ranking, motion, isChosen }: StandingRow, ref: string) {
  return {
    isChosen,
    isShortlisted: motion !== null && shortlistIn(motion).includes(ref),
    isRanked: ranking !== null && rankingIn(ranking).ranked.some((ranked) => ranked.ref === ref),
  };
}

/** The candidate's own value, weight and contribution by criterion, with what the assessors wrote; null where nothing was ranked. */
export function scoresOf({ ranking, reasons }: StandingRow, ref: string, { criteria }: CriteriaContent) {
  if (ranking === null) return null;
  const { ranked, unranked } = rankingIn(ranking);
  const own = ranked.find((candidate) => candidate.ref === ref);
  return {
    total: own?.total ?? null,
    missing: unranked.find((candidate) => candidate.ref === ref)?.missing ?? [],
    criteria: criteria.map(({ code, label, weight, source }) => {
      const term = own?.trace.find(({ component }) => component === code);
      const written = reasons.filter(({ criterion }) => criterion === code).map(({ reason }) => reason);
      const [value, contribution] = [term?.value ?? null, term?.contribution ?? null];
      return { code, label, weight, source, value, contribution, reasons: written };
    }),
  };
}

function rankingIn(bytes: Buffer): Ranking {
  return JSON.parse(bytes.toString('utf8')) as Ranking;
}

function shortlistIn(bytes: Buffer): readonly string[] {
  return (JSON.parse(bytes.toString('utf8')) as MotionContent).candidates;
}
