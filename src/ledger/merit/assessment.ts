import { isScore } from '#domain/score-sheets.ts';
import { rankSelection, type StandingSheet } from '#domain/selection-ranking.ts';
import type { Canonical } from '../canonical.ts';
import type { MeritEntry } from '../examination.ts';
import { type CaseFile, countOf, digestOf, isSame, isType, object, textOf } from './case-file.ts';
import { Standings } from './standings.ts';

interface Sheet {
  readonly candidate: string;
  readonly assessor: string;
  readonly scores: Canonical | undefined;
}

/** Sheets filed on their side of the reveal, and the ranking that follows from those that stand. */
export function checkAssessment(file: CaseFile): void {
  let independent = new Map<string, Sheet>();
  let final = new Map<string, Sheet>();
  let isRevealed = false;
  const left = new Set<string>();
  const standings = new Standings();
  for (const entry of file.entries) {
    standings.note(entry);
    if (isType(entry, 'stage.opened/1') && textOf(entry, 'stage') === 'assessment') {
      [independent, final, isRevealed] = [new Map<string, Sheet>(), new Map<string, Sheet>(), false];
    }
    if (isType(entry, 'scores.revealed/1')) isRevealed = true;
    if (isType(entry, 'assessor.replaced/1')) left.add(textOf(entry, 'assessor'));
    if (isType(entry, 'sheet.submitted/1', 'sheet.finalised/1')) {
      const isFinal = isType(entry, 'sheet.finalised/1');
      if (isFinal !== isRevealed)
        object(file, entry, {
          code: 'merit.after-reveal',
          expected: isFinal ? 'after the reveal' : 'before the reveal',
        });
      const sheet = {
        candidate: textOf(entry, 'candidate'),
        assessor: textOf(entry, 'assessor'),
        scores: entry.openings.get('scores'),
      };
      const kept = isFinal ? final : independent;
      const place = `${sheet.candidate} ${sheet.assessor}`;
      if (kept.has(place))
        object(file, entry, { code: 'merit.after-reveal', expected: 'one sheet of an assessor for a candidate' });
      kept.set(place, sheet);
    }
    if (isType(entry, 'ranking.derived/1')) {
      const standing = [...new Map([...independent, ...final]).values()].filter(({ assessor }) => !left.has(assessor));
      checkRanking(file, entry, { sheets: standing, standings });
    }
  }
}

interface Ground {
  readonly sheets: readonly Sheet[];
  readonly standings: Standings;
}

function checkRanking(file: CaseFile, entry: MeritEntry, { sheets, standings }: Ground): void {
  const { pack, criteria } = file;
  const recorded = entry.openings.get('ranking');
  if (recorded === undefined) return;
  if (digestOf(entry, 'ranking') !== textOf(entry, 'digest'))
    return object(file, entry, { code: 'merit.ranking', expected: textOf(entry, 'digest') });
  if (pack === undefined || criteria === undefined) return;
  const { admitted } = standings;
  const candidates = admitted.flatMap((ref) => {
    const merit = standings.placementOf(ref);
    return merit === undefined ? [] : [{ ref, merit }];
  });
  const counted = sheets.filter(({ candidate }) => standings.isAdmitted(candidate));
  // What is not disclosed cannot be ranked again.
  if (candidates.length < admitted.length || counted.some(({ scores }) => scores === undefined)) return;
  const derived = rankSelection({
    criteria: criteria.criteria,
    tieBreak: criteria.tieBreak,
    bands: pack.rankings[criteria.target.level]?.bands ?? null,
    candidates,
    sheets: counted.map(toStanding),
  });
  const counts =
    derived.ranked.length === countOf(entry, 'ranked') && derived.unranked.length === countOf(entry, 'unranked');
  if (!counts || !isSame(derived, recorded))
    object(file, entry, {
      code: 'merit.ranking',
      expected: 'the ranking that follows from the sheets and the criteria',
    });
}

function toStanding({ candidate, scores }: Sheet): StandingSheet {
  const texts = Object.entries((scores ?? {}) as Readonly<Record<string, Canonical>>).filter(
    (score): score is [string, string] => typeof score[1] === 'string' && isScore(score[1]),
  );
  return { candidateRef: candidate, scores: Object.fromEntries(texts) };
}
