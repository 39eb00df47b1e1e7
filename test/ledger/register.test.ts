import { describe, expect, test } from 'vitest';
import { RegisterInMaking } from '#ledger/checks/register.ts';
import { parseEntry } from '#ledger/entry.ts';
import { codesOf, log } from './bundles.ts';
import { registerOfOne, wholeRegister } from './register.ts';

/** The entries of the whole register, told in this order of their positions. */
function listed(positions: readonly number[]) {
  const register = new RegisterInMaking();
  for (const position of positions) {
    const parsed = parseEntry(wholeRegister.entries[position]?.bytes ?? new Uint8Array(0), log);
    if (!parsed.ok) throw new Error(parsed.code);
    register.add({ envelope: parsed.value, position });
  }
  return register.list();
}

describe('the register', () => {
  test('is in the order of the log, whatever that of the file is', () => {
    const inOrder = listed([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(listed([6, 7, 0, 5, 2, 1, 4, 3])).toEqual(inOrder);
    expect(inOrder.registered.map(({ position, number }) => `${String(position)} ${number}`)).toEqual([
      '0 agency/kota-contoh 1',
      '2 agency/kabupaten-contoh 1',
      '4 agency/kota-contoh 2',
      '6 agency/kota-contoh 3',
    ]);
    expect(inOrder.opened).toEqual(
      inOrder.registered.map(({ position, ...rest }) => ({ ...rest, position: position + 1 })),
    );
  });

  test('of a part of the log is not asked for the numbers that are elsewhere', () => {
    expect(codesOf(registerOfOne)).toEqual([]);
  });
});
