import { undoFor } from '#domain/compensation.ts';
import { type StageKind, stageKinds } from '#domain/stages.ts';
import type { ActScreen, ScreenRequest } from '#platform/screens.ts';
import { candidatesAnswer } from '#schemas/nominations.ts';
import { placementAnswer } from '#schemas/placements.ts';
import { summaryList } from '#web/components/pieces.ts';
import { type FormValues, valueOf } from '#web/forms.ts';
import type { Html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { nameOf, readNames } from '../candidate-names.ts';
import type { SelectionHead } from '../selection-head.ts';
import { commandAct } from './command.ts';
import { policyMove } from './policy-move.ts';

/** Commands that take a selection back, or end it. */
export const courseCommands: readonly ActScreen[] = [
  commandAct({
    at: 'reopen',
    command: 'reopen',
    open: (head, { view }) => {
      const options = openedKinds(head).map((kind) => ({ value: kind, text: view.t(`stage.${kind}`) }));
      const label = view.t('command.reopen-stage');
      return {
        fields: [{ kind: 'radios', name: 'stage', label, options }],
        effect: (values) => [...voided(view, head, values), view.t('command.reopen-final'), view.t('command.told')],
        body: (values) => ({ stage: valueOf(values, 'stage') }),
        tone: 'warning',
      };
    },
  }),
  commandAct({
    at: 'withdraw',
    command: 'withdraw',
    open: async (head, { ask, view: { t } }) => {
      const { items } = await ask.get('/selections/:selectionId/candidates', candidatesAnswer, head.at);
      const options = items
        .filter(({ state }) => state !== 'withdrawn')
        .map((candidate) => ({ value: candidate.ref, text: nameOf(candidate) }));
      const kind = stageKinds.find((one) => one === head.live?.kind);
      return {
        fields: [{ kind: 'radios', name: 'candidate', label: t('command.candidate'), options }],
        effect: () => [
          t('command.withdraw-ends'),
          ...(kind === undefined ? [] : [t(`command.withdraw-${kind}`)]),
          t('command.withdraw-final'),
          t('command.told'),
        ],
        body: (values) => ({ by: 'hr', candidate: valueOf(values, 'candidate') }),
        tone: 'warning',
      };
    },
  }),
  policyMove,
  commandAct({
    at: 'cancel',
    command: 'cancel',
    open: (_head, { view: { t } }) => ({
      effect: () => [t('command.cancel-ends'), t('command.cancel-final'), t('command.cancel-kept')],
      tone: 'warning',
    }),
  }),
  commandAct({
    at: 'revoke',
    command: 'revoke',
    open: async (head, request) => {
      const { t } = request.view;
      const steps = undoFor('effective').map((undo) => t(`command.undo-${undo}`));
      return {
        intro: await placedText(head, request),
        fields: [{ kind: 'text', name: 'orderNumber', label: t('command.order'), width: 30 }],
        effect: () => [
          t('command.revoke-order', { steps: steps.join('; ') }),
          t('command.revoke-elsewhere'),
          t('command.revoke-final'),
        ],
        body: (values) => ({ orderNumber: valueOf(values, 'orderNumber') }),
        tone: 'warning',
      };
    },
  }),
];

/** Whose placement it is that would be undone. */
async function placedText(head: SelectionHead, request: ScreenRequest): Promise<Html> {
  const { ask, view } = request;
  const { t, figures } = view;
  const { candidate, postTitle, decree, priorPostTitle } = await ask.get(
    '/selections/:selectionId/placement',
    placementAnswer,
    head.at,
  );
  const names = await readNames(request, head);
  const rows = [
    { key: t('decree.for'), value: names.get(candidate) ?? candidate },
    { key: t('placement.post'), value: postTitle },
    { key: t('decree.number'), value: decree.number },
    { key: t('decree.effective'), value: figures.day(decree.effectiveOn) },
    { key: t('placement.prior'), value: priorPostTitle ?? t('placement.prior-none') },
  ];
  return summaryList(rows, 'b-mb-5');
}

/** Stages of which an attempt was opened, in the order of the process. */
function openedKinds({ selection }: SelectionHead): StageKind[] {
  return stageKinds.filter((kind) => selection.stages.some((stage) => stage.kind === kind && stage.openedAt !== null));
}

/** What the new attempt makes void: the latest attempt of the reopened stage, and those of the stages after it. */
function voided({ t }: View, { selection }: SelectionHead, values: FormValues): string[] {
  const kind = stageKinds.find((one) => one === valueOf(values, 'stage'));
  if (kind === undefined) return [];
  const latest = stageKinds.slice(stageKinds.indexOf(kind)).flatMap((one) => {
    const attempts = selection.stages.filter((stage) => stage.kind === one && stage.openedAt !== null);
    return attempts.length === 0 ? [] : [{ kind: one, attempt: Math.max(...attempts.map(({ attempt }) => attempt)) }];
  });
  const lines = latest.map(({ kind: one, attempt }) =>
    t('command.reopen-void', { what: t(`command.facts-${one}`), stage: t(`stage.${one}`), attempt }),
  );
  return [t('command.reopen-attempt', { stage: t(`stage.${kind}`) }), ...lines];
}
