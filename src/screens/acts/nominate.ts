import type { Answer, Asking } from '#platform/asking.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { personAnswer } from '#schemas/lookups.ts';
import { link, type SummaryRow, summaryList } from '#web/components/pieces.ts';
import { type Fault, type Field, type FormValues, valueOf, valueOrNull } from '#web/forms.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { crumbsOf, dueWords, readSelectionHead, type SelectionHead } from '../selection-head.ts';

type Person = Answer<typeof personAnswer>;
type Way = 'self' | 'unit' | 'hr';

/** A person is put forward: oneself, somebody of the own unit, or for HR anybody, who is found by number. */
export const nominateAct: ActScreen = { path: '/selections/:selectionId/nominate', open: openNomination };

interface Nominating {
  readonly way: Way;
  /** Whoever the number names, within the asker's access. */
  readonly person: Person | undefined;
}

async function openNomination(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view, typed = {} } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const ways = waysOf(ask.asker);
  const way = ways.find((one) => one === valueOf(typed, 'way')) ?? ways[0] ?? 'hr';
  const nip = valueOf(typed, 'nip').replace(/\s/g, '');
  const person = way === 'self' ? undefined : await findPerson(ask, head, nip);
  const isSelf = ways.length === 1 && way === 'self';
  const title = t(isSelf ? 'nominate.self-title' : 'nominate.title');
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'inbox',
    back: head.href,
    intro: html`${introOf(head, view)}${personOf(request, { way, person })}`,
    fields: questions(view, ways),
    faults: faultsOf(view, { way, person, nip, typed }),
    effect: () => [t('nominate.effect-candidate'), t('nominate.effect-check'), t('nominate.effect-final')],
    submit: t(isSelf ? 'nominate.self-submit' : 'nominate.submit'),
    send: (values) => ({
      path: '/selections/:selectionId/nominations',
      ...head.at,
      body: { person: idOf(ask, { way, person }), way, note: valueOrNull(values, 'note') },
      fieldOf: (path) => (path === 'person' ? 'nip' : path),
      refusalFields: { 'nomination.exists': 'nip', 'nomination.not-own-unit': 'nip', 'nomination.withdrawn': 'nip' },
    }),
  };
}

function waysOf({ grants, personId }: Asking['asker']): Way[] {
  const roles = grants.map(({ role }) => role);
  return [
    ...(roles.includes('hr') ? (['hr'] as const) : []),
    ...(roles.includes('unit-head') ? (['unit'] as const) : []),
    ...(roles.includes('candidate') && personId !== null ? (['self'] as const) : []),
  ];
}

/** By a search that is posted: a number that names a person stands in no address. */
async function findPerson(ask: Asking, head: SelectionHead, nip: string): Promise<Person | undefined> {
  if (!isNip(nip)) return undefined;
  return ask.search('/people/search', personAnswer, { agency: head.selection.agency, nip });
}

function isNip(text: string): boolean {
  return /^\d{18}$/.test(text);
}

function idOf({ asker }: Asking, { way, person }: Nominating): string {
  return (way === 'self' ? asker.personId : person?.id) ?? '';
}

function faultsOf(
  { t }: View,
  { way, person, nip, typed }: Nominating & { readonly nip: string; readonly typed: FormValues },
): Fault[] {
  if (way === 'self' || person !== undefined || typed['nip'] === undefined) return [];
  if (nip === '') return [{ name: 'nip', text: t('form.fault-missing', { label: t('nominate.nip') }) }];
  return [{ name: 'nip', text: t(isNip(nip) ? 'nominate.nip-nobody' : 'nominate.nip-form') }];
}

function questions({ t }: View, ways: readonly Way[]): Field[] {
  const options = ways.map((value) => ({ value, text: t(`nominate.way-${value}`) }));
  const isAlone = ways.length === 1;
  const way: Field[] = ways.length > 1 ? [{ kind: 'radios', name: 'way', label: t('nominate.way'), options }] : [];
  const nip = { name: 'nip', label: t('nominate.nip'), hint: t('nominate.nip-hint'), inputMode: 'numeric' } as const;
  const asksNip = !(isAlone && ways[0] === 'self');
  return [
    ...way,
    ...(asksNip ? [{ kind: 'text', ...nip, isOptional: ways.includes('self') } satisfies Field] : []),
    {
      kind: 'textarea',
      name: 'note',
      label: t('nominate.note'),
      hint: t('nominate.note-hint'),
      most: 2000,
      isOptional: true,
    },
  ];
}

function introOf(head: SelectionHead, view: View): Html {
  const { t } = view;
  const { post } = head.selection;
  const criteria = link({ href: `${head.href}/criteria`, text: t('nominate.read-criteria') });
  // Another stage has another due instant, which is no business of a nomination.
  const isOn = head.live?.step === 'nominating';
  return summaryList([
    { key: t('nominate.post'), value: post.title, ...(post.unit === null ? {} : { small: post.unit }) },
    ...(isOn ? [{ key: t('nominate.until'), value: dueWords(head, view) }] : []),
    { key: t('nominate.criteria'), value: criteria },
  ]);
}

/** Who it is, so that nobody else is nominated by a slip of the pen. */
function personOf({ ask, view }: ScreenRequest, { way, person }: Nominating): Html | false {
  const { t } = view;
  if (way === 'self') return summaryList([{ key: t('nominate.person'), value: ask.asker.displayName }]);
  if (person === undefined) return false;
  const rows: SummaryRow[] = [
    { key: t('nominate.person'), value: person.name, small: person.nip },
    { key: t('nominate.person-unit'), value: person.unit ?? t('furniture.unknown') },
    { key: t('nominate.person-post'), value: person.post ?? t('furniture.none') },
  ];
  return summaryList(rows);
}
