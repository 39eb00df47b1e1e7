import type { Answer } from '#platform/asking.ts';
import type { ScreenRequest } from '#platform/screens.ts';
import { candidatesAnswer } from '#schemas/nominations.ts';
import type { SelectionHead } from './selection-head.ts';

export type Candidates = Answer<typeof candidatesAnswer>['items'];

/** What a candidate is called: the name where the viewer may know it, else the code. */
export function nameOf({ code, person }: Candidates[number]): string {
  return person?.name ?? code;
}

/** What stands below that name: the code, unless it is the name, and the post that is held now. */
export function belowName({ code, person }: Candidates[number]): readonly string[] {
  return person === null ? [] : [code, ...(person.post === null ? [] : [person.post])];
}

/** Candidates by ref. */
export function namesOf(candidates: Candidates): ReadonlyMap<string, string> {
  return new Map(candidates.map((candidate) => [candidate.ref, nameOf(candidate)]));
}

/** Candidates by ref; empty where the viewer may see none. */
export async function readNames({ ask }: ScreenRequest, { at }: SelectionHead): Promise<ReadonlyMap<string, string>> {
  const candidates = await ask.find('/selections/:selectionId/candidates', candidatesAnswer, at);
  return namesOf(candidates?.items ?? []);
}
