import type { Answer } from '#platform/asking.ts';
import type { ScreenRequest } from '#platform/screens.ts';
import { privacyAnswer } from '#schemas/erasures.ts';
import { personAnswer } from '#schemas/lookups.ts';
import { type Crumb, type SummaryRow, summaryList } from '#web/components/pieces.ts';
import { type Fault, type Field, type FormValues, valueOf } from '#web/forms.ts';
import type { Html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { agencyOf } from '../asker.ts';

export type Privacy = Answer<typeof privacyAnswer>;
type Person = Answer<typeof personAnswer>;

/** The agency whose data is looked after, with its rules, requests and holds. */
export async function readPrivacyOf({ ask }: ScreenRequest): Promise<{ agency: string; privacy: Privacy }> {
  const agency = agencyOf(ask.asker, ['hr', 'administrator', 'auditor']);
  return { agency, privacy: await ask.get('/privacy', privacyAnswer, { query: { agency } }) };
}

export function privacyCrumbs({ t }: View, title: string): Crumb[] {
  return [{ text: t('privacy.title'), href: '/privacy' }, { text: title }];
}

/** A person named by number in a form. */
export interface Subject {
  readonly id: string;
  readonly faults: readonly Fault[];
  readonly intro: Html | false;
}

export async function findSubject({ ask, view, typed = {} }: ScreenRequest, agency: string): Promise<Subject> {
  const nip = valueOf(typed, 'nip').replace(/\s/g, '');
  const isNip = /^\d{18}$/.test(nip);
  const person = isNip ? await ask.search('/people/search', personAnswer, { agency, nip }) : undefined;
  return { id: person?.id ?? '', faults: faultsOf(view, { typed, isNip, person }), intro: introOf(view, person) };
}

interface Looked {
  readonly typed: FormValues;
  readonly isNip: boolean;
  readonly person: Person | undefined;
}

function faultsOf({ t }: View, { typed, isNip, person }: Looked): Fault[] {
  if (typed['nip'] === undefined || person !== undefined) return [];
  return [{ name: 'nip', text: t(isNip ? 'nominate.nip-nobody' : 'nominate.nip-form') }];
}

function introOf({ t }: View, person: Person | undefined): Html | false {
  if (person === undefined) return false;
  const rows: SummaryRow[] = [
    { key: t('privacy.person'), value: person.name, small: person.nip },
    { key: t('nominate.person-post'), value: person.post ?? t('furniture.none') },
  ];
  return summaryList(rows);
}

export function nipField({ t }: View): Field {
  return { kind: 'text', name: 'nip', label: t('nominate.nip'), hint: t('nominate.nip-hint'), inputMode: 'numeric' };
}

export function reasonField({ t }: View): Field {
  return { kind: 'textarea', name: 'reason', label: t('privacy.reason'), hint: t('privacy.reason-hint'), most: 2000 };
}
