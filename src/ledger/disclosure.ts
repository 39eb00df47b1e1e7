import type { DisclosureProfile } from './bundle.ts';
import type { Envelope } from './entry.ts';

/** `own`: of entries about the very candidate whom the bundle is for; `every`: of all. */
export type Disclosed = 'own' | 'every';

/** By type and field: the profiles of a candidate that show it. The inspectorate sees every field, the public none. */
type DisclosureTable = Readonly<
  Record<string, Readonly<Record<string, Partial<Readonly<Record<DisclosureProfile, Disclosed>>>>>>
>;

const announced = { candidate: 'every', appellant: 'every' } as const;
const own = { candidate: 'own', appellant: 'own' } as const;
const ownOnAppeal = { appellant: 'own' } as const;

/**
 * A candidate sees the announcement, the clocks, and what was recorded of them. An appellant sees as well how they were judged and
 * why, and the order with its values, in which everybody else is a ref that nothing in the bundle binds to a name.
 */
export const disclosureRules: DisclosureTable = {
  'selection.opened/1': { vacancy: announced },
  'criteria.drafted/1': { content: announced },
  'stage.opened/1': { deadline: announced },
  'stage.stepped/1': { deadline: announced },
  'deadline.moved/1': { deadline: announced },
  'person.bound/1': { person: own },
  'correction.requested/1': { request: own },
  'correction.answered/1': { change: own, reason: own },
  'data.confirmed/2': { record: own },
  'snapshot.frozen/1': { record: own },
  'snapshot.frozen/2': { record: own },
  'gates.evaluated/1': { gates: own, placement: own },
  'candidacy.withdrawn/1': { reason: own },
  'sheet.submitted/1': { reasons: ownOnAppeal, scores: ownOnAppeal },
  'sheet.finalised/1': { reasons: ownOnAppeal, scores: ownOnAppeal },
  'ranking.derived/1': { ranking: { appellant: 'every' } },
  'choice.made/1': { reason: ownOnAppeal },
};

type Placed = Pick<Envelope, 'type' | 'open'>;

/** Whether a bundle of this profile may open the field; `own` is the ref of the candidate whom it is for. */
export function mayDisclose(
  profile: DisclosureProfile,
  { entry, field, own: ref }: { readonly entry: Placed; readonly field: string; readonly own: string | undefined },
): boolean {
  if (profile === 'inspectorate') return true;
  const fields = Object.hasOwn(disclosureRules, entry.type) ? disclosureRules[entry.type] : undefined;
  const rule = fields !== undefined && Object.hasOwn(fields, field) ? fields[field]?.[profile] : undefined;
  return rule === 'every' || (rule === 'own' && ref !== undefined && subjectOf(entry) === ref);
}

/** Whether the profile shows the field of no entry but the candidate's own. */
export function isOwnOnly(profile: DisclosureProfile, type: string, field: string): boolean {
  return !mayDisclose(profile, { entry: { type, open: {} }, field, own: undefined });
}

/** The ref of the candidate whom an entry is about. */
export function subjectOf({ type, open }: Placed): unknown {
  return type === 'person.bound/1' ? open['ref'] : open['candidate'];
}
