import { dataCheckAtClose } from '#domain/nominations.ts';
import type { MeritEntry } from '../examination.ts';
import { type CaseFile, countOf, isOfAnother, object, textOf } from './case-file.ts';
import { checkEnd, endsEarly } from './ends.ts';
import { Standings } from './standings.ts';

/** How far the nomination has come after the entries so far. */
interface Nomination {
  readonly standings: Standings;
  isPoolComplete: boolean;
  readonly confirmed: Set<string>;
  /** Candidates by correction, from the request on. */
  readonly corrections: Map<string, string>;
  /** Corrections without an answer. */
  readonly open: Set<string>;
  readonly asked: Map<string, number>;
  /** Frozen and judged in this attempt. */
  readonly frozen: Set<string>;
  readonly judged: Set<string>;
}

/** The pool, the candidates' check of their data, and that everybody who stands is frozen and judged before the stage closes. */
export function checkNomination(file: CaseFile): void {
  const nomination: Nomination = {
    standings: new Standings(),
    isPoolComplete: false,
    confirmed: new Set(),
    corrections: new Map(),
    open: new Set(),
    asked: new Map(),
    frozen: new Set(),
    judged: new Set(),
  };
  for (const entry of file.entries) {
    follow(file, entry, nomination);
    nomination.standings.note(entry);
  }
}

function follow(file: CaseFile, entry: MeritEntry, nomination: Nomination): void {
  const candidate = textOf(entry, 'candidate');
  switch (entry.envelope.type) {
    case 'stage.opened/1':
      return begin(entry, nomination);
    case 'nomination.filed/1':
      return nominate(file, entry, nomination);
    case 'pool.completed/1':
      return completePool(file, entry, nomination);
    case 'data.confirmed/1':
    case 'data.confirmed/2':
      demandSubject(file, entry, candidate);
      nomination.confirmed.add(candidate);
      return;
    case 'correction.requested/1':
      demandSubject(file, entry, candidate);
      nomination.open.add(textOf(entry, 'correction'));
      nomination.corrections.set(textOf(entry, 'correction'), candidate);
      nomination.asked.set(candidate, (nomination.asked.get(candidate) ?? 0) + 1);
      return;
    case 'correction.answered/1':
      return answer(file, entry, nomination);
    case 'snapshot.frozen/1':
    case 'snapshot.frozen/2':
      return freeze(file, entry, nomination);
    case 'gates.evaluated/1':
      nomination.judged.add(candidate);
      return;
    case 'stage.stepped/1':
      return endNominating(file, entry, nomination);
    case 'stage.closed/1':
      return close(file, entry, nomination);
    default:
      return;
  }
}

function begin(entry: MeritEntry, nomination: Nomination): void {
  if (textOf(entry, 'stage') !== 'nomination') return;
  nomination.isPoolComplete = false;
  nomination.frozen.clear();
  nomination.judged.clear();
}

function nominate(file: CaseFile, entry: MeritEntry, { standings, confirmed, isPoolComplete }: Nomination): void {
  const candidate = textOf(entry, 'candidate');
  const outcome = standings.outcomeOf(candidate);
  const isNew = outcome === undefined || outcome === 'withdrawn';
  if (isPoolComplete || !isNew)
    object(file, entry, { code: 'merit.stage', expected: isNew ? 'an open pool' : 'a new candidate' });
  confirmed.delete(candidate);
}

function completePool(file: CaseFile, entry: MeritEntry, nomination: Nomination): void {
  const expected = nomination.standings.standing.length;
  const found = countOf(entry, 'candidates');
  if (expected !== found || nomination.isPoolComplete)
    object(file, entry, { code: 'merit.stage', expected: String(expected), found: String(found) });
  nomination.isPoolComplete = true;
}

/** What a candidate says of the data, nobody else can have said. */
function demandSubject(file: CaseFile, entry: MeritEntry, candidate: string): void {
  if (isOfAnother(file, entry, candidate))
    object(file, entry, { code: 'merit.snapshot', expected: 'the candidate', found: entry.envelope.actor.role });
}

function answer(file: CaseFile, entry: MeritEntry, { open, corrections }: Nomination): void {
  const correction = textOf(entry, 'correction');
  const isAsked = open.delete(correction) && corrections.get(correction) === textOf(entry, 'candidate');
  if (!isAsked) object(file, entry, { code: 'merit.snapshot', expected: 'an open request of this candidate' });
}

function freeze(file: CaseFile, entry: MeritEntry, { standings, confirmed, asked, frozen }: Nomination): void {
  const candidate = textOf(entry, 'candidate');
  const outcome = standings.outcomeOf(candidate);
  if (outcome === undefined || outcome === 'withdrawn')
    object(file, entry, { code: 'merit.snapshot', expected: 'a candidate who stands' });
  const expected = dataCheckAtClose({
    confirmedAt: confirmed.has(candidate) ? entry.envelope.at : null,
    corrections: asked.get(candidate) ?? 0,
  });
  const found = textOf(entry, 'answered');
  if (expected !== found) object(file, entry, { code: 'merit.snapshot', expected, found });
  frozen.add(candidate);
}

function endNominating(file: CaseFile, entry: MeritEntry, { isPoolComplete }: Nomination): void {
  const stage = file.stages.get(entry);
  if (file.pack === undefined || stage?.step !== 'nominating') return;
  const early = endsEarly(file.pack, stage);
  const facts = { step: 'nominating', endsEarly: early, isPoolComplete, nominatorsAwaited: [] } as const;
  checkEnd(file, entry, { facts, code: 'merit.stage' });
}

function close(file: CaseFile, entry: MeritEntry, nomination: Nomination): void {
  const { standings, confirmed, frozen, judged, open, corrections } = nomination;
  const stage = file.stages.get(entry);
  if (file.pack === undefined || stage?.kind !== 'nomination') return;
  const standing = standings.standing;
  const facts = {
    step: 'data-check',
    endsEarly: endsEarly(file.pack, stage),
    candidatesAwaited: standing.filter((ref) => !confirmed.has(ref)),
    correctionsOpen: [...open].flatMap((id) => corrections.get(id) ?? []).filter((ref) => standing.includes(ref)),
    gatesUnknown: standing.filter((ref) => standings.outcomeOf(ref) === 'held'),
  } as const;
  checkEnd(file, entry, { facts, code: 'merit.stage' });
  const left = standing.filter((ref) => !frozen.has(ref) || !judged.has(ref));
  for (const ref of left)
    object(file, entry, { code: 'merit.snapshot', expected: 'every candidate frozen', found: ref });
  const expected = standings.admitted.length === 0 ? 'pool-empty' : 'frozen';
  const found = textOf(entry, 'result');
  if (expected !== found) object(file, entry, { code: 'merit.gates', expected, found });
}
