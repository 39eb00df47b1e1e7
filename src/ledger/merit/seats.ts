import type { Seat } from '#domain/committee.ts';
import type { MeritEntry } from '../examination.ts';
import { type CaseFile, countOf, object, textOf } from './case-file.ts';
import { isDeclaration } from './content-forms.ts';
import type { Committee } from './sitting.ts';

/** Of a committee review that begins. */
export const nothingPut = {
  session: 1,
  motion: undefined,
  motionId: undefined,
  isOpen: false,
  versions: 0,
  outcome: undefined,
} as const;

/** Who holds the seats, what they declared, who takes no part, who is there. */
export function followSeats(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  const seat = countOf(entry, 'seat');
  switch (entry.envelope.type) {
    case 'seat.appointed/1':
      return appoint(file, entry, committee);
    case 'seat.replaced/1':
      return replace(file, entry, committee);
    case 'stage.opened/1':
      return begin(entry, committee);
    case 'interest.declared/1':
      return declare(file, entry, committee);
    case 'seat.recused/1':
      committee.recused.add(seat);
      committee.owed.delete(seat);
      committee.vacated.set(seat, 'recused');
      return;
    case 'presence.recorded/1':
      committee.present[textOf(entry, 'presence') === 'present' ? 'add' : 'delete'](seat);
      return;
    case 'session.adjourned/1':
      committee.present.clear();
      committee.session += 1;
      return;
    default:
      return;
  }
}

function appoint(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  const number = countOf(entry, 'seat');
  if (committee.seats.some(({ seat }) => seat === number))
    object(file, entry, { code: 'merit.quorum', expected: 'a seat that nobody had', found: `seat ${number}` });
  if (file.stages.get(entry)?.step === 'voting')
    object(file, entry, { code: 'merit.stage', expected: 'no appointment during a vote' });
  committee.seats = [...committee.seats, seatOf(entry, 'holder', textOf(entry, 'role'))];
}

function seatOf(entry: MeritEntry, field: string, role: string): Seat {
  const accountId = textOf(entry, field);
  return {
    seat: countOf(entry, 'seat'),
    role: role === 'chair' ? 'chair' : 'member',
    accountId,
    personId: null,
    removedAt: null,
  };
}

/** The successor declares anew; presence and ballot of the one who leaves do not count for them. */
function replace(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  const seat = countOf(entry, 'seat');
  const left = committee.seats.find((known) => known.seat === seat && known.removedAt === null);
  if (left?.accountId !== textOf(entry, 'holder'))
    object(file, entry, { code: 'merit.quorum', expected: left?.accountId ?? 'a seat that is held' });
  const removed = committee.seats.map((known) => (known === left ? { ...known, removedAt: entry.envelope.at } : known));
  committee.seats = [...removed, seatOf(entry, 'successor', left?.role ?? 'member')];
  for (const set of [committee.recused, committee.declared, committee.owed, committee.present]) set.delete(seat);
  committee.vacated.set(seat, 'member-replaced');
}

function begin(entry: MeritEntry, committee: Committee): void {
  if (textOf(entry, 'stage') !== 'committee-review') return;
  Object.assign(committee, nothingPut);
  committee.ballots = new Map();
  committee.declared.clear();
  committee.present.clear();
}

function declare(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  const seat = countOf(entry, 'seat');
  committee.declared.set(seat, countOf(entry, 'possible'));
  const actual = countOf(entry, 'actual');
  const declaration = entry.openings.get('declaration');
  if (isDeclaration(declaration)) {
    const stated = declaration.interests.filter(({ interest }) => interest === 'actual').length;
    if (stated !== actual)
      object(file, entry, { code: 'merit.declaration', expected: String(stated), found: String(actual) });
  }
  if (actual > 0) committee.owed.add(seat);
}
