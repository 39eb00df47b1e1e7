import type { Answer } from '#platform/asking.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { supervisionAnswer } from '#schemas/supervision.ts';
import { breadcrumbs, code, details, link, list, section, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import { isWord } from '#web/words.ts';
import { crumbsTo, fileLink } from './succession/shown.ts';

type Answered = Answer<typeof supervisionAnswer>['items'][number];
type Question = Answered['questions'][number];

/** The questions of the merit measurement, agency by agency: figures with their queries, and what they rest on. */
export const supervisionScreen: Screen = { path: '/supervision', draw: drawSupervision };

async function drawSupervision({ ask, view }: ScreenRequest): Promise<Page> {
  const { t } = view;
  const { items } = await ask.get('/supervision', supervisionAnswer);
  const title = t('supervision.title');
  const head = html`${breadcrumbs(view, crumbsTo(view, { text: title }))}<h1 class="govuk-heading-l b-mb-4">${title}</h1><p class="govuk-body-l">${t('supervision.lead')}</p><p class="govuk-body">${fileLink('/supervision/file', t('supervision.download'))}</p>`;
  const drawn = items.map((agency) => agencyPart(view, agency));
  return { title, main: html`${head}${drawn}`, at: 'succession' };
}

function agencyPart(view: View, { agency, name, on, questions }: Answered): Html {
  const { t, figures } = view;
  const id = `agency-${agency}`;
  const day = html`<span class="b-soft">${t('succession.as-of', { day: figures.shortDay(on) })}</span>`;
  const drawn = questions.map((one) => questionPart(view, agency, one));
  return section({ id, title: name, aside: day }, html`${drawn}`);
}

function questionPart(view: View, agency: string, { question, state, figures: asked, evidence }: Question): Html {
  const { t } = view;
  const id = `${agency}-${question}`;
  const answered = tag(t(`supervision.state-${state}`), state === 'data' ? 'turquoise' : 'grey');
  const lead = html`<h3 class="govuk-heading-s" id="${id}">${t(`supervision.question-${question}`)} ${answered}</h3><p class="govuk-body">${t(`supervision.asks-${question}`)}</p>`;
  if (state === 'no-data') return html`${lead}<p class="govuk-body">${t('supervision.no-data')}</p>`;
  const columns = [
    { label: t('supervision.figure'), isHeader: true },
    { label: t('supervision.value'), isNumeric: true },
  ];
  const rows = asked.map(({ figure, value }): Piece[] => [
    figureWords(view, figure),
    value === null ? t('furniture.unknown') : view.figures.number(value),
  ]);
  return html`${lead}${table({ labelledBy: id, columns, rows, isDense: true })}${queriesOf(view, asked)}${evidenceOf(view, evidence)}`;
}

function figureWords({ t }: View, figure: string): string {
  const key = `supervision.figure-${figure}`;
  return isWord(key) ? t(key) : figure;
}

/** Behind each number a query that yields it. */
function queriesOf(view: View, asked: Question['figures']): Html {
  const items = asked.map(({ figure, query }) => html`${figureWords(view, figure)}: <code>${query}</code>`);
  return details(view.t('supervision.queries'), list(items), {
    className: 'b-details--plain',
    isOpen: view.isPrinted,
  });
}

function evidenceOf({ t }: View, evidence: Question['evidence']): Html | false {
  if (evidence.length === 0) return false;
  const links = evidence.map(({ kind, id }) => {
    const href = kind === 'entry' ? `/receipts/${id}` : `/selections/${id}`;
    return html`${link({ href, text: t(`supervision.evidence-${kind}`) })} ${code(`${id.slice(0, 8)} …`)}`;
  });
  return html`<p class="govuk-body b-mb-0"><strong>${t('supervision.evidence')}</strong></p>${list(links)}`;
}
