import { type StageKind, type StageStep, stageKinds, stageSteps } from '#domain/stages.ts';
import type { Answer } from '#platform/asking.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { commandAnswer } from '#schemas/commands.ts';
import { summaryList } from '#web/components/pieces.ts';
import { type Field, type FormValues, valueOf } from '#web/forms.ts';
import type { Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { crumbsOf, dueWords, readSelectionHead, type SelectionHead } from '../selection-head.ts';

export type CommandName = Answer<typeof commandAnswer>['command'];

/** What a command's page is made of besides what all of them have. */
export interface CommandForm {
  /** Before the reason, which every command has. */
  readonly fields?: readonly Field[];
  readonly effect: (values: FormValues) => readonly Piece[];
  /** What the command says besides its name and its reason. */
  readonly body?: (values: FormValues) => Readonly<Record<string, unknown>>;
  readonly tone?: 'warning';
  readonly intro?: Piece;
  /** Why the command cannot be given now: then there is no form. */
  readonly closed?: Piece;
}

export interface CommandScreen {
  /** The last part of the address. */
  readonly at: string;
  readonly command: CommandName;
  readonly open: (head: SelectionHead, request: ScreenRequest) => CommandForm | Promise<CommandForm>;
}

/** A command as a page: where the stage stands, what is asked, what it will do. */
export function commandAct({ at, command, open }: CommandScreen): ActScreen {
  return {
    path: `/selections/:selectionId/commands/${at}`,
    open: async (request) => {
      const head = await readSelectionHead(request);
      const form = await open(head, request);
      return pageOf({ command, form, head, request });
    },
  };
}

interface Opened {
  readonly command: CommandName;
  readonly form: CommandForm;
  readonly head: SelectionHead;
  readonly request: ScreenRequest;
}

function pageOf({ command, form, head, request }: Opened): OpenAct {
  const { view } = request;
  const { t } = view;
  const title = t(`command.${command}`);
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    back: `${head.href}/actions`,
    intro: form.intro ?? stageText(view, head),
    fields: [...(form.fields ?? []), reasonField(view)],
    effect: (values) => [...form.effect(values), t('command.kept')],
    submit: title,
    ...(form.tone === undefined ? {} : { submitTone: form.tone }),
    ...(form.closed === undefined ? {} : { closed: form.closed }),
    send: (values) => ({
      path: '/selections/:selectionId/commands',
      ...head.at,
      body: { command, reason: valueOf(values, 'reason'), ...form.body?.(values) },
      refusalFields: {
        'command.due-earlier': 'workingDays',
        'command.due-past': 'workingDays',
        'policy.not-in-force': 'policy',
        'policy.level-without-gates': 'policy',
      },
      done: ({ body }) => `/commands/${(body as Answer<typeof commandAnswer>).commandId}`,
    }),
  };
}

function stageText(view: View, head: SelectionHead) {
  const { t } = view;
  const { live } = head;
  const kind = stageKinds.find((one) => one === live?.kind);
  if (live === undefined || kind === undefined)
    return summaryList([{ key: t('command.stage-now'), value: t('command.stage-none') }], 'b-mb-5');
  return summaryList(
    [
      { key: t('command.stage-now'), value: t(`stage.${kind}`), small: stepWords(view, kind, live.step) },
      { key: t('command.due-now'), value: dueWords(head, view) },
    ],
    'b-mb-5',
  );
}

function stepWords({ t }: View, kind: StageKind, step: string): string {
  const steps: readonly StageStep[] = stageSteps[kind];
  const known = steps.find((one) => one === step);
  return known === undefined ? step : t(`step.${known}`);
}

function reasonField({ t }: View): Field {
  return {
    kind: 'textarea',
    name: 'reason',
    label: t('command.reason'),
    hint: t('command.reason-hint'),
    most: 2000,
  };
}
