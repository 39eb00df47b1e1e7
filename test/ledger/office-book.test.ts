import { describe, expect, test } from 'vitest';
import type { Canonical } from '#ledger/canonical.ts';
import { OfficeBook, type OfficeEntry } from '#ledger/offices.ts';

// Who held which role at an act, by the entries of the agency that gave and ended it.

const stream = 'agency/kota';
const from = '2026-01-01T00:00:00.000000Z';
const until = '2026-06-01T00:00:00.000000Z';
const always = { from, until: null };
const asked = {
  agency: 'kota',
  account: 'ani',
  roles: ['hr'],
  selectionId: 's1',
  position: 10,
  at: '2026-03-01T00:00:00.000000Z',
};

function given(position: number, validity?: Canonical, open: Record<string, Canonical> = {}): OfficeEntry {
  const said = { account: 'ani', role: 'hr', selection: null, ...open };
  const openings = new Map<string, Canonical>(validity === undefined ? [] : [['validity', validity]]);
  return { position, envelope: { type: 'grant.given/1', stream, open: said }, openings };
}

function elsewhere({ envelope, ...entry }: OfficeEntry): OfficeEntry {
  return { ...entry, envelope: { ...envelope, stream: 'agency/lain' } };
}

function ended(position: number, role = 'hr', account = 'ani'): OfficeEntry {
  return { position, envelope: { type: 'grant.ended/1', stream, open: { account, role } }, openings: new Map() };
}

function bookOf(...entries: readonly OfficeEntry[]): OfficeBook {
  const book = new OfficeBook();
  book.tell(stream);
  for (const entry of entries) book.take(entry);
  return book;
}

const held = { is: 'held' };
const missing = { is: 'missing' };
const sealed = (position: number) => ({ is: 'sealed', position });

describe('an office', () => {
  test.each<[title: string, answer: object, entries: readonly OfficeEntry[]]>([
    ['that was given before the act is held', held, [given(9, always)]],
    ['that nobody gave is missing', missing, []],
    ['that was given at the act itself is missing', missing, [given(10, always)]],
    ['that was given after the act is missing', missing, [given(11, always)]],
    ['of another role is missing', missing, [given(1, always, { role: 'authority' })]],
    ['of another account is missing', missing, [given(1, always, { account: 'budi' })]],
    ['in another agency is missing', missing, [elsewhere(given(1, always))]],
    ['in this selection is held', held, [given(1, always, { selection: 's1' })]],
    ['in another selection is missing', missing, [given(1, always, { selection: 's2' })]],
    ['that ended before the act is missing', missing, [given(1, always), ended(9)]],
    ['that ended at the act is held', held, [given(1, always), ended(10)]],
    ['that ended after the act is held', held, [given(1, always), ended(11)]],
    ['that was given again after its end is held', held, [given(1, always), ended(5), given(6, always)]],
    ['given where it ended is held', held, [ended(5), given(5, always)]],
    ['that ended twice ended the last time', missing, [given(1, always), ended(8), given(6, always), ended(3)]],
    ['whose role another account lost is held', held, [given(1, always), ended(5, 'hr', 'budi')]],
    ['is held where another role ended', held, [given(1, always), ended(5, 'authority')]],
    ['is held from its first instant on', held, [given(1, { from: asked.at, until: null })]],
    ['is not held before its first instant', missing, [given(1, { from: '2026-03-01T00:00:00.000001Z', until: null })]],
    ['is held before its last instant', held, [given(1, { from, until })]],
    ['is not held at its last instant', missing, [given(1, { from, until: asked.at })]],
    ['whose time is not opened is sealed', sealed(3), [given(3)]],
    ['is sealed at the first of those that are not opened', sealed(3), [given(7), given(3), given(5)]],
    ['that is held by one of several is held', held, [given(3), given(4, always)]],
    ['is sealed where the others are over', sealed(3), [given(2, { from, until: from }), given(3)]],
    ['that is not opened and ended is missing', missing, [given(3), ended(5)]],
    ['whose time is no object is sealed', sealed(3), [given(3, 'x')]],
    ['whose time is a list is sealed', sealed(3), [given(3, [])]],
    ['whose first instant is none is sealed', sealed(3), [given(3, { from: null, until: null })]],
    ['whose first instant is missing is sealed', sealed(3), [given(3, { until: null })]],
    ['whose first instant is a day is sealed', sealed(3), [given(3, { from: '2026-01-01', until: null })]],
    ['whose last instant is a day is sealed', sealed(3), [given(3, { from, until: '2026-06-01' })]],
    ['whose last instant is left out is held', held, [given(3, { from })]],
    ['that names no account is not kept', missing, [given(3, always, { account: 7 })]],
    ['that names no role is not kept', missing, [given(3, always, { role: 7 })]],
    [
      'is given by no entry of another type',
      missing,
      [{ ...given(3, always), envelope: { ...given(3).envelope, type: 'account.opened/1' } }],
    ],
  ])('%s', (_title, answer, entries) => {
    expect(bookOf(...entries).ask(asked)).toEqual(answer);
  });

  test('is asked for by any of its roles', () => {
    const book = bookOf(given(1, always));
    expect(book.ask({ ...asked, roles: ['authority', 'hr'] })).toEqual(held);
    expect(book.ask({ ...asked, roles: [] })).toEqual(missing);
  });

  test('is untold of an agency whose stream nobody told, but by a book that tells all', () => {
    expect(new OfficeBook().ask(asked)).toEqual({ is: 'untold' });
    expect(bookOf(given(1, always)).ask({ ...asked, agency: 'lain' })).toEqual({ is: 'untold' });
    expect(new OfficeBook({ tellsAll: true }).ask(asked)).toEqual(missing);
    expect(new OfficeBook({ tellsAll: false }).ask(asked)).toEqual({ is: 'untold' });
  });
});

test('a book that was sent as rows answers as the one it came from', () => {
  const book = bookOf(given(1, always), given(2, undefined, { account: 'budi' }));
  const sent = OfficeBook.of(structuredClone(book.rows));
  const all = OfficeBook.of(new OfficeBook({ tellsAll: true }).rows);
  expect(sent.ask(asked)).toEqual(held);
  expect(sent.ask({ ...asked, account: 'budi' })).toEqual(sealed(2));
  expect(sent.ask({ ...asked, agency: 'lain' })).toEqual({ is: 'untold' });
  expect(all.ask({ ...asked, agency: 'lain' })).toEqual(missing);
});
