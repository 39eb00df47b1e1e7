import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { candidatesAnswer, gatesAnswer } from '#schemas/nominations.ts';
import { summaryList } from '#web/components/pieces.ts';
import { type Field, valueOf } from '#web/forms.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { namesOf } from '../candidate-names.ts';
import { citationOf, type Gate, resultOf, valueOf as valueOfGate } from '../gates.ts';
import { crumbsOf, readSelectionHead } from '../selection-head.ts';
import { sourceWords } from '../source-words.ts';

/** HR answers, with evidence, a gate that the data left UNKNOWN. The gates page names which one in the query. */
export const verifyAct: ActScreen = { path: '/selections/:selectionId/verify', open: openVerification };

interface OpenGate {
  /** Candidate and gate, as the form sends them. */
  readonly key: string;
  readonly name: string;
  readonly gate: Gate;
}

async function openVerification(request: ScreenRequest): Promise<OpenAct> {
  const { view, query, typed } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const open = await listOpenGates(request, head.at);
  const asked = typed === undefined ? `${query['candidate'] ?? ''} ${query['gate'] ?? ''}` : valueOf(typed, 'gate');
  const chosen = open.find(({ key }) => key === asked);
  const title = t('verify.title');
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'inbox',
    back: `${head.href}/gates`,
    intro: chosen === undefined ? noneOf(view, open) : gateCard(view, chosen),
    fields: questions(view, open),
    ...(chosen === undefined ? {} : { initial: { gate: [chosen.key] } }),
    effect: () => [t('verify.effect-replaces'), t('verify.effect-fail'), t('verify.effect-open')],
    submit: t('verify.submit'),
    send: (values) => {
      const [candidate = '', gate = ''] = valueOf(values, 'gate').split(' ');
      return {
        path: '/selections/:selectionId/verifications',
        ...head.at,
        body: { candidate, gate, result: valueOf(values, 'result'), evidence: valueOf(values, 'evidence') },
        fieldOf: (path) => (path === 'candidate' ? 'gate' : path),
      };
    },
  };
}

async function listOpenGates(
  { ask }: ScreenRequest,
  at: { readonly params: { readonly selectionId: string } },
): Promise<OpenGate[]> {
  const [gates, candidates] = await Promise.all([
    ask.get('/selections/:selectionId/gates', gatesAnswer, at),
    ask.get('/selections/:selectionId/candidates', candidatesAnswer, at),
  ]);
  const names = namesOf(candidates.items);
  return gates.items.flatMap(({ ref, code: blindCode, gates: all }) =>
    all
      .filter(({ result }) => result === 'UNKNOWN')
      .map((gate) => ({ key: `${ref} ${gate.gate}`, name: names.get(ref) ?? blindCode, gate })),
  );
}

function noneOf({ t }: View, open: readonly OpenGate[]): Html | false {
  return open.length === 0 && html`<p class="govuk-body-l">${t('verify.none')}</p>`;
}

function gateCard(view: View, { name, gate }: OpenGate): Html {
  const { t, locale } = view;
  return summaryList([
    { key: t('correction.candidate'), value: name },
    { key: t('gates.rule'), value: gate.rule[locale], small: citationOf(view, gate) },
    { key: t('gates.result'), value: resultOf(view, gate) },
    { key: t('gates.value'), value: valueOfGate(view, gate), small: sourceWords(view, gate.source) },
  ]);
}

function questions({ t, locale }: View, open: readonly OpenGate[]): Field[] {
  const gates = open.map(({ key, name, gate }) => ({ value: key, text: [name, gate.rule[locale]].join(': ') }));
  const results = (['pass', 'fail'] as const).map((value) => ({
    value,
    text: t(`gates.${value}`),
    hint: t(`verify.${value}-hint`),
  }));
  return [
    { kind: 'select', name: 'gate', label: t('verify.gate'), hint: t('verify.gate-hint'), options: gates },
    { kind: 'radios', name: 'result', label: t('verify.result'), options: results, className: 'b-radios--cards' },
    { kind: 'textarea', name: 'evidence', label: t('verify.evidence'), hint: t('verify.evidence-hint'), most: 2000 },
  ];
}
