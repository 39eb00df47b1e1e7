import type { RefusalCode } from '#domain/codes.ts';
import { refuse } from '#domain/refusal.ts';
import type { Answer } from '#platform/asking.ts';
import type { ActScreen, ScreenRequest } from '#platform/screens.ts';
import { versionsAnswer } from '#schemas/policies.ts';
import { actsAnswer } from '#schemas/selections.ts';
import { valueOf } from '#web/forms.ts';
import { refusalMessage } from '#web/i18n.ts';
import type { View } from '#web/view.ts';
import type { SelectionHead } from '../selection-head.ts';
import { type CommandForm, commandAct } from './command.ts';

type Version = Answer<typeof versionsAnswer>['items'][number];

/** The selection goes on under another version of the policy. Where it cannot, the page says why, and has no form. */
export const policyMove: ActScreen = commandAct({
  at: 'move-policy',
  command: 'move-policy',
  open: async (head, request) => {
    const { ask, view } = request;
    const { agency, policy } = head.selection;
    const refusal = await refusalWords(head, request);
    if (refusal !== undefined) return closedForm(refusal);
    const { items } = await ask.get('/policies/versions', versionsAnswer, { query: { agency } });
    const others = items.filter(({ digest }) => digest !== policy.digest);
    return others.length === 0 ? closedForm(view.t('command.policy-none')) : formOf(view, others);
  },
});

function closedForm(closed: string): CommandForm {
  return { closed, effect: () => [] };
}

/** What the act would be refused with as the selection stands now. */
async function refusalWords(head: SelectionHead, { ask, view }: ScreenRequest): Promise<string | undefined> {
  const { items } = await ask.get('/selections/:selectionId/acts', actsAnswer, head.at);
  const code = items.find(({ act }) => act === 'selection.move-policy')?.refusal;
  if (code == null) return undefined;
  const details = { move: view.t('command.move-policy'), state: head.selection.state };
  return refusalMessage(refuse(code as RefusalCode, details), view.locale);
}

function formOf({ t, locale, figures }: View, others: readonly Version[]): CommandForm {
  const options = others.map(({ digest, title, version, effectiveFrom }) => ({
    value: digest,
    text: t('command.policy-version', { title: title[locale], version, day: figures.day(effectiveFrom) }),
  }));
  return {
    fields: [{ kind: 'radios', name: 'policy', label: t('command.policy-to'), options }],
    effect: () => [
      t('command.policy-criteria'),
      t('command.policy-stage'),
      t('command.policy-nobody'),
      t('command.told'),
    ],
    body: (values) => {
      const chosen = others.find(({ digest }) => digest === valueOf(values, 'policy'));
      return { policy: chosen?.id ?? '', version: chosen?.version ?? '' };
    },
    tone: 'warning',
  };
}
