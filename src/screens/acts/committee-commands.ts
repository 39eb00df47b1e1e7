import type { ActScreen, ScreenRequest } from '#platform/screens.ts';
import { seatsAnswer } from '#schemas/committees.ts';
import { accountsAnswer } from '#schemas/lookups.ts';
import { type Field, type Option, valueOf } from '#web/forms.ts';
import type { SelectionHead } from '../selection-head.ts';
import { commandAct } from './command.ts';

/** Commands about who sits and who scores. */
export const committeeCommands: readonly ActScreen[] = [
  commandAct({
    at: 'adjourn',
    command: 'adjourn',
    open: (_head, { view: { t } }) => ({
      effect: () => [t('command.adjourn-back'), t('command.adjourn-cast'), t('command.told')],
    }),
  }),
  commandAct({
    at: 'replace-member',
    command: 'replace-member',
    open: async (head, request) => {
      const { t } = request.view;
      return {
        fields: await memberFields(head, request),
        effect: () => [
          t('command.replace-member-void'),
          t('command.replace-member-anew'),
          t('command.replace-member-quorum'),
          t('command.told'),
        ],
        body: (values) => ({ seat: Number(valueOf(values, 'seat')), successor: valueOf(values, 'successor') }),
      };
    },
  }),
  commandAct({
    at: 'replace-assessor',
    command: 'replace-assessor',
    open: async (head, request) => {
      const { t } = request.view;
      const options = await accountsOf(head, request, ['assessor']);
      return {
        fields: [
          selectOf('assessor', options, { label: t('command.assessor'), hint: t('command.assessor-hint') }),
          selectOf('successor', options, {
            label: t('command.successor'),
            hint: t('command.successor-assessor-hint'),
          }),
        ],
        effect: () => [t('command.replace-assessor-sheets'), t('command.replace-assessor-due'), t('command.told')],
        body: (values) => ({ assessor: valueOf(values, 'assessor'), successor: valueOf(values, 'successor') }),
      };
    },
  }),
];

async function memberFields(head: SelectionHead, request: ScreenRequest): Promise<Field[]> {
  const { ask, view } = request;
  const { t } = view;
  const seats = await ask.get('/selections/:selectionId/seats', seatsAnswer, head.at);
  const held = seats.items.filter(({ removedAt }) => removedAt === null);
  const seated = new Set(held.map(({ account }) => account));
  const accounts = await accountsOf(head, request, ['chair', 'member']);
  const free = accounts.filter(({ value }) => !seated.has(value));
  const options = held.map(({ seat, name }) => ({ value: String(seat), text: t('command.seat-of', { seat, name }) }));
  return [
    { kind: 'radios', name: 'seat', label: t('command.seat'), options },
    selectOf('successor', free, { label: t('command.successor'), hint: t('command.successor-member-hint') }),
  ];
}

function selectOf(
  name: string,
  options: readonly Option[],
  words: { readonly label: string; readonly hint: string },
): Field {
  return { kind: 'select', name, options, ...words };
}

/** Accounts of the agency that hold one of these roles. */
async function accountsOf(
  { selection }: SelectionHead,
  { ask }: ScreenRequest,
  roles: readonly string[],
): Promise<Option[]> {
  const { items } = await ask.get('/accounts', accountsAnswer, { query: { agency: selection.agency } });
  return items
    .filter((account) => account.roles.some((role) => roles.includes(role)))
    .map(({ id, name }) => ({ value: id, text: name }));
}
