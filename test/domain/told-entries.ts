import type { PolicyPack } from '#domain/policy-pack.ts';
import type { Requirement } from '#domain/requirement.ts';
import { listRequirements } from '#domain/requirements.ts';
import type { RecordedEntry } from '#domain/trail.ts';
import { pack as policy } from './vectors/reader.ts';

/** The policy with one assessor, so that a panel is told in one line. */
export const pack: PolicyPack = { ...policy, assessment: { ...policy.assessment, assessors: 1 } };

export type Told = readonly [type: string, open?: Readonly<Record<string, unknown>>];

/** Entries by type and open words; the id is the type, numbered where it comes again; a minute apart. */
export function tell(...told: readonly Told[]): RecordedEntry[] {
  return told.map(([type, open = {}], index) => {
    const before = told.slice(0, index).filter(([earlier]) => earlier === type).length;
    const at = `2026-06-15T03:${String(index).padStart(2, '0')}:00.000000Z`;
    return { id: before === 0 ? type : `${type}#${before + 1}`, type: `${type}/1`, at, open };
  });
}

export const opened = (stage: string, step: string): Told => ['stage.opened', { stage, step, due: null }];
export const stepped = (stage: string, step: string): Told => ['stage.stepped', { stage, step, due: null }];
export const closed = (stage: string): Told => ['stage.closed', { stage, result: 'x' }];

/** One requirement of a selection with these entries; undefined where it is not listed. */
export function requirementOf(
  entries: readonly RecordedEntry[],
  code: string,
  under: PolicyPack = pack,
): Requirement | undefined {
  return listRequirements({ entries, pack: under }).find((requirement) => requirement.code === code);
}

export const stateOf = (entries: readonly RecordedEntry[], code: string) => requirementOf(entries, code)?.state;
export const evidenceOf = (entries: readonly RecordedEntry[], code: string) => requirementOf(entries, code)?.evidence;
