import { personas } from './personas.ts';
import { personaNips, storyVacancies } from './story.ts';

/** An account of the demo: a persona, or a candidate of the story who is no persona. */
export interface DemoAccount {
  /** Subject of the demo's identity provider, and name for `bukti token --persona`. */
  readonly name: string;
  /** Null: taken from the personnel record. */
  readonly displayName: string | null;
  readonly nip: string | null;
  readonly roles: readonly string[];
}

const rolesOf: Readonly<Record<string, readonly string[]>> = {
  secretary: ['secretary'],
  chair: ['chair'],
  hr: ['hr'],
  'unit-head': ['unit-head'],
  authority: ['authority'],
  auditor: ['auditor'],
  candidate: ['candidate'],
  administrator: ['administrator'],
};

const personaAccounts: readonly DemoAccount[] = personas.map(({ name, displayName }) => ({
  name,
  displayName,
  nip: personaNips[name] ?? null,
  roles: rolesOf[name] ?? [name.replace(/-\d+$/, '')],
}));

const personaNumbers = new Set(personaAccounts.map(({ nip }) => nip));

/** The other candidates of the story, numbered from 2 in the order of its vacancies; `candidate` is the first. */
const candidateAccounts: readonly DemoAccount[] = [...new Set(storyVacancies.flatMap(({ candidates }) => candidates))]
  .filter((nip) => !personaNumbers.has(nip))
  .map((nip, index) => ({ name: `candidate-${index + 2}`, displayName: null, nip, roles: ['candidate'] }));

export const demoAccounts: readonly DemoAccount[] = [...personaAccounts, ...candidateAccounts];

/** The account name of a person of the story. */
export function accountNameOf(nip: string): string {
  const account = demoAccounts.find((known) => known.nip === nip);
  if (account === undefined) throw new Error(`nobody of the story has the number ${nip}`);
  return account.name;
}
