import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cutDelivery } from '#features/people/delivery.ts';
import type { ProfileColumn } from '#schemas/siasn-columns.ts';
import { type ReadWhole, readWhole } from './read-whole.ts';

const fixture = readFileSync(join(import.meta.dirname, '../fixtures/kota-contoh/siasn-profile.csv'), 'utf8');
const [headerLine = '', goodLine = ''] = fixture.split('\n');

export const profileHeader: readonly string[] = headerLine.split('|');

export type ProfileCells = Partial<Record<ProfileColumn, string>>;

/** The cells of a good row, with some of them changed; the number and the PNS ID of another person on request. */
export function profileRow(changes: ProfileCells = {}): string[] {
  const good = goodLine.split('|');
  return profileHeader.map((column, index) => (changes as Record<string, string>)[column] ?? good[index] ?? '');
}

/** The same good row as somebody else: a PNS ID and a number of its own. */
export function otherPerson(sequence: number): ProfileCells {
  const own = String(sequence).padStart(3, '0');
  return { 'PNS ID': `PNS-${own}`, 'NIP BARU': `197104171998031${own}`, 'JABATAN ID': `POST-${own}` };
}

export function profileFile(rows: readonly (readonly string[])[], delimiter = '|'): { name: string; bytes: Buffer } {
  const lines = [profileHeader, ...rows].map((row) => row.join(delimiter));
  return { name: 'siasn-profile.csv', bytes: Buffer.from(`${lines.join('\n')}\n`) };
}

export const asOf = '2026-06-15';

/** Reads a profile of these rows alone. */
export async function readProfileRows(rows: readonly (readonly string[])[]): Promise<ReadWhole> {
  return readWhole((await cutDelivery([profileFile(rows)])).files, { asOf, pack: null });
}

/** Codes, columns and lines of what was found. */
export function placesOf({ findings }: ReadWhole): string[] {
  return findings.map(({ line, field, code }) => `${line} ${field} ${code}`);
}
