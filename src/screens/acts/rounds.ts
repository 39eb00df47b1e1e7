import type { Answer } from '#platform/asking.ts';
import type { concurrencesAnswer } from '#schemas/placements.ts';
import { section, summaryList } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';

type Concurrences = Answer<typeof concurrencesAnswer>;
type Round = Concurrences['items'][number];

/** The clock that runs for the outside authority, with its arithmetic, and what silence does. */
export function clockText(view: View, { items, lapse }: Concurrences): Html {
  const { t, figures } = view;
  const round = items.at(-1);
  if (round === undefined) return html`<p class="govuk-body">${t('concurrence.no-round')}</p>`;
  const lapses = round.lapsesAt === null ? t('concurrence.lapses-unknown') : figures.deadline(round.lapsesAt);
  const rows = [
    { key: t('concurrence.round'), value: figures.number(round.round) },
    { key: t('concurrence.requested'), value: figures.instant(round.requestedAt) },
    { key: t('concurrence.lapses'), value: lapses },
    ...arithmetic(view, round),
  ];
  const silence = t(lapse ? 'concurrence.may-lapse' : 'concurrence.silence');
  return section(
    { id: 'clock', title: t('concurrence.clock') },
    html`${summaryList(rows)}<p class="govuk-body b-mt-4">${silence}</p>`,
  );
}

function arithmetic({ t, figures }: View, { deadline }: Round) {
  if (deadline === null) return [];
  const { workingDays, firstDay, lastDay, skippedHolidays, skippedWeekendDays } = deadline;
  const days = { count: workingDays, first: figures.day(firstDay), last: figures.day(lastDay) };
  const holidays = skippedHolidays.map((holiday) => figures.day(holiday.slice(0, 10))).join(', ');
  const skipped = { weekend: skippedWeekendDays, holidays: holidays === '' ? t('furniture.none') : holidays };
  return [
    {
      key: t('concurrence.arithmetic'),
      value: t('concurrence.counted', days),
      small: t('concurrence.skipped', skipped),
    },
  ];
}

/** Every round with its answer and its letter. */
export function roundsText(view: View, { items }: Concurrences, title = view.t('concurrence.rounds')): Html | false {
  if (items.length === 0) return false;
  const { t, figures } = view;
  const rows = items.map((round) => [
    figures.number(round.round),
    figures.instant(round.requestedAt),
    t(`concurrence.state-${round.state}`),
    letterText(view, round),
  ]);
  const columns = [
    { label: t('concurrence.round'), isHeader: true },
    { label: t('concurrence.requested') },
    { label: t('concurrence.state') },
    { label: t('concurrence.letter') },
  ];
  return section({ id: 'rounds', title }, table({ labelledBy: 'rounds', columns, rows }));
}

function letterText({ t, figures }: View, { letter }: Round): Html | string {
  if (letter === null) return t('furniture.none');
  const { number, repliedOn, reason, certificate } = letter;
  const said = certificate?.reason ?? reason ?? undefined;
  const named =
    number !== undefined &&
    repliedOn !== undefined &&
    t('concurrence.letter-of', { number, on: figures.day(repliedOn) });
  return html`${named}${said !== undefined && html` <small>${said}</small>`}`;
}
