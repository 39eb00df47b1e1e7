import type { MeritEntry } from '../examination.ts';
import { entryPlace } from '../examination.ts';
import { type CaseFile, countOf, isOwn, isType, textOf } from './case-file.ts';

/** Says which values that a derivation rests on are not disclosed: without them the check cannot say that all follows. */
export function checkDisclosure(file: CaseFile): void {
  // Who somebody is tells whether two acts are of one person: what nobody opens, nobody has compared.
  const bindings = file.entries.filter((entry) => isType(entry, 'person.bound/1'));
  const people = bindings.map((entry): Needed => [entry, 'person']);
  const needed = [...people, ...alwaysNeeded(file), ...neededByRanking(file), ...neededByOutcomes(file)];
  for (const [entry, field] of needed) {
    if (entry.openings.has(field) || !isOwn(file, entry)) continue;
    file.findings.push({ code: 'merit.undisclosed', place: `${entryPlace(entry)} field ${field}` });
  }
}

type Needed = readonly [entry: MeritEntry, field: string];

const always: Readonly<Record<string, readonly string[]>> = {
  'criteria.drafted/1': ['content'],
  'deadline.moved/1': ['deadline'],
  'snapshot.frozen/1': ['record'],
  'snapshot.frozen/2': ['record'],
  'gates.evaluated/1': ['gates', 'placement'],
  'ranking.derived/1': ['ranking'],
  'interest.declared/1': ['declaration'],
  'motion.put/1': ['content'],
  'choice.made/1': ['reason'],
};

function alwaysNeeded({ entries }: CaseFile): Needed[] {
  return entries.flatMap((entry): Needed[] => {
    const fields = always[entry.envelope.type] ?? [];
    const isTerm = isType(entry, 'stage.opened/1', 'stage.stepped/1') && entry.envelope.open['due'] !== null;
    const isRound = isType(entry, 'concurrence.requested/1') && entry.envelope.open['lapses'] !== null;
    const isAccepted = isType(entry, 'correction.answered/1') && textOf(entry, 'answer') === 'accepted';
    const more = isTerm || isRound ? ['deadline'] : isAccepted ? ['change'] : [];
    return [...fields, ...more].map((field) => [entry, field]);
  });
}

/** Sheets of an attempt matter once it has its ranking; before the reveal nobody may open them. */
function neededByRanking({ entries }: CaseFile): Needed[] {
  const needed: Needed[] = [];
  let sheets: Needed[] = [];
  for (const entry of entries) {
    if (isType(entry, 'stage.opened/1')) sheets = [];
    if (isType(entry, 'sheet.submitted/1', 'sheet.finalised/1')) sheets.push([entry, 'scores'], [entry, 'reasons']);
    if (!isType(entry, 'ranking.derived/1')) continue;
    needed.push(...sheets);
    sheets = [];
  }
  return needed;
}

/** Ballots matter once their motion has an outcome; before it nobody may open them. */
function neededByOutcomes({ entries }: CaseFile): Needed[] {
  const needed: Needed[] = [];
  let ballots: Needed[] = [];
  for (const entry of entries) {
    if (isType(entry, 'motion.put/1')) ballots = [];
    if (isType(entry, 'ballot.cast/1')) ballots.push([entry, 'choice'], [entry, 'reason']);
    if (isType(entry, 'ballot.voided/1'))
      ballots = ballots.filter(([cast]) => countOf(cast, 'seat') !== countOf(entry, 'seat'));
    if (!isType(entry, 'outcome.derived/1')) continue;
    needed.push(...ballots);
    ballots = [];
  }
  return needed;
}
