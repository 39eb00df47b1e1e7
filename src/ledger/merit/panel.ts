import { memberOf } from '#domain/absent.ts';
import { refuseFinalSheet, refuseSheet, type ScoreSheet, type SheetAsked, shiftBetween } from '#domain/score-sheets.ts';
import type { MeritEntry } from '../examination.ts';
import { type CaseFile, countOf, isType, object, textOf } from './case-file.ts';
import { isTextMap } from './content-forms.ts';
import { checkEnd, endsEarly } from './ends.ts';
import { Standings } from './standings.ts';

type Round = 'independent' | 'final';

/** How far the panel has come after the entries so far. */
interface Panel {
  readonly standings: Standings;
  /** Assessors who were not replaced. */
  readonly active: Set<string>;
  readonly seeds: Set<string>;
  /** Of this attempt, by round, candidate and assessor. */
  readonly sheets: Map<string, ScoreSheet | undefined>;
  independent: number;
  isRevealed: boolean;
  /** How many this attempt has ranked; undefined before. */
  ranked: number | undefined;
}

/** Who scores whom: by assessors of the panel alone, whole sheets, revealed when all are in. */
export function checkPanel(file: CaseFile): void {
  const panel: Panel = {
    standings: new Standings(),
    active: new Set(),
    seeds: new Set(),
    sheets: new Map(),
    independent: 0,
    isRevealed: false,
    ranked: undefined,
  };
  for (const entry of file.entries) {
    follow(file, entry, panel);
    panel.standings.note(entry);
  }
}

function follow(file: CaseFile, entry: MeritEntry, panel: Panel): void {
  switch (entry.envelope.type) {
    case 'stage.opened/1':
      if (textOf(entry, 'stage') !== 'assessment') return;
      panel.sheets.clear();
      Object.assign(panel, { independent: 0, isRevealed: false, ranked: undefined });
      return;
    case 'assessor.assigned/1':
    case 'assessor.replaced/1':
      return seat(file, entry, panel);
    case 'sheet.submitted/1':
      return fileSheet(file, entry, { panel, round: 'independent' });
    case 'sheet.finalised/1':
      return fileSheet(file, entry, { panel, round: 'final' });
    case 'scores.revealed/1':
      return reveal(file, entry, panel);
    case 'ranking.derived/1':
      panel.ranked = countOf(entry, 'ranked');
      return;
    case 'stage.stepped/1':
      if (file.stages.get(entry)?.step === 'independent' && !panel.isRevealed)
        object(file, entry, { code: 'merit.stage', expected: 'the reveal before it' });
      return;
    case 'stage.closed/1':
      return close(file, entry, panel);
    default:
      return;
  }
}

/** Every assessor has an own seed, from which the order of candidates was drawn. */
function seat(file: CaseFile, entry: MeritEntry, { active, seeds }: Panel): void {
  const isReplacement = isType(entry, 'assessor.replaced/1');
  if (isReplacement && !active.delete(textOf(entry, 'assessor')))
    object(file, entry, { code: 'merit.ranking', expected: 'an assessor of the panel' });
  const stage = file.stages.get(entry);
  const isOver = stage?.state === 'open' && stage.kind !== 'nomination' && stage.step !== 'independent';
  if (!isReplacement && isOver)
    object(file, entry, { code: 'merit.stage', expected: 'before the reveal', found: stage.step });
  const seed = textOf(entry, 'seed');
  if (/^0*$/.test(seed) || seeds.has(seed))
    object(file, entry, { code: 'merit.ranking', expected: 'a seed of its own' });
  seeds.add(seed);
  active.add(textOf(entry, isReplacement ? 'successor' : 'assessor'));
}

interface Filing {
  readonly panel: Panel;
  readonly round: Round;
}

function fileSheet(file: CaseFile, entry: MeritEntry, { panel, round }: Filing): void {
  const [assessor, candidate] = [textOf(entry, 'assessor'), textOf(entry, 'candidate')];
  if (round === 'independent' && !panel.isRevealed) panel.independent += 1;
  const sheet = sheetOf(entry);
  const independent = panel.sheets.get(`independent ${candidate} ${assessor}`);
  panel.sheets.set(`${round} ${candidate} ${assessor}`, sheet);
  const isOwn = panel.active.has(assessor) && entry.envelope.actor.ref === assessor;
  if (!isOwn || !panel.standings.isAdmitted(candidate))
    object(file, entry, { code: 'merit.ranking', expected: 'an assessor of the panel, a candidate who is admitted' });
  else if (sheet !== undefined) checkSheet(file, entry, { round, sheet, independent });
}

/** Undefined where scores or reasons are not disclosed; what is no sheet has no scores. */
function sheetOf(entry: MeritEntry): ScoreSheet | undefined {
  const [scores, reasons] = [entry.openings.get('scores'), entry.openings.get('reasons')];
  if (scores === undefined || reasons === undefined) return undefined;
  const named = { accountId: textOf(entry, 'assessor'), candidateRef: textOf(entry, 'candidate') };
  if (!isTextMap(scores) || !isTextMap(reasons)) return { ...named, scores: [] };
  const rows = Object.entries(scores).map(([criterion, score]) => ({
    criterion,
    score,
    reason: memberOf(reasons, criterion) ?? null,
  }));
  return { ...named, scores: rows };
}

interface Filed {
  readonly round: Round;
  readonly sheet: ScoreSheet;
  readonly independent: ScoreSheet | undefined;
}

function checkSheet(file: CaseFile, entry: MeritEntry, { round, sheet, independent }: Filed): void {
  if (file.criteria === undefined || (round === 'final' && independent === undefined)) return;
  const asked: SheetAsked = {
    stage: file.stages.get(entry),
    now: entry.envelope.at,
    assignedTo: [sheet.accountId],
    criteria: file.criteria.criteria.filter(({ source }) => source === 'panel').map(({ code }) => code),
    sheet,
    reasonRequired: true,
    independent: round === 'final' ? independent : undefined,
    // Two sheets of one place are told by assessment.ts.
    final: undefined,
  };
  const refusal = round === 'final' ? refuseFinalSheet(asked) : refuseSheet(asked);
  if (refusal !== undefined && !refusal.code.startsWith('stage.'))
    object(file, entry, { code: 'merit.ranking', expected: refusal.code });
  if (independent === undefined) return;
  const expected = shiftBetween(independent, sheet).length > 0 ? 'changed' : 'confirmed';
  const found = textOf(entry, 'change');
  if (expected !== found) object(file, entry, { code: 'merit.ranking', expected, found });
}

function reveal(file: CaseFile, entry: MeritEntry, panel: Panel): void {
  const stage = file.stages.get(entry);
  panel.isRevealed = true;
  const found = countOf(entry, 'sheets');
  if (found !== panel.independent)
    object(file, entry, { code: 'merit.early-reading', expected: String(panel.independent), found: String(found) });
  if (file.pack === undefined || stage?.kind !== 'assessment') return;
  const filed = countFiled(panel, 'independent');
  const sheets = panel.standings.admitted.map((candidateRef) => ({
    candidateRef,
    assigned: panel.active.size,
    awaited: (filed.get(candidateRef) ?? 0) < panel.active.size ? ['assessor'] : [],
  }));
  const assessorsNeeded = file.pack.assessment.assessors;
  const facts = { step: 'independent', endsEarly: endsEarly(file.pack, stage), assessorsNeeded, sheets } as const;
  checkEnd(file, entry, { facts, code: 'merit.early-reading' });
}

/** Sheets of active assessors by candidate. */
function countFiled({ sheets, active }: Panel, round: Round): Map<string, number> {
  const filed = new Map<string, number>();
  for (const place of sheets.keys()) {
    const [of, candidate = '', assessor = ''] = place.split(' ');
    if (of === round && active.has(assessor)) filed.set(candidate, (filed.get(candidate) ?? 0) + 1);
  }
  return filed;
}

function close(file: CaseFile, entry: MeritEntry, panel: Panel): void {
  const stage = file.stages.get(entry);
  if (file.pack === undefined || stage?.kind !== 'assessment') return;
  const filed = countFiled(panel, 'final');
  const isAwaited = panel.standings.admitted.some((ref) => (filed.get(ref) ?? 0) < panel.active.size);
  const assessorsAwaited = isAwaited ? ['assessor'] : [];
  const facts = { step: 'final', endsEarly: endsEarly(file.pack, stage), assessorsAwaited } as const;
  checkEnd(file, entry, { facts, code: 'merit.stage' });
  const { ranked } = panel;
  const expected = ranked === undefined ? 'a ranking' : ranked === 0 ? 'none-ranked' : 'ranked';
  const found = textOf(entry, 'result');
  if (expected !== found) object(file, entry, { code: 'merit.ranking', expected, found });
}
