import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { link, section, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import { type Privacy, readPrivacyOf } from './subject.ts';

/** Requests to erase, legal holds, and the rules of retention. */
export const privacyScreen: Screen = { path: '/privacy', draw: drawPrivacy };

async function drawPrivacy(request: ScreenRequest): Promise<Page> {
  const { view } = request;
  const { t } = view;
  const { privacy } = await readPrivacyOf(request);
  const title = t('privacy.title');
  const acts = html`<p class="govuk-body">${link({ href: '/privacy/erasures/new', text: t('privacy.request') })} · ${link({ href: '/privacy/holds/new', text: t('privacy.hold') })}</p>`;
  const main = html`<h1 class="govuk-heading-l b-mb-4">${title}</h1><p class="govuk-body-l">${t('privacy.lead')}</p>${acts}${erasures(view, privacy)}${holds(view, privacy)}${rules(view, privacy)}`;
  return { title, main, at: 'privacy' };
}

function erasures(view: View, privacy: Privacy): Html {
  const { t, figures, locale } = view;
  const id = 'erasures';
  const columns = [
    { label: t('privacy.person'), isHeader: true },
    { label: t('privacy.basis') },
    { label: t('privacy.requested') },
    { label: t('privacy.state') },
  ];
  const words = new Map(privacy.rules?.bases.map(({ code, words: said }) => [code, said[locale]]));
  const rows = privacy.erasures.map((one): Piece[] => [
    one.name,
    words.get(one.basis) ?? one.basis,
    figures.instant(one.requestedAt),
    stateOf(view, one),
  ]);
  return section({ id, title: t('privacy.erasures') }, bodyOf(view, { id, columns, rows }));
}

function stateOf({ t, locale }: View, one: Privacy['erasures'][number]): Piece {
  if (one.state === 'declined') return tag(t('privacy.declined'), 'grey');
  if (one.state === 'done') return tag(t('privacy.done', { count: one.openings ?? 0 }), 'green');
  const at = `/privacy/erasures/${one.id}`;
  const ways = html`${link({ href: `${at}/approve`, text: t('privacy.approve'), hidden: one.name })} · ${link({ href: `${at}/decline`, text: t('privacy.decline'), hidden: one.name })}`;
  return html`${tag(t('privacy.pending'), 'yellow')} ${ways}${one.refusal !== null && html`<br><span class="govuk-hint">${one.refusal.words[locale]}</span>`}`;
}

function holds(view: View, privacy: Privacy): Html {
  const { t, figures, locale } = view;
  const id = 'holds';
  const columns = [
    { label: t('privacy.person'), isHeader: true },
    { label: t('privacy.ground') },
    { label: t('privacy.placed') },
    { label: t('privacy.state') },
  ];
  const words = new Map(privacy.rules?.holds.map(({ code, words: said }) => [code, said[locale]]));
  const rows = privacy.holds.map((one): Piece[] => [
    one.name,
    words.get(one.ground) ?? one.ground,
    figures.instant(one.placedAt),
    one.liftedAt === null
      ? link({ href: `/privacy/holds/${one.id}/lift`, text: t('privacy.lift'), hidden: one.name })
      : tag(t('privacy.lifted'), 'grey'),
  ]);
  return section({ id, title: t('privacy.holds') }, bodyOf(view, { id, columns, rows }));
}

function rules(view: View, { rules: known }: Privacy): Html {
  const { t, locale } = view;
  const id = 'rules';
  const columns = [{ label: t('privacy.rule'), isHeader: true }, { label: t('privacy.article') }];
  const rows = known?.clocks.map(({ words, article }): Piece[] => [words[locale], article]) ?? [];
  return section({ id, title: t('privacy.rules') }, bodyOf(view, { id, columns, rows }));
}

interface Listed {
  readonly id: string;
  readonly columns: Parameters<typeof table>[0]['columns'];
  readonly rows: readonly (readonly Piece[])[];
}

function bodyOf({ t }: View, { id, columns, rows }: Listed): Html {
  if (rows.length === 0) return html`<p class="govuk-body">${t('privacy.none')}</p>`;
  return table({ labelledBy: id, columns, rows });
}
