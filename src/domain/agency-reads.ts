import { type Refusal, refuse } from './refusal.ts';
import { type AgencyPlace, type Asker, isInForce, type Role } from './roles.ts';

const rules = {
  /** Names and calendars, for filters: whoever has any role there. */
  agency: [
    'secretary',
    'chair',
    'member',
    'hr',
    'assessor',
    'unit-head',
    'authority',
    'auditor',
    'candidate',
    'administrator',
  ],
  /** The talent map in numbers. */
  map: ['hr', 'secretary', 'auditor', 'authority'],
  /** Who is where on it. */
  'map-people': ['hr', 'secretary', 'auditor'],
  /** What the committee is asked to resolve about it, and resolved. */
  'map-review': ['hr', 'secretary', 'auditor', 'authority', 'chair', 'member'],
  /** What was proposed as a policy, and decided; the published ones are for everybody of the agency. */
  'policy-proposals': ['hr', 'secretary', 'authority', 'auditor', 'administrator'],
  /** Critical posts, the forecast of vacancies, and who is named to succeed. */
  succession: ['hr', 'secretary', 'auditor', 'authority'],
  /** Answers to the questions of the merit measurement, with their evidence. */
  supervision: ['hr', 'auditor'],
  /** Everybody's individual development plans. */
  plans: ['hr', 'auditor'],
  /** What was imported, and the quality queue. */
  imports: ['hr', 'auditor'],
  /** Uploads and their dry runs; whoever may read them may import them. */
  'people-import': ['hr'],
} as const satisfies Record<string, readonly Role[]>;

export type AgencyReading = keyof typeof rules;

/** What can be read of an agency beside its selections, and in which of its roles. */
export const agencyReadRules: Readonly<Record<AgencyReading, readonly Role[]>> = rules;

/** Whether the asker may read a thing of an agency; a role in one selection alone is enough for its names only. Hidden is thing.missing. */
export function refuseAgencyRead(reading: AgencyReading, asker: Asker, place: AgencyPlace): Refusal | undefined {
  const may = asker.grants.some(
    (grant) =>
      isInForce(grant, place) &&
      (grant.selectionId === null || reading === 'agency') &&
      agencyReadRules[reading].includes(grant.role),
  );
  return may ? undefined : refuse('thing.missing');
}
