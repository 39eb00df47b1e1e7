import { disputableFields } from '#domain/eligibility.ts';
import type { Answer } from '#platform/asking.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { ownCandidacyAnswer } from '#schemas/candidacies.ts';
import { hash, link, section, summaryList, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { deliveriesSection, readDeliveries } from '../deliveries.ts';
import { recordRows } from '../record-lines.ts';
import { gateTable } from '../selection/candidates.ts';
import { crumbsOf, dueWords, readSelectionHead, type SelectionHead } from '../selection-head.ts';

/** The data that will be used of a candidate, confirmed in the version that was read. */
export const confirmDataAct: ActScreen = { path: '/selections/:selectionId/my-data', open: openData };

type Own = Answer<typeof ownCandidacyAnswer>;

interface Shown {
  readonly head: SelectionHead;
  readonly own: Own;
  readonly origin: Html | false;
  /** Data can be confirmed and disputed now. */
  readonly isOpen: boolean;
}

async function openData(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const own = await ask.get('/selections/:selectionId/candidacy', ownCandidacyAnswer, head.at);
  const isOpen = head.live?.state === 'open' && head.live.step === 'data-check' && own.state !== 'withdrawn';
  const { personId } = ask.asker;
  // What is frozen stays as it was read then; the imports that are known are those of the record by now.
  const isImported = own.gates === null && personId !== null;
  const origin = isImported && deliveriesSection(view, await readDeliveries(ask, personId));
  const shown = { head, own, origin, isOpen };
  const title = t('my-data.title');
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'mine',
    back: head.href,
    version: own.recordDigest,
    intro: summaryList([
      { key: t('my-data.version'), value: hash(own.recordDigest) },
      { key: t('my-data.due'), value: dueWords(head, view) },
    ]),
    fields: [],
    effect: () => [t('my-data.effect-final'), t('my-data.effect-freeze')],
    submit: t('my-data.submit'),
    arrange: (form) => arrangeData(view, shown, form),
    send: () => ({ path: '/selections/:selectionId/data-confirmations', ...head.at, body: {}, isBound: true }),
  };
}

function arrangeData(view: View, shown: Shown, form: Html): Html {
  const { t } = view;
  const { own, head } = shown;
  const leave =
    own.state !== 'withdrawn' &&
    html`<p class="govuk-body-s b-mt-5">${link({ href: `${head.href}/withdraw`, text: t('my-data.withdraw') })}</p>`;
  return html`<div class="b-narrow"><h1 class="govuk-heading-l b-mb-5">${t('my-data.title')}</h1><p class="govuk-body-l">${t('my-data.lead')}</p>${facts(view, shown)}${shown.origin}${gates(view, own)}${corrections(view, own)}${ending(view, shown, form)}${leave}</div>`;
}

function facts(view: View, { head, own, isOpen }: Shown): Html {
  const { t, locale } = view;
  const rows = recordRows(view, own.data, ({ isDisputable, field, label }) =>
    isOpen && isDisputable
      ? link({
          href: `${head.href}/dispute?field=${field}`,
          text: t('my-data.dispute'),
          hidden: label[locale],
        })
      : undefined,
  );
  const body = html`${summaryList(rows)}<p class="govuk-body-s b-mt-4">${t('my-data.at-source')}</p>`;
  return section({ id: 'facts', title: t('my-data.facts') }, body);
}

function gates(view: View, own: Own): Html {
  const { t } = view;
  const body =
    own.gates === null
      ? html`<p class="govuk-body">${t('my-data.gates-later')}</p>`
      : gateTable(view, { gates: own.gates, title: t('my-data.gates-of') });
  return section({ id: 'gates', title: t('my-data.gates') }, body);
}

function corrections(view: View, own: Own): Html | false {
  if (own.corrections.length === 0) return false;
  const { t } = view;
  const columns = [
    { label: t('my-data.correction-field'), isHeader: true },
    { label: t('my-data.correction-reason') },
    { label: t('my-data.correction-state') },
  ];
  const tones = { open: 'yellow', accepted: 'green', refused: 'red' } as const;
  const rows = own.corrections.map(({ field, reason, answer, answerReason }) => {
    const state = answer ?? 'open';
    const known = disputableFields.find((one) => one === field);
    return [
      known === undefined ? field : t(`record.${known}`),
      reason,
      html`${tag(t(`my-data.correction-${state}`), tones[state])}<span class="b-source">${answerReason}</span>`,
    ];
  });
  return section(
    { id: 'corrections', title: t('my-data.corrections') },
    table({ labelledBy: 'corrections', columns, rows }),
  );
}

/** The form where it can be sent; else why not. */
function ending({ t, figures }: View, { own, isOpen }: Shown, form: Html): Html {
  if (own.confirmedAt !== null)
    return html`<div class="govuk-inset-text">${t('my-data.confirmed', { at: figures.instant(own.confirmedAt) })}</div>`;
  if (own.state === 'withdrawn') return html`<div class="govuk-inset-text">${t('my-data.withdrawn')}</div>`;
  if (!isOpen) return html`<div class="govuk-inset-text">${t('my-data.not-open')}</div>`;
  if (own.corrections.some(({ answer }) => answer === null))
    return html`<div class="govuk-inset-text">${t('my-data.wait-answer')}</div>`;
  return form;
}
