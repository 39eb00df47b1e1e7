import type { Words } from './citation.ts';
import { packFormFindings } from './findings/pack-form.ts';
import { packMeritFindings } from './findings/pack-merit.ts';
import { packProcessFindings } from './findings/pack-process.ts';
import type { PackFindingEffect, PackFindingWords } from './findings/pack-words.ts';
import type { PackFault, PackPath } from './policy-faults.ts';
import { fillPlaces } from './refusal.ts';

/** Every code the linter may say about a policy pack; permanent once released. */
export const packFindingCodes = { ...packFormFindings, ...packMeritFindings, ...packProcessFindings } as const;

export type PackFindingCode = keyof typeof packFindingCodes;

/** Something the linter found: permanent code, place in the pack, and what fills its words. */
export interface PackFinding extends PackFault {
  readonly code: PackFindingCode;
}

export type Language = keyof Words;

/** How a finding reads in one language. */
export interface ToldFinding {
  readonly code: PackFindingCode;
  readonly effect: PackFindingEffect;
  readonly place: string;
  readonly message: string;
  readonly remedy: string;
}

export function tellFinding({ code, path, details }: PackFinding, language: Language): ToldFinding {
  const words: PackFindingWords = packFindingCodes[code];
  const { effect, remedy } = words;
  const [message, cure] = [words[language], remedy[language]].map((text) => fillPlaces(text, details));
  return { code, effect, place: writePath(path), message: message ?? '', remedy: cure ?? '' };
}

/** Whether a finding keeps the pack from being released. */
export function isFault({ code }: PackFinding): boolean {
  return packFindingCodes[code].effect !== 'advice';
}

/** A JSON path: `$.axes.performance.weights[2]`; names that are no plain words stand in brackets. */
function writePath(path: PackPath): string {
  const parts = path.map((part) => {
    if (typeof part === 'number') return `[${part}]`;
    return /^[A-Za-z][A-Za-z0-9]*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
  });
  return `$${parts.join('')}`;
}
