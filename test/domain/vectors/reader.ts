import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { PolicyPack } from '#domain/policy-pack.ts';
import type { Calendar } from '#domain/working-days.ts';
import { calendarSchema } from '#schemas/calendar.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';

/** A vector file as it stands; each reader knows the keys of its own subject and ignores the rest. */
export type VectorFile = Readonly<Record<string, unknown>>;

/** The lists of a subject by their key in the file; each check knows the shape of its cases and of the file's own policy data. */
export type Subject = Readonly<Record<string, (one: never, file: never) => void>>;

export interface FoundFile {
  readonly path: string;
  readonly name: string;
  readonly content: VectorFile;
}

/** Every JSON file below a folder except the ledger's, which have their own test. */
export function readVectors(folder: string): FoundFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => ({ path: relative(folder, join(entry.parentPath, entry.name)), name: entry.name }))
    .filter(({ path }) => !path.split(/[\\/]/).slice(0, -1).includes('ledger'))
    .map((found) => ({ ...found, content: JSON.parse(readFileSync(join(folder, found.path), 'utf8')) as VectorFile }));
}

/** The ASN pack, parsed as the product parses it. */
export const pack: PolicyPack = policyPackSchema.parse(readJson('policies/asn/pack.json'));

export function readCalendar(year: number): Calendar {
  return calendarSchema.parse(readJson(`calendars/id-${year}.json`));
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));
}
