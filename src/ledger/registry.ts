import { formFits, streamKindOf } from './forms.ts';
import { agencyTypes } from './types/agency.ts';
import { assessmentTypes } from './types/assessment.ts';
import { committeeTypes } from './types/committee.ts';
import { mappingTypes } from './types/mapping.ts';
import { nominationTypes } from './types/nomination.ts';
import { placementTypes } from './types/placement.ts';
import { planTypes } from './types/plan.ts';
import { privacyTypes } from './types/privacy.ts';
import { selectionTypes } from './types/selection.ts';
import { successionTypes } from './types/succession.ts';
import { systemTypes } from './types/system.ts';
import type { EntryType, EntryTypes, OpeningHolder } from './types.ts';

/** Every type of entry that was ever released. A test pins the whole table. */
export const entryTypes = {
  ...systemTypes,
  ...agencyTypes,
  ...selectionTypes,
  ...nominationTypes,
  ...assessmentTypes,
  ...committeeTypes,
  ...placementTypes,
  ...mappingTypes,
  ...planTypes,
  ...privacyTypes,
  ...successionTypes,
} as const satisfies EntryTypes;

export type EntryTypeName = keyof typeof entryTypes;

export type TypeCode = 'type.unknown' | 'type.fields' | 'type.value';

type Fields = Readonly<Record<string, unknown>>;

/** Why these fields cannot be those of an entry of this type: `type.unknown`, `type.fields` or `type.value`; nothing when they can. */
export function refuseFields(type: string, open: Fields, committed: Fields): TypeCode | undefined {
  const declared = findType(type);
  if (declared === undefined) return 'type.unknown';
  if (!sameNames(declared.open, open) || !sameNames(declared.committed, committed)) return 'type.fields';
  for (const [field, form] of Object.entries(declared.open)) {
    if (!formFits(form, open[field])) return 'type.value';
  }
  return undefined;
}

/** Whether an entry of this type may stand on this stream. */
export function mayStandOn(type: string, stream: string): boolean {
  const declared = findType(type);
  const kind = streamKindOf(stream);
  if (declared === undefined) return false;
  const { stream: allowed } = declared;
  return typeof allowed === 'string' ? allowed === kind : allowed.some((one) => one === kind);
}

/** Whose key encrypts a committed field, as its type declares it. Throws where there is no such field. */
export function fieldHolder(type: string, field: string): OpeningHolder {
  const holder = findType(type)?.committed[field];
  if (holder === undefined) throw new Error(`${type} commits to no ${field}`);
  return holder;
}

function findType(type: string): EntryType | undefined {
  return Object.hasOwn(entryTypes, type) ? (entryTypes as EntryTypes)[type] : undefined;
}

function sameNames(declared: Fields, found: Fields): boolean {
  const names = Object.keys(found);
  return names.length === Object.keys(declared).length && names.every((name) => Object.hasOwn(declared, name));
}
