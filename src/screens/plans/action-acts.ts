import { actionKinds, type Completion, missingIn } from '#domain/plan-evidence.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { type SummaryRow, summaryList } from '#web/components/pieces.ts';
import { dateOf, type Field, type FormValues, valueOf, valueOrNull } from '#web/forms.ts';
import type { Html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { type Action, inPlan, type Plan, readPlan, textOf } from './shown.ts';

/** An action proposed, reported as completed, confirmed or returned, dropped. */
export const actionActs: readonly ActScreen[] = [
  { path: '/plans/:planId/actions', open: openAction },
  { path: '/plans/:planId/complete/:actionId', open: openCompletion },
  { path: '/plans/:planId/confirm/:actionId', open: openConfirmation },
  { path: '/plans/:planId/return/:actionId', open: (request) => openWithReason(request, 'return') },
  { path: '/plans/:planId/drop/:actionId', open: (request) => openWithReason(request, 'drop') },
];

async function openAction(request: ScreenRequest): Promise<OpenAct> {
  const { view } = request;
  const { t } = view;
  const plan = await readPlan(request);
  const agreed = plan.goals.filter(({ state }) => state === 'agreed');
  const goals = agreed.map((goal) => ({ value: goal.id, text: textOf(view, goal) }));
  const kinds = actionKinds.map((kind) => ({ value: kind, text: t(`plan.kind-${kind}`) }));
  const [label, hint] = [t('plan.action-text'), t('plan.action-text-hint')];
  return {
    ...inPlan(view, plan, t('plan.action-new')),
    fields: [
      { kind: 'radios', name: 'goal', label: t('plan.action-goal'), options: goals },
      { kind: 'radios', name: 'kind', label: t('plan.action-kind'), options: kinds },
      { kind: 'textarea', name: 'text', label, hint, most: 1000 },
      { kind: 'date', name: 'dueOn', label: t('plan.action-due') },
    ],
    effect: () => [t('plan.propose-effect')],
    submit: t('plan.propose-submit'),
    send: (values) => ({
      path: '/plans/:planId/actions',
      params: { planId: plan.id },
      body: {
        goal: valueOf(values, 'goal'),
        kind: valueOf(values, 'kind'),
        text: valueOf(values, 'text'),
        dueOn: dateOf(values, 'dueOn'),
      },
      refusalFields: {
        'plan.day-past': 'dueOn',
        'plan.after-end': 'dueOn',
        'plan.goal-not-agreed': 'goal',
        'plan.kind-wordless': 'kind',
      },
    }),
  };
}

async function readAction(request: ScreenRequest): Promise<{ plan: Plan; action: Action }> {
  const plan = await readPlan(request);
  const action = plan.actions.find(({ id }) => id === request.params['actionId']);
  if (action === undefined) throw new Refused(refuse('thing.missing'));
  return { plan, action };
}

function introOf(view: View, action: Action): Html {
  const { t, figures } = view;
  const { report } = action;
  const rows: SummaryRow[] = [
    { key: t('plan.action'), value: textOf(view, action), small: t(`plan.kind-${action.kind}`) },
    { key: t('plan.due'), value: figures.shortDay(action.dueOn) },
  ];
  if (report === null) return summaryList(rows);
  const said: SummaryRow[] = [
    { key: t('plan.done-on'), value: figures.shortDay(report.doneOn) },
    ...(report.startedOn === null ? [] : [{ key: t('plan.started-on'), value: figures.shortDay(report.startedOn) }]),
    ...(report.word === null ? [] : [{ key: t(wordLabel(action)), value: report.word }]),
    ...(report.number === null ? [] : [{ key: t('plan.number'), value: report.number }]),
    ...(report.hours === null ? [] : [{ key: t('plan.hours'), value: String(report.hours) }]),
    ...(report.validUntil === null ? [] : [{ key: t('plan.valid-until'), value: figures.shortDay(report.validUntil) }]),
    { key: t('plan.evidence'), value: report.evidence, small: action.reportedBy ?? '' },
  ];
  return summaryList([...rows, ...said]);
}

function wordLabel({ kind }: Action) {
  if (kind === 'acting') return 'plan.word-acting';
  return kind === 'award' ? 'plan.word-award' : 'plan.word-team';
}

const certified = ['training', 'course', 'certification'];

function completionFields({ t }: View, { words }: Plan, action: Action): Field[] {
  const { kind } = action;
  const options = (words[kind] ?? []).map((word) => ({ value: word, text: word }));
  const [optional, isCertified] = [t('plan.optional'), certified.includes(kind)];
  const fields: (Field | false)[] = [
    options.length > 0 && { kind: 'select', name: 'word', label: t(wordLabel(action)), options },
    (kind === 'team' || kind === 'acting') && { kind: 'date', name: 'startedOn', label: t('plan.started-on') },
    { kind: 'date', name: 'doneOn', label: t('plan.done-on') },
    isCertified && { kind: 'text', name: 'number', label: t('plan.number'), hint: t('plan.number-hint'), width: 20 },
    isCertified && {
      kind: 'text',
      name: 'hours',
      label: t('plan.hours'),
      hint: optional,
      width: 4,
      inputMode: 'numeric',
      isOptional: true,
    },
    kind === 'certification' && {
      kind: 'date',
      name: 'validUntil',
      label: t('plan.valid-until'),
      hint: optional,
      isOptional: true,
    },
    { kind: 'text', name: 'evidence', label: t('plan.evidence'), hint: t('plan.evidence-hint') },
  ];
  return fields.filter((field) => field !== false);
}

/** Null where none of its parts was typed. */
function dayOrNull(values: FormValues, name: string): string | null {
  const isTyped = ['day', 'month', 'year'].some((part) => valueOf(values, `${name}-${part}`) !== '');
  return isTyped ? dateOf(values, name) : null;
}

function completionOf(values: FormValues): Completion {
  const hours = valueOrNull(values, 'hours');
  return {
    doneOn: dateOf(values, 'doneOn'),
    startedOn: dayOrNull(values, 'startedOn'),
    number: valueOrNull(values, 'number'),
    hours: hours === null ? null : Number(hours),
    validUntil: dayOrNull(values, 'validUntil'),
    word: valueOrNull(values, 'word'),
    evidence: valueOf(values, 'evidence'),
  };
}

async function openCompletion(request: ScreenRequest): Promise<OpenAct> {
  const { view } = request;
  const { t } = view;
  const { plan, action } = await readAction(request);
  return {
    ...inPlan(view, plan, t('plan.complete-title')),
    intro: introOf(view, { ...action, report: null }),
    fields: completionFields(view, plan, action),
    effect: () => [t('plan.complete-effect')],
    submit: t('plan.complete-submit'),
    send: (values) => {
      const report = completionOf(values);
      return {
        path: '/plans/:planId/completions',
        params: { planId: plan.id },
        body: { action: action.id, ...report },
        refusalFields: {
          'plan.done-ahead': 'doneOn',
          'plan.done-before': 'doneOn',
          'plan.evidence-missing': missingIn(action.kind, report) ?? 'doneOn',
          'plan.evidence-order': 'startedOn',
          'plan.evidence-word': 'word',
        },
      };
    },
  };
}

async function openConfirmation(request: ScreenRequest): Promise<OpenAct> {
  const { view } = request;
  const { t } = view;
  const { plan, action } = await readAction(request);
  return {
    ...inPlan(view, plan, t('plan.confirm-title')),
    intro: introOf(view, action),
    version: action.reportEntry ?? '',
    fields: [],
    effect: () => [t('plan.confirm-effect')],
    submit: t('plan.confirm-submit'),
    send: (_values, report) => ({
      path: '/plans/:planId/confirmations',
      params: { planId: plan.id },
      body: { action: action.id, report },
    }),
  };
}

async function openWithReason(request: ScreenRequest, act: 'return' | 'drop'): Promise<OpenAct> {
  const { view } = request;
  const { t } = view;
  const { plan, action } = await readAction(request);
  return {
    ...inPlan(view, plan, t(`plan.${act}-title`)),
    intro: introOf(view, action),
    ...(act === 'return' && { version: action.reportEntry ?? '' }),
    fields: [{ kind: 'textarea', name: 'reason', label: t('plan.why'), most: 2000 }],
    effect: () => [t(`plan.${act}-effect`)],
    submit: t(`plan.${act}-submit`),
    send: (values, report) => {
      const body = { action: action.id, reason: valueOf(values, 'reason') };
      const params = { planId: plan.id };
      return act === 'drop'
        ? { path: '/plans/:planId/drops', params, body }
        : { path: '/plans/:planId/returns', params, body: { ...body, report } };
    },
  };
}
