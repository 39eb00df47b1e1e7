import { icon } from '#web/components/icons.ts';
import { linkButton, list, locked, metaList, summaryList, viewSwitch } from '#web/components/pieces.ts';
import { attributes, type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { evidenceColumn } from '../record-lines.ts';
import { dueWords } from '../selection-head.ts';
import { type DeskCandidate, isFilled, nextOf, type Shown, sentSheet, sheetHref } from './desk.ts';
import { othersPanel } from './others.ts';

/** The file on the left, the criterion on the right, and under the file what others have done, or that it is closed. */
export function arrangeSheet(
  view: View,
  shown: Shown,
  { form, title }: { readonly form: Html; readonly title: string },
): Html {
  const { desk, candidate } = shown;
  const sent = sentSheet(desk, candidate);
  const right = desk.round === undefined ? closed(view) : sent === null ? asked(view, shown, form) : done(view, shown);
  return html`${taskHead(view, shown, title)}<div class="b-score">${evidenceColumn(view, { code: candidate.code, lines: shown.evidence })}<section aria-labelledby="criterion">${right}</section>${othersPanel(view, shown)}</div>`;
}

function taskHead(view: View, shown: Shown, title: string): Html {
  const { t } = view;
  const { desk, criterion } = shown;
  const { candidates, criteria, head } = desk;
  const total = candidates.length;
  const isDone = (one: DeskCandidate) =>
    sentSheet(desk, one) !== null || (criterion !== undefined && isFilled(desk.saved(one.ref), criterion));
  const count = candidates.filter(isDone).length;
  const said =
    criterion === undefined
      ? t('score.progress-sheets', { done: count, total })
      : t('score.progress-criterion', { done: count, total });
  const meta = metaList([
    `${t('score.size-files', { count: total })}, ${t('score.size-criteria', { count: criteria.length })}`,
    html`<span>${t('score.due')} ${dueWords(head, view)}</span>`,
    t('score.saved-always'),
  ]);
  const items = candidates.map((one) => progressItem(view, shown, { one, isDone: isDone(one) }));
  return html`<div class="b-taskhead"><div><h1 class="govuk-heading-l">${title}</h1>${meta}</div><div><p class="b-small b-mb-0" id="progress">${said}</p><nav aria-labelledby="progress" class="b-mt-0"><ul class="b-progress">${items}</ul></nav></div></div>`;
}

function progressItem(
  { t }: View,
  { desk, candidate, criterion }: Shown,
  { one, isDone }: { readonly one: DeskCandidate; readonly isDone: boolean },
): Html {
  const state = sentSheet(desk, one) === null ? t('score.is-filled') : t('score.is-sent');
  const href = sheetHref(desk, one.ref, criterion?.code);
  const words = html`${isDone && icon('tick')}${one.code}${isDone && html`<span class="govuk-visually-hidden">, ${state}</span>`}`;
  return html`<li><a href="${href}"${attributes({ 'aria-current': one === candidate ? 'step' : undefined })}>${words}</a></li>`;
}

function asked(view: View, shown: Shown, form: Html): Html {
  const { t, locale } = view;
  const { desk, candidate, criterion } = shown;
  const of =
    criterion === undefined
      ? t('score.criteria-all')
      : t('score.criterion-of', {
          number: desk.criteria.indexOf(criterion) + 1,
          total: desk.criteria.length,
          weight: criterion.weight,
        });
  const heading = criterion?.label[locale] ?? t('score.candidate', { code: candidate.code });
  const first = criterion ?? desk.criteria[0];
  const ways =
    first !== undefined &&
    viewSwitch(t('score.way'), [
      {
        text: t('score.by-criterion'),
        href: sheetHref(desk, candidate.ref, first.code),
        isCurrent: criterion !== undefined,
      },
      { text: t('score.by-candidate'), href: sheetHref(desk, candidate.ref), isCurrent: criterion === undefined },
    ]);
  return html`<div class="b-section__head"><p class="b-soft b-small">${of}</p>${ways}</div><h2 class="govuk-heading-m b-mb-0" id="criterion">${heading}</h2><p class="govuk-hint">${t('score.only-evidence')}</p>${bands(view)}${form}<p class="govuk-body-s b-mt-4 b-mb-0">${t('score.changeable')}</p>`;
}

/** What scores mean, in words: a guide to all criteria alike, never a choice. */
function bands({ t }: View): Html {
  const steps = [
    ['90', '100'],
    ['80', '89'],
    ['70', '79'],
    ['60', '69'],
    ['0', '59'],
  ] as const;
  const items = steps.map(
    ([from, to]) =>
      html`<strong>${t('score.band-span', { from, to })} ${t(`score.band-${from}`)}</strong> ${t(`score.band-${from}-words`)}`,
  );
  return html`<section aria-labelledby="bands" class="b-mt-4 b-small"><h3 class="govuk-heading-s" id="bands">${t('score.bands')}</h3>${list(items, 'plain')}</section>`;
}

function done(view: View, { desk, candidate }: Shown): Html {
  const { t, locale, figures } = view;
  const sheet = sentSheet(desk, candidate);
  const rows = desk.criteria.map(({ code, label }) => ({
    key: label[locale],
    value: sheet?.scores[code] === undefined ? t('score.blank-yes') : figures.score(sheet.scores[code]),
    small: sheet?.reasons[code],
  }));
  const next = nextOf(desk, candidate.ref, (one) => sentSheet(desk, one) === null);
  const onward =
    next === undefined
      ? html`<p class="govuk-body">${t('score.sent-all')}</p>`
      : linkButton({ href: sheetHref(desk, next.ref), text: t('score.next', { code: next.code }) });
  return html`<h2 class="govuk-heading-m" id="criterion">${t('score.sent-title')}</h2>${summaryList(rows)}<div class="b-mt-5">${onward}</div>`;
}

function closed({ t }: View): Html {
  return html`${locked({ id: 'criterion', title: t('score.closed-title'), body: html`<p>${t('score.closed-body')}</p>` })}`;
}
