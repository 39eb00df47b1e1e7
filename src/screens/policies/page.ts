import type { Answer } from '#platform/asking.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { proposalsAnswer, versionsAnswer } from '#schemas/policies.ts';
import { hash, link, linkButton, section, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import { holdsAny, type Page, type View } from '#web/view.ts';
import { agencyOf } from '../asker.ts';
import { proposalReaders, readers } from './readers.ts';

type Version = Answer<typeof versionsAnswer>['items'][number];
type Proposal = Answer<typeof proposalsAnswer>['items'][number];

/** The policies of an agency: every published version, and what is proposed. */
export const policiesScreen: Screen = { path: '/policies', draw: drawPolicies };

async function drawPolicies({ ask, view }: ScreenRequest): Promise<Page> {
  const { t } = view;
  const agency = agencyOf(ask.asker, readers);
  const { items } = await ask.get('/policies/versions', versionsAnswer, { query: { agency } });
  const mayPropose = holdsAny(view, ['hr', 'secretary']);
  const proposals = holdsAny(view, proposalReaders)
    ? (await ask.get('/policies/proposals', proposalsAnswer, { query: { agency } })).items
    : [];
  const title = t('policies.title');
  const way = mayPropose && linkButton({ href: '/policies/new', text: t('policies.new') });
  const main = html`<h1 class="govuk-heading-l b-mb-4">${title}</h1><p class="govuk-body-l">${t('policies.lead')}</p>${way}${proposed(view, proposals)}${published(view, items)}`;
  return { title, main, at: 'policies' };
}

function proposed(view: View, items: readonly Proposal[]): Html | false {
  const { t, figures } = view;
  if (items.length === 0) return false;
  const columns = [
    { label: t('policies.pack'), isHeader: true },
    { label: t('policies.proposed') },
    { label: t('policies.decided') },
    { label: t('policies.state') },
  ];
  const rows = items.map((one): Piece[] => [
    link({ href: `/policies/proposals/${one.id}`, text: `${one.policy} ${one.version}` }),
    html`${one.proposedBy}<span class="b-source">${figures.instant(one.proposedAt)}</span>`,
    one.decidedBy === null
      ? t('furniture.none')
      : html`${one.decidedBy}${one.decidedAt !== null && html`<span class="b-source">${figures.instant(one.decidedAt)}</span>`}`,
    proposalTag(view, one.state),
  ]);
  return section(
    { id: 'proposals', title: t('policies.proposals') },
    table({ labelledBy: 'proposals', columns, rows }),
  );
}

const tones = { open: 'yellow', approved: 'green', declined: 'grey' } as const;

export function proposalTag({ t }: View, state: Proposal['state']): Html {
  return tag(t(`policies.state-${state}`), tones[state]);
}

function published(view: View, items: readonly Version[]): Html {
  const { t, figures } = view;
  const columns = [
    { label: t('policies.pack'), isHeader: true },
    { label: t('policies.from') },
    { label: t('policies.published') },
    { label: t('policies.selections'), isNumeric: true },
    { label: t('policies.digest') },
  ];
  const rows = items.map((one): Piece[] => [
    html`${link({ href: `/policies/packs/${one.digest}`, text: `${one.id} ${one.version}` })}<span class="b-source">${one.title[view.locale]}</span>`,
    html`${standingTag(view, one.standing)}<span class="b-source">${daysOf(view, one)}</span>`,
    html`${link({ href: `/receipts/${one.entry}`, text: figures.instant(one.publishedAt) })}<span class="b-source">${handsOf(view, one)}</span>`,
    figures.number(one.selections),
    hash(one.digest),
  ]);
  return section({ id: 'versions', title: t('policies.versions') }, table({ labelledBy: 'versions', columns, rows }));
}

const standingTones = { 'in-force': 'green', later: 'yellow', replaced: 'grey', ended: 'grey' } as const;

export function standingTag({ t }: View, standing: Version['standing']): Html {
  return tag(t(`policies.standing-${standing}`), standingTones[standing]);
}

/** Since when it is in force, and until when where that is known. */
export function daysOf({ t, figures }: View, days: Pick<Version, 'effectiveFrom' | 'effectiveUntil'>): string {
  const from = figures.shortDay(days.effectiveFrom);
  return days.effectiveUntil === null
    ? from
    : t('policies.days', { from, until: figures.shortDay(days.effectiveUntil) });
}

/** Who has proposed and who has published it. */
export function handsOf({ t }: View, { proposedBy, approvedBy }: Pick<Version, 'proposedBy' | 'approvedBy'>): string {
  if (proposedBy === null || approvedBy === null) return t('policies.founded');
  return t('policies.hands', { proposer: proposedBy, approver: approvedBy });
}
