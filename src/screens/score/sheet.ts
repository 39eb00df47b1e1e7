import { isScore } from '#domain/score-sheets.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { frozenRecordAnswer } from '#schemas/nominations.ts';
import type { Saving } from '#web/act-pages.ts';
import { type Field, type FormValues, valueOf, valueOrNull } from '#web/forms.ts';
import type { View } from '#web/view.ts';
import { crumbsOf } from '../selection-head.ts';
import { arrangeSheet } from './arrange.ts';
import {
  type Criterion,
  candidateOf,
  type DeskCandidate,
  fieldNames,
  isFilled,
  nextOf,
  readDesk,
  type Shown,
  sentSheet,
  sheetHref,
} from './desk.ts';

/** One candidate's sheet, whole or one criterion at a time. What is not sent yet is saved at every step. */
export const sheetAct: ActScreen = { path: '/selections/:selectionId/score/:candidate', open: openSheet };

async function openSheet(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view, query, params } = request;
  const desk = await readDesk(request);
  const candidate = candidateOf(desk, params['candidate']);
  const criterion =
    query['by'] === 'criterion' ? desk.criteria.find(({ code }) => code === query['criterion']) : undefined;
  const at = { params: { ...desk.head.at.params, ref: candidate.ref } };
  const record = await ask.find('/selections/:selectionId/record/:ref', frozenRecordAnswer, at);
  const shown = { desk, candidate, criterion, evidence: record?.lines ?? [] };
  const typed = request.typed ?? desk.saved(candidate.ref);
  const title = titleOf(view, shown);
  const asked = criterion === undefined ? desk.criteria : [criterion];
  return {
    title,
    crumbs: crumbsOf(desk.head, request, title),
    at: 'inbox',
    back: desk.head.href,
    action: sheetHref(desk, candidate.ref, criterion?.code),
    fields: asked.flatMap((one) => fieldsOf(view, one, { candidate, typed, isAlone: asked.length === 1 })),
    carried: desk.criteria.filter((one) => !asked.includes(one)).flatMap((one) => Object.values(fieldNames(one))),
    ...initialOf(shown),
    saving: savingOf(view, shown, typed),
    effect: () => effectOf(view, shown),
    submit: view.t('score.submit', { code: candidate.code }),
    arrange: (form) => arrangeSheet(view, shown, { form, title }),
    send: (values) => sendSheet(shown, values),
  };
}

function titleOf({ t }: View, { desk, candidate: { code } }: Shown): string {
  return desk.round === 'final' ? t('score.title-final', { code }) : t('score.title', { code });
}

interface Filling {
  readonly candidate: DeskCandidate;
  readonly typed: FormValues;
  readonly isAlone: boolean;
}

/** A score and its reason; or a blank, which is said and never a zero. */
function fieldsOf({ t, locale, figures }: View, criterion: Criterion, filling: Filling): Field[] {
  const label = criterion.label[locale];
  const names = fieldNames(criterion);
  // Alone on its page, a criterion is named by the heading.
  const { isAlone } = filling;
  const isBlank = valueOf(filling.typed, names.blank) !== '';
  const first = filling.candidate.independent?.scores[criterion.code];
  const hints = [
    t('score.points-hint'),
    ...(first === undefined ? [] : [t('score.first-was', { score: figures.score(first) })]),
  ];
  const fields: Field[] = [
    {
      kind: 'text',
      name: names.score,
      label: isAlone ? t('score.points') : t('score.points-of', { criterion: label }),
      hint: hints.join('. '),
      width: 4,
      inputMode: 'decimal',
      ...(isBlank ? { isOptional: true } : {}),
    },
    {
      kind: 'checkboxes',
      name: names.blank,
      label: isAlone ? t('score.blank') : t('score.blank-of', { criterion: label }),
      options: [{ value: 'yes', text: t('score.blank-yes'), hint: t('score.blank-hint') }],
      isOptional: 'as-hinted',
      className: '',
    },
    {
      kind: 'textarea',
      name: names.reason,
      label: isAlone ? t('score.reason') : t('score.reason-of', { criterion: label }),
      hint: t('score.reason-hint'),
      most: 2000,
    },
  ];
  if (isAlone) return fields;
  return [{ kind: 'group', name: criterion.code, label, fields }];
}

/** After the reveal one's own first scores stand in the form: they are confirmed or changed. */
function initialOf({ desk, candidate }: Shown): Pick<OpenAct, 'initial'> {
  const { independent } = candidate;
  if (desk.round !== 'final' || independent === null) return {};
  const pairs = desk.criteria.flatMap((criterion) => {
    const names = fieldNames(criterion);
    const { [criterion.code]: score } = independent.scores;
    const { [criterion.code]: reason } = independent.reasons;
    return [
      [names.score, score === undefined ? [] : [score]] as const,
      [names.reason, reason == null ? [] : [reason]] as const,
    ];
  });
  return { initial: Object.fromEntries(pairs) };
}

/** Saved, one criterion goes on to the next candidate, then to the next criterion, then to what can be sent. */
function savingOf({ t }: View, shown: Shown, typed: FormValues): Saving {
  const { desk, candidate, criterion } = shown;
  const href = `${sheetHref(desk, candidate.ref, criterion?.code)}&saved=1`;
  if (criterion === undefined) return { href };
  const lacks = (wanted: Criterion) => (one: DeskCandidate) =>
    sentSheet(desk, one) === null && !isFilled(one === candidate ? typed : desk.saved(one.ref), wanted);
  const next = nextOf(desk, candidate.ref, lacks(criterion));
  if (next !== undefined) {
    const text = t('score.save-next', { code: next.code });
    return { href, onward: { text, href: sheetHref(desk, next.ref, criterion.code) } };
  }
  for (const other of desk.criteria.filter((one) => one !== criterion)) {
    const waiting = nextOf(desk, undefined, lacks(other));
    if (waiting !== undefined)
      return {
        href,
        onward: { text: t('score.save-next-criterion'), href: sheetHref(desk, waiting.ref, other.code) },
      };
  }
  return { href, onward: { text: t('score.save-to-send'), href: sheetHref(desk, candidate.ref) } };
}

function effectOf({ t }: View, { desk, candidate }: Shown): string[] {
  const left = desk.candidates.filter((one) => one !== candidate && sentSheet(desk, one) === null).length;
  if (desk.round === 'final') {
    const rest = left === 0 ? [] : [t('score.effect-left', { count: left })];
    return [t('score.effect-final-round'), t('score.effect-shift'), ...rest];
  }
  const after = left === 0 ? t('score.effect-last') : t('score.effect-left', { count: left });
  return [t('score.effect-final'), t('score.effect-sealed'), after];
}

function sendSheet({ desk, candidate }: Shown, values: FormValues): ReturnType<OpenAct['send']> {
  const scores = desk.criteria.map((criterion) => {
    const names = fieldNames(criterion);
    const isBlank = valueOf(values, names.blank) !== '';
    // A decimal comma is how people write here; the record knows the point.
    const score = isBlank ? null : (valueOrNull(values, names.score)?.replace(',', '.') ?? null);
    return { criterion: criterion.code, score, reason: valueOrNull(values, names.reason) };
  });
  const blank = scores.find(({ score }) => score === null);
  const invalid = scores.find(({ score }) => score !== null && !isScore(score));
  const bare = scores.find(({ reason }) => reason === null);
  const beside = (code: string, part: 'score' | 'reason', at: { criterion: string } | undefined) =>
    at === undefined ? {} : { [code]: `${part}-${at.criterion}` };
  return {
    path: desk.round === 'final' ? '/selections/:selectionId/final-sheets' : '/selections/:selectionId/score-sheets',
    ...desk.head.at,
    body: { candidate: candidate.ref, scores },
    fieldOf: (path) => {
      const [, index = '', part] = path.split('.');
      const { criterion } = scores[Number(index)] ?? {};
      return criterion === undefined ? undefined : `${part === 'reason' ? 'reason' : 'score'}-${criterion}`;
    },
    refusalFields: {
      ...beside('assessment.sheet-incomplete', 'score', blank),
      ...beside('assessment.score-invalid', 'score', invalid),
      ...beside('assessment.reason-missing', 'reason', bare),
    },
  };
}
