import type { Answer } from '#platform/asking.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { impactAnswer } from '#schemas/impacts.ts';
import { candidatesAnswer, correctionsAnswer, gatesAnswer } from '#schemas/nominations.ts';
import { icon } from '#web/components/icons.ts';
import { breadcrumbs, code, details, dotted, link, section, tag } from '#web/components/pieces.ts';
import { type Column, table } from '#web/components/table.ts';
import { type Html, html, joined, type Piece } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import { namesOf } from './candidate-names.ts';
import { gateNotes, gateValueWords } from './gate-words.ts';
import { impactSection } from './late-impact.ts';
import { crumbsOf, readSelectionHead, type SelectionHead } from './selection-head.ts';
import { sourceWords } from './source-words.ts';

export type Gate = Answer<typeof gatesAnswer>['items'][number]['gates'][number];
type Candidate = Answer<typeof candidatesAnswer>['items'][number];
export type Correction = Answer<typeof correctionsAnswer>['items'][number];

interface Judged {
  readonly ref: string;
  readonly code: string;
  readonly outcome: Candidate['state'];
  readonly gates: readonly Gate[];
}

/** What the gates say of each candidate: now, while answers are awaited, and as they were frozen afterwards. Failing ones stand with them. */
export const gatesScreen: Screen = { path: '/selections/:selectionId/gates', draw: drawGates };

async function drawGates(request: ScreenRequest): Promise<Page> {
  const { ask, view } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const isOpen = head.live?.kind === 'nomination' && head.live.state === 'open';
  const [candidates, corrections] = await Promise.all([
    ask.get('/selections/:selectionId/candidates', candidatesAnswer, head.at),
    ask.get('/selections/:selectionId/corrections', correctionsAnswer, head.at),
  ]);
  const judged = isOpen
    ? (await ask.get('/selections/:selectionId/gates', gatesAnswer, head.at)).items
    : candidates.items.flatMap(frozenOf);
  const impact = isOpen ? undefined : await ask.find('/selections/:selectionId/late-impact', impactAnswer, head.at);
  const names = namesOf(candidates.items);
  const title = t('gates.title');
  const inOrder = judged.toSorted((one, other) => urgencyOf(one) - urgencyOf(other));
  const drawn = inOrder.map((one) => candidateSection(view, one, { head, name: names.get(one.ref) ?? one.code }));
  const lead = t(isOpen ? 'gates.lead' : 'gates.frozen');
  const main = html`${breadcrumbs(view, crumbsOf(head, request, title))}<h1 class="govuk-heading-l b-mb-4">${title}</h1><p class="govuk-body-l">${lead}</p>${drawn.length === 0 ? html`<p>${t('gates.none')}</p>` : drawn}${correctionsSection(view, head, corrections.items)}${impact !== undefined && judged.length > 0 && impactSection(view, impact)}`;
  return { title, main };
}

function frozenOf({ ref, code: blindCode, state, gates }: Candidate): Judged[] {
  return gates === null ? [] : [{ ref, code: blindCode, outcome: state, gates }];
}

interface Named {
  readonly head: SelectionHead;
  readonly name: string;
}

/** Whoever still needs an answer comes first. */
function urgencyOf({ outcome }: Judged): number {
  return ['held', 'excluded', 'admitted'].indexOf(outcome);
}

const tones = { nominated: 'plain', admitted: 'green', excluded: 'red', held: 'yellow', withdrawn: 'grey' } as const;

/** What is open or failed stands in sight; what is passed is folded away, and counted. */
function candidateSection(view: View, candidate: Judged, { head, name }: Named): Html {
  const { t } = view;
  const { ref, outcome, code: blindCode, gates } = candidate;
  const isOpen = head.live?.kind === 'nomination';
  const id = `candidate-${ref}`;
  const passed = gates.filter(({ result }) => result === 'PASS');
  const others = gates.filter(({ result }) => result !== 'PASS');
  const linked = (gate: Gate) =>
    gate.result === 'UNKNOWN' &&
    isOpen &&
    link({
      href: `${head.href}/verify?candidate=${ref}&gate=${gate.gate}`,
      text: t('gates.verify'),
      hidden: t('gates.verify-hidden', { candidate: name, rule: gate.rule[view.locale] }),
    });
  const rows = others.map((gate) => [...cellsOf(view, gate), linked(gate)]);
  const columns = [...columnsOf(view), { label: t('gates.act') }];
  const aside = html`<span class="b-row">${code(blindCode)} ${tag(t(`gates.outcome-${outcome}`), tones[outcome])}</span>`;
  const inSight = rows.length > 0 && table({ labelledBy: id, columns, rows });
  const folded =
    passed.length > 0 &&
    details(
      t('gates.passed', { count: passed.length }),
      table({
        caption: t('gates.passed-by', { candidate: name }),
        columns: columnsOf(view),
        rows: passed.map((gate) => cellsOf(view, gate)),
      }),
      { className: 'b-details--plain', isOpen: view.isPrinted },
    );
  return section({ id, title: name, aside }, html`${inSight}${folded}`);
}

function columnsOf({ t }: View): Column[] {
  return [
    { label: t('gates.rule'), isHeader: true },
    { label: t('gates.result') },
    { label: t('gates.value') },
    { label: t('gates.source') },
  ];
}

function cellsOf(view: View, gate: Gate): Piece[] {
  const rule = html`${gate.rule[view.locale]}<br><small class="b-soft">${citationOf(view, gate)}</small>`;
  return [rule, resultOf(view, gate), valueOf(view, gate), sourceWords(view, gate.source)];
}

export function resultOf({ t }: View, { result, verified }: Pick<Gate, 'result' | 'verified'>): Html {
  const drawn = {
    PASS: tag(t('gates.pass'), 'green'),
    FAIL: tag(t('gates.fail'), 'red'),
    UNKNOWN: html`<span class="b-unknown">${icon('ask')}${t('gates.unknown')}</span>`,
  }[result];
  return html`${drawn}${verified && html`<br><small class="b-soft">${t('gates.verified')}</small>`}`;
}

export function valueOf(view: View, gate: Gate): Piece {
  const notes = gateNotes(view, gate);
  return html`${gateValueWords(view, gate)}${notes.length > 0 && html`<br><small class="b-soft">${joined(notes, html`<br>`)}</small>`}`;
}

export function citationOf({ t }: View, { citation: { instrument, article, confidence } }: Gate): Html {
  return html`${dotted([instrument, article, confidence === 'I' && t('gates.confirm-source')])}`;
}

function correctionsSection(view: View, head: SelectionHead, corrections: readonly Correction[]): Html | false {
  const { t, figures } = view;
  const title = t('gates.corrections');
  if (corrections.length === 0) {
    // Whoever may not read them is not told that there are none.
    if (!view.viewer?.roles.some((role) => role === 'hr' || role === 'auditor')) return false;
    return section({ id: 'corrections', title }, html`<p>${t('gates.corrections-none')}</p>`);
  }
  const rows = corrections.map((one) => {
    const candidate = one.name ?? one.code;
    const field = t(`correction.field-${one.field}`);
    return [
      candidate,
      field,
      figures.instant(one.requestedAt),
      tag(t(`correction.${one.answer ?? 'open'}`), one.answer === null ? 'yellow' : 'plain'),
      one.answer === null &&
        link({
          href: `${head.href}/corrections/${one.id}/answer`,
          text: t('correction.answer'),
          hidden: t('correction.answer-hidden', { candidate, field }),
        }),
    ];
  });
  const columns = [
    { label: t('correction.candidate'), isHeader: true },
    { label: t('correction.field') },
    { label: t('correction.requested') },
    { label: t('correction.state') },
    { label: t('gates.act') },
  ];
  return section({ id: 'corrections', title }, table({ labelledBy: 'corrections', columns, rows }));
}
