import type { Persona } from './personas.ts';

/** Candidates of the demo who are no personas, offered beside them, so that a whole selection can be gone through. */
export const contenders = [
  {
    name: 'candidate-14',
    displayName: 'Bonar Simatuara, S.H., M.H.',
    role: { id: 'Kandidat', en: 'Candidate' },
  },
  {
    name: 'candidate-17',
    displayName: 'Anggraini Puspitaloka, S.H., M.H.',
    role: { id: 'Kandidat', en: 'Candidate' },
  },
  {
    name: 'candidate-18',
    displayName: 'Bagas Prananda, S.AP., M.AP.',
    role: { id: 'Kandidat', en: 'Candidate' },
  },
] as const satisfies readonly Persona[];
