import type { Words } from '../citation.ts';

/**
 * How much a finding weighs. `refused`: every program refuses the pack, the verifiers too; `fault`: the pack can be read but says
 * something it cannot mean, so the linter fails; `advice`: to be looked at by a person.
 */
export type PackFindingEffect = 'refused' | 'fault' | 'advice';

/** What the linter says, in English and Indonesian; `{name}` is filled from the finding's details. */
export interface PackFindingWords extends Words {
  readonly effect: PackFindingEffect;
  readonly remedy: Words;
}

export type PackFindingTable = Readonly<Record<string, PackFindingWords>>;
