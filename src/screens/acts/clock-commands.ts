import type { ActScreen } from '#platform/screens.ts';
import { valueOf } from '#web/forms.ts';
import { dueWords } from '../selection-head.ts';
import { commandAct } from './command.ts';

/** Commands that change when something is due. */
export const clockCommands: readonly ActScreen[] = [
  commandAct({
    at: 'extend',
    command: 'extend',
    open: (head, { view }) => {
      const { t, figures } = view;
      const was = head.live?.dueAt ?? null;
      return {
        fields: [
          {
            kind: 'text',
            name: 'workingDays',
            label: t('command.working-days'),
            hint: t('command.working-days-hint'),
            width: 4,
            inputMode: 'numeric',
          },
        ],
        effect: (values) => [
          t('command.extend-was', { due: was === null ? t('stage.no-due') : figures.deadline(was) }),
          t('command.extend-new', { count: Number(valueOf(values, 'workingDays')) }),
          t('command.extend-moves'),
          t('command.told'),
        ],
        body: (values) => ({ workingDays: Number(valueOf(values, 'workingDays')) }),
      };
    },
  }),
  commandAct({
    at: 'pause',
    command: 'pause',
    open: (_head, { view: { t } }) => ({
      effect: () => [t('command.pause-facts'), t('command.pause-undo'), t('command.told')],
    }),
  }),
  commandAct({
    at: 'resume',
    command: 'resume',
    open: (_head, { view: { t } }) => ({
      effect: () => [t('command.resume-facts'), t('command.resume-due'), t('command.told')],
    }),
  }),
  commandAct({
    at: 'recalculate',
    command: 'recalculate-deadlines',
    open: (head, { view }) => {
      const { t } = view;
      const was = dueWords(head, view);
      const due = typeof was === 'string' ? was : view.figures.deadline(head.live?.dueAt ?? '');
      return {
        effect: () => [
          t('command.extend-was', { due }),
          t('command.recalculate-due'),
          t('command.extend-moves'),
          t('command.told'),
        ],
      };
    },
  }),
];
