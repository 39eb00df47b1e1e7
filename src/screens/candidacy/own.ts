import type { Answer } from '#platform/asking.ts';
import type { ownCandidacyAnswer } from '#schemas/candidacies.ts';

/** The own candidacy, as the API answers it to the person. */
export type OwnCandidacy = Answer<typeof ownCandidacyAnswer>;
